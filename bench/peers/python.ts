import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

export type PythonPeer = "cloudsplaining" | "principalmapper" | "prowler";

export interface Installed {
  readonly python: string;
  readonly version: string;
  /** The path of a program of the environment. */
  program(name: string): string;
}

/**
 * A program of Python as `<name>.txt` beside this file pins it, in an environment of its own, made on first use in
 * `cache`; `undefined` where Python or its package index cannot be had.
 */
export function findPython(name: PythonPeer, cache: string): Installed | undefined {
  const requirements = join(import.meta.dirname, `${name}.txt`);
  const text = readFileSync(requirements, "utf8");
  const version = new RegExp(`^${name}==([\\w.]+)`, "m").exec(text)![1]!;
  const digest = createHash("sha256").update(text).digest("hex").slice(0, 12);
  const kept = join(cache, `${name}-${digest}`);
  const program = (of: string) => join(kept, "bin", of);
  const found: Installed = { python: program("python"), version, program };
  if (existsSync(join(kept, "made"))) return found;
  rmSync(kept, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"];
  const pinned = text.includes("--hash=") ? ["--require-hashes", "--only-binary=:all:"] : [];
  const done =
    run("python3", ["-m", "venv", kept]) &&
    run(program("python"), [...pip, ...pinned, "--requirement", requirements]);
  if (!done) {
    rmSync(kept, { recursive: true, force: true });
    return undefined;
  }
  mkdirSync(join(kept, "made"));
  return found;
}

function run(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}
