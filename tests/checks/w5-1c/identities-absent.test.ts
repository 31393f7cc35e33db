import { describe, expect, test } from "vitest";
import { identitiesAbsent } from "../../../checks/w5-1c/identities-absent.ts";
import { noMirrors } from "../../audit/healthy.ts";
import { but, changed, ids, sound, templates, unread } from "../sound-accounts.ts";
import { statuses, told } from "../telling.ts";

const sealer = sound.accounts[1]!.functions![0]!;
const withSecrets = (secrets: unknown) => ({
  snapshot: changed(ids.vault, { functions: [but(sealer, { secrets })] }),
});
const ofVault = (lines: readonly string[]) => lines.filter((line) => line.includes(ids.vault));

test("identities-absent passes functions without private keys, one verdict an account", () => {
  expect(statuses(identitiesAbsent)).toEqual(["pass", "pass", "pass", "pass"]);
  expect(told(identitiesAbsent)[0]).toContain(
    "none of the 4 functions holds a private or access key in its variables, as far as can be seen.",
  );
  expect(told(identitiesAbsent)[3]).toContain("there is no function");
  expect(statuses(identitiesAbsent, { snapshot: templates(sound) })).toEqual([
    "pass",
    "pass",
    "pass",
    "pass",
  ]);
});

describe("identities-absent fails", () => {
  test.each([
    [
      "a recovery identity",
      [{ name: "AGE", looksLike: "age-identity" }],
      "its variable AGE looks like a recovery identity",
    ],
    [
      "a private key",
      [{ name: "PEM", looksLike: "private-key" }],
      "its variable PEM looks like a private key.",
    ],
    [
      "an access key of AWS",
      [{ name: "KEY", looksLike: "aws-key" }],
      "its variable KEY looks like an access key of AWS.",
    ],
    [
      "both, and names the graver",
      [
        { name: "PEM", looksLike: "private-key" },
        { name: "AGE", looksLike: "age-identity" },
      ],
      "its variable AGE looks like a recovery identity",
    ],
    [
      "a hostile name",
      [{ name: "{x}\u001b[2J", looksLike: "private-key" }],
      "its variable {x}\\u{1b}[2J looks",
    ],
  ])("%s", (_, secrets, said) => {
    expect(ofVault(told(identitiesAbsent, withSecrets(secrets)))).toEqual([
      expect.stringContaining(`fail ${sealer.arn}: ${sealer.arn}: ${said}`),
    ]);
  });
});

describe("identities-absent does not know", () => {
  test("variables, or functions, that were not read", () => {
    expect(ofVault(told(identitiesAbsent, withSecrets(undefined)))[0]).toContain(`unknown ${sealer.arn}`);
    const snapshot = changed(ids.vault, { functions: undefined });
    expect(ofVault(told(identitiesAbsent, { snapshot }))[0]).toContain(`unknown ${ids.vault}`);
  });

  test("a function that is named as unread, told once", () => {
    const entry = {
      what: "x",
      why: "not resolved",
      account: ids.vault,
      facts: "functions",
      resource: sealer.arn,
    } as const;
    for (const secrets of [[], undefined]) {
      const snapshot = unread(withSecrets(secrets).snapshot, entry);
      expect(ofVault(told(identitiesAbsent, { snapshot }))).toEqual([
        expect.stringContaining("(x: not resolved)"),
      ]);
    }
  });
});

test("identities-absent is not applicable without accounts", () => {
  expect(statuses(identitiesAbsent, { snapshot: noMirrors })).toEqual(["not-applicable"]);
});
