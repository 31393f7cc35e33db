/** What `access who` says where something was not read. */
import { writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { details, home, openAccess, roleArn, snapshot, vault } from "./access-snapshot.ts";
import type { Session } from "./session.ts";

const who = (...args: readonly string[]) => ["access", "who", "--snapshot", "snapshot.json", ...args];
/** What is only said once everything was read and nothing is unknown. */
const proofs = /provably|proved|nobody else|prouvé/;

test("takes what AWS’s own command prints, and says what is not in it", async () => {
  await using session = await openAccess();
  writeFileSync(session.path("details.json"), JSON.stringify(details));
  const args = [
    "access",
    "who",
    "--snapshot",
    "details.json",
    "--action",
    "s3:PutObject",
    "--resource",
    `${vault}/*`,
  ];
  const { exit, stdout, stderr } = await session.run(args);
  expect({ exit, stdout }).toMatchObject({ exit: 0, stdout: expect.stringContaining(roleArn("sealer")) });
  expect(stdout).not.toMatch(proofs);
  expect(stderr).toMatch(
    /policies of resources could not be read .*resource-policies.* as if there were none/,
  );
  expect(stderr).toMatch(/policies of the organisation could not be read .*may be refused/);
  const json = await session.run([...args, "--json"]);
  expect(JSON.parse(json.stdout)).toMatchObject({
    unread: [{ what: "details.json: resource-policies" }, { what: "details.json: organization" }],
  });
});

describe("what was not read", () => {
  const gap = (facts: string, more: object = {}) => ({ what: facts, why: "AccessDenied", facts, ...more });
  const refused = gap("buckets", { what: "s3:ListAllMyBuckets", account: home });
  const writeUnread = (
    session: Session,
    unread: readonly object[],
    resourcePolicies: readonly object[],
    source = "live",
  ) => {
    const account = { ...snapshot.accounts[0], resourcePolicies };
    writeFileSync(
      session.path("snapshot.json"),
      JSON.stringify({ ...snapshot, source, accounts: [account], unread }),
    );
  };
  const puts = ["--action", "s3:PutObject", "--resource", `${vault}/*`];

  test.each([
    ["en", "Nobody for certain; 1 unknown; for others no way was found", "because s3:ListAllMyBuckets"],
    ["fr", "Personne de façon certaine ; 1 inconnu ; pour les autres", "raison : s3:ListAllMyBuckets"],
  ])("makes unknown, in %s, whomever decide would not vouch for", async (lang, sum, why) => {
    await using session = await openAccess();
    writeUnread(session, [refused], []);
    const { exit, stdout, stderr } = await session.run(who(...puts, "--lang", lang));
    expect(exit).toBe(3);
    expect(stdout).toContain(sum);
    expect(stdout).toContain(why);
    expect(stdout).not.toMatch(proofs);
    expect(stderr).toContain("s3:ListAllMyBuckets");
    const json = await session.run(who(...puts, "--json"));
    expect(JSON.parse(json.stdout)).toMatchObject({
      principals: [
        {
          principal: roleArn("sealer"),
          verdict: "unknown",
          witness: { action: "s3:PutObject", resource: `${vault}/x` },
          why: "s3:ListAllMyBuckets could not be read: AccessDenied",
        },
      ],
      unread: [{ what: "s3:ListAllMyBuckets", why: "AccessDenied", resource: "arn:*:s3:::*" }],
    });
  });

  test.each([
    ["a snapshot", "live"],
    ["templates", "template"],
  ])("without a name is of any resource but users and roles: in %s", async (_, source) => {
    await using session = await openAccess();
    writeUnread(session, [gap("resource-policies", { account: home })], [], source);
    const { exit, stdout } = await session.run(who(...puts, "--json"));
    const { principals } = JSON.parse(stdout) as {
      readonly principals: readonly { readonly verdict: string }[];
    };
    expect({ exit, verdicts: principals.map((each) => each.verdict) }).toEqual({
      exit: 3,
      verdicts: ["unknown"],
    });
    const roles = ["--action", "iam:GetRole", "--resource", roleArn("clerk")];
    expect((await session.run(who(...roles))).exit).toBe(0);
  });

  test.each([
    ["a live bucket whose policy was read has no other", "live", 0],
    ["a bucket of templates may get a second one", "template", 3],
  ])("%s", async (_, source, code) => {
    await using session = await openAccess();
    const { resourcePolicies } = snapshot.accounts[0]!;
    writeUnread(session, [gap("resource-policies", { account: home })], resourcePolicies, source);
    expect((await session.run(who(...puts))).exit).toBe(code);
  });

  test("of other resources, or of a bucket whose policy was read, is not told", async () => {
    await using session = await openAccess();
    const { resourcePolicies } = snapshot.accounts[0]!;
    const tables = gap("resource-policies", { resource: `arn:aws:dynamodb:*:${home}:*` });
    const points = gap("resource-policies", { resource: `arn:aws:s3:*:${home}:*` });
    writeUnread(session, [refused, tables, points], resourcePolicies);
    const { exit, stdout, stderr } = await session.run(who(...puts));
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
    expect(stdout).toContain("1 can; no other user or role of these accounts can, nor anybody else outside");
    expect((await session.run(who(...puts, "--json"))).stdout).not.toContain("unread");
  });

  test.each([
    [
      "en",
      "that is proved",
      /organisation.+what is possible here may be refused; what is not possible stays so/,
    ],
    ["fr", "c’est prouvé", /organisation.+est donc peut-être refusé, et ce qui n’est pas possible le reste/],
  ])("of the organisation may refuse a yes, and lets a no stand: in %s", async (lang, proved, remark) => {
    await using session = await openAccess();
    writeUnread(session, [gap("organization")], []);
    const { exit, stdout, stderr } = await session.run(who(...puts, "--lang", lang));
    expect(exit).toBe(0);
    expect(stdout).toContain(proved);
    expect(stderr).toMatch(remark);
    const json = await session.run(who(...puts, "--json"));
    expect(JSON.parse(json.stdout)).toMatchObject({ unread: [{ what: "organization" }] });
  });
});

test("a policy that was not read leaves the answer open: exit 3", async () => {
  await using session = await openAccess();
  const entry = {
    what: "s3:GetBucketPolicy",
    why: "AccessDenied",
    account: home,
    facts: "resource-policies",
  };
  const unread = [{ ...entry, resource: vault }];
  writeFileSync(session.path("snapshot.json"), JSON.stringify({ ...snapshot, unread }));
  const question = ["--action", "s3:DeleteObject", "--resource", `${vault}/*`];
  expect(await session.run(who(...question))).toMatchObject({
    exit: 3,
    stderr: expect.stringContaining("GetBucketPolicy"),
  });
  const elsewhere = ["--action", "s3:DeleteObject", "--resource", "arn:aws:s3:::else/*"];
  expect(await session.run(who(...elsewhere))).toMatchObject({ exit: 0 });
});
