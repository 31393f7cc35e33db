import { expect, test } from "vitest";
import { unseenResources } from "../../lib/cli/commands/access-unseen.ts";
import type { Snapshot } from "../../lib/snapshot/model.ts";

const table = "arn:aws:dynamodb:eu-west-1:111122223333:table/roll";
const snapshot = {
  accounts: [
    { id: "111122223333", authorizationDetails: {}, resourcePolicies: [], tables: [{ arn: table }] },
  ],
} as unknown as Snapshot;

test.each<readonly [string, string, boolean]>([
  ["the table itself", table, true],
  ["what is in it", `${table}/index/name`, true],
  ["wherever it is", "arn:aws:dynamodb:*:*:table/roll", true],
  ["a name that begins as it does", "arn:aws:dynamodb:*:*:table/ro*", true],
  ["everything", "*", true],
  ["a mistyped name in its place", "arn:aws:dynamodb:eu-west-1:111122223333:table/rol", false],
  // The wildcards of region and account cross no colons, as in the question itself.
  ["a mistyped name wherever it is", "arn:aws:dynamodb:*:*:table/rolll", false],
  ["another service", "arn:aws:s3:*:*:table/roll", false],
])("%s was seen, or not", (_, asked, seen) => {
  expect(unseenResources(snapshot, [asked])).toEqual(seen ? [] : [asked]);
});
