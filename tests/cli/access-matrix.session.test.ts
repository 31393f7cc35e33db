import { writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { MatrixCell } from "../../lib/audit/matrix.ts";
import { details, home, roleArn } from "./access-snapshot.ts";
import { prepareAccounts } from "./accounts.ts";
import { expectHelp } from "./help.ts";
import { openSession } from "./session.ts";
import { expectRefused } from "./traces.ts";

const table = `arn:aws:dynamodb:ca-central-1:${home}:table/alder-roll`;
const clerk = roleArn("clerk");

const policy = (action: string, resource: string) => ({
  Version: "2012-10-17",
  Statement: [{ Sid: "Own", Effect: "Allow", Action: action, Resource: resource }],
});
const role = (name: string, action: string, resource = table) => ({
  ...details.RoleDetailList[0],
  Arn: roleArn(name),
  RoleName: name,
  AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [] },
  RolePolicyList: [{ PolicyName: "own", PolicyDocument: policy(action, resource) }],
  AttachedManagedPolicies: [],
});

/** One account with a roll, in which the clerk’s task is to look up voters. */
const config = {
  format: "rollward/config@1",
  assets: { roll: [table] },
  tasks: { "look-up": [clerk] },
};
const snapshotOf = (...roles: readonly object[]) => ({
  format: "rollward/snapshot@1",
  takenAt: "2026-11-03T20:00:00Z",
  source: "live",
  tool: "rollward 0.0.0",
  nowGiven: false,
  accounts: [
    {
      id: home,
      authorizationDetails: { UserDetailList: [], GroupDetailList: [], RoleDetailList: roles, Policies: [] },
      resourcePolicies: [],
    },
  ],
});

async function openMatrix(...roles: readonly object[]) {
  const session = await openSession();
  writeFileSync(session.path("snapshot.json"), JSON.stringify(snapshotOf(...roles)));
  writeFileSync(session.path("rollward.config.json"), JSON.stringify(config));
  return session;
}
const matrix = (...args: readonly string[]) => ["access", "matrix", "--snapshot", "snapshot.json", ...args];
const cellsOf = (stdout: string) =>
  (JSON.parse(stdout) as { readonly cells: readonly MatrixCell[] }).cells.map(
    ({ principal, capability, asset, contract, fact, escalated }) =>
      [principal.split("/").at(-1), capability, asset, contract, fact, escalated].join(" "),
  );

test("tells as JSON what is allowed and what is possible, each yes with a request that decide allows", async () => {
  await using session = await openMatrix(role("clerk", "dynamodb:GetItem"), role("mallory", "dynamodb:Scan"));
  const { exit, stdout } = await session.run(matrix("--json"));
  // The vault and what else an office needs are not found, which leaves the whole open.
  expect(exit).toBe(3);
  expect(cellsOf(stdout)).toEqual([
    "clerk read-voter roll allowed yes yes",
    "mallory read-roll roll never yes yes",
  ]);
  const { cells, holders, open } = JSON.parse(stdout) as {
    readonly cells: readonly MatrixCell[];
    readonly holders: object;
    readonly open: readonly { readonly subject: string; readonly message: string }[];
  };
  expect(holders).toEqual([{ principal: clerk, tasks: ["look-up"] }]);
  expect(open.map(({ subject }) => subject)).toContain("vault");
  const requests = cells.map(({ witness }, id) => JSON.stringify({ id, ...witness }));
  const decided = await session.run(["access", "decide", "--snapshot", "snapshot.json"], {
    stdin: requests.join("\n"),
  });
  expect(decided).toMatchObject({ exit: 0, stdout: expect.not.stringMatching(/Deny|unknown/) });
});

test("tells people the same as a grid, in their language, in at most 100 columns", async () => {
  await using session = await openMatrix(role("clerk", "dynamodb:GetItem"), role("mallory", "dynamodb:Scan"));
  const english = await session.run(matrix());
  expect(english.stdout).toMatch(/^look up a voter +● +·/m);
  expect(english.stdout).toMatch(new RegExp(`^role/mallory \\(${home}\\) +· +· +\\[✗\\]`, "m"));
  expect(english.stdout).toContain(`[✗] role/mallory (${home}) can read or copy the whole roll (roll)`);
  const french = await session.run(matrix("--lang", "fr"));
  expect(french.stdout).toMatch(/^consulter un électeur +● +·/m);
  expect(french.stdout).toContain("jamais permis");
  for (const line of `${english.stdout}${french.stdout}`.split("\n"))
    expect([...line].length).toBeLessThanOrEqual(100);
});

test("without the office’s contract nothing is found, and that is not well", async () => {
  await using session = await openSession();
  writeFileSync(session.path("snapshot.json"), JSON.stringify(snapshotOf(role("mallory", "*", "*"))));
  expect(await session.run(matrix())).toMatchObject({ exit: 3, stdout: expect.stringContaining("?") });
});

describe("about templates", () => {
  const accounts = prepareAccounts();

  test("the stacks do what the contract allows and nothing else: exit 0", async () => {
    await using session = await accounts.open();
    const { exit, stdout } = await session.run(["access", "matrix", "--template", "cdk.out", "--json"]);
    expect(exit).toBe(0);
    expect(cellsOf(stdout).every((cell) => cell.endsWith(" allowed yes yes"))).toBe(true);
  });
});

test("names that would act are printed harmlessly", async () => {
  const name = "\u202e\u001b]0;x\u0007";
  await using session = await openMatrix(role(name, "dynamodb:*"));
  const { stdout, stderr } = await session.run(matrix());
  expect(stdout).toContain("[✗]");
  expect(stdout + stderr).not.toMatch(/[\u001b\u0007\u202e]/);
});

describe("refuses", () => {
  test.each<readonly [string, readonly string[], string, readonly string[]]>([
    ["no source", ["access", "matrix"], "option-missing", ["--snapshot"]],
    ["two sources", matrix("--template", "cdk.out"), "option-conflict", ["--template"]],
    ["a configuration that is not there", matrix("--config", "gone.json"), "file-missing", ["gone.json"]],
  ])("%s", async (_, args, code, named) => {
    await using session = await openMatrix(role("clerk", "dynamodb:GetItem"));
    await expectRefused(session, args, { exit: 2, code, named });
  });
});

test("has help", () => expectHelp("access matrix", ["--snapshot", "--template", "--account"]));
