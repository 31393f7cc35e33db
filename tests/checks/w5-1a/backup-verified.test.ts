import { describe, expect, test } from "vitest";
import { backupVerified } from "../../../checks/w5-1a/backup-verified.ts";
import {
  emptied,
  healthy,
  inputOf,
  mirror,
  noMirrors,
  objectives,
  problem,
  snapshotOf,
  unreachable,
} from "../../audit/healthy.ts";
import { statuses, verdicts } from "./verdicts.ts";

const withProblems = (...problems: ReturnType<typeof problem>[]) => snapshotOf([mirror("a", { problems })]);

describe("backup-verified passes", () => {
  test("mirrors whose every byte was read and agreed", () => {
    expect(verdicts(backupVerified, snapshotOf(healthy))).toContain(
      "pass /mirrors/a: /mirrors/a: all 7 sets were read whole and agree with their signed manifests.",
    );
  });

  test("and keeps as evidence whether a rollback would have been seen", () => {
    const snapshot = snapshotOf([mirror("a", { sets: 1 })], { rollbackChecked: false });
    expect(verdicts(backupVerified, snapshot)).toEqual([
      "pass /mirrors/a: /mirrors/a: its only set was read whole and agrees with its signed manifest.",
    ]);
    const [verdict] = backupVerified.judge({
      ...inputOf(snapshot, new Date(0)),
      objectives: { ...objectives, recoveryPointMs: 1 },
    });
    expect(verdict?.evidence).toMatchObject({ rollbackChecked: false });
  });

  test("and does not say whole of a set whose parts have gone at the end of their retention", () => {
    const notes = [problem("part-lapsed", 0), problem("part-lapsed", 0), problem("unlisted-file", 0)];
    expect(verdicts(backupVerified, snapshotOf([mirror("a", { notes })]))).toEqual([
      "pass /mirrors/a: /mirrors/a: everything that its 7 sets must still hold was read and agrees with the signed manifests; 2 parts are gone, as their retention had ended.",
    ]);
  });

  test.each(["stale", "expired", "taken-in-future", "behind"])("%s is for another check to judge", (code) => {
    expect(statuses(backupVerified, withProblems(problem(code, 1)))).toEqual(["pass"]);
  });
});

const lapsedIn = (...sets: number[]) =>
  sets.map((set) => problem("part-lapsed", 0, `sets/0000000${set}/p.age`));

test("a bucket whose older versions could not be listed passes by what was read, and says which", () => {
  const notes = [problem("no-version-listing", 0)];
  const [verdict] = backupVerified.judge({
    ...inputOf(snapshotOf([mirror("a", { notes })]), new Date(0)),
    objectives: { ...objectives, recoveryPointMs: 1 },
  });
  expect(verdict).toMatchObject({ status: "pass", evidence: { versionsListed: false } });
});

describe("backup-verified fails", () => {
  test("a mirror of which no set is whole any more, even when only lists were read", () => {
    const lapsed = mirror("a", { sets: 2, notes: lapsedIn(6, 6, 7) });
    expect(verdicts(backupVerified, snapshotOf([lapsed]))[0]).toMatch(
      /^fail .*none of its 2 sets is whole any more/,
    );
    expect(statuses(backupVerified, snapshotOf([lapsed], { quick: true }))).toEqual(["fail"]);
    const one = mirror("a", { sets: 2, notes: lapsedIn(6, 6) });
    expect(statuses(backupVerified, snapshotOf([one]))).toEqual(["pass"]);
  });

  test("tampering, with the first problem named and counted", () => {
    const [verdict] = verdicts(
      backupVerified,
      withProblems(
        problem("part-unread", 3),
        problem("part-altered", 4, "sets/00000007/part-1.age"),
        problem("forked", 4),
      ),
    );
    expect(verdict).toMatch(/^fail .*2 problems, the first: part-altered, sets\/00000007\/part-1\.age/);
  });

  test("a problem of exit 1 that no other check judges: an unknown code is no reason to pass", () => {
    expect(statuses(backupVerified, withProblems(problem("overwritten", 1)))).toEqual(["fail"]);
    expect(statuses(backupVerified, withProblems(problem("something-new", 1)))).toEqual(["fail"]);
  });

  test("an empty mirror, and one whose count is zero without a reason", () => {
    expect(statuses(backupVerified, snapshotOf([mirror("a", emptied)]))).toEqual(["fail"]);
    expect(statuses(backupVerified, snapshotOf([mirror("a", { sets: 0, newest: null })]))).toEqual(["fail"]);
  });

  test("a broken mirror even when only lists were read", () => {
    const quick = snapshotOf([mirror("a", { problems: [problem("part-missing", 4)] })], { quick: true });
    expect(statuses(backupVerified, quick)).toEqual(["fail"]);
  });
});

describe("backup-verified does not know", () => {
  test("without mirrors", () => {
    expect(statuses(backupVerified, noMirrors)).toEqual(["unknown"]);
  });

  test("a mirror that could not be read, in part or at all", () => {
    expect(statuses(backupVerified, withProblems(problem("part-unread", 3)))).toEqual(["unknown"]);
    expect(statuses(backupVerified, snapshotOf([mirror("a", unreachable)]))).toEqual(["unknown"]);
  });

  test("a problem whose exit code means nothing here", () => {
    expect(statuses(backupVerified, withProblems(problem("odd", 0)))).toEqual(["unknown"]);
    expect(statuses(backupVerified, withProblems(problem("odd", 2)))).toEqual(["unknown"]);
  });

  test("a quick verification, which reads no part", () => {
    const [verdict] = verdicts(backupVerified, snapshotOf([mirror("a")], { quick: true }));
    expect(verdict).toMatch(/^unknown .*only manifests and lists were read/);
  });
});

test("backup-verified keeps ten problems as evidence and counts them all", () => {
  const problems = Array.from({ length: 25 }, (_, index) => problem("part-altered", 4, `part-${index}`));
  const [verdict] = backupVerified.judge({
    ...inputOf(withProblems(...problems), new Date(0)),
    objectives: { ...objectives, recoveryPointMs: 1 },
  });
  expect(verdict?.evidence).toMatchObject({ problemCount: 25, quick: false, rollbackChecked: true });
  expect(verdict?.evidence?.["problems"]).toHaveLength(10);
});
