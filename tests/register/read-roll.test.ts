import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import * as fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { fileBlocks } from "../../lib/register/blocks.ts";
import { canonicalLine } from "../../lib/register/canonical.ts";
import { readRoll, type CanonicalLine, type RollRead } from "../../lib/register/read-roll.ts";
import { maxLineBytes, statuses } from "../../lib/register/schema.ts";
import { anyVoter, full, lineOf, plain, withValue } from "./voters.ts";

const what = { en: "The roll", fr: "La liste électorale" };

/** `bytes` in blocks of `length`, each in the one buffer, which the source overwrites as soon as it is asked for more. */
async function* cut(bytes: Buffer, length: number): AsyncGenerator<Uint8Array> {
  const reused = new Uint8Array(length);
  for (let at = 0; at < bytes.length; at += length) {
    const piece = bytes.subarray(at, at + length);
    reused.set(piece);
    yield reused.subarray(0, piece.length);
    reused.fill(0x58);
  }
}

interface Taken {
  readonly texts: string[];
  readonly keys: string[];
  readonly numbers: number[];
  readonly result: RollRead;
}

async function read(source: AsyncIterable<Uint8Array>): Promise<Taken> {
  const taken = { texts: [] as string[], keys: [] as string[], numbers: [] as number[] };
  const result = await readRoll(source, (line) => {
    taken.texts.push(line.bytes.toString("utf8", line.start, line.end));
    taken.keys.push(keysOf(line));
    taken.numbers.push(line.number);
  });
  return { ...taken, result };
}

function keysOf(line: CanonicalLine): string {
  const id = line.bytes.toString("utf8", line.idStart, line.idEnd);
  return `${line.bytes.toString("utf8", line.countyStart, line.countyEnd)}/${id}/${statuses[line.status]}`;
}

const escaped = withValue(full, "Precinct", 'the "old" \\ mill');
const reversed = JSON.stringify(Object.fromEntries(Object.entries(plain).toReversed()));
const mixed = Buffer.from(
  [
    JSON.stringify(plain),
    JSON.stringify(full),
    reversed,
    `${JSON.stringify(full)}\r`,
    JSON.stringify(escaped),
    "",
  ].join("\n"),
);
const mixedTexts = [plain, full, plain, full, escaped].map((voter) => lineOf(voter).toString());

describe("lines come whole, however the source is cut", () => {
  test("every length of block gives the same lines, numbers and keys", async () => {
    for (let length = 1; length <= mixed.length + 1; length += length < 40 ? 1 : 37) {
      const { texts, keys, numbers, result } = await read(cut(mixed, length));
      expect(texts).toEqual(mixedTexts);
      expect(numbers).toEqual([1, 2, 3, 4, 5]);
      expect(keys).toEqual(
        [plain, full, plain, full, full].map((each) => `${each.County}/${each.VoterId}/${each.Status}`),
      );
      expect(result).toEqual({ lines: 5, bytes: mixed.length, parsed: 2 });
    }
  });

  test("the last line feed may be missing", async () => {
    for (const length of [1, 7, 1000, 100_000]) {
      expect((await read(cut(mixed.subarray(0, -1), length))).texts).toEqual(mixedTexts);
    }
  });

  test("an empty roll has no lines", async () => {
    expect((await read(cut(Buffer.alloc(0), 1))).result).toEqual({ lines: 0, bytes: 0, parsed: 0 });
    expect((await read(Readable.from([Buffer.alloc(0), Buffer.alloc(0)]))).result.lines).toBe(0);
  });

  test("any roll, cut anywhere", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyVoter, { maxLength: 6 }),
        fc.integer({ min: 1, max: 3000 }),
        async (voters, length) => {
          const lines = voters.map((voter) => canonicalLine(voter).toString());
          const { texts } = await read(cut(Buffer.from(lines.map((line) => `${line}\n`).join("")), length));
          expect(texts).toEqual(lines);
        },
      ),
    );
  });

  test("a stream and a file give the same", async () => {
    expect((await read(Readable.from([mixed.subarray(0, 100), mixed.subarray(100)]))).texts).toEqual(
      mixedTexts,
    );
    const folder = await mkdtemp(join(tmpdir(), "rollward-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const path = join(folder, "roll.ndjson");
    await writeFile(path, mixed);
    for (const blockBytes of [1, 100, mixed.length, undefined]) {
      await using file = await open(path);
      const blocks = fileBlocks(file, { path, what, ...(blockBytes !== undefined && { blockBytes }) });
      expect((await read(blocks)).texts).toEqual(mixedTexts);
    }
  });

  test("a promise makes the reader wait", async () => {
    let busy = 0;
    await readRoll(cut(mixed, 1000), async () => {
      expect(busy++).toBe(0);
      await setImmediate();
      busy--;
    });
  });

  test("progress adds up to the length", async () => {
    let seen = 0;
    await readRoll(cut(mixed, 100), () => {}, { onBytes: (bytes) => (seen += bytes) });
    expect(seen).toBe(mixed.length);
  });
});

describe("a bad line ends the reading, with its number", () => {
  const good = JSON.stringify(full);
  const cases: readonly [name: string, roll: string | Buffer, code: string, line: number][] = [
    ["a blank line first", `\n${good}\n`, "line-empty", 1],
    ["a blank line between", `${good}\n\n${good}\n`, "line-empty", 2],
    ["a blank line last", `${good}\n\n`, "line-empty", 2],
    ["a blank line of a Windows file", `${good}\r\n\r\n`, "line-empty", 2],
    ["only a line feed", "\n", "line-empty", 1],
    ["a line that is cut off", `${good}\n${good.slice(0, 50)}`, "line-json", 2],
    ["two voters in one line", `${good}\n${good}${good}\n`, "line-json", 2],
    [
      "bytes that are no UTF-8 in the third line",
      Buffer.concat([Buffer.from(`${good}\n${good}\n{"`), Buffer.from([0xc3, 0x0a])]),
      "line-utf8",
      3,
    ],
    [
      "a fault before bytes that are no UTF-8",
      Buffer.concat([Buffer.from(`${good}\n{}\n`), Buffer.from([0xff, 0x0a])]),
      "line-missing",
      2,
    ],
    ["zeros", Buffer.alloc(1000), "line-json", 1],
    ["a byte order mark", `\ufeff${good}\n`, "line-bom", 1],
    ["a line too long", `${good}\n${good}${" ".repeat(maxLineBytes)}\n${good}\n`, "line-long", 2],
    ["a last line too long", `${good}\n${" ".repeat(maxLineBytes + 1)}`, "line-long", 2],
  ];
  test.each(cases)("%s", async (_, roll, code, line) => {
    for (const length of [1, 50, 4096, 1_000_000]) {
      await expect(read(cut(Buffer.from(roll), length))).rejects.toMatchObject({ code, args: { line } });
    }
  });

  test("a line of the longest length is read, wherever it is cut", async () => {
    const padded = good + " ".repeat(maxLineBytes - Buffer.byteLength(good));
    for (const length of [1, 1000, 65_535, 65_536, 65_537, 1_000_000]) {
      expect((await read(cut(Buffer.from(`${padded}\n${padded}`), length))).texts).toEqual([good, good]);
    }
  });

  test("endless bytes without a line feed are refused at once", async () => {
    let asked = 0;
    const endless = async function* (): AsyncGenerator<Uint8Array> {
      for (;;) {
        asked++;
        yield Buffer.alloc(16_384, 0x20);
      }
    };
    await expect(read(endless())).rejects.toMatchObject({ code: "line-long" });
    expect(asked).toBe(5);
  });

  test("what the taker throws comes through, and the source is closed", async () => {
    let closed = false;
    const source = async function* (): AsyncGenerator<Uint8Array> {
      try {
        yield mixed;
        yield mixed;
      } finally {
        closed = true;
      }
    };
    const stop = new Error("stop");
    const taking = readRoll(source(), () => {
      throw stop;
    });
    await expect(taking).rejects.toBe(stop);
    expect(closed).toBe(true);
  });

  test("a file that cannot be read is told by its path", async () => {
    const folder = await open(tmpdir());
    onTestFinished(() => folder.close());
    const blocks = fileBlocks(folder, { path: "roll.ndjson", what });
    await expect(read(blocks)).rejects.toMatchObject({
      code: "file-unreadable",
      args: { path: "roll.ndjson" },
    });
  });
});

describe("the signal", () => {
  test("ends the wait for a source that keeps silent", async () => {
    const silent = new PassThrough();
    silent.write(mixed);
    const controller = new AbortController();
    const reason = new Error("interrupted");
    let lines = 0;
    const reading = readRoll(silent, () => void lines++, { signal: controller.signal });
    await setImmediate();
    controller.abort(reason);
    await expect(reading).rejects.toBe(reason);
    expect(lines).toBe(5);
  });

  test("that was raised before lets nothing be read", async () => {
    const reason = new Error("interrupted");
    const reading = readRoll(cut(mixed, 10), () => expect.fail("a line was taken"), {
      signal: AbortSignal.abort(reason),
    });
    await expect(reading).rejects.toBe(reason);
  });

  test("that is never raised changes nothing", async () => {
    const { signal } = new AbortController();
    let lines = 0;
    await readRoll(cut(mixed, 10), () => void lines++, { signal });
    expect(lines).toBe(5);
  });
});
