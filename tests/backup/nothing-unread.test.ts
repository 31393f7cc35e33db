/** Nothing is claimed that nothing read supports: each of these once passed, or said less than it knew. */
import { copyFileSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { trustKey } from "../../lib/backup/trust.ts";
import { publicHalf } from "../../lib/backup/signing-keys.ts";
import { verifyExit } from "../../lib/backup/verify.ts";
import { flip, folderOf, partOf } from "./broken/stage.ts";
import { threeSets } from "./chain-fixture.ts";
import { codeOf, restoreAt, sealAt, temporaryFolder, verifyAt } from "./commands.ts";
import { noon, office, stranger } from "./office.ts";
import { asPipe, rollOf, threeDays } from "./rolls.ts";

const chain = await threeSets();
const roll = () => asPipe(rollOf(threeDays[2]!));
const codes = (seen: readonly { readonly code: string }[]) => [...new Set(seen.map(({ code }) => code))];

test("a state that remembers one chain refuses another that the same bare key signed", async () => {
  const folder = temporaryFolder();
  const trust = trustKey(publicHalf(office.signingKey));
  const sealTo = (mirror: string) =>
    sealAt(noon, { roll: roll(), mirrors: [join(folder, mirror)], trust, trustPath: "signing.pub" });
  await sealTo("register");
  await sealTo("trial");
  const publicKey = join(folder, "signing.pub");
  writeFileSync(publicKey, publicHalf(office.signingKey).export({ format: "pem", type: "spki" }));
  const known = { publicKey, state: join(folder, "state") };
  expect(verifyExit(await verifyAt(noon, [join(folder, "register")], known))).toBe(0);
  const swapped = await verifyAt(noon, [join(folder, "trial")], known);
  expect([verifyExit(swapped), codes(swapped.mirrors[0]!.problems)]).toEqual([
    4,
    ["chain-foreign", "state-forked"],
  ]);
});

describe("a secret left on a mirror", () => {
  test.each([
    ["an identity under any name", "note.txt", "AGE-SECRET-KEY-PQ-1QQQQ"],
    ["a roll restored by hand", "roll.ndjson", "{}"],
  ])("is a finding: %s", async (_, name, content) => {
    const mirror = chain.copy("a", temporaryFolder());
    writeFileSync(folderOf(mirror, 2) + name, content);
    const result = await verifyAt(noon, [mirror]);
    expect([verifyExit(result), codes(result.mirrors[0]!.problems)]).toEqual([1, ["secret-exposed"]]);
  });

  test("is not seen in any other file that nothing lists", async () => {
    const mirror = chain.copy("a", temporaryFolder());
    writeFileSync(folderOf(mirror, 2) + "note.txt", "bought the disk in May");
    const result = await verifyAt(noon, [mirror]);
    expect([verifyExit(result), codes(result.mirrors[0]!.notes)]).toEqual([
      0,
      ["unlisted-file", "rollback-unseen"],
    ]);
  });
});

test("the set of a moment is not looked for below a gap", async () => {
  const mirror = chain.copy("a", temporaryFolder());
  rmSync(folderOf(mirror, 2) + "manifest.json");
  const wanted = { kind: "at", moment: new Date("2026-03-02T12:00:00Z") } as const;
  expect(await codeOf(restoreAt(noon, [mirror], { wanted }))).toBe("restore-set-broken");
});

test("only the very set that the state remembers is proved the newest", async () => {
  const folder = temporaryFolder();
  const mirror = chain.copy("a", folder);
  const state = join(folder, "state");
  await verifyAt(noon, [mirror], { state });
  const older = await restoreAt(noon, [mirror], { state, wanted: { kind: "set", sequence: 2 } });
  const newest = await restoreAt(noon, [mirror], { state });
  expect([older.result.newestProved, newest.result.newestProved]).toEqual([false, true]);
});

test("parts that lapsed were not opened, whoever holds an identity", async () => {
  const mirror = chain.copy("a", temporaryFolder());
  for (const part of [0, 1, 2]) rmSync(partOf(mirror, 1, part), { force: true });
  const identities = [join(temporaryFolder(), "identity.txt")];
  writeFileSync(identities[0]!, `${office.identities[0]!.secret}\n`);
  const result = await verifyAt("2027-06-01T00:00:00Z", [mirror], { identities });
  const opened = result.mirrors[0]!.notes.filter(({ code }) => code === "set-opened").map(
    ({ message }) => message,
  );
  expect(opened).toHaveLength(2);
  expect(opened.join()).not.toContain("Set 1 ");
});

test("a part that one mirror holds altered is told, though another served it", async () => {
  const folder = temporaryFolder();
  const [bad, good] = [chain.copy("bad", folder), chain.copy("good", folder)];
  flip(partOf(bad, 3, 0), 700);
  const { result } = await restoreAt(noon, [bad, good]);
  expect(result.mirrors.map(({ problems }) => codes(problems))).toEqual([["part-altered"], []]);
});

test("a mirror that was seen before and is gone is not made anew, and why is said", async () => {
  const folder = temporaryFolder();
  const [here, gone] = [chain.copy("here", folder), chain.copy("gone", folder)];
  const state = join(folder, "state");
  await verifyAt(noon, [here, gone], { state });
  rmSync(gone, { recursive: true });
  const { result, exit } = await sealAt(noon, { roll: roll(), mirrors: [here, gone], state });
  expect([exit, existsSync(gone), codes(result.mirrors[1]!.problems)]).toEqual([
    3,
    false,
    ["mirror-missing"],
  ]);
});

test("the wrong trust file is named before a forger is", async () => {
  const mirror = chain.copy("a", temporaryFolder());
  const trustFile = join(temporaryFolder(), "trust.json");
  copyFileSync(stranger.trustPath, trustFile);
  const result = await verifyAt(noon, [mirror], { trust: trustFile });
  expect(verifyExit(result)).toBe(4);
  expect(result.trust.hash).toBe(stranger.trust.hash);
});
