import { describe, expect, test } from "vitest";
import { backupAgrees } from "../../../checks/w5-1a/backup-agrees.ts";
import {
  emptied,
  healthy,
  mirror,
  newestSet,
  noMirrors,
  problem,
  snapshotOf,
  unreachable,
} from "../../audit/healthy.ts";
import { statuses, verdicts } from "./verdicts.ts";

const other = (change: Partial<typeof newestSet>) => mirror("b", { newest: { ...newestSet, ...change } });

describe("backup-agrees passes", () => {
  test("mirrors whose newest set has one number, one manifest, one chain", () => {
    expect(statuses(backupAgrees, snapshotOf(healthy))).toEqual(["pass", "pass", "pass"]);
  });
});

describe("backup-agrees fails", () => {
  test("the mirror that is behind, and only that one", () => {
    const behind = other({ sequence: 6, manifest: "cd".repeat(32) });
    expect(
      verdicts(backupAgrees, snapshotOf([mirror("a"), behind, mirror("c")])).map(
        (text) => text.split(/[,;]/)[0],
      ),
    ).toEqual([
      "pass /mirrors/a: /mirrors/a: its newest set is 7",
      "fail /mirrors/b: /mirrors/b: its newest set that verifies is 6",
      "pass /mirrors/c: /mirrors/c: its newest set is 7",
    ]);
  });

  test("and names a mirror that is ahead", () => {
    const behind = other({ sequence: 6 });
    expect(verdicts(backupAgrees, snapshotOf([mirror("a"), behind]))[1]).toBe(
      "fail /mirrors/b: /mirrors/b: its newest set that verifies is 6, while /mirrors/a holds 7.",
    );
  });

  test("both sides of a fork", () => {
    const words = verdicts(backupAgrees, snapshotOf([mirror("a"), other({ manifest: "cd".repeat(32) })]));
    expect(words[0]).toMatch(/^fail .*two manifests carry one number/);
    expect(words[1]).toMatch(/^fail/);
  });

  test("another chain, even one with the same number and manifest", () => {
    const words = verdicts(backupAgrees, snapshotOf([mirror("a"), other({ chain: "f".repeat(32) })]));
    expect(words[0]).toMatch(/^fail .*another chain/);
  });

  test("a fork below the newest: two mirrors behind a third", () => {
    const fork = [mirror("a"), other({ sequence: 6, manifest: "cd".repeat(32) })];
    const third = mirror("c", { newest: { ...newestSet, sequence: 6, manifest: "ef".repeat(32) } });
    expect(statuses(backupAgrees, snapshotOf([...fork, third]))).toEqual(["pass", "fail", "fail"]);
  });

  test("a mirror that its verification found behind one that is not in the snapshot", () => {
    const said = mirror("a", { problems: [problem("behind", 1)] });
    expect(statuses(backupAgrees, snapshotOf([said]))).toEqual(["fail"]);
    expect(verdicts(backupAgrees, snapshotOf([said, mirror("b")]))[0]).toMatch(/^fail .*found it behind/);
  });
});

describe("a mirror whose newest set is not whole does not hold it", () => {
  test.each([
    ["altered", { problems: [problem("part-altered", 4, "sets/00000007/p.age")] }],
    ["missing", { problems: [problem("part-missing", 4, "sets/00000007/p.age")] }],
    ["lapsed", { notes: [problem("part-lapsed", 0, "sets/00000007/p.age")] }],
  ])("%s", (_, change) => {
    const three = snapshotOf([mirror("a"), mirror("b", change), mirror("c")]);
    expect(statuses(backupAgrees, three)).toEqual(["pass", "fail", "pass"]);
    // Of two, the other has none left to agree with.
    expect(statuses(backupAgrees, snapshotOf([mirror("a"), mirror("b", change)]))).toEqual([
      "unknown",
      "fail",
    ]);
  });

  test("but trouble of an older set is not this check’s", () => {
    const older = { problems: [problem("part-altered", 4, "sets/00000006/p.age")] };
    expect(statuses(backupAgrees, snapshotOf([mirror("a"), mirror("b", older)]))).toEqual(["pass", "pass"]);
  });

  test("and a fork is told whatever else could not be read", () => {
    const fork = mirror("b", {
      newest: { ...newestSet, manifest: "cd".repeat(32) },
      problems: [problem("manifest-unread", 3, "sets/00000008/manifest.json")],
    });
    expect(statuses(backupAgrees, snapshotOf([mirror("a"), fork]))).toEqual(["fail", "fail"]);
  });
});

describe("backup-agrees does not know", () => {
  test("without mirrors", () => {
    expect(statuses(backupAgrees, noMirrors)).toEqual(["unknown"]);
  });

  test("a mirror without a set that verifies; the others are compared among themselves", () => {
    expect(statuses(backupAgrees, snapshotOf([mirror("a"), mirror("b", emptied), mirror("c")]))).toEqual([
      "pass",
      "unknown",
      "pass",
    ]);
  });

  test("the others while one of three could not be read: what it holds may be newer", () => {
    const words = verdicts(backupAgrees, snapshotOf([mirror("a"), mirror("b", unreachable), mirror("c")]));
    expect(words[0]).toBe(
      "unknown /mirrors/a: /mirrors/a: its newest set is 7, as on another mirror; but of /mirrors/b not all could be read or verified (mirror-unreadable), so whether that one holds a newer or a different set is not known.",
    );
    expect(words[1]).toMatch(/^unknown .*not all of it could be read \(mirror-unreadable\)/);
    expect(words[2]).toMatch(/^unknown/);
  });

  test.each([
    ["unread", "manifest-unread", 3],
    ["of a newer format", "manifest-newer", 3],
    ["unsigned", "manifest-signature", 4],
    ["cut off", "manifest-malformed", 4],
    ["of another number", "manifest-number", 4],
    ["a folder", "manifest-kind", 4],
  ] as const)("any mirror while the newest manifest of one is %s", (_, code, exit) => {
    const doubtful = mirror("b", { problems: [problem(code, exit, "sets/00000008/manifest.json")] });
    expect(statuses(backupAgrees, snapshotOf([mirror("a"), doubtful, mirror("c")]))).toEqual([
      "unknown",
      "unknown",
      "unknown",
    ]);
  });

  test("what stands against a mirror whose own newest manifest was not read: it may not be behind", () => {
    const problems = [problem("manifest-unread", 3, "sets/00000007/manifest.json"), problem("behind", 1)];
    const unread = mirror("b", { newest: { ...newestSet, sequence: 6 }, problems });
    const words = verdicts(backupAgrees, snapshotOf([mirror("a"), unread]));
    expect(words[1]).toMatch(/^unknown .*manifest-unread/);
    expect(words[0]).toMatch(/^unknown .*no other mirror that could be read holds one to compare/);
  });

  test("a mirror of which a part of the newest set could not be read", () => {
    const unread = mirror("b", { problems: [problem("part-unread", 3, "sets/00000007/p.age")] });
    expect(statuses(backupAgrees, snapshotOf([mirror("a"), unread, mirror("c")]))).toEqual([
      "pass",
      "unknown",
      "pass",
    ]);
  });

  test("the only mirror that could be read", () => {
    expect(statuses(backupAgrees, snapshotOf([mirror("a"), mirror("b", unreachable)]))).toEqual([
      "unknown",
      "unknown",
    ]);
  });
});

test("backup-agrees is not applicable to one mirror; that it is alone is for backup-places to say", () => {
  expect(statuses(backupAgrees, snapshotOf([mirror("a")]))).toEqual(["not-applicable"]);
});

test("backup-agrees compares observations of one mirror with others, not with itself", () => {
  const later = { ...newestSet, sequence: 8, manifest: "cd".repeat(32) };
  const snapshot = snapshotOf([mirror("a"), mirror("a", { newest: later })]);
  expect(statuses(backupAgrees, snapshot)).toEqual(["not-applicable", "not-applicable"]);
});
