/**
 * Breaks the engine on purpose, one branch at a time, and runs its tests: `npm run mutate -- [--share 0.25] [--seed 1]
 * [--under lib/iam/decide] [--near]`. What no test notices survives, and is printed with its place. Works in copies of
 * the tree, so that the tree itself is never broken. With `--near` only the tests of the broken part are run: quicker,
 * and more seem to survive.
 */
import { spawn } from "node:child_process";
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { mutantsOf, type Mutant } from "./mutants.ts";

const root = join(import.meta.dirname, "../..");
const { values } = parseArgs({
  options: {
    share: { type: "string", default: "1" },
    seed: { type: "string", default: "1" },
    under: { type: "string", default: "lib/iam" },
    workers: { type: "string", default: "2" },
    near: { type: "boolean", default: false },
  },
});

interface Broken extends Mutant {
  readonly file: string;
}

/** A test that runs this long has gone round in circles, and noticed. */
const longestMs = 120_000;

const all = globSync(`${values.under}/**/*.ts`, { cwd: root })
  .concat(globSync(`${values.under}.ts`, { cwd: root }))
  .toSorted()
  .flatMap((file) =>
    mutantsOf(file, readFileSync(join(root, file), "utf8")).map((one): Broken => ({ ...one, file })),
  );
const random = dice(Number(values.seed));
const chosen = all.filter(() => random() < Number(values.share));
const survivors: Broken[] = [];
let done = 0;
const queue = [...chosen];
await Promise.all(Array.from({ length: Number(values.workers) }, work));
survivors.sort((a, b) => (a.file === b.file ? a.start - b.start : a.file < b.file ? -1 : 1));
for (const { file, start, what } of survivors)
  process.stdout.write(`survived ${place(file, start)} ${what}\n`);
const score = ((chosen.length - survivors.length) / Math.max(1, chosen.length)) * 100;
process.stdout.write(
  `${chosen.length} of ${all.length} breaks tried (seed ${values.seed}), ${survivors.length} survived: ${score.toFixed(1)} % noticed\n`,
);

async function work(): Promise<void> {
  const copy = mkdtempSync(join(tmpdir(), "rollward-mutation-"));
  try {
    for (const folder of ["bin", "lib", "checks", "tests", "bench", "rollward.config.json", "package.json"])
      cpSync(join(root, folder), join(copy, folder), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
    for (let one = queue.shift(); one !== undefined; one = queue.shift()) {
      if (await survives(copy, one)) {
        survivors.push(one);
        process.stderr.write(`\n${place(one.file, one.start)} ${one.what}\n`);
      }
      process.stderr.write(`\r${++done}/${chosen.length}, ${survivors.length} survived `);
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

async function survives(copy: string, { file, start, end, text }: Broken): Promise<boolean> {
  const path = join(copy, file);
  const source = readFileSync(path, "utf8");
  writeFileSync(path, source.slice(0, start) + text + source.slice(end));
  try {
    for (const tests of stages(copy, file))
      if (tests.length > 0 && !(await passes(copy, tests))) return false;
    return true;
  } finally {
    writeFileSync(path, source);
  }
}

/** First the tests of what was broken, then all others of the engine. */
function stages(copy: string, file: string): readonly (readonly string[])[] {
  const tests = globSync("tests/iam/**/*.test.ts", { cwd: copy });
  const [part = ""] = relative("lib/iam", file).split(/[/.-]/);
  const near = tests.filter((test) => test.startsWith(`tests/iam/${part}`) || test.includes("vectors"));
  return values.near ? [near] : [near, tests.filter((test) => !near.includes(test))];
}

function passes(copy: string, tests: readonly string[]): Promise<boolean> {
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const config = join(copy, "tests/mutation/vitest.config.ts");
  const child = spawn(
    process.execPath,
    [vitest, "run", "--root", copy, "--config", config, "--bail", "1", ...tests],
    { cwd: copy, stdio: "ignore", detached: true },
  );
  return new Promise((resolve) => {
    const late = setTimeout(() => process.kill(-child.pid!, "SIGKILL"), longestMs);
    child.on("close", (code) => {
      clearTimeout(late);
      resolve(code === 0);
    });
  });
}

function place(file: string, start: number): string {
  return `${file}:${readFileSync(join(root, file), "utf8").slice(0, start).split("\n").length}`;
}

/** Numbers from 0 to 1, the same for a seed on every machine (mulberry32). */
function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
