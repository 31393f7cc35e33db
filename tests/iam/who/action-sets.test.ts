import { describe, expect, test } from "vitest";
import { literalPattern } from "../../../lib/iam/globs.ts";
import type { Statement } from "../../../lib/iam/landscape.ts";
import { parsePolicy } from "../../../lib/iam/parse.ts";
import { has, overlap, setOfIds, unite } from "../../../lib/iam/who/action-set.ts";
import { actionSetsOf, unlisted } from "../../../lib/iam/who/action-sets.ts";
import { Speaking } from "../../../lib/iam/who/speaking.ts";
import { index, when } from "../proofs.ts";
import { allow, deny, policy, type Json } from "../world.ts";

const statement = (of: Json): Statement => parsePolicy(policy(of), "p", "identity").statements[0]!;
const on = (name: string): string => `arn:aws:s3:::${name}`;
const mfa = when({ Bool: { "aws:MultiFactorAuthPresent": "true" } });

describe("sets of actions", () => {
  test("of numbers, by words of 32", () => {
    const [one, two] = [setOfIds([0, 31, 32, 70], 100), setOfIds([33, 99], 100)];
    expect([0, 1, 31, 32, 33, 64, 70, 99].filter((id) => has(one, id))).toEqual([0, 31, 32, 70]);
    expect([overlap(one, two), overlap(one, setOfIds([70], 100)), overlap(one, setOfIds([], 100))]).toEqual([
      false,
      true,
      false,
    ]);
    unite(two, one);
    expect([0, 33, 70, 71, 99].filter((id) => has(two, id))).toEqual([0, 33, 70, 99]);
    expect([overlap(one, two), overlap(two, new Uint32Array(4))]).toEqual([true, false]);
    const copy = new Uint32Array(4);
    unite(copy, two);
    expect(overlap(one, copy)).toBe(true);
  });

  const sets = actionSetsOf(index);
  const asked = (...of: readonly string[]) => sets.asked(of);
  const speaks = (of: Json, action: string) => {
    const actions = asked(action);
    const own = statement(of);
    const each = [
      sets.speaks(own, actions[0]!),
      sets.speaksOfAny(own, sets.setOf(actions), actions),
      sets.mayAllow([{ ref: "p", kind: "identity", statements: [own] }], sets.setOf(actions), actions),
      sets.mayAllowOne([{ ref: "p", kind: "identity", statements: [own] }], actions[0]!),
    ];
    return [...new Set(each)];
  };
  test.each<readonly [unknown, string, boolean]>([
    ["s3:GetObject", "s3:GetObject", true],
    ["s3:getobject", "S3:GETOBJECT", true],
    ["s3:Get*", "s3:PutObject", false],
    [["s3:Get*", "s3:Put*"], "s3:PutObject", true],
    ["*", "s3:PutObject", true],
    ["roll:*", "roll:Seal", true],
    ["roll:Open", "roll:Seal", false],
    ["s3:Seal", "s3:Seal", true],
  ])("%j speaks of %s: %s", (action, one, expected) => {
    expect(speaks(allow(action), one)).toEqual([expected]);
    expect(speaks({ Effect: "Allow", NotAction: action, Resource: "*" }, one)).toEqual([!expected]);
    expect(speaks(deny(action), one).at(-1)).toBe(false);
  });

  test("names are taken once, in AWS’s spelling; what was not read may allow anything", () => {
    const actions = asked("s3:getobject", "s3:GetObjec?", "Roll:seal");
    expect(actions.map(({ name, folded, service }) => [name, folded, service])).toEqual([
      ["s3:GetObject", "s3:getobject", "s3"],
      ["Roll:seal", "roll:seal", "roll"],
    ]);
    expect(unlisted(actions)).toEqual([actions[1]]);
    const unread = [{ ref: "p", kind: "identity", statements: [], problem: "?" } as const];
    expect(sets.mayAllow(unread, sets.setOf(actions), actions)).toBe(true);
    expect(actions.map((each) => sets.mayAllowOne(unread, each))).toEqual([true, true]);
  });

  test("of a policy, only what has a part in an answer, and whether one allow is all of it", () => {
    const spoken = (resource: string, ...of: readonly Json[]) => {
      const actions = asked("s3:GetObject", "s3:PutObject", "roll:Seal");
      const speaking = new Speaking(sets, actions, sets.setOf(actions), [literalPattern(resource)]);
      const { statements: own, allows, whole } = speaking.of(parsePolicy(policy(...of), "p", "identity"));
      return [...[own, allows].map((each) => each.map(({ index: at }) => at)), whole?.index ?? -1];
    };
    const part = [
      allow("s3:Get*"),
      deny("s3:Put*", on("b*")),
      allow("s3:*", on("c*")),
      allow("roll:*"),
      deny("iam:*"),
    ];
    expect(spoken(on("b"), ...part)).toEqual([[0, 1, 3], [0, 3], -1]);
    const whole = (of: Json) => spoken(on("b"), allow("s3:*"), of).at(-1);
    expect([allow("*"), allow("*", ["*", on("b")])].map(whole)).toEqual([1, 1]);
    expect([allow("*", "*", mfa), deny("*"), allow("*", on("b"))].map(whole)).toEqual([-1, -1, -1]);
    expect(whole({ Effect: "Allow", Action: "*", NotResource: "*" })).toBe(-1);
  });
});
