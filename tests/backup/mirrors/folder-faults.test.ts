import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { RollwardError } from "../../../lib/base/faults.ts";
import { openMirror } from "../../../lib/backup/mirrors/open.ts";
import { keys, outcome } from "./conformance.ts";
import { testFolder, type TestFolder } from "./folder.ts";

const part = "sets/00000001/part.age";
const options = { keepUntil: undefined, signal: new AbortController().signal };
const bytes = new Uint8Array(70_000).fill(7);

let folder: TestFolder;
beforeEach(async () => {
  folder = await testFolder();
});
afterEach(() => folder.dispose());

async function fault(work: Promise<unknown>): Promise<RollwardError> {
  const cause: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (cause instanceof RollwardError) return cause;
  throw new Error("expected a fault", { cause });
}

describe("opening a folder as mirror", () => {
  test("creates it when it may, and nothing above it", async () => {
    await openMirror(join(folder.root, "new"), { create: true });
    expect(statSync(join(folder.root, "new")).isDirectory()).toBe(true);
    const { code, fault: kind } = await fault(openMirror(join(folder.root, "a/b"), { create: true }));
    expect([code, kind.exit, existsSync(join(folder.root, "a"))]).toEqual(["mirror-missing", 3, false]);
  });

  test("does not create it to read from", async () => {
    const { code, fault: kind } = await fault(openMirror(join(folder.root, "new"), { create: false }));
    expect([code, kind.exit, readdirSync(folder.root)]).toEqual(["mirror-missing", 3, []]);
  });

  test.for([true, false])("refuses a file where a mirror should be (create: %s)", async (create) => {
    await folder.put("file", "x");
    const { code, fault: kind } = await fault(openMirror(join(folder.root, "file"), { create }));
    expect([code, kind.exit]).toEqual(["mirror-kind", 2]);
  });

  test("says so when the folder is taken away later", async () => {
    await folder.dispose();
    expect(await outcome(keys(folder.mirror))).toBe("mirror-missing");
    expect(await outcome(folder.mirror.write(part, bytes, options))).toBe("mirror-missing");
    expect(await outcome(folder.mirror.place())).toBe("mirror-missing");
  });

  test("tells its device, and that two folders on one device are one place", async () => {
    mkdirSync(join(folder.root, "other"));
    const other = await openMirror(join(folder.root, "other"), { create: false });
    const { id, kind, label } = await folder.mirror.place();
    expect([id, kind]).toEqual([`device:${statSync(folder.root).dev}`, "device"]);
    expect(label.en).not.toBe(label.fr);
    expect((await other.place()).id).toBe(id);
  });
});

describe("writing into a folder", () => {
  test("leaves nothing but the file, which others may read as far as the umask allows", async () => {
    await folder.mirror.write(part, bytes, options);
    expect(readdirSync(join(folder.root, "sets/00000001"))).toEqual(["part.age"]);
    if (process.platform !== "win32") {
      expect(statSync(join(folder.root, part)).mode & 0o777).toBe(0o644 & ~process.umask());
      expect(statSync(join(folder.root, part)).nlink).toBe(1);
    }
  });

  test("leaves nothing, not even the folder it made, when it is interrupted on the way", async () => {
    const stop = new AbortController();
    const work = folder.mirror.write(part, new Uint8Array(32_000_000), {
      keepUntil: undefined,
      signal: stop.signal,
    });
    stop.abort();
    expect(await outcome(work)).toBe("interrupted");
    expect(readdirSync(folder.root)).toEqual([]);
  });

  test("takes back a file and the folder that it emptied, and no other", async () => {
    await folder.mirror.write(part, bytes, options);
    await folder.mirror.write("sets/00000001/b", bytes, options);
    expect(await folder.mirror.takeBack(part)).toBe(true);
    expect(readdirSync(join(folder.root, "sets"))).toEqual(["00000001"]);
    expect(await folder.mirror.takeBack("sets/00000001/b")).toBe(true);
    expect(await folder.mirror.takeBack("sets/00000001/b")).toBe(true);
    expect(readdirSync(join(folder.root, "sets"))).toEqual([]);
  });

  // Root is above modes: there the same refusal can only be had from a file system mounted read-only.
  const modesCount = process.platform !== "win32" && process.getuid?.() !== 0;
  test.runIf(modesCount)("says that a read-only folder cannot be written, and why", async () => {
    chmodSync(folder.root, 0o555);
    const error = await fault(folder.mirror.write(part, bytes, options));
    chmodSync(folder.root, 0o755);
    expect([error.code, error.fault.exit]).toEqual(["mirror-unwritable", 3]);
    expect(error.sentence("en")).toContain("EACCES");
    expect(readdirSync(folder.root)).toEqual([]);
  });

  test.runIf(modesCount)("says that a set’s folder cannot be read, and why", async () => {
    await folder.put(part, "x");
    chmodSync(join(folder.root, "sets/00000001"), 0);
    const error = await fault(keys(folder.mirror));
    chmodSync(join(folder.root, "sets/00000001"), 0o755);
    expect([error.code, error.fault.exit]).toEqual(["mirror-unreadable", 3]);
  });

  // `/proc` is read-only in its own way, for root too; `/dev/full` is a file, so a real small disk is mounted below.
  test.runIf(existsSync("/proc/self/fd"))("fails where the file system takes no files", async () => {
    const error = await fault(openMirror("/proc/rollward-mirror", { create: true }));
    expect([error.code, error.fault.exit]).toEqual(["mirror-missing", 3]);
  });

  test("says that the disk is full, leaves nothing half-written, and still knows its own bytes", async ({
    skip,
  }) => {
    const unmount = smallDisk(folder.root);
    if (unmount === undefined) skip("mounting a small disk needs root on Linux");
    try {
      const mirror = await openMirror(folder.root, { create: false });
      await mirror.write(part, bytes, options);
      const error = await fault(mirror.write("sets/00000002/big.age", new Uint8Array(1_000_000), options));
      expect([error.code, error.fault.exit]).toEqual(["mirror-unwritable", 3]);
      expect(error.sentence("fr")).toContain("ENOSPC");
      expect(await keys(mirror)).toEqual([part]);
      expect(readdirSync(join(folder.root, "sets"))).toEqual(["00000001"]);
      expect(await mirror.write(part, bytes, options)).toBe("same");
      execFileSync("mount", ["-o", "remount,ro", folder.root]);
      const readOnly = await fault(mirror.write("sets/00000003/a.age", bytes, options));
      expect([readOnly.code, readOnly.args["reason"]]).toEqual(["mirror-unwritable", "EROFS"]);
    } finally {
      unmount?.();
    }
  });
});

describe("reading from a folder", () => {
  test("reads no more than its limit of a huge file", async () => {
    await folder.put(part, "");
    truncateSync(join(folder.root, part), 2 ** 40);
    expect(await outcome(folder.mirror.read(part, "", 1_000_000))).toBe("object-changed");
  });

  test("knows no versions", async () => {
    await folder.put(part, "x");
    expect(await outcome(folder.mirror.read(part, "1", 10))).toBe("object-changed");
  });

  test("lists nothing for a set’s folder that is empty", async () => {
    mkdirSync(join(folder.root, "sets/00000001"), { recursive: true });
    writeFileSync(join(folder.root, "sets/00000001.txt"), "");
    expect(await keys(folder.mirror)).toEqual(["sets/00000001.txt"]);
  });
});

/** Mounts 512 KiB of memory at `path`; returns what unmounts it, or `undefined` where that is not allowed. */
function smallDisk(path: string): (() => void) | undefined {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=512k", "tmpfs", path], { stdio: "ignore" });
  } catch {
    return undefined;
  }
  return () => void execFileSync("umount", [path]);
}
