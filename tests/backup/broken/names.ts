/** Things that are gone, moved, or stand where they should not. */
import { cpSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BrokenSet } from "./broken-set.ts";
import { folderOf, guideOf, manifestOf, partOf, remove, swap, type Stage } from "./stage.ts";

const rename = (from: string, to: string) => renameSync(from, to);
const gap = { problems: ["set-missing"], exit: 4, restore: 3 } as const;
const missing = { problems: ["part-missing"], exit: 4, restore: "restore-part" } as const;
const numbers = { problems: ["manifest-number"], exit: 4, restore: "restore-newest-broken" } as const;
const whole = { problems: [], exit: 0, restore: 3 } as const;

export const brokenNames: readonly BrokenSet[] = [
  { act: "a part removed", does: ({ a }) => remove(partOf(a, 3, 2)), ...missing },
  { act: "a part of an older set removed", does: ({ a }) => remove(partOf(a, 1, 0)), ...missing, restore: 3 },
  {
    act: "every part of the newest set removed",
    does: ({ a }) => [0, 1, 2].map((index) => partOf(a, 3, index)).forEach(remove),
    problems: ["part-missing", "part-missing", "part-missing"],
    exit: 4,
    restore: "restore-part",
  },
  {
    act: "a part renamed",
    does: ({ a }) => rename(partOf(a, 3, 0), `${partOf(a, 3, 0)}.bak`),
    ...missing,
    notes: ["unlisted-file"],
  },
  {
    act: "the guide removed",
    does: ({ a }) => remove(guideOf(a, 3)),
    problems: ["guide-missing"],
    exit: 4,
    restore: 3,
  },
  {
    act: "the guide renamed",
    does: ({ a }) => rename(guideOf(a, 3), join(folderOf(a, 3), "restore.md")),
    problems: ["guide-missing"],
    notes: ["unlisted-file"],
    exit: 4,
    restore: 3,
  },
  {
    act: "the manifest of a middle set removed",
    does: ({ a }) => remove(manifestOf(a, 2)),
    ...gap,
    notes: ["unfinished-set"],
  },
  {
    act: "the manifest of a middle set renamed",
    does: ({ a }) => rename(manifestOf(a, 2), join(folderOf(a, 2), "Manifest.json")),
    ...gap,
    notes: ["unfinished-set"],
  },
  { act: "a middle set removed", does: ({ a }) => remove(folderOf(a, 2)), ...gap },
  { act: "the oldest set removed", does: ({ a }) => remove(folderOf(a, 1)), ...gap },
  {
    act: "all but the newest set removed",
    does: ({ a }) => [1, 2].map((sequence) => folderOf(a, sequence)).forEach(remove),
    ...gap,
    problems: ["set-missing", "set-missing"],
  },
  {
    act: "the newest set removed, and nobody remembers it",
    does: ({ a }) => remove(folderOf(a, 3)),
    ...whole,
    restore: 2,
  },
  {
    act: "the newest set removed, and the state remembers it",
    does: ({ a }) => remove(folderOf(a, 3)),
    seen: true,
    problems: ["rolled-back"],
    exit: 4,
    restore: "restore-rolled-back",
  },
  {
    act: "the newest manifest removed, and the state remembers it",
    does: ({ a }) => remove(manifestOf(a, 3)),
    seen: true,
    problems: ["rolled-back"],
    notes: ["unfinished-set"],
    exit: 4,
    restore: "restore-rolled-back",
  },
  {
    act: "every manifest removed, and nobody remembers them",
    does: ({ a }) => [1, 2, 3].map((sequence) => manifestOf(a, sequence)).forEach(remove),
    problems: ["mirror-empty"],
    notes: ["unfinished-set", "unfinished-set", "unfinished-set"],
    exit: 3,
    restore: "restore-nothing",
  },
  {
    act: "everything removed, and nobody remembers it",
    does: ({ a }) => remove(join(a, "sets")),
    problems: ["mirror-empty"],
    exit: 3,
    restore: "restore-nothing",
  },
  {
    act: "everything removed, and the state remembers it",
    does: ({ a }) => remove(join(a, "sets")),
    seen: true,
    problems: ["rolled-back"],
    exit: 4,
    restore: "rolled-back",
  },
  {
    act: "two set folders renamed to each other",
    does: ({ a }) => swap(folderOf(a, 2), folderOf(a, 3)),
    ...numbers,
    problems: ["manifest-number", "manifest-number", "stale"],
  },
  {
    act: "two manifests swapped",
    does: ({ a }) => swap(manifestOf(a, 2), manifestOf(a, 3)),
    ...numbers,
    problems: ["manifest-number", "manifest-number", "stale"],
  },
  {
    act: "the newest set given a higher number",
    does: ({ a }) => rename(folderOf(a, 3), folderOf(a, 4)),
    ...numbers,
  },
  {
    act: "an older set put back as the newest",
    does: ({ a }) => cpSync(folderOf(a, 1), folderOf(a, 4), { recursive: true }),
    ...numbers,
  },
  {
    act: "the newest set put under a short number, and the state remembers it",
    does: ({ a }) => rename(folderOf(a, 3), join(a, "sets", "3")),
    seen: true,
    problems: ["rolled-back"],
    notes: Array.from({ length: 5 }, () => "unlisted-file"),
    exit: 4,
    restore: "restore-rolled-back",
  },
  {
    act: "files that no manifest lists",
    does: addStrays,
    ...whole,
    notes: ["unlisted-file", "unlisted-file", "unlisted-file"],
  },
  {
    act: "a second manifest beside the first",
    does: ({ a }) => cpSync(manifestOf(a, 2), join(folderOf(a, 3), "manifest.json.bak")),
    ...whole,
    notes: ["unlisted-file"],
  },
  {
    act: "leftovers of a seal that was interrupted",
    does: ({ a }) => leftovers(a),
    ...whole,
    notes: ["unfinished-set"],
  },
  {
    act: "a set with the number 0",
    does: ({ a }) => cpSync(folderOf(a, 1), join(a, "sets", "00000000"), { recursive: true }),
    ...whole,
    notes: Array.from({ length: 5 }, () => "unlisted-file"),
  },
];

function addStrays({ a }: Stage): void {
  writeFileSync(join(folderOf(a, 2), "note\n\u001b[31m.txt"), "x");
  writeFileSync(join(a, "sets", "readme"), "x");
  writeFileSync(join(folderOf(a, 3), "part-00004-0000000000000000.age"), "x");
}

function leftovers(mirror: string): void {
  mkdirSync(folderOf(mirror, 4));
  writeFileSync(join(folderOf(mirror, 4), "part-00001-0000000000000000.age"), "x");
  writeFileSync(guideOf(mirror, 4), "x");
}
