import { describe, expect, test } from "vitest";
import { accountsRead, noAccounts, withoutAccounts } from "../../lib/audit/accounts.ts";
import { withoutBackups } from "../../lib/audit/backups.ts";
import { say } from "../../lib/base/words.ts";
import { sound, templates } from "../checks/sound-accounts.ts";
import { healthy, noMirrors, snapshotOf } from "./healthy.ts";

describe("a snapshot without accounts", () => {
  test("of mirrors alone: nothing was asked for", () => {
    expect(accountsRead(noMirrors)).toBe(false);
    expect(withoutAccounts(noMirrors)).toBe(noAccounts);
    expect(withoutAccounts({ ...snapshotOf(healthy), unread: [{ what: "/m", why: "gone" }] })).toBe(
      noAccounts,
    );
  });

  test.each([
    ["an account", { account: "111111111111" }],
    ["facts", { facts: "identities" as const }],
  ])("of which %s could not be read: that is no answer", (_, entry) => {
    const verdict = withoutAccounts({
      ...noMirrors,
      unread: [{ what: "iam:{x}", why: "refused \u001b[2J", ...entry }],
    });
    expect(verdict).toMatchObject({ status: "unknown", subject: "accounts" });
    expect(say(verdict!.words, "en", verdict!.args)).toContain("(iam:{x}: refused \\u{1b}[2J)");
  });

  test("and one with", () => {
    expect(accountsRead(sound)).toBe(true);
    expect(withoutAccounts(sound)).toBeUndefined();
  });
});

describe("a snapshot without mirrors", () => {
  test.each([
    ["of nothing", noMirrors, "unknown"],
    ["of live accounts", sound, "unknown"],
    ["of templates", templates(sound), "not-applicable"],
    ["of templates and no account", templates(noMirrors), "unknown"],
    [
      "of templates and mirrors that were asked for",
      { ...templates(sound), backups: snapshotOf([]).backups! },
      "unknown",
    ],
  ])("%s", (_, snapshot, status) => {
    expect(withoutBackups(snapshot)).toMatchObject({ status, subject: "backups" });
  });
});
