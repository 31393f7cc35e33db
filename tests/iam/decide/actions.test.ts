import { describe, expect, test } from "vitest";
import { meansAction, statementsOn } from "../../../lib/iam/decide/actions.ts";
import { parsePolicy } from "../../../lib/iam/parse.ts";
import { allow, policy } from "../world.ts";

describe("does a list of patterns mean s3:getobject?", () => {
  test.each<readonly [patterns: readonly string[], means: boolean]>([
    [[], false],
    [["*"], true],
    [["iam:*", "*"], true],
    [["**"], true],
    [["s3:getobject"], true],
    [["s3:getobjectacl"], false],
    [["s3:get*"], true],
    [["s3:put*", "s3:?etobject"], true],
    [["s3:put*", "s3:list*"], false],
    [["iam:getobject"], false],
    [["iam:*", "s3:putobject"], false],
    [["*:getobject"], true],
    [["s?:get*"], true],
    [["iam:*", "s*:getobject"], true],
    [["*:put*"], false],
    // Policies are read so that each pattern has a colon; one without means what it says.
    [["s3*"], true],
    [["?"], false],
  ])("%j: %s", (patterns, means) => {
    expect(meansAction({ negated: false, patterns }, "s3:getobject", "s3")).toBe(means);
    expect(meansAction({ negated: true, patterns }, "s3:getobject", "s3")).toBe(!means);
  });
  test("a list may be asked about several actions", () => {
    const element = { negated: false, patterns: ["s3:get*", "iam:getrole"] };
    const asked = ["s3:getobject", "s3:putobject", "iam:getrole", "iam:getuser"];
    expect(asked.map((action) => meansAction(element, action, action.split(":")[0]!))).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});

test("the statements on an action are the same, however many actions were asked about before", () => {
  const document = parsePolicy(
    policy(allow("s3:get*"), allow("s3:getobject1"), allow("iam:*")),
    "r",
    "identity",
  );
  const indexes = (action: string) =>
    statementsOn(document, action, action.split(":")[0]!).map(({ index }) => index);
  for (let round = 0; round < 2; round += 1) {
    for (let at = 0; at < 300; at += 1) expect(indexes(`s3:getobject${at}`)).toEqual(at === 1 ? [0, 1] : [0]);
    expect([indexes("iam:getrole"), indexes("iam:getrole"), indexes("kms:decrypt")]).toEqual([[2], [2], []]);
  }
});
