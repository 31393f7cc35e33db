import { writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { home, openAccess, outside, policy, roleArn, snapshot } from "./access-snapshot.ts";
import { expectHelp } from "./help.ts";
import { expectRefused } from "./traces.ts";
import type { Session } from "./session.ts";

const trusting = (Principal: object) => policy({ Effect: "Allow", Principal, Action: "sts:AssumeRole" });
const role = (name: string, Principal: object, ...statements: readonly object[]) => ({
  Arn: roleArn(name),
  RoleName: name,
  RoleId: `AROA${name.toUpperCase()}`,
  Path: "/",
  AssumeRolePolicyDocument: trusting(Principal),
  RolePolicyList: [{ PolicyName: "own", PolicyDocument: policy(...statements) }],
});
const allow = (Action: string | readonly string[], Resource: string = "*") => ({
  Effect: "Allow",
  Action,
  Resource,
});

const clerk = `arn:aws:iam::${home}:user/clerk`;
const writer = `arn:aws:iam::${home}:user/writer`;
const user = (Arn: string, ...statements: readonly object[]) => ({
  Arn,
  UserName: Arn.slice(Arn.lastIndexOf("/") + 1),
  UserId: `AIDA${Arn.slice(Arn.lastIndexOf("/") + 1).toUpperCase()}`,
  Path: "/",
  UserPolicyList: [{ PolicyName: "own", PolicyDocument: policy(...statements) }],
});

const details = {
  UserDetailList: [
    user(clerk, allow("sts:AssumeRole", roleArn("desk")), allow("s3:GetObject")),
    user(writer, allow("iam:PutUserPolicy", writer)),
  ],
  GroupDetailList: [],
  RoleDetailList: [
    role("desk", { AWS: home }, allow(["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"])),
    role("sealer", { Service: "lambda.amazonaws.com" }, allow("s3:PutObject")),
    role("reader", { AWS: home }, allow("s3:GetObject")),
    role("guest", { AWS: outside }, allow("s3:GetObject")),
  ],
  Policies: [],
};

async function open(more: object = {}, of: object = details): Promise<Session> {
  const session = await openAccess();
  const account = { ...snapshot.accounts[0], authorizationDetails: of, resourcePolicies: [], workloads: [] };
  writeFileSync(session.path("snapshot.json"), JSON.stringify({ ...snapshot, accounts: [account], ...more }));
  return session;
}

const escalate = (...args: readonly string[]) => [
  "access",
  "escalate",
  "--snapshot",
  "snapshot.json",
  ...args,
];

interface Path {
  readonly from: string;
  readonly to: string;
  readonly steps: readonly {
    readonly kind: string;
    readonly via: readonly string[];
    readonly target: string;
  }[];
  readonly assumes?: readonly string[];
  readonly unknown?: string;
}

const pathsIn = (stdout: string) => (JSON.parse(stdout) as { readonly paths: readonly Path[] }).paths;

test("lists as JSON every path, by its shortest way, step by step", async () => {
  await using session = await open();
  const { exit, stdout, stderr } = await session.run(escalate("--json"));
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
  const assume = { kind: "sts-assume-role", via: ["sts:AssumeRole"], target: roleArn("desk") };
  const pass = {
    kind: "passrole-lambda-create-invoke",
    via: ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"],
    target: roleArn("sealer"),
  };
  const own = { kind: "iam-put-user-policy", via: ["iam:PutUserPolicy"], target: writer };
  const paths = pathsIn(stdout);
  expect(paths).toContainEqual({ from: clerk, to: roleArn("desk"), steps: [assume] });
  expect(paths).toContainEqual({ from: clerk, to: roleArn("sealer"), steps: [assume, pass] });
  expect(paths).toContainEqual({ from: roleArn("desk"), to: roleArn("sealer"), steps: [pass] });
  expect(paths).toContainEqual({ from: writer, to: writer, steps: [own] });
  expect(paths).toContainEqual({
    from: `arn:aws:iam::${outside}:root`,
    to: roleArn("guest"),
    steps: [{ ...assume, target: roleArn("guest") }],
    assumes: [expect.stringContaining(outside)],
  });
  // The reader’s one right the clerk has already, and nobody else may assume it.
  expect(paths.filter(({ from, to }) => from === clerk && to === roleArn("reader"))).toEqual([]);
});

test("tells of one start only, with the clock that was given", async () => {
  await using session = await open();
  const { stdout } = await session.run(
    escalate("--from", roleArn("desk"), "--json", "--now", "2026-03-04T02:00:00Z"),
  );
  expect(JSON.parse(stdout)).toMatchObject({
    paths: [{ to: roleArn("sealer") }],
    now: "2026-03-04T02:00:00Z",
  });
});

describe("tells people the same, in their language", () => {
  test.each([
    [
      "en",
      "1 path from 1 start.",
      `${roleArn("desk")} can act as ${roleArn("sealer")}`,
      `1. as ${roleArn("desk")}: `,
      `iam:PassRole on ${roleArn("sealer")} with iam:PassedToService = lambda.amazonaws.com`,
    ],
    [
      "fr",
      "1 chemin depuis 1 départ.",
      `${roleArn("desk")} peut agir comme ${roleArn("sealer")}`,
      `1. comme ${roleArn("desk")} : `,
      `iam:PassRole sur ${roleArn("sealer")} avec iam:PassedToService = lambda.amazonaws.com`,
    ],
  ])("%s", async (lang, ...told) => {
    await using session = await open();
    const { exit, stdout } = await session.run(escalate("--from", roleArn("desk"), "--lang", lang));
    expect(exit).toBe(0);
    for (const text of told) expect(stdout).toContain(text);
    expect(stdout).toContain("passrole-lambda-create-invoke");
  });

  test("that there is none", async () => {
    await using session = await open();
    const { exit, stdout } = await session.run(escalate("--from", roleArn("sealer")));
    expect({ exit, stdout }).toMatchObject({ exit: 0, stdout: expect.stringContaining("can act as nobody") });
  });
});

test("a step that is not decided is told as unknown: exit 3", async () => {
  const odd = user(clerk, { ...allow("sts:AssumeRole", roleArn("desk")), Condition: { Sounds: { x: "y" } } });
  await using session = await open({}, { ...details, UserDetailList: [odd] });
  const { exit, stdout } = await session.run(escalate("--from", clerk, "--json"));
  expect(exit).toBe(3);
  expect(pathsIn(stdout)).toContainEqual(
    expect.objectContaining({ to: roleArn("desk"), unknown: expect.stringContaining("Sounds") }),
  );
  const text = await session.run(escalate("--from", clerk));
  expect(text.stdout).toContain("may be able to act as");
});

test("identities that were not read leave the answer open: exit 3", async () => {
  const unread = [{ what: "iam", why: "AccessDenied", account: home, facts: "identities" }];
  await using session = await open({ unread });
  expect(await session.run(escalate("--from", roleArn("sealer")))).toMatchObject({ exit: 3 });
});

test("without workloads it says what it takes for granted", async () => {
  const account = {
    ...snapshot.accounts[0],
    resourcePolicies: [],
    authorizationDetails: {
      ...details,
      UserDetailList: [user(clerk, allow(["lambda:UpdateFunctionCode", "lambda:InvokeFunction"]))],
    },
  };
  await using session = await open({ accounts: [account] });
  const { exit, stdout } = await session.run(escalate("--from", clerk, "--json"));
  expect(exit).toBe(0);
  expect(pathsIn(stdout)).toMatchObject([
    { to: roleArn("sealer"), assumes: [expect.stringContaining("lambda")] },
  ]);
});

describe("refuses", () => {
  test("a start that is not there, and names the nearest", async () => {
    await using session = await open();
    await expectRefused(session, escalate("--from", roleArn("desc")), {
      exit: 2,
      code: "from-unknown",
      named: ["role/desc", "role/desk"],
    });
  });

  test("no source", async () => {
    await using session = await open();
    await expectRefused(session, ["access", "escalate"], {
      exit: 2,
      code: "option-missing",
      named: ["--snapshot"],
    });
  });
});

test("names of an attacker print harmlessly", async () => {
  const name = "\u202e\u001b]0;x\u0007";
  const hostile = {
    ...role("x", { AWS: home }, allow("*")),
    Arn: `arn:aws:iam::${home}:role/${name}`,
    RoleName: name,
  };
  const wild = user(clerk, allow("sts:AssumeRole"));
  await using session = await open({}, { ...details, UserDetailList: [wild], RoleDetailList: [hostile] });
  const { exit, stdout, stderr } = await session.run(escalate());
  expect([0, 2, 3]).toContain(exit);
  expect(stdout + stderr).not.toMatch(/[\u001b\u0007\u202e]/);
});

test("has help", () => expectHelp("access escalate", ["--snapshot", "--template", "--from"]));
