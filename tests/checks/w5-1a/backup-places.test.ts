import { describe, expect, test } from "vitest";
import { backupPlaces } from "../../../checks/w5-1a/backup-places.ts";
import {
  emptied,
  healthy,
  mirror,
  noMirrors,
  problem,
  snapshotOf,
  unreachable,
} from "../../audit/healthy.ts";
import { statuses, verdicts } from "./verdicts.ts";

const { place: placeA } = mirror("a");
const { place: _, ...placeless } = mirror("c");

describe("backup-places passes", () => {
  test("mirrors at two places or more", () => {
    expect(verdicts(backupPlaces, snapshotOf(healthy))[0]).toBe(
      "pass backups: 3 mirrors stand on 3 devices of the machine that read them, which count as 3 places; whether they stand in two buildings cannot be seen from here.",
    );
    const bucket = { id: "s3:x", kind: "bucket", label: { en: "x", fr: "x" } } as const;
    expect(verdicts(backupPlaces, snapshotOf([mirror("a"), mirror("b", { place: bucket })]))[0]).toContain(
      "2 mirrors stand in 2 places",
    );
  });

  test("two places, whatever a third mirror is", () => {
    expect(statuses(backupPlaces, snapshotOf([mirror("a"), mirror("b"), placeless]))).toEqual(["pass"]);
    expect(statuses(backupPlaces, snapshotOf([mirror("a"), mirror("b"), mirror("c", unreachable)]))).toEqual([
      "pass",
    ]);
  });
});

describe("backup-places fails", () => {
  test("folders on one device: they are one place", () => {
    const snapshot = snapshotOf([
      mirror("a"),
      mirror("b", { place: placeA! }),
      mirror("c", { place: placeA! }),
    ]);
    expect(verdicts(backupPlaces, snapshot)).toEqual([
      "fail backups: All 3 mirrors that hold their newest set stand in one place, device a; at least 2 are wanted.",
    ]);
  });

  test("a single mirror", () => {
    expect(verdicts(backupPlaces, snapshotOf([mirror("a")]))[0]).toMatch(
      /^fail backups: The only mirror that holds its newest set/,
    );
  });

  test("an empty folder at a distance is no backup there", () => {
    expect(statuses(backupPlaces, snapshotOf([mirror("a"), mirror("b", emptied)]))).toEqual(["fail"]);
    expect(verdicts(backupPlaces, snapshotOf([mirror("b", emptied)]))[0]).toContain("no place has a backup");
  });
});

describe("a mirror whose newest set is not whole is no place", () => {
  test.each([
    ["altered", { problems: [problem("part-altered", 4, "sets/00000007/p.age")] }],
    ["lapsed", { notes: [problem("part-lapsed", 0, "sets/00000007/p.age")] }],
  ])("%s", (_, change) => {
    expect(verdicts(backupPlaces, snapshotOf([mirror("a"), mirror("b", change)]))).toEqual([
      "fail backups: The only mirror that holds its newest set stands in one place, device a; at least 2 are wanted; 1 mirror does not count, as its newest set is not whole.",
    ]);
    expect(statuses(backupPlaces, snapshotOf([mirror("b", change)]))).toEqual(["fail"]);
    expect(statuses(backupPlaces, snapshotOf([mirror("a"), mirror("b", change), mirror("c")]))).toEqual([
      "pass",
    ]);
  });

  test.each([
    ["a part of it unread", problem("part-unread", 3, "sets/00000007/p.age")],
    ["its chain broken", problem("rolled-back", 4)],
  ])("unknown with %s", (_, trouble) => {
    expect(statuses(backupPlaces, snapshotOf([mirror("a"), mirror("b", { problems: [trouble] })]))).toEqual([
      "unknown",
    ]);
  });

  test("while a newer manifest that was not read takes nothing from the set that was", () => {
    const problems = [problem("manifest-unread", 3, "sets/00000008/manifest.json")];
    expect(statuses(backupPlaces, snapshotOf([mirror("a"), mirror("b", { problems })]))).toEqual(["pass"]);
  });
});

describe("backup-places does not know", () => {
  test("without mirrors", () => {
    expect(statuses(backupPlaces, noMirrors)).toEqual(["unknown"]);
  });

  test("when the second place may be where nothing could be told or read", () => {
    expect(statuses(backupPlaces, snapshotOf([mirror("a"), placeless]))).toEqual(["unknown"]);
    expect(statuses(backupPlaces, snapshotOf([mirror("a"), mirror("b", unreachable)]))).toEqual(["unknown"]);
  });
});

test.each(["{evil, plural, other {x}}", "{", "it’s {n} o'clock", "\u001b[2Jgone", "a\u202eb"])(
  "a place that is called %j is printed as it is written, or escaped",
  (label) => {
    const snapshot = snapshotOf([
      mirror("a", { place: { id: "x", kind: "device", label: { en: label, fr: label } } }),
    ]);
    const [verdict] = verdicts(backupPlaces, snapshot);
    const shown = label.replace("\u001b", "\\u{1b}").replace("\u202e", "\\u{202e}");
    expect(verdict).toBe(
      `fail backups: The only mirror that holds its newest set stands in one place, ${shown}; at least 2 are wanted.`,
    );
  },
);
