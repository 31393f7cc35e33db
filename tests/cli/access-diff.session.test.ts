import { writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { home, openAccess, outside, policy, roleArn, snapshot, vault } from "./access-snapshot.ts";
import { expectHelp } from "./help.ts";
import { expectRefused } from "./traces.ts";

import { diff, elsewhere, named, read, rewritten, writeNewer } from "./diff-snapshots.ts";

test("a rewritten policy is no change: exit 0, and that is proved", async () => {
  await using session = await openAccess();
  writeNewer(session, (role) =>
    named(role, "auditor") ? rewritten(role, read("s3:getobject"), read("s3:GetObject")) : role,
  );
  const english = await session.run(diff());
  expect(english).toEqual({
    exit: 0,
    stderr: "",
    stdout:
      "Nobody gained or lost a right: that is proved for everybody who was compared, before escalation.\n",
  });
  const json = await session.run(diff("--json", "--now", "2026-03-04T02:00:00Z"));
  expect(JSON.parse(json.stdout)).toEqual({
    gained: [],
    lost: [],
    unknown: [],
    named: [],
    appeared: [],
    gone: [],
    now: "2026-03-04T02:00:00Z",
  });
});

test("shows what was gained and lost, each with a request that one side allows and the other does not", async () => {
  await using session = await openAccess();
  writeNewer(session, (role) => {
    if (named(role, "auditor")) return rewritten(role, read("s3:GetObject", "s3:DeleteObject"));
    return named(role, "sealer") ? rewritten(role) : role;
  });
  const { exit, stdout } = await session.run(diff());
  expect(exit).toBe(1);
  expect(stdout).toContain("1 principal gained rights, 1 lost some; for everybody else");
  expect(stdout).toContain(`gained   ${roleArn("auditor")}
         s3:DeleteObject on ${vault}/*
           such as s3:DeleteObject on ${vault}/x
           now allowed by ${roleArn("auditor")}/inline/own, statement Read
`);
  expect(stdout).toContain(`lost     ${roleArn("sealer")}\n         s3:PutObject on ${vault}/*\n`);
  const french = await session.run(diff("--lang", "fr"));
  expect(french.stdout).toContain("1 identité a gagné des droits, 1 en a perdu ; pour tous les autres");

  const json = await session.run(diff("--json"));
  const found = JSON.parse(json.stdout) as Record<"gained" | "lost", readonly { readonly witness: object }[]>;
  expect(found).toMatchObject({
    gained: [{ principal: roleArn("auditor"), actions: ["s3:DeleteObject"], resources: [`${vault}/*`] }],
    lost: [{ principal: roleArn("sealer"), actions: ["s3:PutObject"] }],
    unknown: [],
  });
  for (const [list, verdicts] of [
    [found.gained, ["implicitDeny", "allowed"]],
    [found.lost, ["allowed", "implicitDeny"]],
  ] as const) {
    const stdin = JSON.stringify({ id: 1, ...list[0]!.witness });
    for (const [at, file] of ["snapshot.json", "newer.json"].entries()) {
      const again = await session.run(["access", "decide", "--snapshot", file], { stdin });
      expect(JSON.parse(again.stdout)).toMatchObject({ decision: verdicts[at] });
    }
  }
});

test("outsiders whom a bucket’s policy lets in, new roles, and those that are gone", async () => {
  await using session = await openAccess();
  const mirror = policy({
    Effect: "Allow",
    Principal: { AWS: roleArn("copier", elsewhere) },
    Action: "s3:GetObject",
    Resource: `${vault}/*`,
  });
  writeNewer(
    session,
    (role) => (named(role, "sealer") ? { ...role, Arn: roleArn("sealer2"), RoleName: "sealer2" } : role),
    { resourcePolicies: [{ resource: vault, policy: mirror }] },
  );
  const { exit, stdout } = await session.run(diff("--json"));
  const { gained, lost, appeared, gone } = JSON.parse(stdout) as Record<
    string,
    readonly { principal: string; assumes?: string }[]
  >;
  expect({ exit, appeared, gone }).toEqual({
    exit: 1,
    appeared: [roleArn("sealer2")],
    gone: [roleArn("sealer")],
  });
  expect(gained!.map(({ principal, assumes }) => [principal, assumes])).toEqual([
    [roleArn("sealer2"), undefined],
    [roleArn("copier", elsewhere), roleArn("copier", elsewhere)],
  ]);
  expect(lost!.map(({ principal }) => principal)).toEqual([
    roleArn("sealer"),
    roleArn("mirror", outside),
    `arn:aws:iam::${outside}:root`,
  ]);
  const text = await session.run(diff());
  expect(text.stdout).toContain(`Only in the newer snapshot: ${roleArn("sealer2")}\n`);
  expect(text.stdout).toContain(`whether the own account of ${roleArn("copier", elsewhere)} allows it too`);
});

test("what cannot be decided is unknown: exit 3, whatever else changed", async () => {
  await using session = await openAccess();
  const odd = { ...read("s3:PutObject"), Condition: { Sounds: { x: "y" } } };
  writeNewer(session, (role) => {
    if (named(role, "clerk")) return rewritten(role, odd);
    return named(role, "sealer") ? rewritten(role) : role;
  });
  const { exit, stdout } = await session.run(diff());
  expect(exit).toBe(3);
  expect(stdout).toContain("whether s3:PutObject was gained\n");
  expect(stdout).toContain("because the condition operator “Sounds” is not known");
});

test("a policy that one snapshot could not read leaves the comparison open: exit 3", async () => {
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
  writeFileSync(session.path("newer.json"), JSON.stringify({ ...snapshot, unread }));
  expect(await session.run(diff())).toMatchObject({
    exit: 3,
    stderr: expect.stringContaining("GetBucketPolicy"),
  });
});

test("compares only who and what is asked, and says when it knows nobody of that name", async () => {
  await using session = await openAccess();
  writeNewer(session, (role) => rewritten(role, read("s3:GetObject", "s3:PutObject", "s3:DeleteObject")));
  const { stdout } = await session.run(
    diff("--principal", roleArn("auditor"), "--action", "s3:Delete*", "--json"),
  );
  expect(JSON.parse(stdout)).toMatchObject({
    gained: [{ principal: roleArn("auditor"), actions: ["s3:DeleteObject"] }],
    lost: [],
  });
  const nobody = await session.run(diff("--principal", roleArn("auditer")));
  expect(nobody).toMatchObject({ exit: 3, stdout: expect.stringContaining("neither snapshot has") });
});

test.each([
  ["en", `unknown  ${roleArn("auditor", elsewhere)}\n`, "no proof"],
  ["fr", `inconnu  ${roleArn("auditor", elsewhere)}\n`, "pas une preuve"],
])(
  "a principal of an account that neither snapshot knows is not “no change”: in %s",
  async (lang, who, noProof) => {
    await using session = await openAccess();
    writeNewer(session, (role) => role);
    const asked = ["--principal", roleArn("auditor", elsewhere)];
    const { exit, stdout } = await session.run(diff(...asked, "--lang", lang));
    expect(exit).toBe(3);
    expect(stdout).toContain(who);
    expect(stdout).toContain(noProof);
    expect(stdout).not.toMatch(/proved|prouvé/);
    // One whom a policy lets in is compared, and so is one whose account it lets in.
    for (const known of [roleArn("mirror", outside), roleArn("porter", outside)])
      expect((await session.run(diff("--principal", known))).exit).toBe(0);
  },
);

describe("refuses", () => {
  test.each<readonly [string, readonly string[], string, readonly string[]]>([
    ["one snapshot", ["access", "diff", "--snapshot", "snapshot.json"], "diff-snapshots", ["1"]],
    ["none", ["access", "diff"], "diff-snapshots", ["--snapshot"]],
    ["three", diff("--snapshot", "more.json"), "diff-snapshots", ["3"]],
    ["two beside templates", diff("--template", "cdk.out"), "diff-snapshots", ["--template"]],
    ["an account for no template", diff("--account", home), "option-needs", ["--account"]],
    ["a name for a principal", diff("--principal", "clerk"), "principal-malformed", ["clerk"]],
    ["an action that there is not", diff("--action", "s3:Got*"), "action-unknown", ["s3:Got*"]],
    ["a snapshot that is not there", diff(), "file-missing", ["newer.json"]],
  ])("%s", async (_, args, code, named) => {
    await using session = await openAccess();
    await expectRefused(session, args, { exit: 2, code, named });
  });
});

test("help", async () => {
  await expectHelp("access diff", ["--snapshot", "--template", "--principal", "--action"]);
});
