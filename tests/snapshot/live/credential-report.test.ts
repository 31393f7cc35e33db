import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { silentProgress } from "../../../lib/base/context.ts";
import { accountOfReport, parseCredentialReport } from "../../../lib/snapshot/live/credential-csv.ts";
import { gatherAccounts } from "../../../lib/snapshot/live/gather-accounts.ts";
import {
  refusing,
  report,
  scriptedClients,
  smallAccount,
  type Script,
} from "../../fakes/scripted-account.ts";

const id = "123456789012";
const text = (...lines: readonly string[]) => new TextDecoder().decode(report(id, ...lines));

/** A line of the report, as IAM writes it for a user with one key; tests change single cells. */
function line(changed: Readonly<Record<number, string>> = {}): string {
  const made = "2026-01-01T00:00:00+00:00";
  const cells = ["ada", `arn:aws:iam::${id}:user/staff/ada`, made, "true", made, made, "N/A", "true"];
  const key = ["true", "2026-02-02T02:02:02+00:00", "N/A", "N/A", "N/A"];
  const none = ["false", "N/A", "N/A", "N/A", "N/A"];
  const all = [...cells, ...key, ...none, "false", "N/A", "false", "N/A"];
  return all.map((cell, index) => changed[index] ?? cell).join(",");
}

describe("the report’s lines", () => {
  test("are facts of sign-in", () => {
    expect(parseCredentialReport(text(line()), id)).toMatchObject({
      credentials: [
        { user: `arn:aws:iam::${id}:root`, password: true, mfa: true },
        {
          user: `arn:aws:iam::${id}:user/staff/ada`,
          password: true,
          mfa: true,
          createdAt: "2026-01-01T00:00:00Z",
          passwordLastUsedAt: "2026-01-01T00:00:00Z",
          accessKeys: [{ active: true, createdAt: "2026-02-02T02:02:02Z", lastUsedAt: null }],
        },
      ],
    });
  });

  test.each<[string, Readonly<Record<number, string>>, object]>([
    [
      "no password, never used",
      { 3: "FALSE", 4: "no_information" },
      { password: false, passwordLastUsedAt: null },
    ],
    ["a key that is switched off is a key", { 8: "FALSE" }, { accessKeys: [{ active: false }] }],
    ["no key was ever made", { 8: "false", 9: "N/A" }, { accessKeys: [] }],
    ["a name with a comma, quoted", { 0: '"a,d""a"' }, { mfa: true }],
  ])("%s", (_, changed, expected) => {
    const parsed = parseCredentialReport(text(line(changed)), id);
    expect("credentials" in parsed && parsed.credentials[1]).toMatchObject(expected);
  });

  test.each<[string, Readonly<Record<number, string>>, string]>([
    ["an ARN of another account", { 1: "arn:aws:iam::210987654321:user/ada" }, "arn"],
    ["a user who says to be the root", { 1: `arn:aws:iam::${id}:root` }, "arn"],
    ["a root who is a user", { 0: "<root_account>" }, "arn"],
    ["no moment of creation", { 2: "N/A" }, "user_creation_time"],
    ["a word for true that is none", { 7: "perhaps" }, "mfa_active"],
    ["a user’s password that is not supported", { 3: "not_supported" }, "password_enabled"],
    ["a day that no calendar has", { 4: "2026-02-30T00:00:00Z" }, "password_last_used"],
    ["an active key without an age", { 9: "N/A" }, "access_key_1_last_rotated"],
    ["one comma too many", { 0: "a,da" }, "user"],
    ["a quote that does not close", { 0: '"ada' }, "user"],
  ])("%s is no fact, and the report none", (_, changed, column) => {
    expect(parseCredentialReport(text(line(changed)), id)).toEqual({ line: 3, column });
  });

  test("twice of one user are a contradiction", () => {
    expect(parseCredentialReport(text(line(), line()), id)).toEqual({ line: 4, column: "arn" });
  });

  test("need their columns, by name", () => {
    const without = text(line()).replace("mfa_active", "mfa");
    expect(parseCredentialReport(without, id)).toEqual({ line: 1, column: "mfa_active" });
    const withMore = text(line()).replaceAll(/^/gm, "x,");
    expect(parseCredentialReport(withMore, id)).toEqual(parseCredentialReport(text(line()), id));
  });

  test("name the account by its root", () => {
    expect(accountOfReport(text())).toBe(id);
    expect(accountOfReport("")).toBeUndefined();
  });

  test("of any text at all end in facts or in a place", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (lines) => {
        const parsed = parseCredentialReport(text(...lines), id);
        return "credentials" in parsed || parsed.line >= 1;
      }),
    );
  });
});

describe("IAM’s writing of the report", () => {
  async function gathered(script: Script, users: readonly object[] = []) {
    const clients = scriptedClients(() =>
      smallAccount(id, {
        GetAccountAuthorizationDetailsCommand: () => ({
          UserDetailList: users,
          RoleDetailList: [
            { RoleName: "a", Arn: `arn:aws:iam::${id}:role/a`, AssumeRolePolicyDocument: "%7B%7D" },
          ],
          IsTruncated: false,
        }),
        ...script,
      }),
    );
    const work = {
      lang: "en",
      clock: () => new Date(),
      random: (bytes: number) => new Uint8Array(bytes),
      signal: new AbortController().signal,
      progress: silentProgress,
      remark: () => {},
    } as const;
    const { accounts, unread = [] } = await gatherAccounts({ profiles: [], regions: [] }, clients, work);
    const gaps = unread.filter(({ facts }) => facts === "credentials");
    return { credentials: accounts[0]!.credentials, gaps, waits: clients.waits };
  }

  test("is waited for, longer each time", async () => {
    const { credentials, waits } = await gathered({
      GenerateCredentialReportCommand: (_, call) => ({
        State: ["STARTED", "INPROGRESS", "COMPLETE"][call - 1],
      }),
    });
    expect(waits).toEqual([500, 1000]);
    expect(credentials).toHaveLength(1);
  });

  test("is not waited for beyond two minutes", async () => {
    const { credentials, gaps, waits } = await gathered({
      GenerateCredentialReportCommand: () => ({ State: "STARTED" }),
    });
    expect(credentials).toBeUndefined();
    expect(gaps[0]!.why).toBe("IAM did not finish the report within 120 s; take the snapshot again later");
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(120_000);
    expect(Math.max(...waits)).toBe(8000);
  });

  test.each<[string, Script, RegExp]>([
    [
      "denied",
      { GenerateCredentialReportCommand: refusing("AccessDenied", 403) },
      /iam:GenerateCredentialReport is missing/,
    ],
    [
      "denied when read",
      { GetCredentialReportCommand: refusing("AccessDenied", 403) },
      /iam:GetCredentialReport is missing/,
    ],
    ["in an unknown state", { GenerateCredentialReportCommand: () => ({ State: "LOST" }) }, /LOST/],
    ["without a state", { GenerateCredentialReportCommand: () => ({}) }, /undefined/],
    [
      "without content",
      { GetCredentialReportCommand: () => ({ ReportFormat: "text/csv" }) },
      /lacks what was asked for/,
    ],
    [
      "in another format",
      { GetCredentialReportCommand: () => ({ Content: report(id), ReportFormat: "text/xml" }) },
      /text\/xml/,
    ],
  ])("is a gap when it is %s", async (_, script, words) => {
    const { credentials, gaps } = await gathered(script);
    expect(credentials).toBeUndefined();
    expect(gaps).toHaveLength(1);
    expect(gaps[0]!.why).toMatch(words);
  });

  test("says nothing of users newer than the report: a gap for each", async () => {
    const arn = `arn:aws:iam::${id}:user/new`;
    const { credentials, gaps } = await gathered({}, [{ UserName: "new", Arn: arn }]);
    expect(credentials).toHaveLength(1);
    expect(gaps).toMatchObject([{ resource: arn, facts: "credentials" }]);
  });
});
