import { writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { details, home, openAccess, policy, roleArn, snapshot, vault } from "./access-snapshot.ts";
import type { Session } from "./session.ts";
import { expectRefused, treeOf } from "./traces.ts";

const unused = (...args: readonly string[]) => [
  "access",
  "repair",
  "--snapshot",
  "snapshot.json",
  "--unused",
  ...args,
];
const recently = "2026-03-01T00:00:00Z";
const longAgo = "2025-06-01T00:00:00Z";

interface Use {
  readonly principal: string;
  readonly services: readonly { readonly service: string; readonly lastAt: string | null }[];
}

/** What each role used: the auditor reads, the sealer and the closed one have not come for long. */
const uses = (more: readonly Use[] = []): readonly Use[] => [
  { principal: roleArn("auditor"), services: [{ service: "s3", lastAt: recently }] },
  { principal: roleArn("clerk"), services: [{ service: "s3", lastAt: recently }] },
  { principal: roleArn("closed"), services: [{ service: "s3", lastAt: null }] },
  { principal: roleArn("odd"), services: [{ service: "s3", lastAt: recently }] },
  { principal: roleArn("sealer"), services: [{ service: "s3", lastAt: longAgo }] },
  ...more,
];

/** An account of which IAM’s record says that; `null`: there is no record. */
async function openUses(lastAccessed: readonly Use[] | null = uses(), source = "live"): Promise<Session> {
  const session = await openAccess();
  const [account] = snapshot.accounts;
  const accounts = [{ ...account, ...(lastAccessed && { lastAccessed }) }];
  writeFileSync(session.path("snapshot.json"), JSON.stringify({ ...snapshot, source, accounts }));
  return session;
}

interface Result {
  readonly window: unknown;
  readonly edits: readonly { readonly policy: string; readonly change: string }[];
  readonly removed: readonly { readonly principal: string; readonly actions: readonly string[] }[];
}

test("proposes what takes away rights that nobody used, with the window observed: exit 1", async () => {
  await using session = await openUses();
  const before = treeOf(session.folder);
  const { exit, stdout, stderr } = await session.run(unused("--json"));
  expect({ exit, stderr }).toEqual({ exit: 1, stderr: "" });
  const { window, edits, removed } = JSON.parse(stdout) as Result;
  expect(edits).toMatchObject([{ policy: `${roleArn("sealer")}/inline/own`, change: "deleted" }]);
  expect(removed).toMatchObject([{ principal: roleArn("sealer"), actions: ["s3:*"] }]);
  expect(window).toEqual({
    days: 90,
    until: snapshot.takenAt,
    // The closed one did not use S3 either, and may not: there is nothing to take away.
    principals: [{ principal: roleArn("sealer"), since: "2025-01-28T02:00:00.000Z" }],
    unobserved: [],
  });
  expect(treeOf(session.folder)).toEqual(before);
});

test("says in both languages from when to when use was observed, and that this is no proof", async () => {
  await using session = await openUses();
  const english = (await session.run(unused())).stdout;
  expect(english).toContain(`${roleArn("sealer")}: from 2025-01-28T02:00:00.000Z to ${snapshot.takenAt}`);
  expect(english).toContain("does not prove that nobody needs it");
  const french = (await session.run(unused("--lang", "fr"))).stdout;
  expect(french).toContain(`${roleArn("sealer")} : du 2025-01-28T02:00:00.000Z au ${snapshot.takenAt}`);
  expect(french).toContain("ne prouve pas que personne n’en a besoin");
});

test("looks for as many days as the office says", async () => {
  await using session = await openUses();
  const config = { format: "rollward/config@1", objectives: { unusedRightDays: 300 } };
  writeFileSync(session.path("rollward.config.json"), JSON.stringify(config));
  const { exit, stdout } = await session.run(unused());
  expect({ exit, stdout }).toEqual({ exit: 0, stdout: expect.stringContaining("Nothing to repair") });
});

test("leaves what a task of the contract needs, however long ago it was used", async () => {
  await using session = await openUses();
  const config = {
    format: "rollward/config@1",
    assets: { vault: [vault, `${vault}/*`] },
    tasks: { verify: [roleArn("sealer")] },
  };
  writeFileSync(session.path("rollward.config.json"), JSON.stringify(config));
  expect((await session.run(unused())).exit).toBe(0);
});

test("leaves what --keep names", async () => {
  await using session = await openUses();
  const line = { principal: roleArn("sealer"), action: "s3:PutObject", resource: `${vault}/*` };
  writeFileSync(session.path("keep.ndjson"), JSON.stringify(line));
  expect((await session.run(unused("--keep", "keep.ndjson"))).exit).toBe(0);
});

test("is about whom --principal names, several if need be", async () => {
  await using session = await openUses();
  const about = (...names: readonly string[]) =>
    session.run(unused(...names.flatMap((name) => ["--principal", roleArn(name)])));
  expect((await about("auditor")).exit).toBe(0);
  expect((await about("auditor", "sealer")).exit).toBe(1);
});

describe("what was not observed is never passed over", () => {
  test.each<readonly [string, readonly Use[] | null, string, readonly string[], readonly string[]]>([
    ["a snapshot without IAM’s record", null, "live", [], ["rollward snapshot"]],
    ["templates", null, "template", [], ["rollward snapshot"]],
    ["one whose record is missing", uses(), "live", ["--principal", roleArn("gone")], [roleArn("gone")]],
  ])("%s: exit 3", async (_, record, source, args, named) => {
    await using session = await openUses(record, source);
    await expectRefused(session, unused(...args), { exit: 3, code: "last-use-unread", named });
  });

  test("some of whom nothing is known are named: exit 3", async () => {
    await using session = await openUses(uses().filter(({ principal }) => principal !== roleArn("odd")));
    const { exit, stdout } = await session.run(unused());
    expect(exit).toBe(3);
    expect(stdout).toContain("1. ");
    expect(stdout).toMatch(/it is not known what it used[^\n]+\n {2}arn:aws:iam::111122223333:role\/odd\n/);
  });
});

test.each([
  ["an action", ["--action", "s3:GetObject"], "option-conflict", ["--unused", "--action"]],
  ["a resource", ["--resource", "*"], "option-conflict", ["--unused", "--resource"]],
  ["anybody", ["--principal", "*"], "principal-malformed", ["*"]],
])("refuses %s beside --unused", async (_, args, code, named) => {
  await using session = await openUses();
  await expectRefused(session, unused(...args), { exit: 2, code, named });
});

test("a name of an attacker in IAM’s record prints harmlessly", async () => {
  const name = `arn:aws:iam::${home}:role/\u001b[2J\u202e`;
  const role = { ...details.RoleDetailList[0]!, Arn: name, RoleName: "x" };
  const own = {
    PolicyName: "own",
    PolicyDocument: policy({ Effect: "Allow", Action: "sqs:*", Resource: "*" }),
  };
  const RoleDetailList = [...details.RoleDetailList, { ...role, RolePolicyList: [own] }];
  await using session = await openUses();
  const lastAccessed = uses([{ principal: name, services: [{ service: "sqs", lastAt: null }] }]);
  const [account] = snapshot.accounts;
  const accounts = [{ ...account, lastAccessed, authorizationDetails: { ...details, RoleDetailList } }];
  writeFileSync(session.path("snapshot.json"), JSON.stringify({ ...snapshot, accounts }));
  const { stdout, stderr } = await session.run(unused());
  expect(stdout + stderr).not.toMatch(/[\u001b\u202e]/);
});
