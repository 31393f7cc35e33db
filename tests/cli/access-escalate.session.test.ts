import { writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { home, roleArn, snapshot } from "./access-snapshot.ts";
import { allow, clerk, details, escalate, open, pathsIn, role, user, writer } from "./escalate-accounts.ts";
import { expectHelp } from "./help.ts";
import { expectRefused } from "./traces.ts";

test("lists as JSON every path, by its shortest way, step by step", async () => {
  await using session = await open();
  const { stdout, stderr } = await session.run(escalate("--json"));
  expect(stderr).toBe("");
  const assume = {
    kind: "sts-assume-role",
    via: ["sts:AssumeRole"],
    target: roleArn("desk"),
    requests: [{ principal: clerk, action: "sts:AssumeRole", resource: roleArn("desk") }],
  };
  const pass = {
    kind: "passrole-lambda-create-invoke",
    via: ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"],
    target: roleArn("sealer"),
    requests: [
      {
        principal: roleArn("desk"),
        action: "iam:PassRole",
        resource: roleArn("sealer"),
        context: { "iam:PassedToService": "lambda.amazonaws.com" },
      },
      expect.objectContaining({ principal: roleArn("desk"), action: "lambda:CreateFunction" }),
      expect.objectContaining({ principal: roleArn("desk"), action: "lambda:InvokeFunction" }),
    ],
  };
  const own = {
    kind: "iam-put-user-policy",
    via: ["iam:PutUserPolicy"],
    target: writer,
    requests: [{ principal: writer, action: "iam:PutUserPolicy", resource: writer }],
  };
  const paths = pathsIn(stdout);
  expect(paths).toContainEqual({ from: clerk, to: roleArn("desk"), steps: [assume] });
  expect(paths).toContainEqual({ from: clerk, to: roleArn("sealer"), steps: [assume, pass] });
  expect(paths).toContainEqual({ from: roleArn("desk"), to: roleArn("sealer"), steps: [pass] });
  expect(paths).toContainEqual({ from: writer, to: writer, steps: [own] });
  // The reader’s one right the clerk has already, and nobody else may assume it.
  expect(paths.filter(({ from, to }) => from === clerk && to === roleArn("reader"))).toEqual([]);
});

test("every request of a certain path is one that access decide allows", async () => {
  await using session = await open();
  const { stdout } = await session.run(escalate("--from", clerk, "--json"));
  const requests = pathsIn(stdout).flatMap(({ steps }) => steps.flatMap((step) => step.requests));
  writeFileSync(
    session.path("requests"),
    requests.map((request, id) => JSON.stringify({ id, ...request })).join("\n"),
  );
  const decided = await session.run([
    "access",
    "decide",
    "--snapshot",
    "snapshot.json",
    "--requests",
    "requests",
  ]);
  expect(decided).toMatchObject({ exit: 0, stderr: "" });
  const answers = decided.stdout.trim().split("\n");
  expect(answers).toHaveLength(requests.length);
  for (const answer of answers) expect(JSON.parse(answer)).toMatchObject({ decision: "allowed" });
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
