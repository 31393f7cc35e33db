import { describe, expect, test } from "vitest";
import { failing, flipping, hiding, once, truncating } from "../../fakes/memory-hooks.ts";
import { memoryMirror } from "../../fakes/memory-mirror.ts";
import { conformance, keys, listed, outcome } from "./conformance.ts";

const options = { keepUntil: undefined, signal: new AbortController().signal };
const part = "sets/00000001/part";

for (const versioned of [true, false]) {
  conformance(versioned ? "memory with versions" : "memory without versions", async () => {
    const mirror = memoryMirror({ versioned });
    return {
      mirror,
      reopen: async () => mirror.reopen(),
      plant: async (key, bytes) => {
        if (key.startsWith("sets/")) mirror.plant(key, bytes);
      },
      dispose: async () => {},
    };
  });
}

describe("a memory mirror", () => {
  test("keeps what was written over, oldest first, and what was deleted", async () => {
    const mirror = memoryMirror();
    await mirror.write(part, Buffer.from("true"), options);
    mirror.plant(part, Buffer.from("forged"));
    mirror.remove(part);
    const [entry] = await listed(mirror);
    expect(entry).toMatchObject({ versions: [{ bytes: 4 }, { bytes: 6 }], deleted: true });
    expect(await mirror.read(part, entry?.versions[0]?.id ?? "", 10)).toEqual(
      new Uint8Array(Buffer.from("true")),
    );
    expect(mirror.peek(part)).toBeUndefined();
  });

  test("notes that it has no lock, and keeps a retention where it has one", async () => {
    const keepUntil = new Date("2031-01-01T00:00:00Z");
    const locked = memoryMirror();
    const unlocked = memoryMirror({ lock: false });
    for (const mirror of [locked, unlocked])
      await mirror.write(part, Buffer.from("x"), { ...options, keepUntil });
    expect([locked.keptUntil(part), locked.notes()]).toEqual([[keepUntil], []]);
    expect([unlocked.keptUntil(part), unlocked.notes()]).toEqual([[undefined], [{ code: "no-object-lock" }]]);
  });

  test("fails, lies and forgets as it is told", async () => {
    const mirror = memoryMirror({ versioned: false });
    await mirror.write(part, Buffer.from([1, 2, 3]), options);
    const read = async () => [...(await mirror.read(part, "", 10))];

    mirror.hooks = { read: failing(new Error("disk"), 2) };
    expect(await read()).toEqual([1, 2, 3]);
    await expect(read()).rejects.toThrow("disk");
    mirror.hooks = { read: flipping(/part/) };
    expect(await read()).toEqual([1, 3, 3]);
    mirror.hooks = { read: once(flipping(/part/, 0, 7)) };
    expect([await read(), await read()]).toEqual([
      [129, 2, 3],
      [1, 2, 3],
    ]);
    mirror.hooks = { read: truncating(/part/, 1) };
    expect(await read()).toEqual([1]);
    mirror.hooks = { list: hiding(/part/) };
    expect(await keys(mirror)).toEqual([]);
    mirror.hooks = { write: failing(new Error("full")) };
    await expect(mirror.write("sets/00000001/b", Buffer.from("b"), options)).rejects.toThrow("full");
    mirror.hooks = {};
    expect(await keys(mirror)).toEqual([part]);
  });

  test("shows what is no object, and reads none", async () => {
    const mirror = memoryMirror();
    mirror.plantKind(part, "link");
    expect(await listed(mirror)).toEqual([{ key: part, kind: "link", versions: [], deleted: false }]);
    expect(await outcome(mirror.read(part, "", 10))).toBe("object-changed");
  });
});
