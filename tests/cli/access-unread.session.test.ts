/** What was not read shows in every command that puts questions to the engine: in exit code, text, stderr and JSON. */
import { writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { home, openAccess, roleArn, snapshot, vault } from "./access-snapshot.ts";
import { clerk, escalate, open, pathsIn } from "./escalate-accounts.ts";
import type { Session } from "./session.ts";

const refused = { what: "s3:ListAllMyBuckets", why: "AccessDenied", account: home, facts: "buckets" };
const asTold = { what: "s3:ListAllMyBuckets", why: "AccessDenied", resource: "arn:*:s3:::*" };
const organization = { what: "the guardrails", why: "not read", account: home, facts: "organization" };
/** Neither is said where something was not read; nor are their French likes. */
const proofs = /provably|proved|nobody else|prouvé/i;

/** The accounts without the bucket’s policy, and with these gaps. */
async function openWith(unread: readonly object[]): Promise<Session> {
  const session = await openAccess();
  const account = { ...snapshot.accounts[0], resourcePolicies: [] };
  writeFileSync(session.path("snapshot.json"), JSON.stringify({ ...snapshot, accounts: [account], unread }));
  const assets = { vault: [vault, `${vault}/*`] };
  writeFileSync(
    session.path("rollward.config.json"),
    JSON.stringify({ format: "rollward/config@1", assets, tasks: {} }),
  );
  return session;
}

const from = ["--snapshot", "snapshot.json"];
const puts = ["--principal", roleArn("sealer"), "--action", "s3:PutObject", "--resource"];
const commands: readonly (readonly [string, readonly string[]])[] = [
  ["who", [...from, "--action", "s3:DeleteObject", "--resource", `${vault}/*`]],
  ["escalate", from],
  ["escalate of one", [...from, "--from", roleArn("auditor")]],
  ["matrix", from],
  ["repair of the contract", from],
  ["repair of nothing possible", [...from, ...puts, "arn:aws:s3:::alder-notices/*"]],
  ["repair", [...from, ...puts, `${vault}/*`]],
  ["diff", [...from, ...from]],
  ["explain", [...from, ...puts, `${vault}/x`]],
];
const run = (name: string, args: readonly string[]) => ["access", name.split(" ", 1)[0]!, ...args];

describe("buckets that could not be listed", () => {
  test.each(commands)("end %s with 3, nothing is called proved, and it is told", async (name, args) => {
    await using session = await openWith([refused]);
    for (const lang of ["en", "fr"]) {
      const { exit, stdout, stderr } = await session.run(run(name, [...args, "--lang", lang]));
      expect({ exit, stderr }).toEqual({ exit: 3, stderr: expect.stringContaining("s3:ListAllMyBuckets") });
      expect(stdout).not.toMatch(proofs);
    }
    const json = await session.run(run(name, [...args, "--json"]));
    expect(JSON.parse(json.stdout)).toMatchObject({ unread: [asTold] });
  });
});

describe("policies of the organisation", () => {
  const closed = [...from, "--principal", roleArn("closed"), "--action", "s3:PutObject", "--resource"];
  test.each([
    ["escalate", from],
    ["repair", [...closed, `${vault}/*`]],
    ["diff", [...from, ...from]],
  ])("that were not read leave %s proved, and are told", async (name, args) => {
    await using session = await openWith([organization]);
    const { exit, stdout, stderr } = await session.run(run(name, args));
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: expect.stringContaining("is proved") });
    expect(stderr).toMatch(/the guardrails.+what is possible here may be refused/);
    const json = await session.run(run(name, [...args, "--json"]));
    expect(JSON.parse(json.stdout)).toMatchObject({
      unread: [{ what: "the guardrails", why: "not read" }],
    });
  });
});

describe("a step of escalation", () => {
  const functions = {
    what: "policies of functions",
    why: "not read",
    account: home,
    facts: "resource-policies",
    resource: `arn:aws:lambda:*:${home}:*`,
  };

  test.each([
    ["en", `${clerk} may be able to act as ${roleArn("sealer")}`],
    ["fr", `${clerk} peut-être peut agir comme ${roleArn("sealer")}`],
  ])("on what decide would not vouch for is unknown, in %s", async (lang, words) => {
    await using session = await open({ unread: [functions] });
    const { exit, stdout } = await session.run(escalate("--from", clerk, "--lang", lang));
    expect({ exit, stdout }).toEqual({ exit: 3, stdout: expect.stringContaining(words) });
    const json = await session.run(escalate("--from", clerk, "--json"));
    const unknown = pathsIn(json.stdout).map(({ to, unknown: why }) => [to, why]);
    expect(unknown).toContainEqual([roleArn("desk"), undefined]);
    expect(unknown).toContainEqual([roleArn("sealer"), "policies of functions could not be read: not read"]);
  });
});
