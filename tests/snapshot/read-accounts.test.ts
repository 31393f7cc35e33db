import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodeSnapshot } from "../../lib/snapshot/encode.ts";
import type { Snapshot } from "../../lib/snapshot/model.ts";
import { readSnapshot } from "../../lib/snapshot/read.ts";
import { noMirrors } from "../audit/healthy.ts";
import { everyUnread, fullAccount, organization, plainAccount } from "./sample-accounts.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rollward-accounts-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let count = 0;
async function read(content: string): Promise<Snapshot> {
  const path = join(folder, `${count++}.json`);
  await writeFile(path, content);
  return (await readSnapshot(path)).snapshot;
}

const whole: Snapshot = {
  ...noMirrors,
  accounts: [plainAccount, fullAccount],
  organization,
  unread: everyUnread,
};

/** The whole snapshot as JSON text, with the value at `path` replaced, or taken out when it is `undefined`. */
function changed(path: string, value: unknown): string {
  const json: unknown = structuredClone(whole);
  const steps = path.split(".");
  const last = steps.pop()!;
  const parent = steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], json);
  Object.assign(parent as object, { [last]: value });
  return JSON.stringify(json);
}

/** What the format leaves as it is: the inside of policies, and tags. */
const open = ["policy", "PolicyDocument", "AssumeRolePolicyDocument", "Document", "tags"];

const shuffledKeys = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffledKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toReversed();
  return Object.fromEntries(
    entries.map(([name, inner]) => [name, open.includes(name) ? inner : shuffledKeys(inner)]),
  );
};

test("the same facts give the same bytes, in whatever order their keys were set", () => {
  const other = shuffledKeys(whole) as Snapshot;
  expect(JSON.stringify(other)).not.toBe(JSON.stringify(whole));
  expect(encodeSnapshot(other)).toEqual(encodeSnapshot(whole));
  expect(JSON.parse(encodeSnapshot(other).text)).toEqual(whole);
});

test("keys that the format does not know are dropped, hostile ones among them; policies stay as they are", async () => {
  const evil = encodeSnapshot(whole).text.replace(
    /\{(?=\s+"(?!Version|Effect|office|rollward:asset))/g,
    `{"__proto__":{"polluted":true,"MfaEnabled":1},"constructor":{"prototype":1},"extra":"\\u001b[2J",`,
  );
  expect(evil).not.toBe(encodeSnapshot(whole).text);
  const snapshot = await read(evil);
  expect(snapshot).toEqual(whole);
  expect(Object.hasOwn(snapshot.accounts[1]!.authorizationDetails.RoleDetailList[0]!, "__proto__")).toBe(
    false,
  );
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();

  const odd = `{"__proto__":{"Statement":[]},"Statement":{"Effekt":1},"x":[[[]]]}`;
  const text = changed("accounts.1.resourcePolicies.0.policy", "ODD").replace('"ODD"', odd);
  expect(JSON.stringify((await read(text)).accounts[1]!.resourcePolicies[0]!.policy)).toBe(odd);
});

const deep = (levels: number) => JSON.parse(`{"a":${"[".repeat(levels)}${"]".repeat(levels)}}`) as unknown;
const first = "accounts.1.authorizationDetails";

describe("an account that does not fit is refused, with the place", () => {
  test.each<[string, string, unknown, string]>([
    ["no id", "accounts.0.id", undefined, "$.accounts[0].id: string"],
    ["an id of eleven digits", "accounts.0.id", "11111111111", "$.accounts[0].id: 12 digits"],
    ["an id as a number", "accounts.0.id", 111111111111, "$.accounts[0].id: string"],
    [
      "one account twice",
      "accounts.0.id",
      "222222222222",
      "$.accounts[1].id: an account that is not there yet",
    ],
    [
      "a bucket twice, once with a lock and once without",
      "accounts.1.buckets.1.arn",
      "arn:aws:s3:::rolls",
      "$.accounts[1].buckets[1].arn: a resource that is not there yet",
    ],
    [
      "a bucket in two accounts",
      "accounts.0.buckets",
      [{ arn: "arn:aws:s3:::open", name: "open" }],
      "$.accounts[1].buckets[2].arn: a resource that is not there yet",
    ],
    [
      "no identities",
      "accounts.0.authorizationDetails",
      undefined,
      "$.accounts[0].authorizationDetails: object",
    ],
    ["no list of roles", `${first}.RoleDetailList`, undefined, "RoleDetailList: array"],
    [
      "no resource policies",
      "accounts.0.resourcePolicies",
      undefined,
      "$.accounts[0].resourcePolicies: array",
    ],
    [
      "a role without trust policy",
      `${first}.RoleDetailList.0.AssumeRolePolicyDocument`,
      undefined,
      "policy",
    ],
    [
      "a policy as a list",
      `${first}.RoleDetailList.0.AssumeRolePolicyDocument`,
      [],
      "AssumeRolePolicyDocument: policy",
    ],
    [
      "a policy without end",
      "accounts.1.resourcePolicies.0.policy",
      deep(40),
      "$.accounts[1].resourcePolicies[0].policy: policy",
    ],
    [
      "a policy of endless text",
      "accounts.1.resourcePolicies.0.policy",
      "x".repeat(1_000_001),
      "policy: policy",
    ],
    [
      "a role of another account",
      `${first}.RoleDetailList.0.Arn`,
      "arn:aws:iam::333333333333:role/Clerk",
      "$.accounts[1].authorizationDetails.RoleDetailList[0].Arn: an ARN of this account",
    ],
    [
      "a user that is a bucket",
      `${first}.UserDetailList.0.Arn`,
      "arn:aws:s3:::x",
      "UserDetailList[0].Arn: an ARN of this account",
    ],
    ["an ARN of two segments", `${first}.RoleDetailList.0.Arn`, "arn:aws", "RoleDetailList[0].Arn: ARN"],
    [
      "an ARN with a line break",
      "accounts.1.buckets.0.arn",
      "arn:aws:s3\n:::x",
      "$.accounts[1].buckets[0].arn: ARN",
    ],
    [
      "an endless ARN",
      "accounts.1.buckets.0.arn",
      `arn:aws:s3:::${"x".repeat(3000)}`,
      "$.accounts[1].buckets[0].arn",
    ],
    ["a tag as a number", "accounts.1.buckets.0.tags", { a: 1 }, "$.accounts[1].buckets[0].tags.a: string"],
    [
      "another lock",
      "accounts.1.buckets.0.objectLock.mode",
      "FOREVER",
      "objectLock.mode: GOVERNANCE | COMPLIANCE",
    ],
    ["a lock of no days", "accounts.1.buckets.0.objectLock.days", 0, "objectLock.days"],
    ["half a block", "accounts.1.publicAccessBlock.blockPublicAcls", undefined, "blockPublicAcls: boolean"],
    [
      "a table’s switch as text",
      "accounts.1.tables.0.pointInTimeRecovery",
      "true",
      "pointInTimeRecovery: boolean",
    ],
    [
      "another use of a key",
      "accounts.1.keys.0.usage",
      "ANY",
      "$.accounts[1].keys[0].usage: ENCRYPT_DECRYPT |",
    ],
    [
      "a secret’s value for its kind",
      "accounts.1.functions.0.secrets.0.looksLike",
      "AKIA",
      "looksLike: age-identity |",
    ],
    [
      "another authorization",
      "accounts.1.routes.0.authorization",
      "MAYBE",
      "$.accounts[1].routes[0].authorization: NONE |",
    ],
    [
      "a trail’s events as text",
      "accounts.1.trails.0.dataEvents",
      "all",
      "$.accounts[1].trails[0].dataEvents: array",
    ],
    [
      "a sign-in on no day",
      "accounts.1.credentials.0.createdAt",
      "2026-02-30T00:00:00Z",
      "createdAt: RFC 3339",
    ],
    ["credentials that may have a password", "accounts.1.credentials.0.password", null, "password: boolean"],
    [
      "a workload without role",
      "accounts.1.workloads.0.role",
      undefined,
      "$.accounts[1].workloads[0].role: string",
    ],
    ["an organization as a list", "organization", [], "$.organization: object"],
    [
      "a policy of the organization for no account",
      "organization.serviceControlPolicies.0.targets",
      ["ou-1"],
      "targets[0]: 12 digits",
    ],
    ["unread facts of an unknown kind", "unread.1.facts", "weather", "$.unread[1].facts: identities |"],
    ["unread facts of no account", "unread.1.account", "all", "$.unread[1].account: 12 digits"],
  ])("%s", async (_, path, value, place) => {
    const reading = read(changed(path, value));
    await expect(reading).rejects.toMatchObject({ code: "snapshot-malformed", fault: { exit: 2 } });
    await expect(reading).rejects.toThrow(place);
  });
});
