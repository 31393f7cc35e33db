import { describe, expect, test } from "vitest";
import type { Check } from "../../lib/audit/check.ts";
import { notLookedAt } from "../../lib/audit/unseen.ts";
import type { Lang } from "../../lib/base/words.ts";
import { escalationPaths } from "../../lib/iam/reach/paths.ts";
import type { Snapshot } from "../../lib/snapshot/model.ts";
import { plainAccount } from "../snapshot/sample-accounts.ts";
import { at, bareKey, healthy, hourMs, mirror, noMirrors, problem, snapshotOf } from "./healthy.ts";

const checks: readonly Check[] = [];

describe("what was not looked at", () => {
  const unseen = ({ snapshot = snapshotOf(healthy), lang = "en" }: { snapshot?: Snapshot; lang?: Lang }) =>
    notLookedAt(snapshot, checks, checks, lang).join("\n");

  test("the accounts, the other practices, and whether sets open", () => {
    expect(unseen({})).toContain("cloud accounts");
    expect(unseen({})).toContain("other recommendations");
    expect(unseen({})).toContain("--identity");
    expect(unseen({})).not.toContain("--state");
  });

  test("rollback without state, bytes when quick, and what the snapshot could not read, escaped", () => {
    expect(unseen({ snapshot: snapshotOf(healthy, { rollbackChecked: false }) })).toContain("--state");
    expect(unseen({ snapshot: snapshotOf(healthy, { quick: true }) })).toContain("--quick");
    const unread = { ...noMirrors, unread: [{ what: "/m", why: "it said \u001b]0;pwned" }] };
    expect(unseen({ snapshot: unread })).toContain("/m: it said \\u{1b}]0;pwned");
  });

  test("whose chain it is, when only a public key was given", () => {
    const unpinned = snapshotOf([mirror("a", { notes: [problem("chain-unpinned", 0)] })]);
    expect(unseen({ snapshot: unpinned })).toContain("--trust");
    expect(unseen({ snapshot: snapshotOf(healthy, { trust: bareKey }) })).toContain("--trust");
    expect(unseen({})).not.toContain("--trust");
  });

  test.each<[string, string]>([
    ["no-version-listing", "could not be listed"],
    ["no-object-lock", "no Object Lock"],
    ["no-conditional-write", "does not know conditional writes"],
    ["set-not-opened", "2 sets were read but not opened"],
    ["unfinished-set", "2 sets have no manifest"],
    ["set-voided", "2 sets were declared void"],
    ["part-lapsed", "2 parts are gone since their retention ended"],
    ["unlisted-file", "2 files are listed by no manifest"],
    ["a-later-note", "a-later-note happened (2 notes a-later-note)"],
    ["constructor", "constructor happened (2 notes constructor)"],
  ])("the notes %s of a mirror, counted, in both languages", (code, said) => {
    const notes = [problem(code, 0), problem(code, 0)];
    const snapshot = snapshotOf([mirror("a"), mirror("b", { notes })]);
    const lines = unseen({ snapshot }).split("\n");
    expect(lines.filter((line) => line.startsWith("/mirrors/b: ") && line.includes(said))).toHaveLength(1);
    expect(lines.filter((line) => line.startsWith("/mirrors/a: "))).toEqual([]);
    const french = unseen({ snapshot, lang: "fr" });
    expect(french).toContain("/mirrors/b : ");
    expect(french).not.toContain("manifest and");
  });

  test.each(["parts-not-read", "rollback-unseen"])(
    "the note %s, even where the flag beside it says otherwise",
    (code) => {
      const snapshot = snapshotOf([mirror("a", { notes: [problem(code, 0)] })]);
      expect(unseen({ snapshot })).toContain(code === "parts-not-read" ? "--quick" : "--state");
    },
  );

  test("whether two devices of one machine stand in two buildings", () => {
    expect(unseen({})).toContain("the 3 devices that the mirrors are on stand in two buildings");
    const bucket = { id: "s3:x", kind: "bucket", label: { en: "x", fr: "x" } } as const;
    for (const mirrors of [[mirror("a")], [mirror("a"), mirror("b", { place: bucket })]]) {
      expect(unseen({ snapshot: snapshotOf(mirrors) })).not.toContain("buildings");
    }
  });

  test("whether the snapshot’s times are true, when its clock was set or its moments do not fit", () => {
    expect(unseen({ snapshot: { ...snapshotOf(healthy), nowGiven: true } })).toContain(
      "as good as whoever set it",
    );
    expect(unseen({})).not.toContain("as good as whoever set it");
    const odd = (offset: number) => unseen({ snapshot: snapshotOf(healthy, { observedAt: at(offset) }) });
    for (const offset of [24 * hourMs + 1000, -5 * 60_000 - 1000])
      expect(odd(offset)).toContain("Why mirrors were seen");
    for (const offset of [24 * hourMs, -5 * 60_000])
      expect(odd(offset)).not.toContain("Why mirrors were seen");
  });

  describe("accounts", () => {
    const accounts = [plainAccount, { ...plainAccount, id: "222222222222" }];

    test("are judged after escalation too, by the ways that the table knows", () => {
      const said = unseen({ snapshot: { ...noMirrors, accounts } });
      expect(said).toContain(
        `Other ways to more rights than the ${escalationPaths.length} that the table of escalation knows, in the 2 cloud accounts`,
      );
      expect(said).not.toContain("who may read, alter or destroy");
      expect(said).not.toContain("templates");
      expect(unseen({ snapshot: { ...noMirrors, accounts: [plainAccount] }, lang: "fr" })).toContain(
        "que connaît la table des escalades, dans le compte infonuagique ;",
      );
    });

    test("that the configuration names and nobody read come first, with those that it does not name", () => {
      const [one, other] = [plainAccount, { ...plainAccount, id: "222222222222" }];
      const named = { register: one.id, vault: "222222222223", mirror: one.id, audit: one.id };
      const own = { format: "rollward/config@1", accounts: named } as const;
      const first = (lang: Lang, read: Snapshot["accounts"]) =>
        notLookedAt({ ...noMirrors, accounts: read }, checks, checks, lang, own)[0];
      expect(first("en", [one, other])).toBe(
        "The configuration names account 222222222223, which was not read; account 222222222222 was read and is not in the configuration.",
      );
      expect(first("fr", [one, other])).toBe(
        "La configuration nomme le compte 222222222223, qui n’a pas été lu ; le compte 222222222222 a été lu et ne figure pas dans la configuration.",
      );
      expect(first("en", [one])).toBe("The configuration names account 222222222223, which was not read.");
      expect(first("en", [])).not.toContain("222222222223");
    });

    test("of templates are not those that are there", () => {
      const source = "template";
      expect(unseen({ snapshot: { ...noMirrors, source, accounts } })).toContain(
        "What people and other accounts do outside these templates",
      );
      expect(unseen({ snapshot: { ...noMirrors, source } })).not.toContain("outside these templates");
    });

    test("what was not read of them is told once each", () => {
      const entry = { what: "the keys", why: "not read", account: plainAccount.id, facts: "keys" } as const;
      const unread = [entry, { ...entry, resource: "arn:a" }, { ...entry, what: "the tables" }];
      const lines = unseen({ snapshot: { ...noMirrors, accounts, unread } }).split("\n");
      expect(lines.filter((line) => line.endsWith(": not read"))).toEqual([
        "the keys: not read",
        "the tables: not read",
      ]);
    });
  });
});
