/** What two have in common is asked once: never what they have not. */
import { describe, expect, test } from "vitest";
import { allow, deny, managedArn, policy, roleArn, userArn, type Entity } from "../world.ts";
import { reachIn } from "./routes-in.ts";

const build = policy(
  allow("iam:PassRole", roleArn("sealer")),
  allow("lambda:CreateFunction"),
  allow("lambda:InvokeFunction"),
);
const managed = { narrow: policy(allow("s3:*")), shut: policy(deny("lambda:*"), allow("*")) };

/** Who of two of the same rights can act as a role, in both orders of being asked. */
function actors(one: Entity, other: Entity): readonly (readonly boolean[])[] {
  const lambda = {
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Principal: { Service: "lambda.amazonaws.com" },
  };
  const sealer = {
    trust: policy(lambda),
    inline: [policy(allow("kms:Sign"))],
  };
  const [ann, bob] = [userArn("ann"), userArn("bob")];
  return [
    [ann, bob],
    [bob, ann],
  ].map((order) => {
    const users = { ann: { inline: [build], ...one }, bob: { inline: [build], ...other } };
    const { reach } = reachIn({ managed, users, roles: { sealer } });
    const found = new Map(order.map((who) => [who, reach.routes(who).length > 0]));
    return [found.get(ann)!, found.get(bob)!];
  });
}

describe("of two of the same rights", () => {
  test.each<readonly [string, Entity, Entity, boolean, boolean]>([
    ["both can, of whom nothing else is said", {}, {}, true, true],
    ["one whose boundary says nothing of them cannot", { boundary: managedArn("narrow") }, {}, false, true],
    ["one whose boundary denies them cannot", { boundary: managedArn("shut") }, {}, false, true],
    [
      "one whose second policy denies them cannot",
      { inline: [build, policy(deny("lambda:*"))] },
      {},
      false,
      true,
    ],
    ["one who has none of them cannot", { inline: [] }, {}, false, true],
  ])("%s", (_, one, other, ann, bob) => {
    expect(actors(one, other)).toEqual([
      [ann, bob],
      [ann, bob],
    ]);
  });
});
