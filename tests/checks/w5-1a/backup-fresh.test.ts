import { describe, expect, test } from "vitest";
import { backupFresh } from "../../../checks/w5-1a/backup-fresh.ts";
import {
  at,
  emptied,
  healthy,
  hourMs,
  inputOf,
  mirror,
  newestSet,
  noMirrors,
  now,
  objectives,
  problem,
  snapshotOf,
} from "../../audit/healthy.ts";
import { statuses, verdicts } from "./verdicts.ts";

const second = 1000;
const withSet = (change: Partial<typeof newestSet>) =>
  snapshotOf([mirror("a", { newest: { ...newestSet, ...change } })]);

describe("backup-fresh passes", () => {
  test("a set within the objective whose successor is not due yet, on every mirror", () => {
    const words = `set 7 was taken 2 hours ago, within the objective of 24 hours; the next is due at ${newestSet.nextDueAt}.`;
    expect(verdicts(backupFresh, snapshotOf(healthy))).toEqual(
      ["a", "b", "c"].map((name) => `pass /mirrors/${name}: /mirrors/${name}: ${words}`),
    );
  });

  test.each([
    ["taken exactly the objective ago", { takenAt: at(-24 * hourMs), nextDueAt: at(hourMs) }],
    ["due this very second", { nextDueAt: at(0) }],
    ["expiring this very second", { expiresAt: at(0) }],
    ["taken five minutes ahead, by a clock that is a little fast", { takenAt: at(5 * 60 * second) }],
  ])("a set %s", (_, change) => {
    expect(statuses(backupFresh, withSet(change))).toEqual(["pass"]);
  });
});

describe("backup-fresh fails", () => {
  test.each([
    [
      "older than the objective",
      { takenAt: at(-24 * hourMs - second) },
      "was taken 24 hours ago; the objective is 24 hours",
    ],
    ["overdue by its own manifest", { nextDueAt: at(-second) }, "and none that verifies had come"],
    ["expired a second ago", { expiresAt: at(-second) }, "expired at"],
    [
      "expired and old: the gravest is said",
      { expiresAt: at(-hourMs), takenAt: at(-72 * hourMs) },
      "it was taken 3 days ago",
    ],
  ])("a set %s", (_, change, words) => {
    const [verdict] = verdicts(backupFresh, withSet(change));
    expect(verdict).toMatch(/^fail/);
    expect(verdict).toContain(words);
  });

  test.each(["stale", "expired"])("a mirror whose verification said %s, whatever the times say", (code) => {
    expect(statuses(backupFresh, snapshotOf([mirror("a", { problems: [problem(code, 1)] })]))).toEqual([
      "fail",
    ]);
  });

  test("for the stale mirror alone", () => {
    const stale = mirror("b", {
      newest: { ...newestSet, takenAt: at(-48 * hourMs), nextDueAt: at(-24 * hourMs) },
    });
    expect(statuses(backupFresh, snapshotOf([mirror("a"), stale, mirror("c")]))).toEqual([
      "pass",
      "fail",
      "pass",
    ]);
  });
});

const inSet = (sequence: number, code: string, exit: 0 | 3 | 4, file = "p.age") =>
  problem(code, exit, `sets/${String(sequence).padStart(8, "0")}/${file}`);

describe("backup-fresh takes a newest set only for what was read of it", () => {
  const stale = { ...newestSet, nextDueAt: at(-second) };
  test.each<[string, Parameters<typeof mirror>[1], string]>([
    ["a newer manifest unread", { problems: [inSet(8, "manifest-unread", 3, "manifest.json")] }, "unknown"],
    ["a listing broken off", { problems: [problem("mirror-unreadable", 3)] }, "unknown"],
    [
      "late, but a newer manifest unread",
      { newest: stale, problems: [inSet(8, "manifest-unread", 3, "manifest.json"), problem("stale", 1)] },
      "unknown",
    ],
    [
      "a newer manifest forged",
      { problems: [inSet(8, "manifest-signature", 4, "manifest.json")] },
      "unknown",
    ],
    [
      "a newer manifest altered",
      { problems: [inSet(8, "manifest-malformed", 4, "manifest.json")] },
      "unknown",
    ],
    ["newer sets taken away", { problems: [problem("rolled-back", 4)] }, "unknown"],
    [
      "late, and the newer one forged",
      { newest: stale, problems: [inSet(8, "manifest-signature", 4, "manifest.json")] },
      "fail",
    ],
    ["a part of it altered", { problems: [inSet(7, "part-altered", 4)] }, "fail"],
    ["a part of it missing", { problems: [inSet(7, "part-missing", 4)] }, "fail"],
    ["a part of it lapsed", { notes: [inSet(7, "part-lapsed", 0)] }, "fail"],
    ["a part of it unread", { problems: [inSet(7, "part-unread", 3)] }, "unknown"],
    ["a part of an older set altered", { problems: [inSet(6, "part-altered", 4)] }, "pass"],
    ["an older manifest unread", { problems: [inSet(6, "manifest-unread", 3, "manifest.json")] }, "pass"],
    ["a part of an older set lapsed", { notes: [inSet(6, "part-lapsed", 0)] }, "pass"],
  ])("%s", (_, change, status) => {
    const [said] = verdicts(backupFresh, snapshotOf([mirror("a", change)]));
    expect(said?.split(" ")[0]).toBe(status);
  });
});

describe("backup-fresh does not know", () => {
  test("without mirrors", () => {
    expect(statuses(backupFresh, noMirrors)).toEqual(["unknown"]);
    expect(statuses(backupFresh, snapshotOf([]))).toEqual(["unknown"]);
  });

  test("when no set of the mirror verifies", () => {
    expect(statuses(backupFresh, snapshotOf([mirror("a", emptied)]))).toEqual(["unknown"]);
  });

  test("a set from the future, so that a fast clock cannot keep an old set fresh", () => {
    const [verdict] = verdicts(backupFresh, withSet({ takenAt: at(5 * 60 * second + second) }));
    expect(verdict).toMatch(/^unknown .*one of the two clocks is wrong/);
    expect(
      statuses(backupFresh, snapshotOf([mirror("a", { problems: [problem("taken-in-future", 1)] })])),
    ).toEqual(["unknown"]);
  });

  test("a set that was taken after it was seen, even when that moment has come since", () => {
    const seen = snapshotOf([mirror("a", { newest: { ...newestSet, takenAt: at(-hourMs) } })], {
      observedAt: at(-3 * hourMs),
    });
    expect(statuses(backupFresh, seen)).toEqual(["unknown"]);
  });

  test("a mirror seen after the moment of the audit", () => {
    expect(statuses(backupFresh, snapshotOf([mirror("a")]), new Date(now.getTime() - hourMs))).toEqual([
      "unknown",
    ]);
  });

  test("what an old snapshot’s fresh set has become: a newer one may be there", () => {
    const [verdict] = verdicts(backupFresh, snapshotOf([mirror("a")]), new Date(now.getTime() + 72 * hourMs));
    expect(verdict).toMatch(
      /^unknown .*was fresh when the mirror was seen 3 days ago; nobody has looked since/,
    );
  });

  test("but a set that was late when it was seen is late, however old the snapshot", () => {
    const stale = withSet({ nextDueAt: at(-second) });
    expect(statuses(backupFresh, stale, new Date(now.getTime() + 72 * hourMs))).toEqual(["fail"]);
  });
});

test("backup-fresh keeps the times it judged by as evidence", () => {
  const [verdict] = backupFresh.judge({
    ...inputOf(snapshotOf([mirror("a")])),
    objectives: { ...objectives, recoveryPointMs: 1 },
  });
  const { sequence, takenAt, nextDueAt, expiresAt } = newestSet;
  expect(verdict?.evidence).toEqual({
    sequence,
    takenAt,
    nextDueAt,
    expiresAt,
    observedAt: at(0),
    recoveryPointMs: 1,
  });
});
