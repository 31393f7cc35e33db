import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Unavailable } from "./emulator.ts";

const run = promisify(execFile);

const requirements = join(import.meta.dirname, "requirements.txt");
const cache = join(import.meta.dirname, "..", "..", ".cache", "live");
const windows = process.platform === "win32";
const pythonOf = (environment: string) =>
  windows ? join(environment, "Scripts", "python.exe") : join(environment, "bin", "python");

const installMs = 300_000;

/**
 * The Python of a virtual environment that holds exactly what `requirements.txt` pins, made on first use in
 * `.cache/live/<hash of the requirements>`. Two runs may make it at once: each makes its own and one is kept.
 */
export async function emulatorPython(): Promise<{ readonly python: string } | Unavailable> {
  const digest = createHash("sha256")
    .update(await readFile(requirements))
    .digest("hex")
    .slice(0, 16);
  const kept = join(cache, digest);
  if (existsSync(pythonOf(kept))) return { python: pythonOf(kept) };
  await mkdir(cache, { recursive: true });
  const temporary = join(cache, `.${digest}.${randomBytes(6).toString("hex")}`);
  try {
    const trouble = await install(temporary);
    if (trouble !== undefined) return { unavailable: trouble };
    // Fails when another run was faster; then theirs is as good.
    await rename(temporary, kept).catch(() => undefined);
    return existsSync(pythonOf(kept))
      ? { python: pythonOf(kept) }
      : { unavailable: `${kept} could not be made` };
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** `undefined` when all went well; else why not. */
async function install(environment: string): Promise<string | undefined> {
  const python = windows ? "python" : "python3";
  const version = ["-c", "import sys; sys.exit(sys.version_info < (3, 10))"];
  const steps: readonly (readonly [string, readonly string[], string])[] = [
    [python, version, "Python 3.10 or newer is not installed"],
    [
      python,
      ["-m", "venv", environment],
      "Python cannot make a virtual environment (on Debian: apt install python3-venv)",
    ],
    [
      pythonOf(environment),
      pipInstall,
      "the package index of Python cannot be reached or lacks a pinned package",
    ],
  ];
  for (const [program, args, meaning] of steps) {
    try {
      await run(program, args, { timeout: installMs });
    } catch (cause) {
      return `${meaning}${lastLine(cause)}`;
    }
  }
  return undefined;
}

// Wheels only: nothing is built here, and no package's own code runs while installing.
const pipInstall = [
  "-m",
  "pip",
  "install",
  "--quiet",
  "--disable-pip-version-check",
  "--no-input",
  "--require-hashes",
  "--only-binary=:all:",
  "--retries=2",
  "--requirement",
  requirements,
];

function lastLine(cause: unknown): string {
  const stderr = cause instanceof Error && "stderr" in cause ? String(cause.stderr).trim() : "";
  return stderr === "" ? "" : ` (${stderr.split("\n").at(-1)})`;
}
