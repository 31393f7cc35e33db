/** Several mirrors, the state, the clock. */
import { cpSync, renameSync } from "node:fs";
import { join } from "node:path";
import { noon, office, stranger } from "../office.ts";
import { trustWith } from "../trust-files.ts";
import { readTrust } from "../../../lib/backup/trust.ts";
import { sealAt } from "../commands.ts";
import { asPipe, rollOf, threeDays } from "../rolls.ts";
import type { BrokenSet } from "./broken-set.ts";
import { append, flip, folderOf, guideOf, partOf, remove, resign, type Stage } from "./stage.ts";

const none: readonly string[] = [];
const another = (mirror: string, sequence = 3) =>
  resign(mirror, sequence, (manifest) => ({ ...manifest, tool: "another" }));
const signature = (times: number) => Array.from({ length: times }, () => "manifest-signature");

/** A whole mirror that the stranger sealed, with the stranger's keys, to our recipients. */
async function strangersMirror({ folder, a }: Stage): Promise<void> {
  const foreign = join(folder, "foreign");
  const keys = { signingKey: stranger.signingKey, trust: stranger.trust, trustPath: stranger.trustPath };
  await sealAt(noon, { roll: asPipe(rollOf(threeDays[0]!)), mirrors: [foreign], ...keys });
  remove(a);
  renameSync(foreign, a);
}

/** Another chain under our own signing key: sets of two chains in one mirror. */
async function mixed({ folder, a }: Stage): Promise<void> {
  const other = join(folder, "other");
  const trustPath = trustWith(
    folder,
    (file) => ({ ...file, chain: "00112233445566778899aabbccddeeff" }),
    undefined,
    "other.json",
  );
  const trust = await readTrust(trustPath);
  for (const day of threeDays)
    await sealAt("2026-03-03T02:00:00Z", { roll: asPipe(rollOf(day)), mirrors: [other], trust, trustPath });
  remove(folderOf(a, 3));
  cpSync(folderOf(other, 3), folderOf(a, 3), { recursive: true });
}

export const brokenChains: readonly BrokenSet[] = [
  {
    act: "another office’s mirror in place of ours",
    does: strangersMirror,
    problems: signature(1),
    exit: 4,
    restore: "restore-newest-broken",
  },
  {
    act: "sets of two chains in one mirror",
    does: mixed,
    problems: ["chain-foreign", "chain-broken"],
    exit: 4,
    restore: "restore-newest-broken",
  },
  {
    act: "sets of two chains in one mirror, looked at with the public key alone",
    does: mixed,
    verify: () => ({ publicKey: office.publicKeyPath }),
    problems: ["chain-foreign", "chain-broken"],
    notes: ["chain-unpinned"],
    exit: 4,
  },
  {
    act: "one number, two sets, on two mirrors",
    does: ({ b }) => another(b),
    problems: ["forked"],
    problemsOfB: ["forked"],
    exit: 4,
    restore: "restore-forked",
  },
  {
    act: "another middle set on a second mirror",
    does: ({ b }) => another(b, 2),
    problems: ["forked"],
    problemsOfB: ["forked", "chain-broken"],
    exit: 4,
    restore: 3,
  },
  {
    act: "one number, another set than before",
    does: ({ a }) => another(a),
    seen: true,
    problems: ["state-forked"],
    exit: 4,
    restore: "restore-newest-broken",
  },
  {
    act: "the newest set missing on a second mirror",
    does: ({ b }) => remove(folderOf(b, 3)),
    problems: none,
    problemsOfB: ["behind"],
    exit: 1,
    restore: 3,
  },
  {
    act: "everything missing on a second mirror",
    does: ({ b }) => remove(join(b, "sets")),
    problems: none,
    problemsOfB: ["mirror-empty", "behind"],
    exit: 3,
    restore: 3,
  },
  {
    act: "the newest set taken off a mirror that had it, while the other still has it",
    does: ({ b }) => remove(folderOf(b, 3)),
    seen: true,
    problems: none,
    problemsOfB: ["rolled-back", "behind"],
    exit: 4,
    restore: 3,
  },
  {
    act: "the newest set taken off both mirrors",
    does: ({ a, b }) => [a, b].map((mirror) => folderOf(mirror, 3)).forEach(remove),
    seen: true,
    problems: ["rolled-back"],
    problemsOfB: ["rolled-back"],
    exit: 4,
    restore: "restore-rolled-back",
  },
  {
    act: "a number far ahead, signed by our own key",
    does: ({ a }) => {
      renameSync(folderOf(a, 3), folderOf(a, 9));
      resign(a, 9, (manifest) => ({ ...manifest, sequence: 9 }));
    },
    problems: Array.from({ length: 6 }, () => "set-missing"),
    exit: 4,
  },
  {
    act: "the last number there is, signed by our own key",
    does: ({ a }) => {
      renameSync(folderOf(a, 3), folderOf(a, 99_999_999));
      resign(a, 99_999_999, (manifest) => ({ ...manifest, sequence: 99_999_999 }));
    },
    problems: Array.from({ length: 100 }, () => "set-missing"),
    exit: 4,
  },
  {
    act: "a day without a seal",
    does: () => {},
    now: "2026-03-04T14:00:01Z",
    problems: ["stale"],
    exit: 1,
    restore: 3,
  },
  {
    act: "a week without a seal",
    does: () => {},
    now: "2026-03-10T02:00:01Z",
    problems: ["expired"],
    exit: 1,
    restore: 3,
  },
  {
    act: "the very second at which the next is due",
    does: () => {},
    now: "2026-03-04T14:00:00Z",
    problems: none,
    exit: 0,
    restore: 3,
  },
  {
    act: "the clock of the verifier a day behind",
    does: () => {},
    now: "2026-03-02T12:00:00Z",
    problems: ["taken-in-future"],
    exit: 1,
    restore: 3,
  },
  {
    act: "parts gone after their retention",
    does: ({ a }) => [0, 1, 2].map((index) => partOf(a, 1, index)).forEach(remove),
    now: "2027-04-06T00:00:00Z",
    problems: ["expired"],
    notes: ["part-lapsed", "part-lapsed", "part-lapsed"],
    exit: 1,
    restore: 3,
  },
  {
    act: "a part gone on the last day of its retention",
    does: ({ a }) => remove(partOf(a, 1, 0)),
    now: "2027-04-05T02:00:00Z",
    problems: ["part-missing", "expired"],
    exit: 4,
  },
  {
    act: "a part changed after its retention",
    does: ({ a }) => flip(partOf(a, 1, 0), 2000),
    now: "2027-04-06T00:00:00Z",
    problems: ["part-altered", "expired"],
    exit: 4,
  },
  {
    act: "a mirror that is not there",
    does: ({ a }) => remove(a),
    problems: ["mirror-missing"],
    exit: 3,
    restore: "restore-nothing",
  },
  {
    act: "several things at once",
    does: ({ a, b }) => {
      append(guideOf(a, 1), "x");
      flip(partOf(b, 3, 0), 2000);
    },
    now: "2026-03-04T14:00:01Z",
    problems: ["guide-altered", "stale"],
    problemsOfB: ["part-altered", "stale"],
    exit: 4,
    restore: 3,
  },
];
