import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readTrust } from "../../lib/backup/trust.ts";
import { folderOf, hashOf, manifestOf, readManifest, remove } from "./broken/stage.ts";
import { threeSets } from "./chain-fixture.ts";
import { codeOf, restoreAt, sealAt, temporaryFolder, verifyAt } from "./commands.ts";
import { asPipe, canonical, rollOf, threeDays } from "./rolls.ts";
import { trustWith } from "./trust-files.ts";

const chain = await threeSets();
const noon = "2026-03-03T12:00:00Z";
const tomorrow = "2026-03-04T02:00:00Z";

/** A mirror that a verifier with a state knows, and a newer trust file by which set `sequence` is void. */
async function voiding(sequence: number) {
  const folder = temporaryFolder();
  const mirror = chain.copy("a", folder);
  const state = join(folder, "state");
  await verifyAt(noon, [mirror], { state });
  const voided = [{ manifest: hashOf(mirror, sequence), reason: "a wrong export" }];
  const trustPath = trustWith(folder, (file) => ({ ...file, version: 2, voided }));
  return { folder, mirror, state, trustPath, trust: await readTrust(trustPath) };
}

describe.each([2, 3])("set %i, once the root has voided it", (sequence) => {
  test("is a note to a verifier that had seen it, no rollback", async () => {
    const { mirror, state, trustPath } = await voiding(sequence);
    const [result] = (await verifyAt(noon, [mirror], { state, trust: trustPath })).mirrors;
    expect([result!.problems, result!.notes.map(({ code }) => code)]).toEqual([[], ["set-voided"]]);
  });

  test("is not restored, but the newest that stands is", async () => {
    const { mirror, state, trustPath, trust } = await voiding(sequence);
    const newest = sequence === 3 ? 2 : 3;
    const { result, lines } = await restoreAt(noon, [mirror], { state, trust, trustPath });
    expect([result.set.sequence, lines.equals(canonical(threeDays[newest - 1]!))]).toEqual([newest, true]);
    const wanted = { kind: "set", sequence } as const;
    expect(await codeOf(restoreAt(noon, [mirror], { trust, trustPath, wanted }))).toBe("restore-set-missing");
  });

  test("keeps its number: the next set is 4 and follows from 3", async () => {
    const { mirror, state, trustPath, trust } = await voiding(sequence);
    const before = hashOf(mirror, 3);
    const request = { roll: asPipe(rollOf(threeDays[0]!)), mirrors: [mirror], state, trust, trustPath };
    const { result, exit } = await sealAt(tomorrow, request);
    expect([result.sequence, exit, readManifest(mirror, 4).previous]).toEqual([4, 0, before]);
  });

  test("is copied to a new mirror as it stands, so that the chain has no gap there", async () => {
    const { folder, mirror, trustPath, trust } = await voiding(sequence);
    const fresh = join(folder, "fresh");
    const request = { roll: asPipe(rollOf(threeDays[0]!)), mirrors: [mirror, fresh], trust, trustPath };
    const { exit } = await sealAt(tomorrow, request);
    expect([
      exit,
      readFileSync(manifestOf(fresh, sequence)).equals(readFileSync(manifestOf(mirror, sequence))),
    ]).toEqual([0, true]);
    const result = await verifyAt(tomorrow, [mirror, fresh], { trust: trustPath });
    expect(result.mirrors.map(({ problems }) => problems)).toEqual([[], []]);
  });

  test("cannot hide that later sets were taken away", async () => {
    const { mirror, state, trustPath } = await voiding(2);
    remove(folderOf(mirror, 3));
    const [result] = (await verifyAt(noon, [mirror], { state, trust: trustPath })).mirrors;
    expect(result!.problems.map(({ code }) => code)).toContain("rolled-back");
  });

  test("cannot stand under another number", async () => {
    const { mirror, trustPath } = await voiding(sequence);
    cpSync(folderOf(mirror, sequence), folderOf(mirror, 4), { recursive: true });
    const { mirrors } = await verifyAt(noon, [mirror], { trust: trustPath });
    expect(mirrors[0]!.problems.map(({ code }) => code)).toEqual(["manifest-number"]);
  });
});
