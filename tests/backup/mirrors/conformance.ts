import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { RollwardError } from "../../../lib/base/faults.ts";
import type { Listed, Mirror } from "../../../lib/backup/mirrors/mirror.ts";

/** A new, empty mirror of one kind, and what the suite must be able to do to its store. */
export interface Subject {
  readonly mirror: Mirror;
  /** A second mirror on the same store, as another process would open it. */
  reopen(): Promise<Mirror>;
  /** Puts bytes under a new key as somebody else would, by other means than the mirror. */
  plant(key: string, bytes: Uint8Array): Promise<void>;
  dispose(): Promise<void>;
}

const part = "sets/00000001/part-00001-0123456789abcdef.age";
const text = (content: string) => new TextEncoder().encode(content);
const plain = { keepUntil: undefined, signal: new AbortController().signal };
const oneDayMs = 86_400_000;

export async function listed(mirror: Mirror): Promise<readonly Listed[]> {
  const all: Listed[] = [];
  for await (const entry of mirror.list()) all.push(entry);
  return all;
}

export async function keys(mirror: Mirror): Promise<readonly string[]> {
  return (await listed(mirror)).map(({ key }) => key);
}

/** The code of the fault that `work` ends with; the value when it does not fail. */
export async function outcome(work: Promise<unknown>): Promise<unknown> {
  return work.catch((cause: unknown) => {
    if (cause instanceof RollwardError) return cause.code;
    throw cause;
  });
}

async function readOnly(mirror: Mirror, key: string, limit = 1 << 22): Promise<Uint8Array> {
  const found = (await listed(mirror)).find((entry) => entry.key === key);
  return mirror.read(key, found?.versions[0]?.id ?? "", limit);
}

/** What every mirror does, whatever it is made of. */
export function conformance(name: string, make: () => Promise<Subject>): void {
  describe(`${name} as a mirror`, () => {
    let subject: Subject;
    let mirror: Mirror;
    beforeEach(async () => {
      subject = await make();
      mirror = subject.mirror;
    });
    afterEach(() => subject.dispose());

    test("lists nothing while it is empty", async () => {
      expect(await listed(mirror)).toEqual([]);
    });

    test.for([0, 1, 65_536, 65_537, 1_048_577])(
      "gives back %i bytes as they were written",
      async (length) => {
        const bytes = Uint8Array.from({ length }, (_, index) => (index * 31) % 256);
        expect(await mirror.write(part, bytes, plain)).toBe("written");
        expect(await listed(mirror)).toMatchObject([
          { key: part, kind: "object", versions: [{ bytes: length }], deleted: false },
        ]);
        expect(Buffer.compare(await readOnly(mirror, part), bytes)).toBe(0);
      },
    );

    test("gives back any bytes under any sound name", async () => {
      const segment = fc
        .stringMatching(/^[A-Za-z0-9 _+%&=~#?é文.-]{1,20}$/)
        .filter((name) => !/^\.+$/.test(name));
      const seen = new Set<string>();
      await fc.assert(
        fc.asyncProperty(segment, fc.uint8Array({ maxLength: 500 }), async (name, bytes) => {
          const key = `sets/00000001/${name}`;
          fc.pre(!seen.has(key.toLowerCase()));
          seen.add(key.toLowerCase());
          expect(await mirror.write(key, bytes, plain)).toBe("written");
          expect(Buffer.compare(await readOnly(mirror, key), bytes)).toBe(0);
        }),
        { numRuns: 25 },
      );
    });

    test("lists keys in ascending order of their bytes", async () => {
      // In UTF-16, the order of JavaScript, the last two would change places.
      const names = ["Z", "a", "a-b", "a.age", "a0", "é", "\uff5e", "\u{1d11e}"];
      const ordered = [
        ...names.map((name) => `sets/00000001/${name}`),
        "sets/00000002/manifest.json",
        "sets/00000010/manifest.json",
      ];
      for (const key of ordered.toReversed()) await mirror.write(key, text(key), plain);
      expect(await keys(mirror)).toEqual(ordered);
    });

    test("keeps the order between a file and the folder that it is the beginning of", async () => {
      await mirror.write("sets/00000001/part", text("in"), plain);
      await subject.plant("sets/00000001-copy", text("before the slash"));
      await subject.plant("sets/000000010", text("after the slash"));
      expect(await keys(mirror)).toEqual(["sets/00000001-copy", "sets/00000001/part", "sets/000000010"]);
    });

    test("calls the same bytes under the same key the same, and keeps one version", async () => {
      await mirror.write(part, text("sealed"), plain);
      expect(await mirror.write(part, text("sealed"), plain)).toBe("same");
      expect(await (await subject.reopen()).write(part, text("sealed"), plain)).toBe("same");
      expect(await listed(mirror)).toMatchObject([{ key: part, versions: [{ bytes: 6 }] }]);
    });

    test.for(["other!", "longer than before", "", "shorter".slice(0, 3)])(
      "never replaces a key by other bytes: %j",
      async (other) => {
        await mirror.write(part, text("sealed"), plain);
        expect(await outcome(mirror.write(part, text(other), plain))).toBe("object-exists");
        expect(Buffer.from(await readOnly(mirror, part)).toString()).toBe("sealed");
        expect(await listed(mirror)).toMatchObject([{ key: part, versions: [{ bytes: 6 }] }]);
      },
    );

    test("writes over a leftover only when told to", async () => {
      const guide = "sets/00000001/RESTORE.md";
      await mirror.write(guide, text("leftover"), plain);
      expect(await mirror.write(guide, text("sealed"), { ...plain, replace: true })).toBe("written");
      const newest = (await listed(mirror))[0]?.versions.at(-1);
      expect(Buffer.from(await mirror.read(guide, newest?.id ?? "none", 100)).toString()).toBe("sealed");
    });

    test("reads as many bytes as it may, and not one more", async () => {
      await mirror.write(part, text("sealed"), plain);
      expect(await outcome(readOnly(mirror, part, 5))).toBe("object-changed");
      expect(await outcome(readOnly(mirror, part, 0))).toBe("object-changed");
      expect(Buffer.from(await readOnly(mirror, part, 6)).toString()).toBe("sealed");
    });

    test("says that what is not there has changed since it was listed", async () => {
      expect(await outcome(mirror.read("sets/00000009/manifest.json", "", 100))).toBe("object-changed");
      await mirror.write(part, text("sealed"), plain);
      expect(await outcome(mirror.read(part, "no-such-version", 100))).toBe("object-changed");
    });

    test.for([
      "sets/../outside",
      "sets/00000001/../../outside",
      "sets/./manifest.json",
      "others/00000001/manifest.json",
      "../outside",
      "/sets/00000001/manifest.json",
      "manifest.json",
      "sets",
      "sets/",
      "sets//manifest.json",
      "sets/00000001/",
      "sets/00000001/a\\b",
      "sets/00000001/a\u0000b",
      "sets/00000001/a\nb",
      "sets/00000001/\ud800",
      `sets/00000001/${"n".repeat(256)}`,
      "",
    ])("refuses the name %j", async (key) => {
      expect(await outcome(mirror.write(key, text("x"), plain))).toBe("object-name");
      expect(await outcome(mirror.read(key, "", 10))).toBe("object-name");
      expect(await outcome(mirror.takeBack(key))).toBe("object-name");
      expect(await keys(mirror)).toEqual([]);
    });

    test("lists what others left there, half-written files among it", async () => {
      const foreign = ["sets/00000001/.0f.partial", "sets/00000001/notes.txt", "sets/README"];
      for (const key of foreign) await subject.plant(key, text("foreign"));
      await mirror.write(part, text("sealed"), plain);
      expect(await keys(mirror)).toEqual([foreign[0], foreign[1], part, foreign[2]]);
    });

    test("does not list what lies outside sets", async () => {
      await subject.plant("notes.txt", text("foreign"));
      await subject.plant("setsquare/a", text("foreign"));
      expect(await keys(mirror)).toEqual([]);
    });

    test("lets one of two writers win, with all of its bytes", async () => {
      const second = await subject.reopen();
      const contents = [new Uint8Array(300_000).fill(1), new Uint8Array(300_000).fill(2)] as const;
      const outcomes = await Promise.all([
        outcome(mirror.write(part, contents[0], plain)),
        outcome(second.write(part, contents[1], plain)),
      ]);
      expect(outcomes.toSorted()).toEqual(["object-exists", "written"]);
      expect(
        Buffer.compare(await readOnly(mirror, part), contents[outcomes.indexOf("written") as 0 | 1]),
      ).toBe(0);
    });

    test("lets two writers of the same bytes both succeed", async () => {
      const second = await subject.reopen();
      const both = [mirror.write(part, text("sealed"), plain), second.write(part, text("sealed"), plain)];
      expect((await Promise.all(both)).toSorted()).toEqual(["same", "written"]);
      expect(await keys(mirror)).toEqual([part]);
    });

    test("takes back what it wrote, or says that it does not", async () => {
      await mirror.write(part, text("sealed"), plain);
      const gone = await mirror.takeBack(part);
      expect(await keys(mirror)).toEqual(gone ? [] : [part]);
    });

    test("writes nothing once the person has interrupted", async () => {
      const stop = { keepUntil: undefined, signal: AbortSignal.abort() };
      expect(await outcome(mirror.write(part, text("sealed"), stop))).toBe("interrupted");
      expect(await keys(mirror)).toEqual([]);
    });

    test("takes a retention that lies ahead and one that is over", async () => {
      const now = Date.now();
      const options = (keepUntilMs: number) => ({ ...plain, keepUntil: new Date(keepUntilMs) });
      expect(await mirror.write(part, text("kept"), options(now + oneDayMs))).toBe("written");
      expect(await mirror.write(`${part}.old`, text("kept"), options(now - oneDayMs))).toBe("written");
      expect(await keys(mirror)).toEqual([part, `${part}.old`]);
    });

    test("shows another process what this one wrote, and is in the same place", async () => {
      await mirror.write(part, text("sealed"), plain);
      const second = await subject.reopen();
      expect(await listed(second)).toEqual(await listed(mirror));
      expect(await second.place()).toEqual(await mirror.place());
      const { id, label } = await mirror.place();
      expect([id, label.en, label.fr]).not.toContain("");
    });

    test("can be left in the middle of its list", async () => {
      for (const name of ["a", "b", "c"]) await mirror.write(`sets/00000001/${name}`, text(name), plain);
      for await (const { key } of mirror.list()) {
        expect(key).toBe("sets/00000001/a");
        break;
      }
      await mirror.close();
    });
  });
}
