import { describe, expect, test } from "vitest";
import { loadActions } from "../../../lib/actions/load.ts";
import type { AccessQuestion } from "../../../lib/iam/access.ts";
import { compileAccess } from "../../../lib/iam/compile.ts";
import type { NeedTarget, PathNeed } from "../../../lib/iam/reach/path.ts";
import { escalationPaths } from "../../../lib/iam/reach/paths.ts";
import { flawsOf } from "./path-misses.ts";
import { iam } from "./path-parts.ts";
import { gainedOf, goerOf, prizeOf, resourceOf, worldOf } from "./path-world.ts";

const index = loadActions();
const each = escalationPaths.map((path) => [path.id, path] as const);

/** The question that a need is, in the world of its row. */
function asked({ actions, on, given }: PathNeed, goer: string, whom: string): AccessQuestion {
  const places: Readonly<Record<Extract<NeedTarget, string>, string>> = {
    whom,
    self: goer,
    policyOfWhom: iam("policy/crew"),
    boundaryOfWhom: iam("policy/fence"),
    groupOfWhom: iam("group/crew"),
    anyGroup: iam("group/keepers"),
    instanceProfileOfWhom: iam("instance-profile/sealer"),
  };
  const resource = typeof on === "string" ? places[on] : resourceOf(on);
  return { actions, resources: [resource], ...(given && { given }) };
}

describe.each(each)("%s", (_, path) => {
  const goer = goerOf(path);
  const questions = path.needs.map((need) => asked(need, goer, gainedOf(path)));

  test("in its world each need is possible, and the prize is not", () => {
    const access = compileAccess(worldOf(path), index);
    expect(questions.map((question) => access.can(goer, question).verdict)).toEqual(
      questions.map(() => "yes"),
    );
    expect(access.can(goer, prizeOf(path)).verdict).toBe("no");
    expect(access.notUnderstood).toEqual([]);
  });

  const refused = flawsOf(path).flatMap(([name, flaw]) => {
    const at = [flaw.without, flaw.denied, flaw.beyondBoundary, flaw.beyondScp, flaw.otherGiven].find(
      (place) => place !== undefined,
    );
    return at === undefined ? [] : [[name, flaw, at] as const];
  });

  test("without one of them, that one is not possible", () => {
    const still = refused.filter(([, flaw, at]) => {
      const access = compileAccess(worldOf(path, flaw), index);
      return access.can(goer, questions[at]!).verdict !== "no";
    });
    expect(still.map(([name]) => name)).toEqual([]);
  });
});
