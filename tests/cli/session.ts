import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const program = join(import.meta.dirname, "../../bin/rollward.ts");

/** What one run of the program left behind. `exit` is null when a signal ended it. */
export interface Outcome {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Added to a nearly empty environment (English, no colours asked or refused). */
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array;
  /** An open file that takes stdout instead; `Outcome.stdout` is then empty. */
  readonly stdoutFile?: number;
  /** Called with the running child, to send it signals or to close its pipes. */
  readonly during?: (child: ChildProcess) => void;
}

/** A fresh folder in which the real program runs; gone, with all it holds, at the end of the test. */
export interface Session extends AsyncDisposable {
  readonly folder: string;
  /** Runs `rollward …args` in the folder, so that plain names are files of it. */
  run(args: readonly string[], options?: RunOptions): Promise<Outcome>;
  /** The full path of a name in the folder. */
  path(...names: readonly string[]): string;
}

/** Opens a session: `await using session = await openSession()`. */
export async function openSession(): Promise<Session> {
  const folder = await mkdtemp(join(tmpdir(), "rollward-session-"));
  return {
    folder,
    run: (args, options = {}) => runProgram(folder, args, options),
    path: (...names) => join(folder, ...names),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

async function runProgram(folder: string, args: readonly string[], options: RunOptions): Promise<Outcome> {
  const base = { PATH: process.env["PATH"], HOME: folder, TMPDIR: tmpdir(), LANG: "C.UTF-8" };
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    env: { ...base, ...options.env },
    stdio: ["pipe", options.stdoutFile ?? "pipe", "pipe"],
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout?.on("data", (chunk: Buffer) => stdout.push(chunk));
  child.stderr?.on("data", (chunk: Buffer) => stderr.push(chunk));
  // A program that ends without reading its input closes the pipe under our feet: that is its right.
  child.stdin?.on("error", () => {});
  child.stdin?.end(options.stdin ?? "");
  options.during?.(child);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exit) => {
      const text = (pieces: readonly Buffer[]) => Buffer.concat(pieces).toString("utf8");
      resolve({ exit, stdout: text(stdout), stderr: text(stderr) });
    });
  });
}
