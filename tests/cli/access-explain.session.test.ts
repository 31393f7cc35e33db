import { writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { details, home, openAccess, policy, roleArn, snapshot, vault } from "./access-snapshot.ts";
import { expectHelp } from "./help.ts";
import { expectRefused } from "./traces.ts";

const source = ["access", "explain", "--snapshot", "snapshot.json"];
const about = (principal: string, ...more: readonly string[]) => [
  ...source,
  "--principal",
  principal,
  "--action",
  "s3:GetObject",
  "--resource",
  `${vault}/x`,
  ...more,
];
const own = (name: string) => `${roleArn(name)}/inline/own`;

test("says what allowed it, the deciding layer first", async () => {
  await using session = await openAccess();
  const { exit, stdout, stderr } = await session.run(about(roleArn("auditor")));
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
  expect(stdout).toBe(`May ${roleArn("auditor")} do s3:GetObject on ${vault}/x?
Allowed.

The identity’s policies: allowed here
  ${own("auditor")}, statement Read (Allow) speaks of it

The resource’s own policy: not allowed here
`);
});

test("says which allow came nearest and what it lacked, in both languages", async () => {
  await using session = await openAccess();
  const english = await session.run(about(roleArn("clerk")));
  expect(english.exit).toBe(0);
  expect(english.stdout).toContain(
    "It would be allowed if one of these allowed it too: the identity’s policies · the resource’s own policy.",
  );
  expect(english.stdout).toContain(`  nearest: ${own("clerk")}, statement Read (Allow)
    it lacked:
    - the condition Bool on aws:MultiFactorAuthPresent: the statement asks for true, the request does not have the key
`);
  const french = await session.run(about(roleArn("clerk"), "--lang", "fr"));
  expect(french.stdout).toContain("Pas permis : rien ne l’interdit");
  expect(french.stdout).toContain(
    "    - la condition Bool sur aws:MultiFactorAuthPresent : la déclaration demande true, la requête n’a pas cette clé\n",
  );
});

test("takes the request’s keys, of which one may have several values", async () => {
  await using session = await openAccess();
  const mfa = ["--context", "aws:MultiFactorAuthPresent=true"];
  expect((await session.run(about(roleArn("clerk"), ...mfa))).stdout).toContain("Allowed.");
  const keys = ["--context", "aws:TagKeys=a", "--context", "aws:TagKeys=b=c", "--json"];
  const { stdout } = await session.run(about(roleArn("clerk"), ...keys));
  expect(JSON.parse(stdout)).toMatchObject({ request: { context: { "aws:TagKeys": ["a", "b=c"] } } });
});

test("names the deny and what would have spared the request", async () => {
  await using session = await openAccess();
  const { exit, stdout } = await session.run(about(roleArn("closed")));
  expect(exit).toBe(0);
  expect(stdout).toContain("Denied: a statement refuses it.\nWithout the denies it would be allowed.\n");
  expect(stdout).toContain(`  ${own("closed")}, statement 1 (Deny) speaks of it
    were any one of these otherwise, the request would be spared:
    - the resource: the statement has ${vault}/*, the request is about ${vault}/x
`);
});

test("an unknown names its cause and ends with 3; --all shows every statement", async () => {
  await using session = await openAccess();
  const odd = await session.run(about(roleArn("odd")));
  expect(odd).toMatchObject({
    exit: 3,
    stdout: expect.stringContaining("Unknown: the condition operator “Sounds”"),
  });
  const brief = await session.run(about(roleArn("auditor")));
  const all = await session.run(about(roleArn("auditor"), "--all"));
  expect(brief.stdout).not.toContain("statement Peers");
  expect(all.stdout).toContain(`  ${vault}, statement Peers (Allow) does not speak of it:`);
});

test("gives scripts the whole of it, a line for each request", async () => {
  await using session = await openAccess();
  const requests = ["auditor", "closed", "clerk"].map((name) => ({
    id: name,
    principal: roleArn(name),
    action: "s3:GetObject",
    resource: `${vault}/x`,
  }));
  const stdin = requests.map((each) => JSON.stringify(each)).join("\n");
  const { exit, stdout } = await session.run([...source, "--requests", "-", "--json"], { stdin });
  expect(exit).toBe(0);
  const answers = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as object);
  const read = { statement: "Read", effect: "Allow", speaks: true };
  expect(answers).toMatchObject([
    {
      id: "auditor",
      decision: "allowed",
      layers: [
        {
          layer: "identity",
          verdict: "allows",
          decided: true,
          policies: [{ policy: own("auditor"), statements: [read] }],
        },
        { layer: "resource", verdict: "silent", decided: false },
      ],
    },
    { id: "closed", decision: "explicitDeny", spared: { decision: "allowed" } },
    {
      id: "clerk",
      decision: "implicitDeny",
      lacking: [[{ layer: "identity" }], [{ layer: "resource" }]],
      layers: [
        {
          nearest: {
            policy: own("clerk"),
            statement: "Read",
            lacked: [
              {
                element: "Condition",
                operator: "Bool",
                key: "aws:MultiFactorAuthPresent",
                asks: ["true"],
                fits: false,
              },
            ],
          },
        },
        {},
      ],
    },
  ]);
  const text = await session.run([...source, "--requests", "-"], { stdin });
  expect(text.stdout.match(/^May /gm)).toHaveLength(3);
});

test("a policy that was not read leaves the decision open, as for access decide", async () => {
  await using session = await openAccess();
  const entry = {
    what: "s3:GetBucketPolicy",
    why: "AccessDenied",
    account: home,
    facts: "resource-policies",
  };
  writeFileSync(
    session.path("snapshot.json"),
    JSON.stringify({ ...snapshot, unread: [{ ...entry, resource: vault }] }),
  );
  const { exit, stdout } = await session.run(about(roleArn("auditor")));
  expect({ exit, stdout }).toEqual({ exit: 3, stdout: expect.stringContaining("AccessDenied") });
});

test("hostile names print harmlessly", async () => {
  await using session = await openAccess();
  const statement = {
    Sid: "\u001b[2J",
    Effect: "Deny",
    Action: "s3:*",
    Resource: [`${vault}/\u202e*`, "*"],
    Condition: { StringLike: { "aws:\u0007__proto__": ["\u001b]0;x\u0007"] }, Null: { constructor: "true" } },
  };
  const role = {
    ...details.RoleDetailList[0],
    RolePolicyList: [
      { PolicyName: "\u001b[31m", PolicyDocument: policy(statement, { ...statement, Effect: "Allow" }) },
    ],
  };
  const account = { ...snapshot.accounts[0], authorizationDetails: { ...details, RoleDetailList: [role] } };
  writeFileSync(session.path("snapshot.json"), JSON.stringify({ ...snapshot, accounts: [account] }));
  for (const more of [[], ["--all"], ["--lang", "fr", "--all"]]) {
    const { exit, stdout } = await session.run(about(roleArn("auditor"), ...more));
    expect(exit).toBe(0);
    expect(stdout.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  }
});

describe("refuses", () => {
  const request = ["--principal", roleArn("clerk"), "--action", "s3:GetObject", "--resource", `${vault}/x`];
  test.each<readonly [string, readonly string[], string, readonly string[]]>([
    ["no request", source, "option-missing", ["--principal"]],
    ["half a request", source.concat(request.slice(0, 4)), "option-missing", ["--resource"]],
    ["a request and a file", source.concat(request, "--requests", "-"), "option-conflict", ["--requests"]],
    ["a name for a principal", source.concat(request.with(1, "clerk")), "principal-malformed", ["clerk"]],
    ["a pattern for an action", source.concat(request.with(3, "s3:Get*")), "action-unknown", ["s3:Get*"]],
    [
      "a resource that is no ARN",
      source.concat(request.with(5, "alder-vault")),
      "resource-malformed",
      ["alder-vault"],
    ],
    [
      "a key without a value",
      source.concat(request, "--context", "aws:SourceIp"),
      "context-malformed",
      ["aws:SourceIp"],
    ],
    ["a value without a key", source.concat(request, "--context", "=x"), "context-malformed", ["=x"]],
    ["no snapshot", ["access", "explain", ...request], "option-missing", ["--snapshot"]],
  ])("%s", async (_, args, code, named) => {
    await using session = await openAccess();
    await expectRefused(session, args, { exit: 2, code, named });
  });
});

test("help", async () => {
  await expectHelp("access explain", [
    "--snapshot",
    "--template",
    "--principal",
    "--context",
    "--requests",
    "--all",
  ]);
});
