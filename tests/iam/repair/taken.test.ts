import { describe, expect, test } from "vitest";
import type { AccessQuestion } from "../../../lib/iam/access.ts";
import { losesWitness, lossesOf } from "../../../lib/iam/repair/losses.ts";
import type { Taken } from "../../../lib/iam/repair/draft.ts";
import type { RepairRequest } from "../../../lib/iam/repair/request.ts";
import { allow, managedArn, policy, table, userArn, type Json, type World } from "../world.ts";
import { ask, bare, clerk, objects, read, without } from "./proposals.ts";
import { groundOf } from "./targets.ts";

const sealer = userArn("sealer");
const shared = managedArn("shared");
const world: World = {
  users: {
    clerk: { attached: [shared] },
    sealer: { attached: [shared], inline: [policy(allow("s3:GetObjectAcl"))] },
  },
  managed: {
    shared: policy(
      allow(["s3:GetObject", "s3:GetObjectAcl", "iam:CreateUser"], objects),
      allow("dynamodb:GetItem", table),
    ),
  },
  resources: bare,
};
const nothing: Json = policy();

/** What goes with the shared policy, asked as an edit of it would be. */
function lost(
  questions: readonly AccessQuestion[],
  from?: readonly string[],
  request: RepairRequest = without(read),
  more = {},
) {
  const { ground } = groundOf(world, request);
  const after = ground.engine.supposing({ policies: new Map([[shared, nothing]]) });
  const taken: Taken = { ...(from && { from }), questions: () => questions };
  const found = lossesOf(ground, after, [taken], more);
  return [
    found.lost.map(({ principal, before }) => `${principal.split("/")[1]!} ${before.action}`),
    found.more,
  ];
}

describe("what an edit takes is told", () => {
  const all = ask(["s3:GetObject", "s3:GetObjectAcl"], objects);
  test.each<readonly [string, () => unknown, unknown]>([
    [
      "of each who had it, but for what must go and what they have elsewhere",
      () => lost([all], [clerk, sealer]),
      [["clerk s3:GetObjectAcl", "sealer s3:GetObject"], true],
    ],
    ["of one alone", () => lost([all], [clerk]), [["clerk s3:GetObjectAcl"], false]],
    [
      "of whoever there is, where it is taken from anybody",
      () => lost([all]),
      [["clerk s3:GetObjectAcl", "sealer s3:GetObject"], true],
    ],
    [
      "not of who does not count",
      () => lost([all], [clerk, sealer], without(read), { but: clerk }),
      [["sealer s3:GetObject"], true],
    ],
    [
      "the first alone, where one is enough",
      () => lost([all], [clerk, sealer], without(read), { first: true }),
      [["clerk s3:GetObjectAcl"], true],
    ],
    [
      "nothing where nothing was possible",
      () => lost([ask("s3:PutObject", objects)], [clerk, sealer]),
      [[], false],
    ],
    [
      "not what nobody would ask for",
      () => lost([ask(["iam:CreateUser", "dynamodb:GetItem"], objects)], [clerk]),
      [[], false],
    ],
    [
      "by a pattern of actions too",
      () => lost([ask("dynamodb:*", table)], [clerk]),
      [["clerk dynamodb:GetItem"], false],
    ],
    [
      "of all actions, those of the places’ services",
      () => lost([ask("*", table)], [clerk]),
      [["clerk dynamodb:GetItem"], false],
    ],
    [
      "of all actions on all places, those of the services that are asked about, and maybe more",
      () => lost([ask("*", "*")], [clerk], without(ask("dynamodb:GetItem", table))),
      [[], true],
    ],
  ])("%s", (_, found, told) => {
    expect(found()).toEqual(told);
  });
});

test("another loses the very request that is to go, unless theirs is to go as well, or they never could", () => {
  const loses = (
    request: RepairRequest,
    from: readonly string[] | undefined,
    policies: ReadonlyMap<string, Json>,
  ) => {
    const { ground, offence } = groundOf(world, request);
    return losesWitness(
      ground,
      ground.engine.supposing({ policies }),
      { ...(from && { from }), questions: () => [] },
      offence,
    );
  };
  const gone = new Map([[shared, nothing]]);
  const both = { remove: [clerk, sealer].map((principal) => ({ principal, questions: [read] })), keep: [] };
  expect([
    loses(without(read), [clerk, sealer], gone),
    loses(without(read), [clerk], gone),
    loses(without(read), undefined, gone),
    loses(both, [clerk, sealer], gone),
    loses(without(read), [clerk, sealer], new Map()),
    loses(without(ask("s3:GetObjectAcl", objects)), [clerk, sealer], gone),
    loses(without(read), [clerk, userArn("gone")], gone),
  ]).toEqual([true, false, false, false, false, false, false]);
});
