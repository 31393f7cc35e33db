import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { snapshotCommand } from "../../lib/cli/commands/snapshot.ts";
import { encodeSnapshot } from "../../lib/snapshot/encode.ts";
import type { Snapshot } from "../../lib/snapshot/model.ts";
import { readSnapshot } from "../../lib/snapshot/read.ts";
import { runCommand, withoutCredentials } from "../audit/command-run.ts";
import { healthy, mirror, problem, snapshotOf, unreachable } from "../audit/healthy.ts";
import { cdkFiles, folderOf, role } from "./template/cdk-out.ts";

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
  expect(stdout).toBe(`Snapshot of 3 mirrors written to ${out}, SHA-256 ${sha256}.\n`);
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
    mirrors: 3,
    accounts: 0,
    unread: 0,
    now: "2026-11-03T20:00:00Z",
  });
});

test("a mirror that could not be read is exit 3, and the file is written all the same", async () => {
  const out = join(folder, "gone.json");
  const { exit, stdout } = await runCommand(taking([mirror("a"), mirror("b", unreachable)]), args(out));
  expect(exit).toBe(3);
  expect(stdout).toMatch(
    /^Snapshot of 2 mirrors .+; 1 thing could not be read whole, and it says which\.\n$/,
  );
  expect(JSON.parse(await readFile(out, "utf8"))).toMatchObject({ unread: [{ what: "/mirrors/b" }] });
});

test("tampering is a fact to be judged later: exit 0", async () => {
  const tampered = taking([mirror("a", { problems: [problem("part-altered", 4)] })]);
  expect((await runCommand(tampered, args(join(folder, "tampered.json")))).exit).toBe(0);
});

test("accounts of templates, without a mirror", async () => {
  const template = await folderOf(
    cdkFiles({ Register: { resources: { Clerk: role({ RoleName: "Clerk" }) } } }),
  );
  const out = join(folder, "template.json");
  const { exit, stdout } = await runCommand(taking([]), ["--template", template, "--out", out]);
  expect([exit, stdout]).toEqual([0, expect.stringContaining("Snapshot of 1 account and 0 mirrors")]);
  const { snapshot } = await readSnapshot(out);
  expect(snapshot).toMatchObject({ source: "template", accounts: [{ id: "111111111111" }] });
});

test("without a place for it, without credentials for a bare run, or when verification cannot begin, nothing is written", async () => {
  const before = await readdir(folder);
  await expect(runCommand(taking(healthy), ["--mirror", "/mirrors/a"])).rejects.toMatchObject({
    code: "option-missing",
  });
  withoutCredentials();
  await expect(runCommand(taking(healthy), ["--out", join(folder, "x.json")])).rejects.toMatchObject({
    code: "credentials-missing",
  });
  const failing = snapshotCommand(() => Promise.reject(new Error("no trust")));
  await expect(runCommand(failing, args(join(folder, "x.json")))).rejects.toThrow("no trust");
  expect(await readdir(folder)).toEqual(before);
});

test("templates and mirrors together are one snapshot of both, with what was unread of either", async () => {
  const hole = { Type: "AWS::S3::Bucket", Properties: { BucketName: { "Fn::ImportValue": "nowhere" } } };
  const template = await folderOf(cdkFiles({ Register: { resources: { Hole: hole } } }));
  const mirrors = [mirror("a"), mirror("b", unreachable)];
  const { exit, stdout, stderr } = await runCommand(taking(mirrors), [...args("-"), "--template", template]);
  expect(exit).toBe(3);
  const snapshot = JSON.parse(stdout) as Snapshot;
  expect(snapshot).toMatchObject({
    source: "template",
    accounts: [{ id: "111111111111" }],
    backups: snapshotOf(mirrors).backups,
    unread: [{ what: "AWS::S3::Bucket Hole (Register)" }, { what: "/mirrors/b" }],
  });
  expect(stderr).toMatch(/^Snapshot of 1 account and 2 mirrors written to -, .+; 2 things could not be read/);
});

test("the policy for reading goes where --out says, and nothing is read for it", async () => {
  withoutCredentials();
  const refusing = snapshotCommand(() => Promise.reject(new Error("read")));
  const { exit, stdout } = await runCommand(refusing, ["--policy"]);
  expect(exit).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ Version: "2012-10-17", Statement: [{ Effect: "Allow" }] });
  const out = join(folder, "policy.json");
  expect(await runCommand(refusing, ["--policy", "--out", out])).toMatchObject({ exit: 0, stdout: "" });
  expect(await readFile(out, "utf8")).toBe(stdout);
  const again = runCommand(refusing, ["--policy", "--out", out]);
  await expect(again).rejects.toMatchObject({ code: "target-exists" });
});
