import { describe, expect, test } from "vitest";
import { audit, type AuditRequest } from "../../lib/audit/audit.ts";
import type { Check } from "../../lib/audit/check.ts";
import type { Severity, Verdict } from "../../lib/audit/finding.ts";
import type { PracticeMap } from "../../lib/audit/practice.ts";
import { runChecks } from "../../lib/audit/run.ts";
import { at, bareKey, healthy, hourMs, inputOf, mirror, noMirrors, problem, snapshotOf } from "./healthy.ts";

const words = { en: "Said of {name}.", fr: "Dit de {name}." };
const verdict = (status: Verdict["status"], subject = "x"): Verdict => ({
  status,
  subject,
  words,
  args: { name: subject },
});

function check(id: string, severity: Severity, ...verdicts: readonly Verdict[]): Check {
  const title = { en: `${id}?`, fr: `${id} ?` };
  return { id, title, why: title, severity, judge: () => verdicts };
}

const practices: PracticeMap = [
  { id: "P1", title: words, checks: ["one", "two"] },
  { id: "P2", title: words, checks: ["two", "three"] },
];

function run(checks: readonly Check[], change: Partial<AuditRequest> = {}) {
  const selection = { practices: [], only: [] };
  return audit({
    ...inputOf(snapshotOf(healthy)),
    checks,
    practices,
    selection,
    failOn: "low",
    lang: "en",
    ...change,
  });
}

describe("findings", () => {
  test("carry the check’s id and subject as id, the practices, the severity and the sentence", () => {
    expect(run([check("two", "high", verdict("fail", "/m"))]).findings).toEqual([
      {
        id: "two:/m",
        check: "two",
        practices: ["P1", "P2"],
        severity: "high",
        status: "fail",
        subject: "/m",
        message: "Said of /m.",
      },
    ]);
    expect(run([check("two", "high", verdict("fail", "/m"))], { lang: "fr" }).findings[0]?.message).toBe(
      "Dit de /m.",
    );
  });

  test("are sorted by subject, and their ids are unique", () => {
    const { findings } = run([
      check("one", "low", verdict("pass", "b"), verdict("fail", "a"), verdict("pass", "a")),
    ]);
    expect(findings.map(({ id, status }) => `${id} ${status}`)).toEqual([
      "one:a fail",
      "one:a#2 pass",
      "one:b pass",
    ]);
  });

  test("have ids of their own even when a subject bears another’s number", () => {
    const subjects = ["m", "m", "m", "m#2", "m#2", "m#2#2"];
    for (const order of [subjects, subjects.toReversed()]) {
      const { findings } = run([check("one", "low", ...order.map((subject) => verdict("pass", subject)))]);
      expect(findings.map(({ id }) => id)).toEqual([
        "one:m",
        "one:m#3",
        "one:m#4",
        "one:m#2",
        "one:m#2#3",
        "one:m#2#2",
      ]);
    }
  });

  test("print hostile names escaped", () => {
    const [finding] = run([check("one", "low", verdict("fail", "\u001b[2J"))]).findings;
    expect(finding?.message).toBe("Said of \\u{1b}[2J.");
  });
});

describe("no question is lost", () => {
  test("a check that throws, is silent, or speaks a broken sentence is unknown, with its own severity", () => {
    const throwing: Check = {
      ...check("one", "critical"),
      judge: () => {
        throw new Error("boom\u0007");
      },
    };
    const broken = check("three", "medium", {
      status: "pass",
      subject: "x",
      words: { en: "{oops", fr: "{oops" },
    });
    const { findings, summary } = run([throwing, check("two", "high"), broken]);
    expect(findings.map(({ check: id, status, severity }) => `${id} ${status} ${severity}`)).toEqual([
      "one unknown critical",
      "two unknown high",
      "three unknown medium",
    ]);
    expect(findings[0]?.message).toBe(
      "This check itself failed (boom\\u{7}), so its question is not answered.",
    );
    expect(summary.exit).toBe(3);
  });

  test("a check cannot change what the next one judges", () => {
    const seen: unknown[] = [];
    const spy: Check = {
      ...check("one", "low"),
      judge: (input) => {
        seen.push(Object.keys(input).toSorted());
        return [verdict("pass")];
      },
    };
    runChecks([spy], practices, inputOf(noMirrors), "en");
    expect(seen).toEqual([["now", "objectives", "snapshot"]]);
  });
});

describe("the selection", () => {
  const checks = ["one", "two", "three"].map((id) => check(id, "low", verdict("pass")));
  const ids = (practice: readonly string[], only: readonly string[]) =>
    run(checks, { selection: { practices: practice, only } }).findings.map((finding) => finding.check);

  test("is all checks, those of practices, those named, or those that are both", () => {
    expect(ids([], [])).toEqual(["one", "two", "three"]);
    expect(ids(["P1"], [])).toEqual(["one", "two"]);
    expect(ids(["P1", "P2"], [])).toEqual(["one", "two", "three"]);
    expect(ids([], ["three", "one"])).toEqual(["one", "three"]);
    expect(ids(["P2"], ["one", "two"])).toEqual(["two"]);
  });

  test.each([
    ["practice-unknown", ["P9"], [], "P1, P2"],
    ["practice-unknown", ["P1", "__proto__"], [], "P1, P2"],
    ["check-unknown", [], ["four"], "one, two, three"],
    ["selection-empty", ["P1"], ["three"], "--only"],
  ])("%s is wrong usage and lists what there is", (code, practice, only, named) => {
    const failing = () => ids(practice, only);
    expect(failing).toThrow(expect.objectContaining({ code, fault: expect.objectContaining({ exit: 2 }) }));
    expect(failing).toThrow(named);
  });

  test("what it leaves out is told", () => {
    const { notLookedAt } = run(checks, { selection: { practices: [], only: ["one"] } });
    expect(notLookedAt).toContain("2 checks were left out by --practice or --only: two, three.");
  });
});

describe("the outcome", () => {
  const of = (...statuses: readonly Verdict["status"][]) => [
    check("one", "medium", ...statuses.map((status, i) => verdict(status, `${i}`))),
  ];
  const tampered = snapshotOf([mirror("a", { problems: [problem("part-altered", 4)] })]);
  const unread = { ...snapshotOf(healthy), unread: [{ what: "/m", why: "gone" }] };

  test.each<[string, readonly Check[], Partial<AuditRequest>, number]>([
    ["all pass", of("pass", "not-applicable"), {}, 0],
    ["a fail at the bar", of("pass", "fail"), { failOn: "medium" }, 1],
    ["a fail over the bar", of("fail"), { failOn: "low" }, 1],
    ["a fail below the bar", of("fail"), { failOn: "high" }, 0],
    ["an unknown, however small, below any bar", of("unknown"), { failOn: "critical" }, 3],
    ["unknown outweighs fail", of("fail", "unknown"), {}, 3],
    ["something the snapshot could not read", of("pass"), { snapshot: unread }, 3],
    ["broken integrity outweighs all", of("fail", "unknown"), { snapshot: tampered }, 4],
    ["broken integrity, whichever checks are run", of("pass"), { snapshot: tampered, failOn: "critical" }, 4],
  ])("%s", (_, checks, change, exit) => {
    expect(run(checks, change).summary.exit).toBe(exit);
  });

  test("counts each status", () => {
    expect(run(of("pass", "pass", "fail", "unknown", "not-applicable")).summary).toEqual({
      pass: 2,
      fail: 1,
      unknown: 1,
      waived: 0,
      "not-applicable": 1,
      failOn: "low",
      exit: 3,
    });
  });
});

describe("what was not looked at", () => {
  const unseen = (change: Partial<AuditRequest>) =>
    run([check("one", "low", verdict("pass"))], change).notLookedAt.join("\n");

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

  test("accounts in a snapshot, which this version does not judge", () => {
    expect(unseen({ snapshot: { ...noMirrors, accounts: [{}, {}] } })).toContain(
      "The 2 cloud accounts in the snapshot",
    );
  });
});
