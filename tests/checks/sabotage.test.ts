import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checks } from "../../checks/index.ts";
import type { Status } from "../../lib/audit/finding.ts";
import type { MirrorResult } from "../../lib/backup/state/result.ts";
import type { Snapshot } from "../../lib/snapshot/model.ts";
import {
  at,
  emptied,
  frozen,
  healthy,
  hourMs,
  inputOf,
  mirror,
  newestSet,
  problem,
  snapshotOf,
  unreachable,
} from "../audit/healthy.ts";

const all = (change: Partial<typeof newestSet>) =>
  healthy.map((one) => ({ ...one, newest: { ...newestSet, ...change } }));
const second = (change: Partial<MirrorResult>) => [mirror("a"), mirror("b", change), mirror("c")];

/**
 * The gravest status that each check gives, as `check status`, without those that pass, and without those that do not
 * apply: a snapshot of mirrors holds no accounts.
 */
function named(snapshot: Snapshot): readonly string[] {
  const gravest: readonly Status[] = ["fail", "unknown", "not-applicable", "pass"];
  return checks
    .map(({ id, judge }) => {
      const statuses: readonly Status[] = judge(inputOf(snapshot)).map(({ status }) => status);
      return `${id} ${gravest.find((status) => statuses.includes(status))}`;
    })
    .filter((line) => !/ (pass|not-applicable)$/.test(line));
}

test("a healthy snapshot passes every check", () => {
  expect(named(snapshotOf(healthy))).toEqual([]);
});

describe("one sabotage, named by the one check that is meant for it", () => {
  const unread = ["backup-agrees unknown", "backup-fresh unknown", "backup-recipients unknown"];
  test.each<[string, Snapshot, string[]]>([
    ["no new set for two days", snapshotOf(all({ takenAt: at(-48 * hourMs) })), ["backup-fresh fail"]],
    ["the next set has not come", snapshotOf(all({ nextDueAt: at(-1000) })), ["backup-fresh fail"]],
    ["the sets expired", snapshotOf(all({ expiresAt: at(-1000) })), ["backup-fresh fail"]],
    ["the sealing clock runs ahead", snapshotOf(all({ takenAt: at(hourMs) })), ["backup-fresh unknown"]],
    [
      "one bit of a part flipped",
      snapshotOf(second({ problems: [problem("part-altered", 4, "sets/00000006/p.age")] })),
      ["backup-verified fail"],
    ],
    [
      "one bit of a part of the newest set flipped",
      snapshotOf(second({ problems: [problem("part-altered", 4, "sets/00000007/p.age")] })),
      ["backup-agrees fail", "backup-fresh fail", "backup-verified fail"],
    ],
    [
      "the newest set gone by the end of its retention",
      snapshotOf(second({ notes: [problem("part-lapsed", 0, "sets/00000007/p.age")] })),
      ["backup-agrees fail", "backup-fresh fail"],
    ],
    [
      "every set gone by the end of its retention",
      snapshotOf(second({ sets: 1, notes: [problem("part-lapsed", 0, "sets/00000007/p.age")] })),
      ["backup-agrees fail", "backup-fresh fail", "backup-verified fail"],
    ],
    [
      "the newest manifest not readable",
      snapshotOf(second({ problems: [problem("manifest-unread", 3, "sets/00000008/manifest.json")] })),
      [...unread, "backup-verified unknown"],
    ],
    [
      "the newest manifest forged",
      snapshotOf(second({ problems: [problem("manifest-signature", 4, "sets/00000008/manifest.json")] })),
      [...unread, "backup-verified fail"],
    ],
    [
      "newer sets taken away from one mirror",
      snapshotOf(second({ problems: [problem("rolled-back", 4)] })),
      [...unread, "backup-verified fail"],
    ],
    [
      "a part swapped",
      snapshotOf(second({ problems: [problem("part-length", 4, "sets/00000006/p.age")] })),
      ["backup-verified fail"],
    ],
    [
      "an object written over",
      snapshotOf(second({ problems: [problem("overwritten", 1)] })),
      ["backup-verified fail"],
    ],
    [
      "a part not readable",
      snapshotOf(second({ problems: [problem("part-unread", 3, "sets/00000006/p.age")] })),
      ["backup-verified unknown"],
    ],
    ["bytes not read", snapshotOf(healthy, { quick: true }), ["backup-verified unknown"]],
    [
      "one mirror behind",
      snapshotOf(second({ newest: { ...newestSet, sequence: 6, manifest: "0".repeat(64) } })),
      ["backup-agrees fail"],
    ],
    [
      "a second history",
      snapshotOf(second({ newest: { ...newestSet, manifest: "0".repeat(64) } })),
      ["backup-agrees fail"],
    ],
    [
      "another office’s chain",
      snapshotOf(second({ newest: { ...newestSet, chain: "0".repeat(32) } })),
      ["backup-agrees fail"],
    ],
    ["one recipient", snapshotOf(all({ recipients: 1 })), ["backup-recipients fail"]],
    [
      "all on one device",
      snapshotOf(healthy.map((one) => ({ ...one, place: healthy[0]!.place! }))),
      ["backup-places fail"],
    ],
    ["a mirror emptied", snapshotOf(second(emptied)), [...unread, "backup-verified fail"]],
    ["a mirror gone", snapshotOf(second(unreachable)), [...unread, "backup-verified unknown"]],
    [
      "nothing read at all",
      snapshotOf([]),
      [
        ...unread.slice(0, 2),
        "backup-places unknown",
        "backup-recipients unknown",
        "backup-verified unknown",
      ],
    ],
  ])("%s", (_, snapshot, expected) => {
    expect(named(snapshot)).toEqual(expected);
  });
});

const anyMirror = fc.constantFrom<MirrorResult[]>(
  ...["a", "b", "c", "d"].flatMap((name) => [
    mirror(name),
    mirror(name, emptied),
    mirror(name, unreachable),
    mirror(name, { newest: { ...newestSet, sequence: 6, recipients: 1 } }),
    mirror(name, { problems: [problem("part-altered", 4)] }),
  ]),
);

test.each(checks)(
  "$id is pure: input untouched, the same twice, whatever order mirrors were named in",
  ({ judge }) => {
    const mirrors = fc.uniqueArray(anyMirror, { selector: ({ url }) => url });
    const shuffled = mirrors.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        const input = frozen(inputOf(snapshotOf(list)));
        const verdicts = judge(input);
        expect(verdicts.length).toBeGreaterThan(0);
        expect(judge(input)).toEqual(verdicts);
        expect(judge(frozen(inputOf(snapshotOf(other))))).toEqual(verdicts);
      }),
    );
  },
);
