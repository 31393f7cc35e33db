import { expect, test } from "vitest";
import { backupRecipients } from "../../../checks/w5-1a/backup-recipients.ts";
import {
  emptied,
  healthy,
  mirror,
  newestSet,
  noMirrors,
  snapshotOf,
  unreachable,
} from "../../audit/healthy.ts";
import { statuses, verdicts } from "./verdicts.ts";

const sealedTo = (name: string, recipients: number) => mirror(name, { newest: { ...newestSet, recipients } });

test("two recipients or more pass", () => {
  expect(statuses(backupRecipients, snapshotOf(healthy))).toEqual(["pass"]);
  expect(verdicts(backupRecipients, snapshotOf([sealedTo("a", 3), sealedTo("b", 5)]))[0]).toContain(
    "at least 3 recipients",
  );
});

test.each([
  [1, "a single recipient"],
  [0, "no recipient"],
])("%i recipients fail", (recipients, words) => {
  expect(verdicts(backupRecipients, snapshotOf([sealedTo("a", recipients)]))[0]).toBe(
    `fail backups: /mirrors/a: set 7 names ${words}, where at least 2 are wanted.`,
  );
});

test("the mirror with the fewest is named, even when another cannot be read", () => {
  const snapshot = snapshotOf([mirror("a", unreachable), sealedTo("b", 2), sealedTo("c", 1)]);
  expect(verdicts(backupRecipients, snapshot)[0]).toMatch(/^fail backups: \/mirrors\/c/);
});

test("a mirror without a set that verifies leaves it unknown", () => {
  expect(
    verdicts(backupRecipients, snapshotOf([mirror("a"), mirror("b", emptied), mirror("c", unreachable)])),
  ).toEqual([
    "unknown backups: /mirrors/b: no set of this mirror verifies (nor of one other), so its recipients are not known.",
  ]);
  expect(statuses(backupRecipients, snapshotOf([mirror("b", emptied)]))).toEqual(["unknown"]);
});

test("without mirrors it is unknown", () => {
  expect(statuses(backupRecipients, noMirrors)).toEqual(["unknown"]);
});
