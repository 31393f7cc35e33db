import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readState, writeState } from "../../lib/backup/verifier-state.ts";
import { codeOf, restoreAt, temporaryFolder, verifyAt } from "./commands.ts";
import { threeSets } from "./chain-fixture.ts";
import { noon, office } from "./office.ts";
import { trustWith } from "./trust-files.ts";

const chain = "0123456789abcdef0123456789abcdef";
const now = new Date(noon);
const known = { sequence: 3, manifest: "ab".repeat(32), mirrors: { "file:/a": 3, "file:/b": 2 } };
const fixture = await threeSets();

describe("what is remembered", () => {
  test("comes back", async () => {
    const folder = join(temporaryFolder(), "state");
    await writeState(folder, chain, { chain: known, trust: undefined }, now);
    expect(await readState(folder, chain)).toEqual({ chain: known, trust: undefined });
    expect(readdirSync(folder)).toEqual([`${chain}.json`]);
    if (process.platform !== "win32") expect(statSync(folder).mode & 0o077).toBe(0);
  });

  test("is nothing before the first run, and for another chain", async () => {
    const folder = temporaryFolder();
    expect(await readState(join(folder, "new"), chain)).toEqual({ chain: null, trust: undefined });
    expect(await readState(folder, chain)).toEqual({ chain: null, trust: undefined });
    await writeState(folder, chain, { chain: known, trust: undefined }, now);
    expect(await readState(folder, "f".repeat(32))).toEqual({ chain: null, trust: undefined });
  });

  const root = JSON.stringify({
    version: 1,
    hash: "ab".repeat(32),
    rootThreshold: 1,
    rootKeys: { ["ab".repeat(32)]: "no key" },
  });
  const good = JSON.stringify({
    format: "rollward/state@1",
    chain,
    updatedAt: noon,
    sequence: 1,
    manifest: "ab".repeat(32),
    mirrors: {},
  });
  const bad: readonly [string, string][] = [
    ["empty", ""],
    ["cut", good.slice(0, -1)],
    ["of another chain", good.replace(chain, "f".repeat(32))],
    ["of a later format", good.replace("state@1", "state@2")],
    ["with half a number", good.replace('"sequence":1', '"sequence":1.5')],
    ["with a number below nothing", good.replace('"sequence":1', '"sequence":-1')],
    ["with a key more", good.replace("{", '{"extra":1,')],
    ["with a hash that is none", good.replace("ab".repeat(32), "xyz")],
    ["with a root key that is none", good.replace("{", `{"trust":${root},`)],
  ];
  test.each(bad)("%s is refused, not forgotten", async (_, text) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, `${chain}.json`), text);
    expect(await codeOf(readState(folder, chain))).toBe("state-malformed");
  });

  test("needs a folder whose parent exists", async () => {
    const folder = temporaryFolder();
    expect(await codeOf(readState(join(folder, "no", "state"), chain))).toBe("target-folder");
    writeFileSync(join(folder, "file"), "");
    expect(await codeOf(readState(join(folder, "file"), chain))).toBe("state-folder");
    mkdirSync(join(folder, "state", `${chain}.json`), { recursive: true });
    expect(await codeOf(readState(join(folder, "state"), chain))).toBe("file-kind");
  });

  test("a link to a folder elsewhere is followed: the person named it", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "real"));
    symlinkSync(join(folder, "real"), join(folder, "state"));
    await writeState(join(folder, "state"), chain, { chain: known, trust: undefined }, now);
    expect(existsSync(join(folder, "real", `${chain}.json`))).toBe(true);
  });
});

describe("runs that remember", () => {
  test("a verification that finds nothing wrong remembers the newest set and each mirror", async () => {
    const mirror = fixture.copy();
    const state = join(temporaryFolder(), "state");
    const result = await verifyAt(noon, [mirror], { state });
    expect((await verifyAt(noon, [mirror], { state })).rollbackChecked).toBe(true);
    const { chain: seen, trust } = await readState(state, office.trust.file!.chain);
    expect(seen).toMatchObject({ sequence: 3, manifest: result.mirrors[0]!.newest!.manifest });
    expect(Object.values(seen!.mirrors)).toEqual([3]);
    expect(trust).toMatchObject({ version: 1, hash: office.trust.hash });
  });

  test("a rollback stays told, run after run, and the state stays as it was", async () => {
    const folder = temporaryFolder();
    const [whole, older] = [fixture.copy("whole", folder), fixture.copy("mirror", folder)];
    const state = join(folder, "state");
    await verifyAt(noon, [whole, older], { state });
    const before = readFileSync(join(state, `${office.trust.file!.chain}.json`), "utf8");
    rmSync(join(older, "sets", "00000003"), { recursive: true });
    for (let run = 0; run < 3; run++) {
      const result = await verifyAt(noon, [older], { state });
      expect(result.mirrors[0]!.problems.map(({ code }) => code)).toEqual(["rolled-back"]);
    }
    expect(readFileSync(join(state, `${office.trust.file!.chain}.json`), "utf8")).toBe(before);
  });

  test("an older trust file than seen before stops every command", async () => {
    const folder = temporaryFolder();
    const mirror = fixture.copy("a", folder);
    const state = join(folder, "state");
    const second = trustWith(folder, (file) => ({ ...file, version: 2 }));
    await verifyAt(noon, [mirror], { state, trust: second });
    expect(await codeOf(verifyAt(noon, [mirror], { state }))).toBe("trust-rollback");
    expect(await codeOf(restoreAt(noon, [mirror], { state }))).toBe("trust-rollback");
  });
});
