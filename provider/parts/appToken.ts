/** An app token: what a website or a pipeline starts Kaltura sessions with, without knowing a secret. */
import { Reference } from "../kaltura/types";
import { calls } from "../kaltura/vocabulary";
import type { AppToken } from "../kaltura/wire";
import { OperationError } from "../lifecycle/failure";
import {
  choice,
  commaList,
  driftOf,
  type Field,
  inputFinder,
  inputsFrom,
  sameText,
  toAdd,
  toUpdate,
} from "../lifecycle/fields";
import { knownId, type Part, type Site } from "../lifecycle/part";
import type { Props } from "../lifecycle/values";
import { markedTokens } from "./marked";
import { markedText, marksOf, splitMark } from "./markedText";
import { moment } from "./moment";

export interface AppTokenInputs {
  description?: string;
  privileges?: string | string[];
  hashType?: string;
  expiry?: string;
  timezone?: string;
  sessionType?: string;
  sessionUserId?: string;
  sessionDurationSeconds?: number;
  mark?: string;
}

export const sessionTypes = { user: 0, admin: 2 } as const;

const fields: readonly Field<AppTokenInputs>[] = [
  {
    input: "privileges",
    wire: "sessionPrivileges",
    to: (v: string | string[]) => (Array.isArray(v) ? commaList.to(v) : v),
    from: (v: string, inputs) => (Array.isArray(inputs.privileges) ? commaList.from(v) : v),
    same: commaList.same,
    clear: { value: "" },
  },
  // Kaltura's own default.
  { input: "hashType", wire: "hashType", clear: { value: "SHA1" } },
  moment("expiry", "expiry", "null"),
  { input: "sessionType", wire: "sessionType", ...choice(sessionTypes), clear: { value: sessionTypes.user } },
  { input: "sessionUserId", wire: "sessionUserId", clear: "stay" },
  { input: "sessionDurationSeconds", wire: "sessionDuration", clear: "stay" },
];

const KEY = "token";

const markedToken = async (site: Site, mark: string | undefined): Promise<AppToken | undefined> =>
  mark === undefined
    ? undefined
    : (await site.runtime.load.appTokens()).find(token => splitMark(token.description).mark === mark);

/** From now on the token is taken out of whatever is logged or said. */
function hidden<T extends AppToken | undefined>(token: T, site: Site): T {
  site.runtime.gateway.hide(token?.token);
  return token;
}

/** A token of the past can't start a session; Kaltura would take it without a word. */
function refusePast(patch: Props): void {
  if (typeof patch.expiry === "number" && patch.expiry * 1000 <= Date.now()) {
    throw new OperationError(
      "input expiry: lies in the past, so no session could be started with the token; give it a later time",
    );
  }
}

export const appToken: Part<AppTokenInputs, AppToken> = {
  key: KEY,
  label: "app token",
  permissions: ["APP_TOKEN_*"],

  begun: async (site, want) => (await markedToken(site, want.mark)) !== undefined,

  async candidates({ id }, site) {
    const token = id === undefined ? undefined : hidden(await site.runtime.load.appToken(id), site);
    return token === undefined
      ? []
      : [{ id: token.id!, title: `app token ${token.id} ("${splitMark(token.description).text}")` }];
  },

  marked: markedTokens,

  marks: ({ description }) => marksOf(description),

  async observe(site, want) {
    const { load } = site.runtime;
    const id = knownId(site, KEY);
    if (id !== undefined) return hidden(await load.appToken(id), site);
    // After a lost answer: the one whose description carries our mark.
    load.invalidate("appTokens");
    const found = await markedToken(site, want.mark);
    if (found?.id !== undefined) site.handles.set(KEY, found.id);
    return hidden(found, site);
  },

  async plan({ inputs, previous }, observed, site) {
    const inputOf = inputFinder([...fields, { input: "description", wire: "description", clear: "stay" }]);
    const note = (answer: AppToken) => {
      site.handles.set(KEY, answer.id!);
      site.seen.set(KEY, hidden(answer, site));
    };
    const cleared = previous?.description !== undefined;
    const description = markedText(inputs.description, cleared, observed?.description, inputs.mark);
    if (observed === undefined) {
      const token = { ...toAdd(fields, inputs), ...(description === "" ? {} : { description }) };
      refusePast(token);
      const call = calls.appToken.add({ objectType: "KalturaAppToken", ...token } as AppToken);
      site.handles.set(KEY, new Reference(call, "id"));
      return [{ call, purpose: "make the app token", inputOf, done: note }];
    }
    const patch: Props = {
      ...toUpdate(fields, inputs, previous, observed as Props),
      ...(sameText(observed.description ?? "", description) ? {} : { description }),
    };
    if (Object.keys(patch).length === 0) return [];
    refusePast(patch);
    return [
      {
        call: calls.appToken.update(observed.id!, { objectType: "KalturaAppToken", ...patch } as AppToken),
        purpose: "update the app token",
        inputOf,
        done: note,
      },
    ];
  },

  async drift(inputs, observed) {
    if (observed === undefined) return { inputs: {}, missing: true };
    const drift = driftOf(fields, inputs, observed as Props);
    const { text, mark } = splitMark(observed.description);
    if (inputs.description !== undefined && !sameText(text, inputs.description))
      drift.description = text || undefined;
    return { inputs: drift, missing: inputs.mark !== undefined && mark !== inputs.mark };
  },

  async fill(observed, _site, known) {
    if (observed === undefined) return {};
    const { text } = splitMark(observed.description);
    return {
      ...inputsFrom(fields, observed as Props, { ...known, privileges: [] }),
      ...(text === "" ? {} : { description: text }),
    };
  },

  async remove(observed) {
    if (observed === undefined) return [];
    return [{ call: calls.appToken.delete(observed.id!), purpose: "delete the app token", fine: ["gone"] }];
  },

  outputs: seen => ({ token: seen.token }),
};
