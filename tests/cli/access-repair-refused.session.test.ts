import { writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { details, home, openAccess, outside, policy, roleArn, snapshot, vault } from "./access-snapshot.ts";
import { expectRefusal, expectRefused, treeOf } from "./traces.ts";

const objects = `${vault}/*`;
const elsewhere = "333344445555";
const repair = (...args: readonly string[]) => ["access", "repair", "--snapshot", "snapshot.json", ...args];
const about = (principal: string, action = "s3:GetObject") =>
  repair("--principal", principal, "--action", action, "--resource", `${vault}/*`);

describe("refuses", () => {
  test.each<readonly [string, readonly string[], string, readonly string[]]>([
    [
      "a principal without its question",
      repair("--principal", roleArn("clerk")),
      "option-needs",
      ["--action"],
    ],
    ["a question of nobody", repair("--action", "s3:GetObject"), "option-needs", ["--principal"]],
    ["--force without --out", repair("--force"), "option-needs", ["--out"]],
    ["a principal that is none", about("clerk"), "principal-malformed", ["clerk"]],
    [
      "an action that AWS has not published",
      about(roleArn("clerk"), "s3:GetObjects"),
      "action-unknown",
      ["s3:GetObject"],
    ],
    ["no source", ["access", "repair"], "option-missing", ["--snapshot"]],
    ["a --keep that is not there", repair("--keep", "gone.ndjson"), "file-missing", ["gone.ndjson"]],
  ])("%s", async (_, args, code, named) => {
    await using session = await openAccess();
    await expectRefused(session, args, { exit: 2, code, named });
  });

  test.each([
    ["no JSON", "keep it", "$"],
    ["a right of nobody", '{"action":"s3:GetObject","resource":"*"}', "$.principal"],
    ["an unknown key", `{"principal":"*","action":"s3:GetObject","resource":"*","when":1}`, "$"],
  ])("a line of --keep with %s", async (_, line, at) => {
    await using session = await openAccess();
    writeFileSync(session.path("keep.ndjson"), `\n${line}\n`);
    await expectRefused(session, repair("--keep", "keep.ndjson"), {
      exit: 2,
      code: "keep-malformed",
      named: ["2", at],
    });
  });
});

test("names of an attacker print harmlessly and make no paths", async () => {
  await using session = await openAccess();
  const [account] = snapshot.accounts;
  const odd = {
    ...details.RoleDetailList[0]!,
    RolePolicyList: [
      {
        PolicyName: "../../\u001b[2J\u202e/__proto__",
        PolicyDocument: policy({
          Effect: "Allow",
          Action: ["s3:GetObject", "s3:\u001b"],
          Resource: `${vault}/*`,
        }),
      },
    ],
  };
  const accounts = [{ ...account, authorizationDetails: { ...details, RoleDetailList: [odd] } }];
  writeFileSync(session.path("snapshot.json"), JSON.stringify({ ...snapshot, accounts }));
  const { exit, stdout, stderr } = await session.run([...about(roleArn("auditor")), "--out", "proposals"]);
  expect(exit).toBe(1);
  expect(stdout + stderr).not.toMatch(/[\u001b\u202e]/);
  for (const name of Object.keys(treeOf(session.path("proposals"))))
    expect(name).toMatch(/^[A-Za-z0-9._-]+$/);
});

test("a policy that was not read leaves the repair open: exit 3", async () => {
  await using session = await openAccess();
  const unread = [
    {
      what: "s3:GetBucketPolicy",
      why: "AccessDenied",
      account: home,
      facts: "resource-policies",
      resource: vault,
    },
  ];
  writeFileSync(session.path("snapshot.json"), JSON.stringify({ ...snapshot, unread }));
  expect((await session.run(about(roleArn("auditor")))).exit).toBe(3);
});

test.each([
  ["one whose account the snapshot does not have", roleArn("mirror", "999988887777"), objects, "account of"],
  [
    "one of an account that a policy lets in, under another name",
    roleArn("gone", elsewhere),
    objects,
    "names it",
  ],
  ["one of an account outside, about that account", `arn:aws:iam::${outside}:root`, "*", "own account"],
])("does not vouch for %s: exit 3", async (_, principal, resource, why) => {
  await using session = await openAccess();
  const [account] = snapshot.accounts;
  const own = policy({
    Effect: "Allow",
    Principal: { AWS: roleArn("copier", elsewhere) },
    Action: "s3:GetObject",
    Resource: objects,
  });
  const resourcePolicies = [
    ...account!.resourcePolicies,
    { resource: "arn:aws:s3:::alder-notices", policy: own },
  ];
  writeFileSync(
    session.path("snapshot.json"),
    JSON.stringify({ ...snapshot, accounts: [{ ...account, resourcePolicies }] }),
  );
  const asked = ["--principal", principal, "--action", "s3:DeleteObject", "--resource", resource];
  const { exit, stdout } = await session.run(repair(...asked));
  expect(exit).toBe(3);
  expect(stdout).not.toContain("proved");
  const json = await session.run(repair(...asked, "--json"));
  expect(JSON.parse(json.stdout)).toMatchObject({
    unsolved: [{ principal, reason: "unknown", why: expect.stringContaining(why) }],
  });
});

test.each([["en"], ["fr"]] as const)(
  "a contract that guards nothing is not kept: exit 3, in %s",
  async (lang) => {
    await using session = await openAccess();
    const outcome = await session.run(repair("--lang", lang));
    expectRefusal(outcome, { exit: 3, code: "assets-none", named: ["rollward.config.json"], lang });
  },
);
