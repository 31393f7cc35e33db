import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { loadActions } from "../../../lib/actions/load.ts";
import { matchesPattern } from "../../../lib/actions/wildcard.ts";
import type { EscalationPath, NeedTarget } from "../../../lib/iam/reach/path.ts";
import { escalationPaths } from "../../../lib/iam/reach/paths.ts";

const index = loadActions();
const each = escalationPaths.map((path) => [path.id, path] as const);

interface Published {
  readonly paths: readonly {
    readonly id: string;
    readonly name: string;
    /** In its repository, but not on its list of August 2026. */
    readonly proposed?: true;
    readonly ours?: readonly string[];
    readonly left?: string;
  }[];
}
interface Passing {
  readonly actions: readonly string[];
  readonly left: readonly { readonly reason: string; readonly actions: readonly string[] }[];
}

const vector = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../vectors/iam-paths/${name}.json`, import.meta.url), "utf8"));
const { paths: published } = vector("pathfinding") as Published;
const passing = vector("passing") as Passing;

describe("what is published", () => {
  const ids = new Set(escalationPaths.map(({ id }) => id));

  test("every path of pathfinding.cloud is there, or it is said why not", () => {
    expect(published.filter(({ proposed }) => !proposed)).toHaveLength(92);
    const open = published.filter(({ ours = [], left = "" }) => ours.length > 0 === left.length > 0);
    expect(open).toEqual([]);
  });

  test.each(published.map(({ id, ours }) => [id, ours ?? []] as const))("%s: ours exist", (_, ours) => {
    expect(ours.filter((id) => !ids.has(id))).toEqual([]);
  });

  test("every id that a row names is a published one, and its rows are those of the list", () => {
    const listed = new Map(published.map(({ id, ours = [] }) => [id, ours]));
    const stray = escalationPaths.flatMap(({ id, published: names }) =>
      names.filter((name) => !listed.get(name)?.includes(id)).map((name) => `${id}: ${name}`),
    );
    expect(stray).toEqual([]);
  });

  // For each published path, the requests it lists: ours ask for no other than those, or than what the list leaves out.
  test.each(published.map(({ id, name, ours }) => [id, name, ours ?? []] as const))(
    "%s: %s names a request of each row",
    (_, name, ours) => {
      const rows = escalationPaths.filter(({ id }) => ours.includes(id));
      const actions = rows.flatMap(({ needs }) => needs.flatMap((need) => need.actions));
      const asked = name.split(" + ").map((part) => part.split(" ")[0]!);
      expect(asked.filter((action) => actions.includes(action)).length).toBeGreaterThan(0);
    },
  );
});

describe("passing a role", () => {
  const passes = new Set(
    escalationPaths
      .filter(({ needs }) => needs.some(({ actions }) => actions.includes("iam:PassRole")))
      .flatMap(({ needs }) => needs.flatMap(({ actions }) => actions)),
  );
  const left = new Map(passing.left.flatMap(({ reason, actions }) => actions.map((name) => [name, reason])));

  test.each(passing.actions)("%s is in a row, or it is said why not", (action) => {
    expect(index.find(action)?.name).toBe(action);
    expect([passes.has(action), left.get(action) !== undefined]).toContain(true);
    expect(passes.has(action) && left.has(action)).toBe(false);
  });

  test("nothing is left out that the reference does not list", () => {
    expect([...left.keys()].filter((name) => !passing.actions.includes(name))).toEqual([]);
  });

  test.each(each.filter(([, { gains }]) => gains.kind === "passed-role"))(
    "%s passes it to whom",
    (_, path) => {
      const [first] = path.needs;
      expect(first).toMatchObject({ actions: ["iam:PassRole"], on: "whom" });
      const to = first!.given?.["iam:PassedToService"];
      if (to !== undefined) expect(to).toMatch(/^[a-z0-9.-]+\.amazonaws\.com$/);
    },
  );
});

describe("the table", () => {
  test("ids are one of a kind, in kebab-case", () => {
    const ids = escalationPaths.map(({ id }) => id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  test("no two rows are the same way", () => {
    const ways = escalationPaths.map(({ needs, gains }) => JSON.stringify([needs, gains]));
    expect(ways.filter((way, at) => ways.indexOf(way) !== at)).toEqual([]);
  });

  test.each(each)(
    "%s has a source and a sentence in both languages",
    (_, { source, words, assumes, assumesInMembers, needs }) => {
      expect(new URL(source).protocol).toBe("https:");
      const told = [words, assumes, assumesInMembers].flatMap((each) => each ?? []);
      for (const text of told.flatMap(({ en, fr }) => [en, fr])) {
        expect(text).toMatch(/^\p{Lu}.*\.$/u);
        expect(text).not.toMatch(/['{}<>]/);
      }
      expect(words.en).not.toBe(words.fr);
      expect(needs.length).toBeGreaterThan(0);
    },
  );

  test.each(each)("%s asks for actions that there are, on what they are done to", (_, { needs }) => {
    const strange = needs.flatMap(({ actions, on }) =>
      actions.filter((action) => {
        const fact = index.find(action);
        return fact?.name !== action || !isOn(on, fact.resources);
      }),
    );
    expect(strange).toEqual([]);
    expect(needs.every(({ actions }) => actions.length > 0)).toBe(true);
  });

  test.each(each)("%s gives condition keys that its actions have", (_, { needs }) => {
    const strange = needs.flatMap(({ actions, given = {} }) =>
      Object.keys(given).flatMap((key) =>
        actions
          .filter((action) => !index.find(action)!.conditionKeys.includes(key))
          .map((action) => [action, key]),
      ),
    );
    expect(strange).toEqual([]);
  });

  test.each(each.filter(([, { gains }]) => "service" in gains))(
    "%s gains from a service by its name",
    (_, { gains }) => {
      expect((gains as { service: string }).service).toMatch(/^[a-z0-9.-]+\.amazonaws\.com$/);
    },
  );

  test.each(each.filter(([, { gains }]) => gains.kind === "resource-opened"))(
    "%s opens actions that there are",
    (_, path) => {
      const { opens } = path.gains as Extract<EscalationPath["gains"], { kind: "resource-opened" }>;
      expect(opens.filter((pattern) => index.matching(pattern).length === 0)).toEqual([]);
    },
  );
});

const identities = { role: "arn:aws:iam::111111111111:role/x", user: "arn:aws:iam::111111111111:user/x" };
const named: Readonly<Record<Extract<NeedTarget, string>, readonly string[]>> = {
  whom: [identities.role, identities.user],
  self: [identities.role, identities.user],
  policyOfWhom: ["arn:aws:iam::111111111111:policy/x"],
  boundaryOfWhom: ["arn:aws:iam::111111111111:policy/x"],
  groupOfWhom: ["arn:aws:iam::111111111111:group/x"],
  anyGroup: ["arn:aws:iam::111111111111:group/x"],
  instanceProfileOfWhom: ["arn:aws:iam::111111111111:instance-profile/x"],
};

/** Whether a type of the action’s resources has such ARNs; an action without types is asked on nothing. */
function isOn(on: NeedTarget, types: readonly string[]): boolean {
  if (typeof on === "string") return named[on].some((arn) => types.some((type) => matchesPattern(type, arn)));
  const pattern = "pattern" in on ? on.pattern : on.else;
  if (pattern === "*") return types.length === 0;
  const arn = pattern.replace("{account}", "111111111111").replaceAll("*", "x");
  return types.some((type) => matchesPattern(type, arn));
}
