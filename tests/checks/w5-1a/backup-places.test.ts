import { describe, expect, test } from "vitest";
import { backupPlaces } from "../../../checks/w5-1a/backup-places.ts";
import { emptied, healthy, mirror, noMirrors, snapshotOf, unreachable } from "../../audit/healthy.ts";
import { statuses, verdicts } from "./verdicts.ts";

const { place: placeA } = mirror("a");
const { place: _, ...placeless } = mirror("c");

describe("backup-places passes", () => {
  test("mirrors at two places or more", () => {
    expect(verdicts(backupPlaces, snapshotOf(healthy))[0]).toContain("3 mirrors stand in 3 places");
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
      "fail backups: All 3 mirrors with sets stand in one place, device a; at least 2 are wanted.",
    ]);
  });

  test("a single mirror", () => {
    expect(verdicts(backupPlaces, snapshotOf([mirror("a")]))[0]).toMatch(
      /^fail backups: The only mirror with sets/,
    );
  });

  test("an empty folder at a distance is no backup there", () => {
    expect(statuses(backupPlaces, snapshotOf([mirror("a"), mirror("b", emptied)]))).toEqual(["fail"]);
    expect(verdicts(backupPlaces, snapshotOf([mirror("b", emptied)]))[0]).toContain("no place has a backup");
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
      `fail backups: The only mirror with sets stands in one place, ${shown}; at least 2 are wanted.`,
    );
  },
);
