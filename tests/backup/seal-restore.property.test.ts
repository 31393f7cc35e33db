import { randomBytes } from "node:crypto";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sha256Hex } from "../../lib/base/bytes.ts";
import { maxPartPlaintextBytes } from "../../lib/backup/manifest.ts";
import type { Voter } from "../../lib/register/voter.ts";
import { anyVoter } from "../register/voters.ts";
import { readManifest } from "./broken/stage.ts";
import { restoreAt, sealAt, temporaryFolder, verifyAt } from "./commands.ts";
import { noon, office } from "./office.ts";
import { asFile, asPipe, canonical, rollOf, voter } from "./rolls.ts";

/** Few counties, so that some have several voters; each id once. */
const anyRoll = fc
  .tuple(
    fc.uniqueArray(anyVoter, { selector: ({ VoterId }) => VoterId, minLength: 1, maxLength: 25 }),
    fc.integer({ min: 1, max: 4 }),
  )
  .map(([voters, counties]) =>
    voters.map((each, index) =>
      index < counties ? each : { ...each, County: voters[index % counties]!.County },
    ),
  );

const shuffled = (voter: Voter): Voter =>
  Object.fromEntries(Object.entries(voter).toReversed()) as unknown as Voter;

describe("sealed, then restored", () => {
  test("any roll comes back in canonical form, byte for byte, from a file as from a pipe", async () => {
    const folder = temporaryFolder();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        anyRoll,
        fc.integer({ min: 1, max: 5000 }),
        fc.boolean(),
        async (voters, blockBytes, reversed) => {
          const roll = rollOf(reversed ? voters.map(shuffled) : voters);
          const expected = canonical(voters);
          const [file, pipe] = [join(folder, `file-${++run}`), join(folder, `pipe-${run}`)];
          const sealed = await sealAt(noon, { roll: asFile(roll, blockBytes), mirrors: [file] });
          await sealAt(noon, { roll: asPipe(roll, blockBytes), mirrors: [pipe] });
          expect([sealed.result.voters, sealed.result.bytes]).toEqual([voters.length, expected.length]);
          for (const mirror of [file, pipe])
            expect((await restoreAt(noon, [mirror])).lines.equals(expected)).toBe(true);
          const plain = (mirror: string) =>
            readManifest(mirror, 1).parts.map(({ county, voters: count, plaintextBytes }) => [
              county,
              count,
              plaintextBytes,
            ]);
          expect(plain(pipe)).toEqual(plain(file));
        },
      ),
      { numRuns: 25 },
    );
  });

  test("any county comes back alone", async () => {
    const folder = temporaryFolder();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(anyRoll, fc.nat(), async (voters, pick) => {
        const mirror = join(folder, `county-${++run}`);
        await sealAt(noon, { roll: asPipe(rollOf(voters)), mirrors: [mirror] });
        const county = voters[pick % voters.length]!.County;
        const { lines, result } = await restoreAt(noon, [mirror], { counties: [county] });
        const only = voters.filter((each) => each.County === county);
        expect([lines.equals(canonical(only)), result.voters]).toEqual([true, only.length]);
      }),
      { numRuns: 10 },
    );
  });

  test("a county of several parts, of lines that hardly compress, and one voter beside it", async () => {
    const noisy = (index: number) => {
      const texts = Array.from({ length: 10 }, () => randomBytes(140).toString("base64"));
      return voter(`AR-${String(index).padStart(6, "0")}`, "Birchmere", {
        Name: { MiddleName: texts, LastName: "W" },
      });
    };
    const voters = [
      voter("AR-X", "Quillmoor"),
      ...Array.from({ length: 8500 }, (_, index) => noisy((index * 7919) % 8500)),
    ];
    const mirror = join(temporaryFolder(), "a");
    const { result } = await sealAt(noon, { roll: asPipe(rollOf(voters), 1 << 20), mirrors: [mirror] });
    const { parts, counties } = readManifest(mirror, 1);
    expect(parts.map(({ county }) => county)).toEqual(["Birchmere", "Birchmere", "Quillmoor"]);
    expect(counties.map(({ voters: count }) => count)).toEqual([8500, 1]);
    expect(maxPartPlaintextBytes - parts[0]!.plaintextBytes).toBeLessThan(4000);
    const { lines } = await restoreAt(noon, [mirror]);
    expect(sha256Hex(lines)).toBe(sha256Hex(canonical(voters)));
    expect(result.parts).toBe(3);
    const checked = await verifyAt(noon, [mirror], { identities: office.identityPaths });
    expect(checked.mirrors[0]!.problems).toEqual([]);
  });
});
