import { EventEmitter } from "node:events";
import { PassThrough, Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { baseFaults } from "../../lib/base/base-faults.ts";
import { failure } from "../../lib/base/faults.ts";
import { askPassphrase } from "../../lib/cli/ask-passphrase.ts";
import { buildContext } from "../../lib/cli/context.ts";
import { watchInterrupts } from "../../lib/cli/interrupt.ts";
import { progressOn } from "../../lib/cli/progress.ts";
import { asRollwardError, reportError } from "../../lib/cli/report-error.ts";
import type { World } from "../../lib/cli/world.ts";

const system = (code: string, syscall?: string, path?: string) =>
  Object.assign(new Error("raw"), { code, ...(syscall && { syscall }), ...(path && { path }) });
const known = failure(baseFaults["file-missing"], { what: { en: "The roll", fr: "La liste" }, path: "r" });

describe("anything thrown becomes one of our faults", () => {
  test.each([
    ["our own error", known, "file-missing", 2],
    ["an abort", new DOMException("x", "AbortError"), "interrupted", 130],
    [
      "an abort with its reason",
      Object.assign(new Error("x", { cause: known }), { name: "AbortError" }),
      "file-missing",
      2,
    ],
    ["a full disk", system("ENOSPC", "write"), "output-full", 2],
    ["a used-up quota", system("EDQUOT"), "output-full", 2],
    ["a refusal by the system", system("EMFILE", "open", "/x"), "system-refused", 3],
    ["a first of several", new AggregateError([system("ECONNREFUSED", "connect")]), "system-refused", 3],
    ["an empty several", new AggregateError([]), "internal", 3],
    [
      "an error while cleaning up after ours",
      new SuppressedError(system("EIO", "close"), known),
      "file-missing",
      2,
    ],
    ["a slip of ours", new TypeError("x is not a function"), "internal", 3],
    ["a string", "x", "internal", 3],
    ["nothing", undefined, "internal", 3],
  ])("%s", (_, thrown, code, exit) => {
    expect(asRollwardError(thrown).fault).toMatchObject({ code, exit });
  });

  test("the message of a slip is not told, since it may quote a voter", () => {
    const said = new Writable({ write: (chunk: Buffer, _, done) => (lines.push(chunk.toString()), done()) });
    const lines: string[] = [];
    reportError(new SyntaxError(`Unexpected token in "Ada Example"`), {
      lang: "en",
      json: false,
      env: {},
      stderr: said,
    });
    expect(lines.join("")).toMatch(/^rollward: .*SyntaxError.* \[internal\]\n$/);
    expect(lines.join("")).not.toContain("Ada");
  });
});

describe("signals", () => {
  test.each(["SIGINT", "SIGTERM", "SIGHUP"])("the first %s aborts, the second ends at once", (name) => {
    const signals = new EventEmitter();
    const ended: number[] = [];
    const interrupts = watchInterrupts(signals, (exit) => ended.push(exit));
    expect(interrupts.interrupted()).toBe(false);
    signals.emit(name);
    expect(interrupts.interrupted()).toBe(true);
    expect(interrupts.signal.reason).toMatchObject({ code: "interrupted" });
    expect(ended).toEqual([]);
    signals.emit("SIGINT");
    expect(ended).toEqual([130]);
    interrupts.stop();
    expect(signals.listenerCount(name)).toBe(0);
  });

  test("act as they do by default while something is computed, and are heard again afterwards", () => {
    const signals = new EventEmitter();
    const interrupts = watchInterrupts(signals, () => {});
    const heard = () => signals.listenerCount("SIGINT");
    expect(interrupts.unheard(heard)).toBe(0);
    expect(heard()).toBe(1);
    const failing = () => {
      throw new Error("broken");
    };
    expect(() => interrupts.unheard(failing)).toThrow("broken");
    expect(heard()).toBe(1);
    interrupts.stop();
  });
});

function world(env: World["env"], isTTY: boolean): World {
  const stream = () => Object.assign(new PassThrough(), { isTTY, setRawMode: () => {} });
  const loadJudging = () => Promise.resolve({ checks: [], practices: [] });
  const [stdin, stdout, stderr] = [stream(), stream(), stream()];
  return { argv: [], env, stdin, stdout, stderr, signals: new EventEmitter(), endNow: () => {}, loadJudging };
}

function contextOf(given: World, judging?: { checks: []; practices: [] }, now?: Date, json = false) {
  const progress = progressOn(given.stderr, { lang: "en", json, env: given.env });
  const { signal } = new AbortController();
  return buildContext({
    world: given,
    lang: "en",
    json,
    now,
    nowText: undefined,
    config: undefined,
    judging,
    signal,
    progress,
    computing: (work) => work(),
  });
}

describe("the context", () => {
  test.each([
    [{}, true, true],
    [{ NO_COLOR: "1" }, true, false],
    [{ NO_COLOR: "" }, true, true],
    [{ TERM: "dumb" }, true, false],
    [{}, false, false],
  ])("colours with %j on a terminal (%s): %s", (env, isTTY, colour) => {
    expect(contextOf(world(env, isTTY)).colour).toBe(colour);
  });

  test("has checks only when they were loaded, and says so loudly", () => {
    expect(() => contextOf(world({}, false)).checks).toThrow("needsChecks");
    expect(() => contextOf(world({}, false)).practices).toThrow("needsChecks");
    expect(contextOf(world({}, false), { checks: [], practices: [] }).checks).toEqual([]);
  });

  test("keeps the clock of --now, whoever alters what it gave", () => {
    const { clock } = contextOf(world({}, false), undefined, new Date("2026-11-03T20:00:00Z"));
    clock().setFullYear(1999);
    expect(clock().toISOString()).toBe("2026-11-03T20:00:00.000Z");
  });

  test("puts remarks on stderr, as JSON when asked", () => {
    const given = world({}, false);
    contextOf(given).remark("Mind the gap");
    contextOf(given, undefined, undefined, true).remark("Mind the gap");
    expect(String((given.stderr as PassThrough).read())).toBe(
      'rollward: Mind the gap\n{"format":"rollward/remark@1","message":"Mind the gap"}\n',
    );
  });
});

describe("a passphrase", () => {
  const question = { en: "Passphrase of the identity", fr: "Phrase secrète de l’identité" };
  const typed = async (keys: readonly string[], confirm: boolean) => {
    const context = contextOf(world({}, true));
    context.stderr.on("data", () => {});
    const answer = askPassphrase(context, question, { confirm });
    answer.catch(() => {});
    for (const key of keys) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      context.stdin.push(key);
    }
    return answer;
  };

  test("is asked for on a terminal only", async () => {
    await expect(
      askPassphrase(contextOf(world({}, false)), question, { confirm: false }),
    ).rejects.toMatchObject({
      code: "passphrase-terminal",
    });
  });

  test("is given back as typed", async () => {
    expect(await typed(["secret", "\r"], false)).toBe("secret");
  });

  test("is asked for twice when it is new", async () => {
    expect(await typed(["four unrelated words", "\r", "four unrelated words", "\r"], true)).toBe(
      "four unrelated words",
    );
    await expect(
      typed(["four unrelated words", "\r", "five unrelated words", "\r"], true),
    ).rejects.toMatchObject({
      code: "passphrase-differs",
    });
  });

  test("that is new must be long enough", async () => {
    expect(await typed(["short", "\r", " but longer now", "\r", "short but longer now", "\r"], true)).toBe(
      "short but longer now",
    );
  });

  test("may be refused by Ctrl-C", async () => {
    await expect(typed(["\u0003"], false)).rejects.toMatchObject({ code: "interrupted" });
  });
});
