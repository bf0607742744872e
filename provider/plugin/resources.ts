/**
 * What the engine asks of a resource, on the core's operations: values are unwrapped on their way in and wrapped on
 * their way out, and nothing is decided here.
 */
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { adoptionRemark } from "../lifecycle/adoptionRemark";
import type { Definition } from "../lifecycle/define";
import { PartialError } from "../lifecycle/failure";
import * as core from "../lifecycle/operations";
import { secretsOf } from "../lifecycle/schema";
import { getPath, type Props, sameValue, tidy, UNKNOWN } from "../lifecycle/values";
import { unpack, withEach } from "../packed";
import { expected, namesOf, secretsIn, withComputed } from "./computed";
import { checked, Refusal } from "./refusal";
import { definitionAt, type Session } from "./session";
import { type Path, received, toSend } from "./wire";

export const { DIFF_NONE: NO, DIFF_SOME: SOME } = proto.DiffResponse.DiffChanges;

const { Kind } = proto.PropertyDiff;
const KINDS = {
  add: [Kind.ADD, Kind.ADD_REPLACE],
  delete: [Kind.DELETE, Kind.DELETE_REPLACE],
  update: [Kind.UPDATE, Kind.UPDATE_REPLACE],
} as const;

export function check(session: Session, request: proto.CheckRequest): proto.CheckResponse {
  const definition = definitionAt(request.getUrn());
  const { values, secrets } = received(request.getNews());
  const raw = { ...values, mark: session.markOf(request.getUrn()), __secrets: namesOf(secrets) };
  const { inputs, failures } = core.check(definition, raw);
  return checked(inputs, secretsIn(definition, inputs, secrets), failures);
}

export function diff(session: Session, request: proto.DiffRequest): proto.DiffResponse {
  const urn = request.getUrn();
  const definition = definitionAt(urn);
  const given = received(request.getOldInputs()).values;
  const news = received(request.getNews()).values;
  const { state, moves } = stateIn(definition, request.getOlds());
  const difference = core.diff(definition, state, news);
  for (const line of core.remarksOn(definition, request.getId(), state, news, difference, Date.now())) {
    session.sayOnce(line, urn);
  }
  const { changed, unfinished, replaces, details } = difference;
  const response = new proto.DiffResponse();
  if (moves) session.sayOnce(MOVES, urn);
  response.setChanges(changed.length > 0 || unfinished.length > 0 || moves ? SOME : NO);
  response.setDiffsList(details.map(({ path }) => path.replace(/[.[].*$/, "")));
  response.setReplacesList(replaces);
  // Also for what the engine replaces by itself: the new one would find the old one by its mark.
  response.setDeletebeforereplace(true);
  response.setHasdetaileddiff(true);
  for (const { path, kind, replaces } of details) {
    const detail = new proto.PropertyDiff();
    detail.setKind(KINDS[kind][replaces ? 1 : 0]);
    // A change of the program is shown with what it said before; else it is the state that is not as the program says.
    const top = path.replace(/\[.*$/, "");
    detail.setInputdiff(!sameValue("json", getPath(given, top), getPath(news, top)));
    response.getDetaileddiffMap().set(path, detail);
  }
  return response;
}

export async function create(session: Session, request: proto.CreateRequest): Promise<proto.CreateResponse> {
  const urn = request.getUrn();
  const definition = definitionAt(urn);
  const { values, secrets } = received(request.getProperties());
  const response = new proto.CreateResponse();
  if (request.getPreview()) {
    if (definition.warnOnCreate !== undefined) session.log("warning", definition.warnOnCreate, urn);
    const id = await toBeAdopted(session, urn, values, secrets);
    return response.setProperties(
      outputs(session, urn, id ?? UNKNOWN, expected(definition, values, {}), secrets),
    );
  }
  const made = await kept(session, urn, secrets, () =>
    core.create(definition, session.runtimeAt(urn, request.getTimeout()), values),
  );
  session.made.set(urn, made.id);
  response.setId(made.id);
  return response.setProperties(outputs(session, urn, made.id, made.outputs, secrets));
}

export async function update(session: Session, request: proto.UpdateRequest): Promise<proto.UpdateResponse> {
  const [urn, id] = [request.getUrn(), request.getId()];
  const definition = definitionAt(urn);
  const { state, moves } = stateIn(definition, request.getOlds());
  const { values, secrets } = received(request.getNews());
  const response = new proto.UpdateResponse();
  if (moves) {
    const { changed, unfinished } = core.diff(definition, state, values);
    if (changed.length === 0 && unfinished.length === 0)
      return response.setProperties(outputs(session, urn, id, { ...state, ...values }, secrets));
  }
  if (request.getPreview()) {
    return response.setProperties(outputs(session, urn, id, expected(definition, values, state), secrets));
  }
  const made = await kept(session, urn, secrets, () =>
    core.update(definition, session.runtimeAt(urn, request.getTimeout()), id, state, values),
  );
  return response.setProperties(outputs(session, urn, id, made.outputs, secrets));
}

const MOVES =
  "has the state of a dynamic resource: Pulumi's state is written anew, with embed URLs in it. For what shows no other change nothing is sent to Kaltura";

/**
 * A state, and whether an alias turned a dynamic resource into this one: then it lies there without embed URLs, and
 * with its secrets packed.
 */
function stateIn(
  definition: Definition,
  olds: Parameters<typeof received>[0],
): { state: Props; moves: boolean } {
  const state = received(olds).values;
  if (!("__provider" in state)) return { state, moves: false };
  return { state: tidy(withEach(state, secretsOf(definition.outputs), unpack)) as Props, moves: true };
}

export async function read(session: Session, request: proto.ReadRequest): Promise<proto.ReadResponse> {
  const [urn, id] = [request.getUrn(), request.getId()];
  const definition = definitionAt(urn);
  const state = received(request.getProperties());
  const secrets = [...state.secrets, ...received(request.getInputs()).secrets];
  const response = new proto.ReadResponse();
  const runtime = session.runtimeAt(urn, request.getTimeout?.());
  const found =
    Object.keys(core.inputsIn(definition, state.values)).length > 0
      ? await core.read(definition, runtime, id, state.values).then(seen => seen && { ...seen, id })
      : await core.importById(definition, runtime, id, session.markOf(urn));
  // Without an id it counts as gone, and the next up makes it again.
  if (found === undefined) return response;
  response.setId(found.id);
  response.setProperties(outputs(session, urn, found.id, found.outputs, secrets));
  return response.setInputs(toSend(found.inputs, secretsIn(definition, found.inputs, secrets)));
}

export async function remove(session: Session, request: proto.DeleteRequest): Promise<void> {
  const urn = request.getUrn();
  if (session.made.get(urn) === request.getId()) {
    session.log("warning", NOT_ANEW, urn);
    return;
  }
  const { values } = received(request.getProperties());
  const runtime = session.runtimeAt(urn, request.getTimeout());
  await core.remove(definitionAt(urn), runtime, request.getId(), values);
}

/** The new one found the old one by its mark, and is the same object: to delete it would be the loss of both. */
const NOT_ANEW =
  "was not made anew: with pulumi up --replace Pulumi makes the new one first, and that took the old one for its own. Nothing was deleted. Give the resource the option deleteBeforeReplace: true, and replace it again";

/**
 * In a preview: what a resource with the input adopt would take over, said at the resource.
 * @returns its id, when it is known
 * @throws Refusal for what `pulumi up` would refuse
 */
async function toBeAdopted(
  session: Session,
  urn: string,
  inputs: Props,
  secrets: readonly Path[],
): Promise<string | undefined> {
  if (inputs.adopt === undefined) return undefined;
  const { severity, text, diff } = await adoptionRemark(
    definitionAt(urn),
    async work => work(session.runtimeAt(urn)),
    inputs,
    namesOf(secrets),
  );
  if (severity === "error") throw new Refusal(text);
  session.log(severity, text, urn);
  return diff?.id;
}

/** As the engine keeps them: with what follows from id and settings, and what is secret wrapped. */
function outputs(session: Session, urn: string, id: string, made: Props, secrets: readonly Path[]) {
  const definition = definitionAt(urn);
  const all = withComputed(definition, id, made, session.embeds);
  return toSend(all, secretsIn(definition, all, secrets));
}

/** What is half made the engine keeps, with what is wrong: the next update completes it. */
async function kept<R>(
  session: Session,
  urn: string,
  secrets: readonly Path[],
  work: () => Promise<R>,
): Promise<R> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof PartialError)) throw error;
    const properties = outputs(session, urn, error.id, error.properties, secrets);
    throw Refusal.halfMade(error.id, properties, error.reasons);
  }
}
