import { Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { progressText, type Stage } from "../../lib/cli/progress-text.ts";
import { progressOn, type ProgressOptions } from "../../lib/cli/progress.ts";

class Screen extends Writable {
  text = "";
  readonly columns = 60;
  readonly isTTY: boolean;
  constructor(isTTY = true) {
    super();
    this.isTTY = isTTY;
  }
  override _write(chunk: Buffer, _: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
  /** What a person sees: the text after the last erased line. */
  get line(): string {
    return this.text.slice(this.text.lastIndexOf("\u001b[2K") + 4);
  }
}

const on = (screen: Screen, options: Partial<ProgressOptions> = {}) =>
  progressOn(screen, { lang: "en", json: false, env: {}, elapsed: () => 0, ...options });

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

describe("the line of text", () => {
  const stage: Stage = { label: "Sealing", unit: "bytes", done: 0, total: 1e9, elapsedMs: 0 };
  test.each([
    [stage, "Sealing  0%"],
    [{ ...stage, done: 999_999_999 }, "Sealing  99%"],
    [{ ...stage, done: 1e9, elapsedMs: 10_000 }, "Sealing  100%  100 MB/s  0 s left"],
    [{ ...stage, done: 2.5e8, elapsedMs: 20_000 }, "Sealing  25%  12.5 MB/s  1 min 00 s left"],
    [{ ...stage, done: 1e6, elapsedMs: 10_000 }, "Sealing  0%  100 kB/s  2 h 46 min left"],
    [{ ...stage, done: 2e9, elapsedMs: 10_000 }, "Sealing  100%  200 MB/s  0 s left"],
    [{ ...stage, total: undefined, done: 1.5e6, elapsedMs: 100 }, "Sealing  1.5 MB"],
    [{ ...stage, total: 0 }, "Sealing  0 byte"],
    [
      { ...stage, unit: "sets", total: undefined, done: 1, elapsedMs: 2000 },
      "Sealing  1 set  0.5 per second",
    ],
    [{ ...stage, unit: "voters", total: undefined, done: 1234, elapsedMs: 0 }, "Sealing  1,234 voters"],
  ] as const)("%j", (given, text) => {
    expect(plain(progressText(given, "en"))).toBe(text);
  });

  test("is French in words and numbers", () => {
    const text = progressText({ ...stage, label: "Scellement", done: 2.5e8, elapsedMs: 20_000 }, "fr");
    expect(plain(text)).toBe("Scellement  25 %  12,5 Mo/s  reste 1 min 00 s");
    const amount = progressText(
      { ...stage, label: "Vérification", unit: "parts", total: undefined, done: 1234 },
      "fr",
    );
    expect(plain(amount)).toBe("Vérification  1 234 parties");
  });
});

describe("the line on a terminal", () => {
  test("is rewritten in place and leaves nothing", () => {
    let now = 0;
    const screen = new Screen();
    const progress = on(screen, { elapsed: () => now });
    progress.start("Sealing", "bytes", 100);
    expect(screen.line).toBe("Sealing  0%");
    now = 500;
    progress.add(50);
    expect(screen.line).toBe("Sealing  50%");
    progress.end();
    expect(screen.line).toBe("");
    expect(screen.text).not.toContain("\n");
    const before = screen.text;
    now = 5000;
    progress.add(1);
    progress.end();
    expect(screen.text).toBe(before);
  });

  test("is written at most ten times a second", () => {
    let now = 0;
    const screen = new Screen();
    const progress = on(screen, { elapsed: () => now });
    progress.start("Sealing", "bytes", 1e6);
    for (; now < 1000; now++) progress.add(1);
    expect(screen.text.split("Sealing").length - 1).toBe(10);
  });

  test("makes way for a remark, which stays", () => {
    const screen = new Screen();
    const progress = on(screen);
    progress.start("Sealing", "bytes", 100);
    progress.aside(() => screen.write("a remark\n"));
    expect(screen.text).toContain("\u001b[2Ka remark\n");
  });

  test("is never wider than the terminal", () => {
    const screen = new Screen();
    on(screen).start("é".repeat(200), "bytes", 100);
    expect([...screen.line]).toHaveLength(59);
  });
});

test.each([
  ["a pipe", new Screen(false), {}],
  ["--json", new Screen(), { json: true }],
  ["CI", new Screen(), { env: { CI: "true" } }],
  ["a dumb terminal", new Screen(), { env: { TERM: "dumb" } }],
] as const)("says nothing with %s, but lets remarks through", (_, screen, options) => {
  const progress = on(screen, options);
  progress.start("Sealing", "bytes", 100);
  progress.add(50);
  progress.aside(() => screen.write("remark"));
  progress.end();
  expect(screen.text).toBe("remark");
});
