import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { copySets } from "../../lib/backup/copy-sets.ts";
import { scanSets } from "../../lib/backup/scan.ts";
import { flipping, hiding } from "../fakes/memory-hooks.ts";
import { memoryMirror, type MemoryMirror } from "../fakes/memory-mirror.ts";
import { threeSets } from "./chain-fixture.ts";
import { codeOf } from "./commands.ts";
import { noon, office, workAt } from "./office.ts";

const chain = await threeSets();

/** The sound chain in memory, where every object keeps its versions. */
function inMemory(): MemoryMirror {
  const mirror = memoryMirror();
  for (const path of readdirSync(join(chain.sound, "sets"), { recursive: true, encoding: "utf8" })) {
    if (path.includes("."))
      mirror.plant(`sets/${path.replaceAll("\\", "/")}`, readFileSync(join(chain.sound, "sets", path)));
  }
  return mirror;
}

const keyOf = (mirror: MemoryMirror, pattern: RegExp) => mirror.keys().find((key) => pattern.test(key))!;

async function scan(mirror: MemoryMirror) {
  const options = {
    depth: "bytes",
    identities: [],
    now: new Date(noon),
    signal: new AbortController().signal,
    onBytes() {},
  } as const;
  const seen: string[] = [];
  for await (const { reading } of scanSets(mirror, office.trust, options)) {
    for (const { fault } of [...reading.problems, ...reading.notes])
      seen.push(`${fault.code} ${reading.sequence}`);
  }
  return seen.toSorted();
}

async function copy(from: MemoryMirror, to: MemoryMirror, first = 1): Promise<readonly number[]> {
  const copied: number[] = [];
  for await (const sequence of copySets(from, to, { first, last: 3 }, office.trust, workAt(noon)))
    copied.push(sequence);
  return copied;
}

describe("a mirror that keeps versions", () => {
  test("is sound as it stands", async () => expect(await scan(inMemory())).toEqual([]));

  test.each([/00000003\/part-00001/, /00000002\/RESTORE/, /00000001\/manifest/])(
    "an object written over is read below: %s",
    async (pattern) => {
      const mirror = inMemory();
      const key = keyOf(mirror, pattern);
      mirror.plant(key, Buffer.from(mirror.peek(key)!).fill(0x20, 40, 60));
      expect(await scan(mirror)).toEqual([`overwritten ${Number(key.slice(5, 13))}`]);
    },
  );

  test.each([/00000003\/part-00001/, /00000002\/RESTORE/, /00000001\/manifest/])(
    "an object deleted is read below its marker: %s",
    async (pattern) => {
      const mirror = inMemory();
      const key = keyOf(mirror, pattern);
      mirror.remove(key);
      expect(await scan(mirror)).toEqual([`overwritten ${Number(key.slice(5, 13))}`]);
    },
  );

  test("an object gone with all its versions is missing", async () => {
    const mirror = inMemory();
    mirror.erase(keyOf(mirror, /00000002\/part-00002/));
    expect(await scan(mirror)).toEqual(["part-missing 2"]);
  });

  test("what a stranger put before the sealed version is passed over", async () => {
    const mirror = inMemory();
    const key = keyOf(mirror, /00000003\/manifest/);
    const sealed = mirror.peek(key)!;
    mirror.erase(key);
    mirror.plant(key, Buffer.from("{}"));
    mirror.plant(key, sealed);
    expect(await scan(mirror)).toEqual([]);
  });
});

describe("copying", () => {
  test("brings every set over, byte for byte", async () => {
    const [from, to] = [inMemory(), memoryMirror()];
    expect(await copy(from, to)).toEqual([1, 2, 3]);
    expect(to.keys()).toEqual(from.keys());
    for (const key of to.keys()) expect(Buffer.compare(to.peek(key)!, from.peek(key)!)).toBe(0);
  });

  test("begins where it is told", async () => {
    const to = memoryMirror();
    expect(await copy(inMemory(), to, 3)).toEqual([3]);
    expect(to.keys().every((key) => key.startsWith("sets/00000003/"))).toBe(true);
  });

  test.each([
    ["a part altered", { read: flipping(/00000002\/part-00002/) }],
    ["a guide altered", { read: flipping(/00000002\/RESTORE/) }],
    ["a manifest altered", { read: flipping(/00000002\/manifest/) }],
    ["a part missing", { list: hiding(/00000002\/part-00001/) }],
    ["a set missing", { list: hiding(/00000002/) }],
  ])("stops before the first set that does not verify: %s", async (_, hooks) => {
    const [from, to] = [inMemory(), memoryMirror({ versioned: false })];
    from.hooks = hooks;
    expect(await codeOf(copy(from, to))).toBe("copy-source-broken");
    expect(to.keys().length).toBe(5);
    expect(to.keys().every((key) => key.startsWith("sets/00000001/"))).toBe(true);
  });

  test("copies the sealed version of what was written over", async () => {
    const [from, to] = [inMemory(), memoryMirror()];
    const key = keyOf(from, /00000002\/part-00002/);
    const sealed = from.peek(key)!;
    from.plant(key, Buffer.alloc(sealed.length));
    expect(await copy(from, to)).toEqual([1, 2, 3]);
    expect(Buffer.compare(to.peek(key)!, sealed)).toBe(0);
  });
});
