import { describe, expect, test } from "vitest";
import { sha256Hex } from "../../lib/base/bytes.ts";
import { failure } from "../../lib/base/faults.ts";
import { fetchObject, lookUpObject } from "../../lib/backup/fetch.ts";
import { mirrorFaults } from "../../lib/backup/mirrors/mirror-faults.ts";
import type { Listed } from "../../lib/backup/mirrors/mirror.ts";
import { failing, flipping, once } from "../fakes/memory-hooks.ts";
import { memoryMirror, type MemoryMirror } from "../fakes/memory-mirror.ts";

const key = "sets/00000001/part-00001-0123456789abcdef.age";
const sealed = Buffer.from("the bytes that were sealed");
const other = Buffer.from("some other bytes, as long!").subarray(0, sealed.length);
const expected = { sha256: sha256Hex(sealed), bytes: sealed.length, limit: 1000 };
const unreadable = failure(mirrorFaults["mirror-unreadable"], { url: "memory:", reason: "x", remedy: "y" });

async function listed(mirror: MemoryMirror): Promise<Listed | undefined> {
  for await (const each of mirror.list()) if (each.key === key) return each;
  return undefined;
}
const fetched = async (mirror: MemoryMirror, changes: Partial<typeof expected> = {}) => {
  const outcome = await fetchObject(mirror, await listed(mirror), { ...expected, ...changes });
  return outcome.outcome === "whole" ? { ...outcome, bytes: Buffer.from(outcome.bytes).toString() } : outcome;
};
const holding = (...versions: readonly Uint8Array[]) => {
  const mirror = memoryMirror();
  for (const version of versions) mirror.plant(key, version);
  return mirror;
};
const whole = (overwritten: boolean) => ({ outcome: "whole", bytes: sealed.toString(), overwritten });

describe("of a key’s versions", () => {
  test("the only one is read", async () => expect(await fetched(holding(sealed))).toEqual(whole(false)));
  test("one that was written over is found below, and that is told", async () => {
    expect(await fetched(holding(sealed, other))).toEqual(whole(true));
    expect(await fetched(holding(sealed, Buffer.from("short"), other))).toEqual(whole(true));
  });
  test("one that was put before is passed over", async () => {
    expect(await fetched(holding(other, sealed))).toEqual(whole(false));
    expect(await fetched(holding(other, sealed, other))).toEqual(whole(true));
  });
  test("the oldest good one counts: the same bytes put again are an overwrite", async () => {
    expect(await fetched(holding(sealed, sealed))).toEqual(whole(true));
  });
  test("a deleted one is found below its marker", async () => {
    const mirror = holding(sealed);
    mirror.remove(key);
    expect(await fetched(mirror)).toEqual(whole(true));
  });
  test("none that is good is altered", async () =>
    expect(await fetched(holding(other, other))).toEqual({ outcome: "altered" }));
  test("only those of the right length are read", async () => {
    const mirror = holding(Buffer.from("short"), sealed);
    const read: string[] = [];
    mirror.hooks = { read: (_, { version }) => void read.push(version) };
    expect(await fetched(mirror)).toEqual(whole(false));
    expect(read).toHaveLength(1);
  });
});

describe("what cannot be had", () => {
  test("missing, and gone with all its versions", async () => {
    expect(await fetched(holding())).toEqual({ outcome: "missing" });
    expect(
      await fetchObject(holding(), { key, kind: "object", versions: [], deleted: true }, expected),
    ).toEqual({ outcome: "missing" });
  });
  test.each(["folder", "link", "device"] as const)("a %s in its place", async (kind) => {
    const mirror = holding();
    mirror.plantKind(key, kind);
    expect(await fetched(mirror)).toEqual({ outcome: "kind", kind });
  });
  test("another length, or more than may be read at all, is not read", async () => {
    const mirror = holding(Buffer.from("short"));
    mirror.hooks = { read: failing(unreadable) };
    expect(await fetched(mirror)).toEqual({ outcome: "length", found: 5 });
    expect(await fetched(holding(sealed), { limit: sealed.length - 1 })).toEqual({
      outcome: "length",
      found: sealed.length,
    });
  });
  test("changed while it is read", async () => {
    const mirror = holding(sealed);
    mirror.hooks = { read: flipping(/part/) };
    expect(await fetched(mirror)).toEqual({ outcome: "altered" });
  });
  test("unreadable is not altered: nobody knows", async () => {
    const mirror = holding(sealed);
    mirror.hooks = { read: failing(unreadable) };
    expect(await fetched(mirror)).toEqual({ outcome: "unread", reason: "mirror-unreadable" });
  });
  test("unreadable once, and another version is not it", async () => {
    const mirror = holding(sealed, other);
    mirror.hooks = { read: failing(unreadable, 1) };
    expect(await fetched(mirror)).toEqual({ outcome: "unread", reason: "mirror-unreadable" });
  });
  test("unreadable once, and the next version is it", async () => {
    const mirror = holding(sealed, sealed);
    mirror.hooks = { read: once(failing(unreadable)) };
    expect(await fetched(mirror)).toEqual(whole(false));
  });
  test("what no mirror should throw is thrown on", async () => {
    const mirror = holding(sealed);
    mirror.hooks = { read: failing(new TypeError("a mistake of ours")) };
    await expect(fetched(mirror)).rejects.toThrow(TypeError);
  });
});

describe("looked up by the listing alone", () => {
  const lookedUp = async (mirror: MemoryMirror) => lookUpObject(await listed(mirror), sealed.length);
  test("is there when some version is as long", async () => {
    const mirror = holding(other);
    mirror.hooks = { read: failing(unreadable) };
    expect(await lookedUp(mirror)).toMatchObject({ outcome: "whole", overwritten: false });
    expect(await lookedUp(holding(other, Buffer.from("short")))).toMatchObject({
      outcome: "whole",
      overwritten: true,
    });
  });
  test("is not there otherwise", async () => {
    expect(await lookedUp(holding(Buffer.from("short")))).toEqual({ outcome: "length", found: 5 });
    expect(await lookedUp(holding())).toEqual({ outcome: "missing" });
  });
});
