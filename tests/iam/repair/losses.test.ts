import { describe, expect, test } from "vitest";
import type { Repair } from "../../../lib/iam/repair/request.ts";
import { allow, managedArn, policy, userArn, type World } from "../world.ts";
import { ask, bare, clerk, objects, repair, without, withOwn } from "./proposals.ts";

const told = ({ alsoTakes }: Repair) =>
  alsoTakes.map(({ principal, before }) => `${principal} ${before.action}`).sort();
const sealer = userArn("sealer");
const doing = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"];

describe("what else goes is told whole, or said to be more", () => {
  test("each action of an entry that goes is told, not one of them", () => {
    const world = withOwn(allow(doing, [objects, "arn:aws:s3:::alder-notices/*"]));
    const asked = ask(["s3:GetObject", "s3:PutObject"], objects);
    const found = repair(world, without(asked));
    // The place goes for both, and with it what else could be done there.
    expect(found.edits).toMatchObject([{ elements: 1 }]);
    expect(told(found)).toEqual([`${clerk} s3:AbortMultipartUpload`, `${clerk} s3:DeleteObject`]);
    expect(found.takesMore).toBe(false);
  });

  test("and of each who has the policy, where nothing takes less", () => {
    const shared = { attached: [managedArn("shared")] };
    const world: World = {
      users: { clerk: shared, sealer: shared },
      managed: { shared: policy(allow(doing, objects), allow("s3:ListBucket", "*")) },
      resources: bare,
    };
    const both = [clerk, sealer].map((principal) => ({
      principal,
      questions: [ask(doing.slice(0, 3), objects)],
    }));
    const found = repair(world, { remove: both, keep: [] });
    expect(found.unsolved).toEqual([]);
    const gone = (principal: string) => told(found).filter((one) => one.startsWith(principal)).length;
    expect(gone(clerk)).toBe(gone(sealer));
  });

  test("where there are too many to ask for one by one, there may be more", () => {
    // Conditions are on the statement, which has to go whole for its one action.
    const world = withOwn(allow(["*"], objects), allow("sqs:*", "*"));
    const found = repair(world, without(ask("s3:*", objects)));
    expect(found.unsolved).toEqual([]);
    expect(found.edits.length).toBeGreaterThan(0);
    expect({ told: told(found).length > 0, more: found.takesMore }).not.toEqual({ told: true, more: false });
  });

  test("nothing more is said to go where all that goes was to go", () => {
    const found = repair(
      withOwn(allow(["s3:GetObject", "s3:PutObject"], objects)),
      without(ask("s3:PutObject", objects)),
    );
    expect(found).toMatchObject({ alsoTakes: [], takesMore: false });
  });
});
