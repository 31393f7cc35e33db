import { expect, test } from "vitest";
import { everybodyPastBlock } from "../../lib/audit/past-block.ts";
import type { Snapshot } from "../../lib/snapshot/model.ts";
import { noMirrors } from "./healthy.ts";

const bucket = "arn:aws:s3:::alder-exports";
const account = "111111111111";
const details = { UserDetailList: [], GroupDetailList: [], RoleDetailList: [], Policies: [] };
const blocked = {
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
};

function withPolicy(...Statement: readonly object[]): Snapshot {
  const resourcePolicies = [{ resource: bucket, policy: { Version: "2012-10-17", Statement } }];
  const one = { id: account, authorizationDetails: details, resourcePolicies, publicAccessBlock: blocked };
  return { ...noMirrors, accounts: [one] };
}
const open = { Effect: "Allow", Action: "s3:GetObject", Resource: `${bucket}/*`, Principal: "*" };

test("whatever is blocked, a policy is asked by itself whom it lets in", () => {
  const verdict = (...statements: readonly object[]) =>
    everybodyPastBlock(withPolicy(...statements), bucket, account).verdict;
  expect(verdict(open)).toBe("yes");
  expect(verdict({ ...open, Principal: { AWS: "222222222222" } })).toBe("no");
  expect(verdict(open, { ...open, Effect: "Deny" })).toBe("no");
  expect(verdict({ ...open, Condition: { Sounds: { x: "y" } } })).toBe("unknown");
  expect(verdict()).toBe("no");
});
