import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { snapshotCommand } from "../../lib/cli/commands/snapshot.ts";
import { encodeSnapshot } from "../../lib/snapshot/encode.ts";
import { readSnapshot } from "../../lib/snapshot/read.ts";
import { runCommand } from "../audit/command-run.ts";
import { healthy, mirror, problem, snapshotOf, unreachable } from "../audit/healthy.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rollward-snapshot-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const taking = (mirrors: Parameters<typeof snapshotOf>[0]) =>
  snapshotCommand(async () => snapshotOf(mirrors).backups![0]!);
const args = (out: string) => ["--mirror", "/mirrors/a", "--trust", "t", "--out", out];

test("writes the file, and says which bytes it wrote", async () => {
  const out = join(folder, "healthy.json");
  const { exit, stdout } = await runCommand(taking(healthy), args(out));
  const { snapshot, sha256 } = await readSnapshot(out);
  expect(exit).toBe(0);
  expect(snapshot).toEqual(snapshotOf(healthy));
  expect(stdout).toBe(`Snapshot of 1 mirror written to ${out}, SHA-256 ${sha256}.\n`);
  await expect(runCommand(taking(healthy), args(out))).rejects.toMatchObject({ code: "target-exists" });
  expect((await runCommand(taking(healthy), [...args(out), "--force"])).exit).toBe(0);
});

test("gives the snapshot alone on stdout for -, with the words on stderr", async () => {
  const { stdout, stderr } = await runCommand(taking(healthy), args("-"), {
    json: true,
    now: "2026-11-03T20:00:00Z",
  });
  const { text, sha256 } = encodeSnapshot({ ...snapshotOf(healthy), nowGiven: true });
  expect(stdout).toBe(text);
  expect(JSON.parse(stderr)).toMatchObject({
    out: "-",
    sha256,
    mirrors: 1,
    unread: 0,
    now: "2026-11-03T20:00:00Z",
  });
});

test("a mirror that could not be read is exit 3, and the file is written all the same", async () => {
  const out = join(folder, "gone.json");
  const { exit, stdout } = await runCommand(taking([mirror("a"), mirror("b", unreachable)]), args(out));
  expect(exit).toBe(3);
  expect(stdout).toContain("1 mirror could not be read whole");
  expect(JSON.parse(await readFile(out, "utf8"))).toMatchObject({ unread: [{ what: "/mirrors/b" }] });
});

test("tampering is a fact to be judged later: exit 0", async () => {
  const tampered = taking([mirror("a", { problems: [problem("part-altered", 4)] })]);
  expect((await runCommand(tampered, args(join(folder, "tampered.json")))).exit).toBe(0);
});

test("without a mirror, or when verification cannot begin, nothing is written", async () => {
  const before = await readdir(folder);
  await expect(runCommand(taking(healthy), ["--out", join(folder, "x.json")])).rejects.toMatchObject({
    code: "option-missing",
  });
  const failing = snapshotCommand(() => Promise.reject(new Error("no trust")));
  await expect(runCommand(failing, args(join(folder, "x.json")))).rejects.toThrow("no trust");
  expect(await readdir(folder)).toEqual(before);
});
