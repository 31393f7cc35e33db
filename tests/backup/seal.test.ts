import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { setFolder } from "../../lib/backup/layout.ts";
import { verifyExit } from "../../lib/backup/verify.ts";
import { folderOf, guideOf, hashOf, partOf, readManifest, resign } from "./broken/stage.ts";
import { threeSets } from "./chain-fixture.ts";
import { codeOf, restoreAt, sealAt, temporaryFolder, verifyAt } from "./commands.ts";
import { allWell, contents } from "./mirror-contents.ts";
import { office, stranger, workAt } from "./office.ts";
import { asFile, asPipe, canonical, rollOf, threeDays, voter } from "./rolls.ts";

const chain = await threeSets();
const now = "2026-03-04T02:00:00Z";
const next = [...threeDays[2]!, voter("AR-40", "Quillmoor")];
const roll = () => asPipe(rollOf(next));
const outcomes = (mirrors: readonly { readonly outcome: string }[]) => mirrors.map(({ outcome }) => outcome);
describe("the chain", () => {
  test("begins with 1, and each set names the one before", async () => {
    const mirror = join(temporaryFolder(), "new");
    const first = await sealAt("2026-03-01T02:00:00Z", { roll: roll(), mirrors: [mirror] });
    const second = await sealAt("2026-03-02T02:00:00Z", { roll: roll(), mirrors: [mirror] });
    expect([first.result.sequence, second.result.sequence]).toEqual([1, 2]);
    expect([readManifest(mirror, 1).previous, readManifest(mirror, 2).previous]).toEqual([
      null,
      first.result.manifest,
    ]);
    expect(readManifest(mirror, 1).chain).toBe(office.trust.file!.chain);
  });

  test("goes on after the highest that any mirror has; empty and behind ones are filled first", async () => {
    const folder = temporaryFolder();
    const [whole, behind, empty] = [chain.copy("a", folder), chain.copy("b", folder), join(folder, "c")];
    rmSync(folderOf(behind, 3), { recursive: true });
    rmSync(folderOf(behind, 2), { recursive: true });
    const work = workAt(now);
    const { result, exit } = await sealAt(now, { roll: roll(), mirrors: [empty, whole, behind] }, work);
    expect([result.sequence, exit, outcomes(result.mirrors)]).toEqual([
      4,
      0,
      ["written", "written", "written"],
    ]);
    expect(work.remarks.filter((sentence) => sentence.includes("filled"))).toHaveLength(2);
    for (const sequence of [1, 2, 3, 4]) expect(hashOf(empty, sequence)).toBe(hashOf(whole, sequence));
    await allWell(now, [whole, behind, empty], 4);
  });

  test("gives back what was sealed", async () => {
    const mirror = chain.copy();
    await sealAt(now, { roll: asFile(rollOf(next)), mirrors: [mirror] });
    const { result, lines } = await restoreAt(now, [mirror]);
    expect([result.set.sequence, lines.equals(canonical(next))]).toEqual([4, true]);
  });

  test("takes an equal clock, and refuses one that is behind", async () => {
    const mirror = chain.copy();
    const { takenAt } = readManifest(mirror, 3);
    const before = contents(mirror);
    expect(await codeOf(sealAt("2026-03-03T01:59:59Z", { roll: roll(), mirrors: [mirror] }))).toMatch(
      /clock-behind|seal-left-out/,
    );
    expect(contents(mirror)).toEqual(before);
    expect((await sealAt(takenAt, { roll: roll(), mirrors: [mirror] })).result.sequence).toBe(4);
  });

  test("of many seals at once on two mirrors, none forks it", async () => {
    for (let round = 0; round < 6; round++) {
      const folder = temporaryFolder();
      const mirrors = [chain.copy("a", folder), chain.copy("b", folder)];
      const ends = await Promise.allSettled(
        [0, 1, 2].map((seal) =>
          sealAt(now, {
            roll: asPipe(rollOf(next.slice(seal))),
            mirrors: seal === 1 ? mirrors.toReversed() : mirrors,
          }),
        ),
      );
      const result = await verifyAt(now, mirrors);
      const told = result.mirrors.flatMap(({ problems }) => problems.map(({ code }) => code));
      expect(told.filter((code) => code !== "behind")).toEqual([]);
      expect(verifyExit(result)).toBeLessThanOrEqual(1);
      const won = ends.filter((end) => end.status === "fulfilled").map(({ value }) => value.result.sequence);
      expect(new Set(won).size).toBe(won.length);
      // Whatever came of the race, the next seal finds its way.
      expect((await sealAt(now, { roll: roll(), mirrors })).exit).toBe(0);
      await allWell(now, mirrors, Math.max(3, ...won) + 1);
    }
  });
});

describe("leftovers of a seal that was interrupted", () => {
  test("parts, a guide, and a half-written file do not hinder the next, nor does it use them", async () => {
    const mirror = chain.copy();
    mkdirSync(folderOf(mirror, 4));
    writeFileSync(join(folderOf(mirror, 4), "part-00001-0000000000000000.age"), "left");
    writeFileSync(join(folderOf(mirror, 4), ".0011223344556677.partial"), "left");
    writeFileSync(guideOf(mirror, 4), "an older guide");
    const { result, exit } = await sealAt(now, { roll: roll(), mirrors: [mirror] });
    expect([result.sequence, exit, outcomes(result.mirrors)]).toEqual([4, 0, ["written"]]);
    await allWell(now, [mirror], 4);
  });
});

describe("a seal that does not come to its end", () => {
  const bad: readonly [string, Buffer, string][] = [
    ["a bad last line", Buffer.concat([rollOf(next), Buffer.from("{}\n")]), "line-missing"],
    ["a voter twice", rollOf([...next, next[0]!]), "voter-twice"],
    ["one id in two counties", rollOf([...next, { ...next[0]!, County: "Quillmoor" }]), "voter-twice"],
    ["nothing at all", Buffer.alloc(0), "roll-empty"],
  ];
  test.each(bad)("%s: every mirror is as it was", async (_, bytes, code) => {
    for (const source of [asFile(bytes), asPipe(bytes)]) {
      const folder = temporaryFolder();
      const mirrors = [chain.copy("a", folder), chain.copy("b", folder)];
      const before = mirrors.map(contents);
      expect(await codeOf(sealAt(now, { roll: source, mirrors }))).toBe(code);
      expect(mirrors.map(contents)).toEqual(before);
    }
  });

  test("an empty roll is sealed when that is meant", async () => {
    const mirror = chain.copy();
    const { result } = await sealAt(now, {
      roll: asPipe(Buffer.alloc(0)),
      mirrors: [mirror],
      allowEmpty: true,
    });
    expect([result.voters, result.parts]).toEqual([0, 0]);
    const { lines } = await restoreAt(now, [mirror]);
    expect(lines.length).toBe(0);
  });

  test("a key that the trust file does not name: refused before anything is read", async () => {
    const mirror = chain.copy();
    const before = contents(mirror);
    expect(
      await codeOf(sealAt(now, { roll: roll(), mirrors: [mirror], signingKey: stranger.signingKey })),
    ).toBe("key-not-trusted");
    expect(contents(mirror)).toEqual(before);
  });

  test("a mirror whose newest set was sealed to others gets nothing", async () => {
    const mirror = chain.copy();
    resign(mirror, 3, (manifest) => ({ ...manifest, recipients: stranger.recipients }));
    expect(await codeOf(sealAt(now, { roll: roll(), mirrors: [mirror] }))).toBe("seal-left-out-broken");
  });

  test("the last number of a chain", async () => {
    const mirror = chain.copy();
    const state = join(temporaryFolder(), "state");
    cpSync(folderOf(mirror, 3), join(mirror, setFolder(99_999_999)), { recursive: true });
    resign(mirror, 99_999_999, (manifest) => ({ ...manifest, sequence: 99_999_999 }));
    expect(await codeOf(sealAt(now, { roll: roll(), mirrors: [mirror], state }))).toBe(
      "seal-left-out-broken",
    );
  });

  test("one mirror that cannot be written: told, and the others get the set", async () => {
    const folder = temporaryFolder();
    const mirrors = [chain.copy("a", folder), chain.copy("b", folder)];
    writeFileSync(folderOf(mirrors[0]!, 4).slice(0, -1), "in the way");
    const { result, exit } = await sealAt(now, { roll: roll(), mirrors });
    expect([exit, outcomes(result.mirrors)]).toEqual([3, ["failed", "written"]]);
    await allWell(now, [mirrors[1]!], 4);
  });
});

describe("in what is written", () => {
  test("no part, guide or manifest holds a voter’s name or id in the clear", async () => {
    const mirror = chain.copy();
    const files = contents(mirror).map(([path, bytes]) => ({
      path: path!,
      text: Buffer.from(bytes!, "base64").toString("latin1"),
    }));
    expect(files.length).toBe(15);
    for (const { path, text } of files)
      for (const word of ["Wrenford", "AR-20", "Fernhaven"]) expect(path + text).not.toContain(word);
    expect(partOf(mirror, 3, 0)).toContain("part-00001-");
  });
});
