import { describe, expect, test } from "vitest";
import { audit, type AuditRequest } from "../../lib/audit/audit.ts";
import type { Check } from "../../lib/audit/check.ts";
import type { Severity, Verdict } from "../../lib/audit/finding.ts";
import type { PracticeMap } from "../../lib/audit/practice.ts";
import { runChecks } from "../../lib/audit/run.ts";
import { healthy, inputOf, mirror, noMirrors, problem, snapshotOf } from "./healthy.ts";

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
    expect(seen).toEqual([["access", "contract", "now", "objectives", "reach", "snapshot"]]);
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

  test.each([
    [["p1"], [], "did you mean P1?"],
    [[], ["thre"], "did you mean three?"],
    [[], ["TWO"], "did you mean two?"],
  ])("a slip in %j %j is answered with the nearest name", (practice, only, near) => {
    expect(() => ids(practice, only)).toThrow(near);
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
