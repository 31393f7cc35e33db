import { randomBytes } from "node:crypto";
import { describe, expect, onTestFinished, test } from "vitest";
import { sha256Hex } from "../../lib/base/bytes.ts";
import { failure } from "../../lib/base/faults.ts";
import { partName } from "../../lib/backup/layout.ts";
import type { Manifest } from "../../lib/backup/manifest.ts";
import { mirrorFaults } from "../../lib/backup/mirrors/mirror-faults.ts";
import type { Head } from "../../lib/backup/seal/head.ts";
import { publishSet, type Publication } from "../../lib/backup/seal/publish.ts";
import { Scratch } from "../../lib/backup/seal/scratch.ts";
import type { Surveyed } from "../../lib/backup/survey.ts";
import { failing } from "../fakes/memory-hooks.ts";
import { memoryMirror, type MemoryMirror } from "../fakes/memory-mirror.ts";
import { codeOf } from "./commands.ts";
import { noon, office, workAt } from "./office.ts";

const full = failure(mirrorFaults["mirror-unwritable"], {
  url: "memory:",
  key: "k",
  reason: "x",
  remedy: "y",
});
const later = "2027-04-07T00:00:00Z";

/** Set 1 with one part, ready to be published; what is in it does not matter here. */
async function publication(): Promise<Publication> {
  const scratch = await Scratch.create();
  onTestFinished(() => scratch.close());
  const bytes = randomBytes(1000);
  const sha256 = sha256Hex(bytes);
  const shape = { county: "A", voters: 1, bytes: 1000, sha256, plaintextBytes: 500, plaintextDigest: sha256 };
  const part = { ...shape, file: partName(0, sha256), keepUntil: later };
  const manifest = { sequence: 1, expiresAt: later, parts: [part] } as unknown as Manifest;
  const sealed = {
    parts: [{ ...shape, piece: await scratch.append(bytes) }],
    counties: [],
    voters: 1,
    bytes: 500,
  };
  return { manifest, guide: randomBytes(20), envelope: randomBytes(20), sealed, scratch };
}

const taker = (name: string, mirror: MemoryMirror, sets: Surveyed["reading"]["sets"] = []): Surveyed => {
  const reading = { url: name, identity: `memory:${name}`, sets, notes: [] };
  return { mirror, reading, sets: 0, newest: undefined, tip: undefined, problems: [], notes: [] };
};
const headOf = (...takers: readonly Surveyed[]): Head => ({
  sequence: 0,
  manifest: null,
  takenAt: undefined,
  takers,
  leftOut: [],
});
const trio = () => ["a", "b", "c"].map((name) => ({ name, mirror: memoryMirror({ versioned: false }) }));
const publish = async (head: Head, made?: Publication) =>
  publishSet(head, made ?? (await publication()), office.trust, workAt(noon));
const manifestKey = "sets/00000001/manifest.json";
const guideKey = "sets/00000001/RESTORE.md";

describe("a set is published", () => {
  test("to all, and committed in the order of their names, however they were given", async () => {
    const order: string[] = [];
    const mirrors = trio();
    for (const { name, mirror } of mirrors) {
      mirror.hooks = { write: (_, { key }) => void (key === manifestKey && order.push(name)) };
    }
    const { written, failed } = await publish(
      headOf(...mirrors.toReversed().map(({ name, mirror }) => taker(name, mirror))),
    );
    expect([order, written.map(({ reading }) => reading.url), failed.size]).toEqual([
      ["a", "b", "c"],
      ["a", "b", "c"],
      0,
    ]);
  });

  test("to no mirror on which parts are not whole yet: parts are everywhere before any manifest", async () => {
    const order: string[] = [];
    const mirrors = trio();
    for (const { mirror } of mirrors)
      mirror.hooks = { write: (_, { key }) => void order.push(key.slice(14, 18)) };
    await publish(headOf(...mirrors.map(({ name, mirror }) => taker(name, mirror))));
    expect(order).toEqual(["part", "part", "part", "REST", "mani", "REST", "mani", "REST", "mani"]);
  });

  test.each([1, 2, 3])("to the others when one fails at its write %i, which keeps nothing", async (nth) => {
    const mirrors = trio();
    mirrors[1]!.mirror.hooks = { write: failing(full, nth) };
    const { written, failed } = await publish(
      headOf(...mirrors.map(({ name, mirror }) => taker(name, mirror))),
    );
    expect([written.length, failed.size, mirrors[1]!.mirror.keys()]).toEqual([2, 1, []]);
  });

  test("nowhere when none can take it", async () => {
    const mirrors = trio();
    for (const { mirror } of mirrors) mirror.hooks = { write: failing(full, 2) };
    expect(await codeOf(publish(headOf(...mirrors.map(({ name, mirror }) => taker(name, mirror)))))).toBe(
      "mirror-unwritable",
    );
    for (const { mirror } of mirrors) expect(mirror.keys()).toEqual([]);
  });
});

describe("another seal that runs at once", () => {
  test.each([guideKey, manifestKey])(
    "and was first on the first mirror, with %s: this one makes way everywhere",
    async (key) => {
      const mirrors = trio();
      mirrors[0]!.mirror.plant(key, Buffer.from("the other’s"));
      const publishing = publish(headOf(...mirrors.map(({ name, mirror }) => taker(name, mirror))));
      expect(await codeOf(publishing)).toBe("object-exists");
      expect(mirrors.map(({ mirror }) => mirror.keys())).toEqual([[key], [], []]);
    },
  );

  test("and lost the race for the first mirror: what it left elsewhere is told, not overwritten", async () => {
    const mirrors = trio();
    mirrors[1]!.mirror.plant(guideKey, Buffer.from("the other’s"));
    const { written, failed } = await publish(
      headOf(...mirrors.map(({ name, mirror }) => taker(name, mirror))),
    );
    expect(written.map(({ reading }) => reading.url)).toEqual(["a", "c"]);
    expect([...failed.values()].map(({ code }) => code)).toEqual(["object-exists"]);
    expect(mirrors[1]!.mirror.keys()).toEqual([guideKey]);
  });
});
