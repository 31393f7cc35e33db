import { createHash } from "node:crypto";
import { isUtf8 } from "node:buffer";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseLine } from "../../lib/register/parse.ts";
import { createRecogniser, newFoundKeys } from "../../lib/register/recognise.ts";
import { countyNames, countySizes, mostCounties } from "../../lib/register/synth/counties.ts";
import { seededRandom } from "../../lib/register/synth/random.ts";
import { mostVoters, synthesise, type SynthOptions } from "../../lib/register/synth/synthesise.ts";
import * as words from "../../lib/register/synth/words.ts";
import type { Voter } from "../../lib/register/voter.ts";

function roll(options: SynthOptions): Buffer {
  return Buffer.concat([...synthesise(options)]);
}

function votersOf(options: SynthOptions): readonly Voter[] {
  const lines = roll(options).toString().split("\n").slice(0, -1);
  return lines.map((line, index) => parseLine(Buffer.from(line), index + 1).voter);
}

function sha256(options: SynthOptions): string {
  const digest = createHash("sha256");
  for (const block of synthesise(options)) digest.update(block);
  return digest.digest("hex");
}

describe("the same bytes for ever", () => {
  test.each([
    [
      { voters: 0, counties: 3, seed: "1" },
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    ],
    [
      { voters: 1, counties: 1, seed: "" },
      "11b1bb78b9bbc3c1d00be26f4e8298bc68d75a99fc4f2fca83e223a791dcb336",
    ],
    [
      { voters: 1000, counties: 20, seed: "1" },
      "6f8209779d51872d8b1124aafa23f2cf6897c07a88d2459062d2733ca6cbb336",
    ],
    [
      { voters: 1000, counties: 20, seed: "2" },
      "2e340be7fa4be9cf52ee4cfb0295626f78d1930b95fa648012bbfd47886810c0",
    ],
    [
      { voters: 50_000, counties: 500, seed: "été" },
      "94ea91a8cdb4b012364b3a2460e46f3abcc234ff4b33c35cd5516daee853e6df",
    ],
  ])("%j", (options, digest) => {
    expect(sha256(options)).toBe(digest);
  });

  test("chance is the published sfc32, seeded with SHA-256 of the seed", () => {
    const random = seededRandom("rollward");
    expect(Array.from({ length: 6 }, () => random.below(2 ** 32))).toEqual(sfc32("rollward", 6));
  });
});

/** sfc32 as PractRand writes it, on unsigned numbers of any length cut to 32 bits. */
function sfc32(seed: string, count: number): readonly number[] {
  const digest = createHash("sha256").update(seed).digest();
  let [a, b, c, counter] = [0, 4, 8, 12].map((at) => BigInt(digest.readUInt32LE(at))) as [
    bigint,
    bigint,
    bigint,
    bigint,
  ];
  const cut = (value: bigint): bigint => BigInt.asUintN(32, value);
  return Array.from({ length: count }, () => {
    const sum = cut(a + b + counter);
    counter = cut(counter + 1n);
    a = b ^ (b >> 9n);
    b = cut(c + (c << 3n));
    c = cut(cut((c << 21n) | (c >> 11n)) + sum);
    return Number(sum);
  });
}

describe("an invented roll", () => {
  const options = { voters: 20_000, counties: 40, seed: "a roll" };
  const bytes = roll(options);
  const voters = votersOf(options);

  test("has as many voters as asked for, in all its counties, of very different sizes", () => {
    expect(voters).toHaveLength(20_000);
    const sizes = new Map<string, number>();
    for (const { County } of voters) sizes.set(County, (sizes.get(County) ?? 0) + 1);
    expect(sizes.size).toBe(40);
    expect(Math.max(...sizes.values())).toBeGreaterThan(5 * Math.min(...sizes.values()));
  });

  test("is canonical: the recogniser takes every line", () => {
    const recognise = createRecogniser();
    expect(isUtf8(bytes)).toBe(true);
    let lines = 0;
    for (let at = 0; at < bytes.length; lines++) {
      const end = recognise(bytes, at, bytes.length, newFoundKeys());
      expect(bytes[end]).toBe(0x0a);
      at = end + 1;
    }
    expect(lines).toBe(20_000);
  });

  test("is in order of county and id, as bytes, and no id comes twice", () => {
    const inOrder = voters.slice(1).every((after, index) => {
      const before = voters[index]!;
      const counties = Buffer.compare(Buffer.from(before.County), Buffer.from(after.County));
      return counties < 0 || (counties === 0 && before.VoterId < after.VoterId);
    });
    expect(inOrder).toBe(true);
    expect(new Set(voters.map((voter) => voter.VoterId)).size).toBe(20_000);
  });

  test("is of real size and make-up", () => {
    const share = (of: (voter: Voter) => boolean): number => voters.filter(of).length / voters.length;
    expect(bytes.length / voters.length).toBeGreaterThan(450);
    expect(bytes.length / voters.length).toBeLessThan(500);
    expect(share((voter) => voter.Status === "active")).toBeCloseTo(0.88, 1);
    expect(share((voter) => voter.MailingAddress !== undefined)).toBeCloseTo(0.15, 1);
    expect(share((voter) => voter.Name.MiddleName !== undefined)).toBeCloseTo(0.35, 1);
    expect(share((voter) => voter.Protected)).toBeGreaterThan(0.001);
    expect(share((voter) => voter.Protected)).toBeLessThan(0.006);
    expect(share((voter) => /[^ -~]/.test(JSON.stringify(voter)))).toBeGreaterThan(0.2);
    const homes = new Set(voters.map((voter) => JSON.stringify(voter.ResidenceAddress)));
    expect(homes.size / voters.length).toBeLessThan(0.6);
  });

  test("makes sense: born, of age when registered, not modified before that", () => {
    const odd = voters.filter((voter) => {
      const age = Number(voter.RegistrationDate.slice(0, 4)) - Number(voter.DateOfBirth.slice(0, 4));
      return age < 18 || voter.LastModified.slice(0, 10) < voter.RegistrationDate;
    });
    expect(odd).toEqual([]);
  });

  test("comes in blocks of at most 1 MiB that end with a line feed", () => {
    const blocks = [...synthesise(options)];
    expect(blocks.length).toBeGreaterThan(5);
    for (const block of blocks) {
      expect(block.length).toBeLessThanOrEqual(1_048_576);
      expect(block.at(-1)).toBe(0x0a);
    }
  });
});

describe("the numbers asked for", () => {
  test.each([1, 2, 3, 7, 499, 500])("%i counties have names of their own, in order", (count) => {
    const names = countyNames(count);
    expect(new Set(names).size).toBe(count);
    expect(names.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))).toEqual(names);
  });

  test("county sizes add up, and none is empty while there are enough voters", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: mostVoters }),
        fc.integer({ min: 1, max: mostCounties }),
        (voters, counties) => {
          const sizes = countySizes(voters, counties);
          expect(sizes).toHaveLength(counties);
          expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(voters);
          expect(Math.min(...sizes)).toBeGreaterThanOrEqual(voters >= counties ? 1 : 0);
          // Enough ids for each: ten digits, shared by the counties, with room for gaps.
          expect(Math.max(...sizes) * 2).toBeLessThanOrEqual(1e10 / counties);
        },
      ),
    );
  });

  test("fewer voters than counties leave counties empty", () => {
    expect(votersOf({ voters: 3, counties: 500, seed: "1" })).toHaveLength(3);
  });

  test.each([
    [-1, 1, "synth-voters"],
    [1.5, 1, "synth-voters"],
    [Number.NaN, 1, "synth-voters"],
    [mostVoters + 1, 1, "synth-voters"],
    [1, 0, "synth-counties"],
    [1, mostCounties + 1, "synth-counties"],
    [1, 2.5, "synth-counties"],
  ])("%d voters in %d counties: %s, before anything is made", (voters, counties, code) => {
    expect(() => synthesise({ voters, counties, seed: "1" })).toThrow(expect.objectContaining({ code }));
  });

  test("no word needs an escape in JSON, or is there twice among the families", () => {
    for (const list of [
      words.givenNames,
      words.familyNames,
      words.placeNames,
      words.streets,
      words.prefixes,
      words.suffixes,
    ]) {
      for (const word of list) expect(JSON.stringify(word)).toBe(`"${word}"`);
    }
    expect(new Set(words.familyNames).size).toBe(words.familyNames.length);
  });
});
