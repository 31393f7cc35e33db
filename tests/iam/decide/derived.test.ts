import { describe, expect, test } from "vitest";
import { derivedEntry, type Subject } from "../../../lib/iam/decide/derived.ts";
import { requesterOf, type Requester } from "../../../lib/iam/decide/requester.ts";
import type { Organization } from "../../../lib/iam/input.ts";
import { landscapeOf } from "../../../lib/iam/landscape-of.ts";
import { unknown } from "../../../lib/iam/truth.ts";
import { home, inputOf, other, outside, policy, roleArn, rootArn, sessionArn, userArn } from "../world.ts";

// IAM User Guide, "AWS global condition context keys".

const world = {
  users: { clerk: { tags: { county: "7" } }, twice: { tags: { A: "1", a: "2" } } },
  roles: { sealer: { tags: { job: "seal" }, path: "/jobs/" } },
};
const landscape = landscapeOf(inputOf(world));
const sealer = roleArn("jobs/sealer");
const service: Requester = { kind: "anonymous", service: "lambda.amazonaws.com" };
const holder: Requester = { kind: "anonymous", provider: "accounts.google.com" };

function of(
  requester: string | Requester,
  key: string,
  more: Partial<Subject> = {},
  within = landscape,
): unknown {
  const found = typeof requester === "string" ? (requesterOf(within, requester) as Requester) : requester;
  const entry = derivedEntry(within, { requester: found, service: "s3", owner: home, ...more }, key);
  if (entry === undefined || entry === "absent") return entry ?? "own";
  if (entry.kind === "unknown") return "?";
  return entry.kind === "beginning" ? [`${entry.text}…`] : entry.values;
}

/** A value in a list; `absent`: the request cannot have the key; `own`: that is its own affair; `?`: not known. */
const table: Readonly<Record<string, readonly (readonly [string | Requester, string, unknown])[]>> = {
  "of whoever asks": [
    ["*", "aws:principaltype", ["Anonymous"]],
    [holder, "aws:principaltype", "?"],
    [service, "aws:principaltype", "?"],
    [rootArn(), "aws:principaltype", ["Account"]],
    [userArn("clerk"), "aws:principaltype", ["User"]],
    [sealer, "aws:principaltype", ["AssumedRole"]],
    ["*", "aws:principalisawsservice", ["false"]],
    [holder, "aws:principalisawsservice", ["false"]],
    [service, "aws:principalisawsservice", ["true"]],
    [rootArn(), "aws:principalisawsservice", ["false"]],
    [service, "aws:principalservicename", ["lambda.amazonaws.com"]],
    ["*", "aws:principalservicename", "own"],
    [holder, "aws:federatedprovider", ["accounts.google.com"]],
    ["*", "aws:federatedprovider", "own"],
    [service, "aws:federatedprovider", "own"],
    ["*", "aws:principalarn", "own"],
    [service, "aws:principalarn", "?"],
    [sealer, "aws:principalarn", [sealer]],
    [rootArn(), "aws:principalaccount", [home]],
    [userArn("clerk"), "kms:calleraccount", "own"],
  ],
  "its name and id": [
    ["*", "aws:userid", "own"],
    [service, "aws:userid", "?"],
    [service, "aws:username", "?"],
    [service, "aws:sourceip", "own"],
    [rootArn(), "aws:userid", [home]],
    [rootArn(), "aws:username", "absent"],
    [userArn("clerk"), "aws:userid", ["AIDACLERK"]],
    [userArn("clerk"), "aws:username", ["clerk"]],
    [userArn("a/x", outside), "aws:userid", "?"],
    [userArn("a/x", outside), "aws:username", ["x"]],
    [sealer, "aws:userid", ["AROASEALER:…"]],
    [sessionArn("sealer", "n"), "aws:userid", ["AROASEALER:n"]],
    [sealer, "aws:username", "absent"],
  ],
  "its tags": [
    ["*", "aws:principaltag/county", "own"],
    [rootArn(), "aws:principaltag/county", "absent"],
    [userArn("clerk"), "aws:principaltag/county", ["7"]],
    [userArn("clerk"), "aws:principaltag/none", "absent"],
    [userArn("clerk"), "aws:requesttag/county", "own"],
    [userArn("twice"), "aws:principaltag/a", "?"],
    [sealer, "aws:principaltag/job", ["seal"]],
    [sealer, "aws:principaltag/none", "own"],
    [userArn("x", outside), "aws:principaltag/county", "?"],
  ],
};
describe.each(Object.entries(table))("%s", (_, rows) => {
  test.each(rows)("%j has %s: %j", (requester, key, expected) => {
    expect(of(requester, key)).toEqual(expected);
  });
});

test("a user whose tags were not read may have any beside those that are known", () => {
  const identity = { ...landscape.identities.get(userArn("clerk"))!, tagsUnread: true as const };
  const requester: Requester = { kind: "user", arn: userArn("clerk"), account: home, identity };
  expect(of(requester, "aws:principaltag/county")).toEqual(["7"]);
  expect(of(requester, "aws:principaltag/none")).toBe("own");
});

test("whose the resource is, where that is known", () => {
  const [lost, theirs] = [{ owner: unknown("lost") }, { owner: other }];
  expect(of("*", "aws:resourceaccount", theirs)).toEqual([other]);
  expect(of("*", "aws:resourceaccount", lost)).toBe("?");
  expect(of("*", "s3:resourceaccount", theirs)).toEqual([other]);
  expect(of("*", "s3:resourceaccount", lost)).toBe("own");
  expect(of("*", "s3:resourceaccount", { ...theirs, service: "kms" })).toBe("own");
  expect(of(rootArn(), "kms:calleraccount", { service: "kms" })).toEqual([home]);
});

describe("the organisation, as the snapshot shows who belongs to it", () => {
  const rail = (...targets: readonly string[]) => [{ name: "a", policy: policy(), targets }];
  const whole = { id: "o-roll", serviceControlPolicies: rail(home), resourceControlPolicies: [] };
  test.each<readonly [string, Organization | undefined, account: string, id: unknown, paths: unknown]>([
    ["there is none", undefined, home, "own", "own"],
    ["a policy of it stands over the account", whole, home, ["o-roll"], "?"],
    ["by an RCP too", { id: "o-roll", resourceControlPolicies: rail(home) }, home, ["o-roll"], "?"],
    [
      "… of whose policies others stand over others",
      { ...whole, resourceControlPolicies: rail(other) },
      home,
      ["o-roll"],
      "?",
    ],
    ["policies stand over others only", whole, other, "own", "own"],
    ["the account was not read", whole, outside, "?", "?"],
    ["it is the management account", { ...whole, managementAccount: outside }, outside, ["o-roll"], "?"],
    ["no policy of it was read", { id: "o-roll" }, home, ["o-roll"], "?"],
    ["its id is not known", { serviceControlPolicies: rail(home) }, home, "?", "?"],
  ])("%s", (_, organization, account, id, paths) => {
    const made = landscapeOf({ ...inputOf(world), ...(organization && { organization }) });
    expect(of(rootArn(account), "aws:principalorgid", {}, made)).toEqual(id);
    expect(of(rootArn(account), "aws:principalorgpaths", {}, made)).toEqual(paths);
    expect(of("*", "aws:resourceorgid", { owner: account }, made)).toEqual(id);
    expect(of("*", "aws:resourceorgpaths", { owner: account }, made)).toEqual(paths);
    expect(of("*", "aws:resourceorgid", { owner: unknown("lost") }, made)).toBe("own");
  });
});
