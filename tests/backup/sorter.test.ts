import { randomBytes } from "node:crypto";
import { readFileSync, readdirSync, readlinkSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LineOrder } from "../../lib/backup/seal/line-order.ts";
import { RollSorter } from "../../lib/backup/seal/sorter.ts";
import type { Voter } from "../../lib/register/voter.ts";
import { lineOf, textOf } from "./lines.ts";
import { canonical, voter } from "./rolls.ts";

const { signal } = new AbortController();

async function sorted(voters: readonly Voter[], runBytes: number): Promise<string> {
  const sorter = new RollSorter((bytes) => randomBytes(bytes), runBytes);
  try {
    for (const each of voters) await sorter.take(lineOf(each));
    let text = "";
    await sorter.drain((line) => void (text += `${textOf(line)}\n`), signal);
    return text;
  } finally {
    await sorter.close();
  }
}

const counties = ["A", "A B", "AB", "a", "É", "Ébène", "漢", "\ue000", "🗳", "~"];
const anyRoll = fc.uniqueArray(
  fc.record({
    id: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,5}$/),
    county: fc.constantFrom(...counties),
    size: fc.nat(900),
  }),
  { selector: ({ id }) => id, maxLength: 120 },
);

describe("the roll in order", () => {
  test.each([
    ["in memory", 1 << 20],
    ["in runs of a few lines", 3000],
    ["in runs of one or two", 1500],
  ])("whatever order it came in: %s", async (_, runBytes) => {
    await fc.assert(
      fc.asyncProperty(anyRoll, async (roll) => {
        const voters = roll.map(({ id, county, size }) =>
          voter(id, county, { Name: { LastName: "x".repeat(1 + (size % 200)) } }),
        );
        expect(await sorted(voters, runBytes)).toBe(canonical(voters).toString());
      }),
      { numRuns: 60 },
    );
  });

  test("through runs of many blocks", async () => {
    const voters = Array.from({ length: 6000 }, (_, index) =>
      voter(`AR-${(index * 7919) % 6000}`, counties[(index * 31) % counties.length]!),
    );
    expect(await sorted(voters, 1_200_000)).toBe(canonical(voters).toString());
  });

  test("of nobody is nothing", async () => expect(await sorted([], 3000)).toBe(""));

  test("with each line’s keys and status where they stand", async () => {
    const sorter = new RollSorter((bytes) => randomBytes(bytes), 3000);
    const voters = Array.from({ length: 20 }, (_, index) =>
      voter(`AR-${index}`, "Ébène", { Status: index % 2 === 0 ? "pending" : "active" }),
    );
    for (const each of voters) await sorter.take(lineOf(each));
    const seen: unknown[] = [];
    await sorter.drain(
      (line) =>
        void seen.push([
          line.bytes.toString("utf8", line.idStart, line.idEnd),
          line.bytes.toString("utf8", line.countyStart, line.countyEnd),
          line.status,
        ]),
      signal,
    );
    await sorter.close();
    expect(seen).toHaveLength(20);
    expect(seen).toEqual(
      voters
        .map(({ VoterId, County, Status }) => [VoterId, County, Status === "pending" ? 2 : 0])
        .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    );
  });
});

describe.runIf(process.platform === "linux")("what is spilled", () => {
  const openFiles = () =>
    readdirSync("/proc/self/fd").flatMap((fd) => {
      try {
        return [{ fd, target: readlinkSync(`/proc/self/fd/${fd}`) }];
      } catch {
        return [];
      }
    });

  test("has no name on disk and holds no voter in the clear", async () => {
    const before = new Set(openFiles().map(({ target }) => target));
    const sorter = new RollSorter((bytes) => randomBytes(bytes), 2000);
    for (let index = 0; index < 50; index++) await sorter.take(lineOf(voter(`AR-${index}`, "Quillmoor")));
    const spilled = openFiles().filter(({ target }) => target.includes("rollward-") && !before.has(target));
    expect(spilled.map(({ target }) => target.endsWith(" (deleted)"))).toEqual([true]);
    const bytes = readFileSync(`/proc/self/fd/${spilled[0]!.fd}`);
    expect(bytes.length).toBeGreaterThan(1000);
    for (const word of ["Quillmoor", "Wrenford", "AR-1"]) expect(bytes.includes(word)).toBe(false);
    // Nor is it merely compressed: a zstd frame begins with these four bytes.
    expect(bytes.includes(Buffer.from("28b52ffd", "hex"))).toBe(false);
    await sorter.close();
    expect(openFiles().filter(({ target }) => target === spilled[0]!.target)).toEqual([]);
  });
});

describe("lines in the order of the roll", () => {
  const follow = (...pairs: readonly (readonly [string, string])[]) => {
    const order = new LineOrder();
    return pairs.map(([county, id]) => order.follows(lineOf(voter(id, county))));
  };
  test.each([
    [
      "ids rise within a county",
      [
        ["A", "1"],
        ["A", "10"],
        ["A", "2"],
      ],
      [true, true, true],
    ],
    [
      "an id falls",
      [
        ["A", "2"],
        ["A", "10"],
      ],
      [true, false],
    ],
    [
      "an id again",
      [
        ["A", "1"],
        ["A", "1"],
      ],
      [true, false],
    ],
    [
      "a new county begins anew",
      [
        ["A", "9"],
        ["B", "1"],
      ],
      [true, true],
    ],
    [
      "a county falls",
      [
        ["B", "1"],
        ["A", "2"],
      ],
      [true, false],
    ],
    [
      "a longer county with the same beginning comes later",
      [
        ["A", "9"],
        ["A B", "1"],
        ["A", "99"],
      ],
      [true, true, false],
    ],
    [
      "by bytes, not by letters",
      [
        ["z", "1"],
        ["É", "1"],
        ["漢", "1"],
        ["🗳", "1"],
      ],
      [true, true, true, true],
    ],
    [
      "by bytes, not by UTF-16",
      [
        ["\ue000", "1"],
        ["🗳", "1"],
      ],
      [true, true],
    ],
  ] as const)("%s", (_, pairs, expected) => expect(follow(...pairs)).toEqual(expected));

  test("are those that sorting leaves as they are", () => {
    fc.assert(
      fc.property(anyRoll, (roll) => {
        const voters = roll.map(({ id, county }) => voter(id, county));
        const order = new LineOrder();
        const inOrder = voters.every((each) => order.follows(lineOf(each)));
        const same =
          canonical(voters).toString() === voters.map((each) => `${JSON.stringify(each)}\n`).join("");
        expect(inOrder).toBe(same);
      }),
      { numRuns: 200 },
    );
  });
});
