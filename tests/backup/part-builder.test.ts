import { expect, test } from "vitest";
import { maxPartPlaintextBytes } from "../../lib/backup/manifest.ts";
import { PartBuilder, type PlainPart } from "../../lib/backup/seal/part-builder.ts";
import type { Voter } from "../../lib/register/voter.ts";
import { lineOf } from "./lines.ts";
import { rollOf, voter } from "./rolls.ts";

type Cut = Pick<PlainPart, "index" | "county" | "voters"> & { readonly lines: string };

async function cut(
  voters: readonly Voter[],
  wait = false,
): Promise<{ readonly parts: readonly Cut[]; readonly builder: PartBuilder }> {
  const parts: Cut[] = [];
  const builder = new PartBuilder(async (part) => {
    const { index, county, voters: count, lines } = part;
    const text = lines.toString();
    if (wait) await new Promise((resolve) => setImmediate(resolve));
    // Nobody writes into a part before it is given back.
    expect(lines.toString()).toBe(text);
    parts.push({ index, county, voters: count, lines: text });
    part.release();
  });
  for (const each of voters) await builder.take(lineOf(each));
  await builder.finish();
  return { parts, builder };
}

test("a part for each county, in order, and nothing lost", async () => {
  const voters = [
    voter("1", "A"),
    voter("2", "A"),
    voter("1b", "A B"),
    voter("0", "É", { Status: "cancelled" }),
  ];
  const { parts, builder } = await cut(voters, true);
  expect(parts.map(({ index, county, voters: count }) => [index, county, count])).toEqual([
    [0, "A", 2],
    [1, "A B", 1],
    [2, "É", 1],
  ]);
  expect(parts.map(({ lines }) => lines).join("")).toBe(rollOf(voters).toString());
  expect([builder.voters, builder.bytes]).toEqual([4, rollOf(voters).length]);
  expect(builder.counties.map(({ county, voters: count, byStatus }) => [county, count, byStatus])).toEqual([
    ["A", 2, { active: 2, inactive: 0, pending: 0, cancelled: 0 }],
    ["A B", 1, { active: 1, inactive: 0, pending: 0, cancelled: 0 }],
    ["É", 1, { active: 0, inactive: 0, pending: 0, cancelled: 1 }],
  ]);
});

test("nobody makes no part", async () => {
  const { parts, builder } = await cut([]);
  expect([parts, builder.counties, builder.voters, builder.bytes]).toEqual([[], [], 0, 0]);
});

/** A voter whose line, line feed included, is `bytes` long. */
function ofBytes(id: string, bytes: number): Voter {
  const bare = rollOf([voter(id, "A", { Precinct: "" })]).length;
  return voter(id, "A", { Precinct: "p".repeat(bytes - bare) });
}

test.each([
  ["one byte short of full", -1, [256]],
  ["full to the byte", 0, [256]],
  ["one byte too many", 1, [255, 1]],
])("a county that makes a part %s", async (_, more, counts) => {
  const line = maxPartPlaintextBytes / 256;
  const voters = Array.from({ length: 256 }, (_each, index) =>
    ofBytes(`AR-${1000 + index}`, index === 255 ? line + more : line),
  );
  const { parts, builder } = await cut(voters);
  expect(parts.map(({ voters: count }) => count)).toEqual(counts);
  expect(parts.every(({ lines }) => lines.endsWith("}\n") && lines.length <= maxPartPlaintextBytes)).toBe(
    true,
  );
  expect(parts.map(({ lines }) => lines).join("") === rollOf(voters).toString()).toBe(true);
  expect(builder.counties.map(({ voters: count }) => count)).toEqual([256]);
});
