/** That a user is a member of a category, and what the member may do there. */
import { calls } from "../kaltura/vocabulary";
import type { CategoryUser } from "../kaltura/wire";
import { OperationError } from "../lifecycle/failure";
import { splitList } from "../lifecycle/fields";
import { knownId, type Part, type Site, type Step } from "../lifecycle/part";
import { permissionLevels } from "./category";
import { type CategoryRef, categoryId } from "./categoryRef";

export interface CategoryMemberInputs {
  category: CategoryRef;
  userId: string;
  permissionLevel?: keyof typeof permissionLevels;
}

const ACTIVE = 1;

/** What each level stands for: Kaltura keeps the level for old clients, and goes by the names. */
const permissionNames: Readonly<Record<keyof typeof permissionLevels, string>> = {
  manager: "CATEGORY_EDIT,CATEGORY_MODERATE,CATEGORY_CONTRIBUTE,CATEGORY_VIEW",
  moderator: "CATEGORY_MODERATE,CATEGORY_CONTRIBUTE,CATEGORY_VIEW",
  contributor: "CATEGORY_CONTRIBUTE,CATEGORY_VIEW",
  member: "CATEGORY_VIEW",
  none: "",
};

const KEY = "member";

/** The pair is the key; category ids are numbers, so the first bar ends one, whatever the user's id holds. */
const idOf = (category: number, user: string) => `${category}|${user}`;

async function keyOf(
  site: Site,
  want: Partial<CategoryMemberInputs>,
): Promise<{ category: number; user: string } | undefined> {
  const id = knownId(site, KEY);
  if (id !== undefined) {
    const bar = id.indexOf("|");
    return { category: Number(id.slice(0, bar)), user: id.slice(bar + 1) };
  }
  if (want.category === undefined || want.userId === undefined) return undefined;
  return { category: await categoryId(want.category, "category", site), user: want.userId };
}

const sameNames = (a: string | undefined, b: string) =>
  splitList(a).sort().join() === splitList(b).sort().join();

/** The level of a member by what users write; names that make no level as they are. */
function levelOf(member: CategoryUser): string {
  const levels = Object.keys(permissionLevels) as Array<keyof typeof permissionLevels>;
  const found =
    member.permissionNames === undefined
      ? levels.find(l => permissionLevels[l] === member.permissionLevel)
      : levels.find(l => sameNames(member.permissionNames, permissionNames[l]));
  return found ?? member.permissionNames ?? String(member.permissionLevel);
}

const levelToSend = (level: keyof typeof permissionLevels | undefined) =>
  level === undefined
    ? {}
    : { permissionLevel: permissionLevels[level], permissionNames: permissionNames[level] };

export const categoryMember: Part<CategoryMemberInputs, CategoryUser> = {
  key: KEY,
  label: "category member",
  permissions: [], // none is documented for it

  async observe(site, want) {
    const key = await keyOf(site, want);
    if (key === undefined) return undefined;
    const member = await site.runtime.load.categoryUser(key.category, key.user);
    if (member !== undefined) site.handles.set(KEY, idOf(key.category, key.user));
    return member;
  },

  async plan({ inputs, previous }, observed, site) {
    const key = (await keyOf(site, inputs))!;
    const inputOf = (property: string) =>
      ({ categoryId: "category", userId: "userId" })[property] ??
      (/^permission/.test(property) ? "permissionLevel" : undefined);
    const note = (answer: CategoryUser) => {
      site.handles.set(KEY, idOf(key.category, key.user));
      site.seen.set(KEY, answer);
    };
    const made = observed !== undefined && previous !== undefined;
    if (!made && (await site.runtime.load.category(key.category))?.owner === key.user) {
      throw new OperationError(
        `input userId: "${key.user}" owns category ${key.category}, and its owner is a manager always; take this resource out, or give the category another owner`,
      );
    }
    if (observed === undefined) {
      return [
        {
          call: calls.categoryUser.add({
            objectType: "KalturaCategoryUser",
            categoryId: key.category,
            userId: key.user,
            ...levelToSend(inputs.permissionLevel),
          }),
          purpose: `make ${key.user} a member of category ${key.category}`,
          inputOf,
          done: note,
          // A member already, or made by an answer that was lost: there is nothing more to it than the key.
          recover: error => {
            if (error.kind !== "exists") return false;
            site.handles.set(KEY, idOf(key.category, key.user));
            return true;
          },
        },
      ];
    }
    const steps: Step[] = [];
    if (inputs.permissionLevel !== undefined && levelOf(observed) !== inputs.permissionLevel) {
      steps.push({
        call: calls.categoryUser.update(key.category, key.user, {
          objectType: "KalturaCategoryUser",
          ...levelToSend(inputs.permissionLevel),
        }),
        purpose: `change what ${key.user} may do in category ${key.category}`,
        inputOf,
        done: note,
      });
    }
    if (!isActive(observed)) {
      steps.push({
        call: calls.categoryUser.activate(key.category, key.user),
        purpose: `make ${key.user} an active member of category ${key.category}`,
        done: () => site.seen.set(KEY, { ...(site.seen.get(KEY) as CategoryUser), status: ACTIVE }),
      });
    }
    return steps;
  },

  async drift(inputs, observed) {
    if (observed === undefined) return { inputs: {}, missing: true };
    const level = levelOf(observed);
    const changed = inputs.permissionLevel !== undefined && level !== inputs.permissionLevel;
    return { inputs: changed ? { permissionLevel: level } : {}, missing: !isActive(observed) };
  },

  // An import may name the category by its full name: `site>channels>Summit|ann@example.com`.
  async seek(site) {
    const id = knownId(site, KEY)!;
    const bar = /^\d+\|/.test(id) ? id.indexOf("|") : id.lastIndexOf("|");
    if (bar < 1 || bar === id.length - 1) {
      throw new OperationError(
        `"${id}" names no member: write the category's id or full name, a bar and the user's id, such as "12345|ann@example.com"`,
      );
    }
    const category = await categoryId(id.slice(0, bar), "category", site);
    site.handles.set(KEY, idOf(category, id.slice(bar + 1)));
  },

  async fill(observed, site) {
    const key = (await keyOf(site, {}))!;
    return {
      category: key.category,
      userId: key.user,
      permissionLevel: observed && levelOf(observed),
    };
  },

  async remove(observed, site) {
    const key = await keyOf(site, {});
    if (observed === undefined || key === undefined) return [];
    return [
      {
        call: calls.categoryUser.delete(key.category, key.user),
        purpose: `take ${key.user} out of category ${key.category}`,
        fine: ["gone"],
      },
    ];
  },
};

const isActive = (member: CategoryUser) => (member.status ?? ACTIVE) === ACTIVE;
