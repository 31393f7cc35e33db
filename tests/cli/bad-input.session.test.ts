import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectFileRefused, fileArguments, kinds, naming } from "./file-arguments.ts";
import { hugeFile, runMeasured } from "./limits.ts";
import { noon, ok, prepareOffice, trusting } from "./office.ts";
import type { Session } from "./session.ts";
import { expectRefusal, treeOf } from "./traces.ts";

const office = prepareOffice();
/** One for all tests: since nothing may be left behind, it never changes. */
let shared: Session;
beforeAll(async () => {
  shared = await office.open();
  await ok(shared, ["snapshot", "--mirror", "a", ...trusting, "--out", "snapshot.json", "--now", noon]);
  mkdirSync(shared.path("bad"));
  mkdirSync(shared.path("bad/folder"));
  execFileSync("mkfifo", [shared.path("bad/pipe")]);
  symlinkSync("pipe", shared.path("bad/link-to-pipe"));
  symlinkSync("loop", shared.path("bad/loop"));
  hugeFile(shared.path("bad/huge"));
});
afterAll(() => shared[Symbol.asyncDispose]());

function made(content: Uint8Array | string): string {
  writeFileSync(shared.path("bad/file"), content);
  return "bad/file";
}

describe.each(fileArguments)("$command --$kind", ({ command, kind }) => {
  const { malformed, long = "file-size" } = kinds[kind];
  const expectArgumentRefused = (file: string, code: string | RegExp, exit?: number) =>
    expectFileRefused(shared, { command, kind }, file, code, exit);

  test("that is missing", () => expectArgumentRefused("bad/missing", "file-missing"));
  test("that is a folder", () => expectArgumentRefused("bad/folder", "file-kind"));
  test("that is a pipe into which nobody writes", () => expectArgumentRefused("bad/pipe", "file-kind"));
  test("that is something else", () =>
    expectArgumentRefused(made('{"format":"rollward/else@1","sets":[1,2,3]}\n'), malformed));

  test("of two gigabytes in one line ends at once, in bounded memory", async () => {
    const before = treeOf(shared.folder);
    const outcome = await runMeasured(shared, naming(command, kind, "bad/huge"));
    expectRefusal(outcome, { exit: 2, code: long, named: kind === "roll" ? [] : ["bad/huge"] });
    // A snapshot may be half a gigabyte, and is read up to there.
    expect(outcome.peakBytes).toBeLessThan(kind === "snapshot" ? 900e6 : 300e6);
    expect(treeOf(shared.folder)).toEqual(before);
  });
});

/** The files are read by one function a kind: its finer points are tried with one command. */
const firstOfKind = fileArguments.filter(
  ({ kind }, index) => fileArguments.findIndex((other) => other.kind === kind) === index,
);

describe.each(firstOfKind)("$command --$kind, in finer points", ({ command, kind }) => {
  const { well, malformed, empty = malformed, text = "file-text" } = kinds[kind];
  const expectArgumentRefused = (file: string, code: string | RegExp, exit?: number) =>
    expectFileRefused(shared, { command, kind }, file, code, exit);

  test("below a file", () => expectArgumentRefused("roll-1.ndjson/x", "file-missing"));
  test("that is a link to a pipe", () => expectArgumentRefused("bad/link-to-pipe", "file-kind"));
  test("that is a link to itself", () => expectArgumentRefused("bad/loop", "file-unreadable", 3));
  test("that is empty", () => expectArgumentRefused(made(""), empty));
  test("that is cut off", () => {
    const whole = readFileSync(shared.path(well));
    return expectArgumentRefused(made(whole.subarray(0, Math.floor(whole.length * 0.7))), malformed);
  });
  test("that is binary", () =>
    expectArgumentRefused(made(Buffer.from("7f454c46020101000000ff00fe80", "hex")), text));
  test("that is not UTF-8 in one place", () => {
    const bytes = readFileSync(shared.path(well));
    bytes[Math.floor(bytes.length / 2)] = 0xff;
    return expectArgumentRefused(made(bytes), text);
  });
});
