import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MirrorResult, TrustSummary } from "../../lib/backup/state/result.ts";
import {
  at,
  bareKey,
  emptied,
  healthy,
  hourMs,
  mirror,
  newestSet,
  noMirrors,
  problem,
  snapshotOf,
  trustFile,
  unreachable,
} from "../audit/healthy.ts";
import { reportOf, textOf, witnessed } from "./sample.ts";

const onePlace = healthy.map((one) => ({ ...one, place: healthy[0]!.place! }));
const tampered = snapshotOf([
  mirror("a"),
  mirror("b", { problems: [problem("part-altered", 4, "sets/00000007/p.age")] }),
]);
const gone = snapshotOf([mirror("a"), mirror("b", unreachable)]);

describe("the verdict comes first", () => {
  test.each<[string, ReturnType<typeof snapshotOf>, string]>([
    ["all well", snapshotOf(healthy), "✓ Nothing wrong was found in what was looked at."],
    ["a finding", snapshotOf(onePlace), "✗ Not as it should be: 1 finding to mend."],
    ["something unread", gone, "? Not known: something could not be read or decided."],
    ["nothing at all", noMirrors, "? Not known: something could not be read or decided."],
    [
      "tampering",
      tampered,
      "✗ Integrity is broken: a mirror was altered, or has lost what it must still hold.",
    ],
  ])("%s", (_, snapshot, first) => {
    expect(textOf(reportOf(snapshot)).split("\n")[0]).toBe(first);
  });

  test("findings below the bar are not called well", () => {
    const text = textOf(reportOf(snapshotOf(onePlace), { failOn: "critical" }));
    expect(text).toMatch(/^✗ Only findings below the bar of --fail-on critical\./);
    expect(text).toContain("exit code 0");
  });

  test("tampering that no chosen check names is said all the same", () => {
    expect(textOf(reportOf(tampered, { only: ["backup-recipients"] }))).toContain(
      "None of the checks that were run names it",
    );
    expect(textOf(reportOf(tampered))).not.toContain("None of the checks");
  });

  test("with the moment, whether it was given, the tool and the snapshot’s hash", () => {
    const report = reportOf(snapshotOf(healthy));
    expect(textOf(report)).toContain("Judged as of 2026-11-03T20:00:00Z by rollward 0.0.0; exit code 0.");
    expect(textOf({ ...report, nowGiven: true })).toContain("2026-11-03T20:00:00Z (clock set by --now)");
    expect(textOf(report)).toContain(report.snapshotSha256);
  });

  test("with what the verification trusted, each trust once", () => {
    const head = (trust: TrustSummary, lang: "en" | "fr" = "en") =>
      textOf(reportOf(snapshotOf(healthy, { trust }), { lang })).replace(/\s+/g, " ");
    const { hash, issuedAt, expiresAt } = trustFile;
    expect(head(trustFile)).toContain(
      `Trusted: trust file version 1, SHA-256 ${hash}, issued ${issuedAt}, valid until ${expiresAt}, root key 3f2a3f2a3f2a…`,
    );
    expect(head(trustFile, "fr")).toContain("Confiance : fichier de confiance version 1, SHA-256");
    expect(head(bareKey)).toContain("Trusted: only the public key 5e1d5e1d5e1d…; no trust file");
    const four = { ...trustFile, rootKeys: ["a", "b", "c", "d"].map((digit) => digit.repeat(64)) };
    expect(head(four)).toContain("root keys aaaaaaaaaaaa…, bbbbbbbbbbbb…, cccccccccccc…, …");
    const twice = snapshotOf(healthy);
    const both = { ...twice, backups: [...twice.backups!, ...twice.backups!] };
    expect(textOf(reportOf(both)).match(/Trusted:/g)).toHaveLength(1);
  });
});

describe("the findings", () => {
  test("stand by practice, the gravest first, each failure with evidence, remedy, reason and page", () => {
    const broken = snapshotOf([
      ...onePlace.slice(0, 2),
      mirror("c", {
        place: onePlace[0]!.place,
        problems: [problem("part-altered", 4, "sets/00000007/p.age")],
      }),
    ]);
    const text = textOf(reportOf(broken));
    expect(
      text
        .slice(text.indexOf("\nW5.1a") + 1)
        .split("\n")
        .slice(0, 30)
        .join("\n"),
    ).toMatchInlineSnapshot(`
      "W5.1a  Encrypted backups of the voter-registration system, with encrypted mirror sites at a distance

      ✗ Does every mirror verify, down to the last byte?
          fail · critical  /mirrors/c: this mirror was altered or has lost what it must still hold (1
                           problem, the first: part-altered, sets/00000007/p.age).
          evidence         sets 7 · newest (sequence 7 · manifest abababababab…) · observedAt
                           2026-11-03T20:00:00Z · quick false · rollbackChecked true · problemCount 1
                           problems[0]: code part-altered · exit 4 · file sets/00000007/p.age
          pass             /mirrors/a: all 7 sets were read whole and agree with their signed manifests.
          pass             /mirrors/b: all 7 sets were read whole and agree with their signed manifests.
          to mend          Keep this mirror as it is, as evidence, and tell those concerned. Run rollward
                           verify on it for the whole list, then fill a new, empty mirror from one that
                           verifies (rollward mirror).
          why              Practice W5.1a of the Paris Call’s workshops recommends encrypted backups and
                           mirror sites. A mirror that was altered, or that nobody has read, is no backup:
                           that shows only on the day it is needed, unless it is looked for before.
          more             docs/checks/backup-verified.md

      ✗ Do all mirrors hold the same newest set?
          fail · high  /mirrors/c: its newest set, 7, is not whole (part-altered, sets/00000007/p.age), so
                       this mirror does not hold what the others should.
          evidence     newest (sequence 7 · chain 0123456789ab… · manifest abababababab…) · reason
                       part-altered
          pass         /mirrors/a: its newest set is 7; the manifests of every other mirror were read, and
                       none is newer or different.
          pass         /mirrors/b: its newest set is 7; the manifests of every other mirror were read, and
                       none is newer or different.
          to mend      Keep this mirror as it is, as evidence, and fill a new, empty one from a mirror
                       that verifies (rollward mirror). If the parts lapsed, seal a new set (rollward
                       seal)."
    `);
  });

  test("no word of passing stands beside what was not read", () => {
    for (const lang of ["en", "fr"] as const) {
      const text = textOf(reportOf(snapshotOf([mirror("a", unreachable), mirror("b", emptied)]), { lang }));
      expect(text).not.toMatch(/✓|^ {4}(pass|conforme)/m);
    }
  });

  test("what was not looked at is told even when all is well", () => {
    expect(textOf(reportOf(snapshotOf(healthy)))).toMatch(/\nNot looked at\n {2}· /);
    expect(textOf(reportOf(snapshotOf(healthy), { lang: "fr" }))).toMatch(
      /\nCe qui n’a pas été examiné\n {2}· /,
    );
  });
});

test("what passes many times over is one line; a long list is cut here, and whole as JSON", () => {
  const names = Array.from({ length: 90 }, (_, index) => `a-mirror-with-a-long-name-${index}`);
  const report = reportOf(snapshotOf(names.map((name) => mirror(name))));
  const text = textOf(report).replace(/\s+/g, " ");
  expect(text).toContain("pass 90 of 90: /mirrors/a-mirror-with-a-long-name-0,");
  expect(text).not.toContain("name-89");
  expect(report.findings.filter(({ check }) => check === "backup-verified")).toHaveLength(90);
  const three = textOf(reportOf(snapshotOf(healthy.slice(0, 3))));
  expect(three).not.toMatch(/pass +3 of 3/);
});

test("a witness stands in lines, with what it takes for granted", () => {
  const outsider = "arn:aws:iam::111111111111:role/clerk";
  const more = { assumes: outsider, context: { "aws:SourceIp": "203.0.113.7" } };
  const text = textOf(witnessed(reportOf(tampered), more));
  expect(text).toMatch(
    /\n {4}witness +principal: arn:aws:iam::111111111111:role\/clerk\n +action: dynamodb:Scan\n/,
  );
  expect(text).toMatch(
    /\n +aws:SourceIp: 203\.0\.113\.7\n +provided that its own account, which was not read,/,
  );
});

describe("French", () => {
  test("is French throughout", () => {
    const old = snapshotOf(
      onePlace.map((one) => ({ ...one, newest: { ...newestSet, takenAt: at(-72 * hourMs) } })),
    );
    const text = textOf(reportOf(old, { lang: "fr" }));
    expect(text).toMatch(/^✗ Ce n’est pas comme il se doit : 4 constats à corriger\./);
    expect(text).toContain("non conforme · élevée");
    expect(text).not.toMatch(/\b(fail|unknown|the|evidence|to mend)\b/);
  });
});

describe("colours", () => {
  test("only when asked, and the same words without", () => {
    const report = reportOf(tampered);
    expect(textOf(report)).not.toContain("\u001b");
    expect(textOf(report, true)).toContain("\u001b[");
    expect(stripVTControlCharacters(textOf(report, true))).toBe(textOf(report));
  });
});

const hostile = fc.oneof(
  fc.string({ minLength: 1, maxLength: 300 }),
  fc.constantFrom(
    "\u001b[2J\u001b[H✓ all well",
    "a\r\nb\n✓ Nothing wrong",
    "\u202ekcab",
    "{x, plural, other {",
    "{",
    "'{'",
    "x".repeat(5000),
    "…'’{}#<b>",
  ),
);

test("whatever a snapshot holds, no line is over 100 characters and nothing acts on the terminal", () => {
  const anyMirror = fc.record({
    url: hostile,
    label: hostile,
    code: hostile,
    file: hostile,
    exit: fc.constantFrom(1, 3, 4),
  });
  fc.assert(
    fc.property(
      fc.array(anyMirror, { minLength: 1, maxLength: 4 }),
      fc.constantFrom("en", "fr"),
      (specs, lang) => {
        const mirrors = specs.map(({ url, label, code, file, exit }): MirrorResult => {
          const place = { id: label, kind: "device", label: { en: label, fr: label } } as const;
          return mirror("a", {
            url,
            place,
            problems: [{ code, exit, file, message: code }],
          });
        });
        const snapshot = { ...snapshotOf(mirrors), unread: [{ what: specs[0]!.url, why: specs[0]!.label }] };
        const text = textOf(reportOf(snapshot, { lang }));
        for (const line of text.split("\n")) {
          expect([...line].length).toBeLessThanOrEqual(100);
          expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e]/);
        }
        // A hostile name cannot begin a line of its own, where the verdict stands.
        expect(text.split("\n").filter((line) => /^✓ (all well|Nothing)/.test(line))).toEqual([]);
      },
    ),
    { numRuns: 200 },
  );
});
