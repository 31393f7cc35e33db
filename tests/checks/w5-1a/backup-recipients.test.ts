import { expect, test } from "vitest";
import { backupRecipients } from "../../../checks/w5-1a/backup-recipients.ts";
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
    "unknown backups: /mirrors/b: no set of this mirror verifies (one other mirror is in doubt too), so its recipients are not known.",
  ]);
  expect(statuses(backupRecipients, snapshotOf([mirror("b", emptied)]))).toEqual(["unknown"]);
});

test.each([
  ["unread", "manifest-unread", 3],
  ["broken", "manifest-signature", 4],
] as const)(
  "so does a mirror whose newest manifest is %s, and a single recipient is still told",
  (_, code, exit) => {
    const problems = [problem(code, exit, "sets/00000008/manifest.json")];
    const doubtful = mirror("b", { problems });
    expect(verdicts(backupRecipients, snapshotOf([mirror("a"), doubtful]))).toEqual([
      `unknown backups: /mirrors/b: not all of this mirror could be read or verified (${code}, sets/00000008/manifest.json), so its newest set and that set’s recipients are not known.`,
    ]);
    expect(statuses(backupRecipients, snapshotOf([sealedTo("a", 1), doubtful]))).toEqual(["fail"]);
  },
);

test("a set sealed to others than the trust file names has no recipients that could be counted", () => {
  const problems = [problem("recipients-foreign", 4)];
  expect(statuses(backupRecipients, snapshotOf([mirror("a", { problems })]))).toEqual(["unknown"]);
});

test("a part of the newest set that was lost leaves its recipients as the manifest names them", () => {
  const problems = [problem("part-missing", 4, "sets/00000007/p.age")];
  expect(verdicts(backupRecipients, snapshotOf([mirror("a", { problems })]))[0]).toMatch(
    /^pass .*each alone should be able to open it/,
  );
});

test("without mirrors it is unknown", () => {
  expect(statuses(backupRecipients, noMirrors)).toEqual(["unknown"]);
});
