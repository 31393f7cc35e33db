import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { home, openAccess, outside, policy, roleArn, snapshot, vault } from "./access-snapshot.ts";

const trust = policy({
  Effect: "Allow",
  Principal: { Service: "lambda.amazonaws.com" },
  Action: "sts:AssumeRole",
});
const auditor = (...actions: readonly string[]) => ({
  Type: "AWS::IAM::Role",
  Properties: {
    RoleName: "auditor",
    AssumeRolePolicyDocument: trust,
    Policies: [
      {
        PolicyName: "own",
        PolicyDocument: policy({ Effect: "Allow", Action: actions, Resource: `${vault}/*` }),
      },
    ],
  },
});
const full = policy({ Effect: "Allow", Action: "*", Resource: "*" });
const fenced = policy(
  { Effect: "Allow", Action: "*", Resource: "*" },
  { Effect: "Deny", Action: "s3:DeleteObject", Resource: "*" },
);
const empty = { UserDetailList: [], GroupDetailList: [], RoleDetailList: [], Policies: [] };
/** The office’s account, another one, and an organisation. */
const live = (policies: object) => ({
  ...snapshot,
  accounts: [snapshot.accounts[0], { id: outside, authorizationDetails: empty, resourcePolicies: [] }],
  organization: {
    id: "o-alder00001",
    serviceControlPolicies: [{ name: "all", policy: policies, targets: [home, outside] }],
    resourceControlPolicies: [],
  },
});
const diff = ["access", "diff", "--snapshot", "snapshot.json", "--template", "roll.json", "--account", home];

test("what templates cannot say or do not make is not compared, and said: it is neither lost nor gained", async () => {
  await using session = await openAccess();
  writeFileSync(session.path("snapshot.json"), JSON.stringify(live(full)));
  const template = { Resources: { Auditor: auditor("s3:GetObject", "s3:DeleteObject") } };
  writeFileSync(session.path("roll.json"), JSON.stringify(template));
  const { exit, stdout } = await session.run([...diff, "--json"]);
  const found = JSON.parse(stdout) as Record<"gained" | "lost" | "gone", readonly { principal: string }[]>;
  expect(exit).toBe(1);
  expect(found).toMatchObject({
    gained: [{ principal: roleArn("auditor"), actions: ["s3:DeleteObject"] }],
    lost: [],
    unknown: [],
    named: [],
    appeared: [],
    gone: [],
    notCompared: {
      organization: true,
      accounts: [outside],
      identities: ["clerk", "closed", "odd", "sealer"].map((name) => roleArn(name)),
      resources: [vault],
    },
  });
  const text = await session.run(diff);
  expect(text.stderr).toContain("not compared, and taken to stay as it is");
  expect(text.stderr).toContain("(SCPs, RCPs); the account 777788889999; 4 users and roles (");
  expect(text.stderr).toContain(`the resource ${vault}`);
  const french = await session.run([...diff, "--lang", "fr"]);
  expect(french.stderr).toContain("n’est pas comparé, et est tenu pour inchangé");
});

test("the organisation’s policies hold for what the templates make", async () => {
  await using session = await openAccess();
  writeFileSync(session.path("snapshot.json"), JSON.stringify(live(fenced)));
  const template = { Resources: { Auditor: auditor("s3:GetObject", "s3:DeleteObject") } };
  writeFileSync(session.path("roll.json"), JSON.stringify(template));
  expect(await session.run(diff)).toMatchObject({
    exit: 0,
    stdout: expect.stringContaining("Nobody gained"),
  });
});
