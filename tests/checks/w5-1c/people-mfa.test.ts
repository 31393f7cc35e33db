import { describe, expect, test } from "vitest";
import { peopleMfa } from "../../../checks/w5-1c/people-mfa.ts";
import type { Credentials } from "../../../lib/snapshot/model.ts";
import { noMirrors } from "../../audit/healthy.ts";
import { changed, ids, root, rootUser, sound, templates, unread } from "../sound-accounts.ts";
import { statuses, told } from "../telling.ts";

const clerk = `arn:aws:iam::${ids.register}:user/odile`;
const user = (change: Partial<Credentials> = {}) => rootUser("", { user: clerk, ...change });
const withPeople = (...credentials: readonly Credentials[]) => ({
  snapshot: changed(ids.register, { credentials }),
});
const ofRegister = (lines: readonly string[]) => lines.filter((line) => line.includes(ids.register));

describe("people-mfa passes", () => {
  test("accounts whose root has a second factor, one verdict each", () => {
    expect(told(peopleMfa)).toHaveLength(4);
    expect(told(peopleMfa)[0]).toBe(
      `pass ${ids.register}: ${ids.register}: the only one who signs in with a password needs a second factor.`,
    );
  });

  test.each<[string, Credentials[], string]>([
    [
      "people with a second factor",
      [rootUser(ids.register), user()],
      "all 2 who sign in with a password need",
    ],
    [
      "users without a password",
      [rootUser(ids.register), user({ password: false, mfa: false })],
      "the only one",
    ],
    [
      "a root whose password was taken away",
      [rootUser(ids.register, { password: false, mfa: false })],
      "nobody signs in",
    ],
  ])("%s", (_, people, said) => {
    expect(ofRegister(told(peopleMfa, withPeople(...people)))).toEqual([
      expect.stringMatching(new RegExp(`^pass .*${said}`)),
    ]);
  });
});

describe("people-mfa fails", () => {
  test("each who has a password alone, and passes nothing else of that account", () => {
    const people = [
      rootUser(ids.register, { mfa: false }),
      user({ mfa: false }),
      user({ user: `${clerk}2` }),
    ];
    expect(ofRegister(told(peopleMfa, withPeople(...people)))).toEqual([
      `fail ${root(ids.register)}: ${root(ids.register)}: the root of account ${ids.register}, which may do everything, is opened by a password alone.`,
      `fail ${clerk}: ${clerk}: a password alone opens this user; no second factor is set up.`,
    ]);
  });

  test("a user with a hostile name, printed safely", () => {
    const odd = `arn:aws:iam::${ids.register}:user/{x}\u202e`;
    expect(
      ofRegister(told(peopleMfa, withPeople(rootUser(ids.register), user({ user: odd, mfa: false }))))[0],
    ).toContain("{x}\\u{202e}: a password alone");
  });
});

describe("people-mfa does not know", () => {
  test("credentials that were not read, with the reason", () => {
    const snapshot = changed(ids.register, { credentials: undefined });
    expect(ofRegister(told(peopleMfa, { snapshot }))[0]).toMatch(
      /^unknown 111111111111: .*not among what was read/,
    );
    const entry = {
      what: "iam:GetCredentialReport",
      why: "refused",
      account: ids.register,
      facts: "credentials",
    } as const;
    expect(ofRegister(told(peopleMfa, { snapshot: unread(snapshot, entry) }))).toEqual([
      expect.stringContaining("(iam:GetCredentialReport: refused)"),
    ]);
  });

  test("a root that the report leaves out, and a user made since", () => {
    expect(statuses(peopleMfa, withPeople(user()))[0]).toBe("unknown");
    const entry = {
      what: "x",
      why: "made since",
      account: ids.register,
      facts: "credentials",
      resource: clerk,
    } as const;
    expect(ofRegister(told(peopleMfa, { snapshot: unread(sound, entry) }))).toEqual([
      expect.stringMatching(new RegExp(`^unknown ${clerk}: `)),
    ]);
  });
});

test("people-mfa is not applicable to templates, nor without accounts", () => {
  expect(told(peopleMfa, { snapshot: templates(sound) })[0]).toContain(
    "not-applicable accounts: These accounts were read from templates",
  );
  expect(statuses(peopleMfa, { snapshot: noMirrors })).toEqual(["not-applicable"]);
});
