import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { keys, listed, outcome } from "./conformance.ts";
import { testFolder, type TestFolder } from "./folder.ts";

const posix = process.platform !== "win32";
const linux = process.platform === "linux";
const part = "sets/00000001/part.age";
const options = { keepUntil: undefined, signal: new AbortController().signal };
const secret = "outside the mirror";

describe.runIf(posix)("a folder where somebody put something else in place of a part", () => {
  let folder: TestFolder;
  let outside: string;
  const at = (path: string) => join(folder.root, path);

  beforeEach(async () => {
    folder = await testFolder();
    await folder.put("sets/00000001/manifest.json", "{}");
    outside = at("../outside");
    mkdirSync(outside);
    writeFileSync(join(outside, "part.age"), secret);
  });
  afterEach(() => folder.dispose());

  const kinds: readonly (readonly [string, string, (path: string) => unknown])[] = [
    ["a link to a file", "link", (path) => symlinkSync(join(outside, "part.age"), path)],
    ["a link to nothing", "link", (path) => symlinkSync("nowhere", path)],
    ["a link to itself", "link", (path) => symlinkSync("part.age", path)],
    ["a link to a folder", "link", (path) => symlinkSync(outside, path)],
    ["a folder", "folder", (path) => mkdirSync(path)],
    ["a FIFO", "device", (path) => execFileSync("mkfifo", [path])],
    ["a socket", "device", listenAt],
  ];

  test.for(kinds)("names %s, and neither opens nor replaces it", async ([, kind, place]) => {
    await place(at(part));
    const before = readdirSync(at("sets/00000001"));
    expect(await listed(folder.mirror)).toEqual([
      {
        key: "sets/00000001/manifest.json",
        kind: "object",
        versions: [{ id: "", bytes: 2 }],
        deleted: false,
      },
      { key: part, kind, versions: [], deleted: false },
    ]);
    expect(await outcome(folder.mirror.read(part, "", 1000))).toBe("object-changed");
    expect(await outcome(folder.mirror.write(part, Buffer.from(secret), options))).toBe("object-exists");
    expect(readdirSync(at("sets/00000001"))).toEqual(before);
    expect(readFileSync(join(outside, "part.age"), "utf8")).toBe(secret);
  });

  test("names a folder inside a set and does not go into it", async () => {
    await folder.put("sets/00000001/deep/deeper/part.age", "x");
    expect(await keys(folder.mirror)).toEqual(["sets/00000001/deep", "sets/00000001/manifest.json"]);
  });

  test("does not follow a link in place of a set’s folder", async () => {
    symlinkSync(outside, at("sets/00000002"));
    expect((await listed(folder.mirror)).at(-1)).toEqual(link("sets/00000002"));
    expect(await outcome(folder.mirror.read("sets/00000002/part.age", "", 1000))).toBe("object-changed");
    expect(await outcome(folder.mirror.write("sets/00000002/new.age", Buffer.from("x"), options))).toBe(
      "object-exists",
    );
    expect(await folder.mirror.takeBack("sets/00000002/part.age")).toBe(false);
    expect(readdirSync(outside)).toEqual(["part.age"]);
  });

  test("does not follow a link in place of sets", async () => {
    rmSync(at("sets"), { recursive: true });
    mkdirSync(join(outside, "00000001"));
    writeFileSync(join(outside, "00000001", "part.age"), secret);
    symlinkSync(outside, at("sets"));
    expect(await listed(folder.mirror)).toEqual([link("sets")]);
    expect(await outcome(folder.mirror.read(part, "", 1000))).toBe("object-changed");
    expect(await outcome(folder.mirror.write("sets/00000001/b", Buffer.from("x"), options))).toBe(
      "object-exists",
    );
    expect(readdirSync(join(outside, "00000001"))).toEqual(["part.age"]);
  });

  test("names a file in place of sets, and one in place of a set’s folder", async () => {
    writeFileSync(at("sets/00000002"), "x");
    expect((await listed(folder.mirror)).at(-1)).toMatchObject({ key: "sets/00000002", kind: "object" });
    expect(await outcome(folder.mirror.read("sets/00000002/a", "", 9))).toBe("object-changed");
    expect(await outcome(folder.mirror.write("sets/00000002/a", Buffer.from("x"), options))).toBe(
      "object-exists",
    );
    rmSync(at("sets"), { recursive: true });
    writeFileSync(at("sets"), "x");
    expect(await listed(folder.mirror)).toMatchObject([{ key: "sets", kind: "object" }]);
    expect(await outcome(folder.mirror.write(part, Buffer.from("x"), options))).toBe("object-exists");
  });

  test("does not open a link that took a part’s place after it was listed", async () => {
    writeFileSync(at(part), "sealed");
    const entries = await listed(folder.mirror);
    rmSync(at(part));
    symlinkSync(join(outside, "part.age"), at(part));
    expect(entries.at(-1)).toMatchObject({ key: part, kind: "object" });
    expect(await outcome(folder.mirror.read(part, "", 1000))).toBe("object-changed");
  });

  test("names a set’s folder that becomes a link while the list is on its way", async () => {
    await folder.put("sets/00000002/part.age", "x");
    const list = folder.mirror.list()[Symbol.asyncIterator]();
    await list.next();
    renameSync(at("sets/00000002"), at("../moved"));
    symlinkSync(outside, at("sets/00000002"));
    expect((await list.next()).value).toEqual(link("sets/00000002"));
    expect((await list.next()).done).toBe(true);
  });

  // Other systems refuse or rewrite names that are not UTF-8.
  test.runIf(linux)("lists names that are not UTF-8, in order, without falling over them", async () => {
    const name = Buffer.from([0x70, 0xff, 0xfe]);
    writeFileSync(Buffer.concat([Buffer.from(at("sets/00000001/")), name]), "bytes");
    mkdirSync(Buffer.concat([Buffer.from(at("sets/")), name]));
    const entries = await listed(folder.mirror);
    expect(entries.map(({ key, kind }) => [key, kind])).toEqual([
      ["sets/00000001/manifest.json", "object"],
      ["sets/00000001/p\ufffd\ufffd", "object"],
      ["sets/p\ufffd\ufffd", "folder"],
    ]);
    expect(await outcome(folder.mirror.read("sets/00000001/p\ufffd\ufffd", "", 10))).toBe("object-changed");
  });

  test("may itself be reached through a link: the person named it", async () => {
    symlinkSync(folder.root, at("../alias"));
    const { openMirror } = await import("../../../lib/backup/mirrors/open.ts");
    const alias = await openMirror(at("../alias"), { create: false });
    expect(await keys(alias)).toEqual(["sets/00000001/manifest.json"]);
  });
});

const link = (key: string) => ({ key, kind: "link", versions: [], deleted: false });

/** A socket’s name may be too long for the system where temporary folders are deep: its folder is entered first. */
async function listenAt(path: string): Promise<void> {
  const before = process.cwd();
  process.chdir(join(path, ".."));
  const server = createServer();
  await new Promise<void>((resolve) => server.listen("part.age", resolve));
  process.chdir(before);
  onTestFinished(() => void server.close());
}
