import { describe, expect, test } from "vitest";
import { failure } from "../../lib/base/faults.ts";
import { mirrorFaults } from "../../lib/backup/mirrors/mirror-faults.ts";
import { landSet, type OutgoingSet } from "../../lib/backup/write-set.ts";
import { failing } from "../fakes/memory-hooks.ts";
import { memoryMirror } from "../fakes/memory-mirror.ts";
import { codeOf } from "./commands.ts";
import { noon, workAt } from "./office.ts";

const later = new Date("2027-04-07T00:00:00Z");
const folder = "sets/00000004/";
const keys = [
  `${folder}RESTORE.md`,
  `${folder}manifest.json`,
  `${folder}part-00001-a.age`,
  `${folder}part-00002-b.age`,
];
const set = (changes: Partial<OutgoingSet> = {}): OutgoingSet => ({
  sequence: 4,
  parts: ["part-00001-a.age", "part-00002-b.age"].map((file) => ({
    file,
    keepUntil: later,
    read: async () => Buffer.from(file),
  })),
  guide: Buffer.from("guide"),
  envelope: Buffer.from("manifest"),
  keepUntil: later,
  ...changes,
});
const full = failure(mirrorFaults["mirror-unwritable"], {
  url: "memory:",
  key: "k",
  reason: "ENOSPC",
  remedy: "r",
});
const work = workAt(noon);

describe("a set lands", () => {
  test("parts first, and exists only once it is committed: guide, then manifest, last of all", async () => {
    const mirror = memoryMirror();
    const order: string[] = [];
    mirror.hooks = { write: (_, { key }) => void order.push(key) };
    const landing = await landSet(mirror, set(), work);
    expect(order.toSorted()).toEqual(keys.slice(2));
    await landing.commit();
    expect(order.slice(2)).toEqual([keys[0], keys[1]]);
    expect(mirror.keys()).toEqual(keys);
    expect(mirror.keptUntil(keys[1]!)).toEqual([later]);
  });

  test("and can be taken back until then, not afterwards", async () => {
    const mirror = memoryMirror({ versioned: false });
    const landing = await landSet(mirror, set(), work);
    await landing.undo();
    expect(mirror.keys()).toEqual([]);
    const again = await landSet(mirror, set(), work);
    await again.commit();
    await again.undo();
    expect(mirror.keys()).toEqual(keys);
  });

  test.each([1, 2, 3, 4])("and leaves nothing when write %i fails", async (nth) => {
    const mirror = memoryMirror({ versioned: false });
    mirror.hooks = { write: failing(full, nth) };
    const landing = landSet(mirror, set(), work).then((each) => each.commit());
    expect(await codeOf(landing)).toBe("mirror-unwritable");
    expect(mirror.keys()).toEqual([]);
  });

  test("beside what lay there before, which stays", async () => {
    const mirror = memoryMirror({ versioned: false });
    mirror.plant(keys[2]!, Buffer.from("part-00001-a.age"));
    mirror.hooks = { write: failing(full, 4) };
    expect(await codeOf(landSet(mirror, set(), work).then((each) => each.commit()))).toBe(
      "mirror-unwritable",
    );
    expect(mirror.keys()).toEqual([keys[2]]);
  });

  test("never over another set: its manifest stays, ours goes", async () => {
    const mirror = memoryMirror({ versioned: false });
    mirror.plant(keys[1]!, Buffer.from("another"));
    expect(await codeOf(landSet(mirror, set(), work).then((each) => each.commit()))).toBe("object-exists");
    expect(mirror.keys()).toEqual([keys[1]]);
    expect(Buffer.from(mirror.peek(keys[1]!)!).toString()).toBe("another");
  });

  test("not at all when a part cannot be read any more", async () => {
    const mirror = memoryMirror({ versioned: false });
    const parts = [
      ...set().parts,
      { file: "part-00003-c.age", keepUntil: later, read: () => Promise.reject(full) },
    ];
    expect(await codeOf(landSet(mirror, set({ parts }), work))).toBe("mirror-unwritable");
    expect(mirror.keys()).toEqual([]);
  });
});
