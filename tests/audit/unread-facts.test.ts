import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { factUnread, gapsIn, reasonOf, unreadFor } from "../../lib/audit/unread.ts";
import { say } from "../../lib/base/words.ts";
import { factKinds, type Unread } from "../../lib/snapshot/model.ts";
import { ids, sound, templates, unread } from "../checks/sound-accounts.ts";

const entry = (change: Partial<Unread> = {}): Unread => ({
  what: "what",
  why: "why",
  account: ids.vault,
  facts: "buckets",
  ...change,
});
const own = entry({ resource: "arn:a", why: "of the resource" });
const whole = entry({ why: "of the account" });
const everywhere: Unread = { what: "what", why: "of all", facts: "buckets" };
const what = { en: "whether it is so", fr: "s’il en est ainsi" };

describe("why a fact is missing", () => {
  test.each<[string, Unread[], Unread | undefined]>([
    ["the entry of the resource before the account’s", [whole, own], own],
    ["the account’s when there is none", [whole, entry({ resource: "arn:b" })], whole],
    ["one that names no account", [everywhere], everywhere],
    ["none of another resource", [entry({ resource: "arn:b" })], undefined],
    ["none of another account", [entry({ account: ids.mirror })], undefined],
    ["none of another kind", [entry({ facts: "tables" })], undefined],
    ["none of mirrors", [{ what: "/m", why: "gone" }], undefined],
    ["nothing", [], undefined],
  ])("%s", (_, entries, expected) => {
    const wanted = { account: ids.vault, resource: "arn:a", facts: "buckets" } as const;
    expect(unreadFor(unread(sound, ...entries), wanted)).toBe(expected);
  });

  test("of a whole account nothing that is of one resource", () => {
    expect(unreadFor(unread(sound, own), { account: ids.vault, facts: "buckets" })).toBeUndefined();
    expect(unreadFor(unread(sound, own, whole), { account: ids.vault, facts: "buckets" })).toBe(whole);
  });

  test("without an account, of any", () => {
    expect(unreadFor(unread(sound, own), { resource: "arn:a", facts: "buckets" })).toBe(own);
  });

  test("in words: the snapshot’s, else that the account is not there, else nothing more", () => {
    const reason = (...entries: Unread[]) =>
      say(reasonOf(unread(sound, ...entries), { account: ids.vault, facts: "buckets" }), "en");
    expect(reason(whole)).toBe("what: of the account");
    expect(reason()).toBe("it is not among what was read");
    const elsewhere = { account: "999999999999", facts: "buckets" } as const;
    expect(say(reasonOf(sound, elsewhere), "fr")).toBe("le compte 999999999999 n’est pas dans l’instantané");
  });

  test("is printed as it is, whatever stands there", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.constantFrom("en", "fr"), (why, lang) => {
        const verdict = factUnread(unread(sound, entry({ why })), "arn:a", what, {
          account: ids.vault,
          facts: "buckets",
        });
        expect(say(verdict.words, lang, verdict.args)).toContain(lang === "en" ? "(what: " : "(what : ");
      }),
    );
    const verdict = factUnread(unread(sound, entry({ why: "{x} it's \u202e" })), "arn:a", what, {
      account: ids.vault,
      facts: "buckets",
    });
    expect(say(verdict.words, "en", verdict.args)).toBe(
      "arn:a: the snapshot does not say whether it is so (what: {x} it's \\u{202e}).",
    );
  });
});

test("a missing fact is unknown, with what would make it known", () => {
  const wanted = { account: ids.vault, resource: "arn:a", facts: "buckets" } as const;
  const live = factUnread(unread(sound, own), "arn:a", what, wanted);
  expect(live).toMatchObject({
    status: "unknown",
    subject: "arn:a",
    evidence: { facts: "buckets", account: ids.vault, unread: { why: "of the resource" } },
  });
  expect(live.fix?.words.en).toContain("--policy");
  expect(factUnread(templates(sound), "arn:a", what, wanted).fix?.words.en).toContain("template");
});

test("the gaps of an account: one for the account, one for each resource, none of others", () => {
  const other = entry({ account: ids.mirror });
  const seen = unread(
    sound,
    whole,
    whole,
    own,
    entry({ resource: "arn:b" }),
    other,
    entry({ facts: "keys" }),
  );
  expect(gapsIn(seen, ids.vault, "buckets", what).map(({ subject }) => subject)).toEqual([
    ids.vault,
    "arn:a",
    "arn:b",
  ]);
  for (const kind of factKinds) expect(gapsIn(sound, ids.vault, kind, what)).toEqual([]);
});
