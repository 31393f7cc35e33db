/** Runs of the program under limits: how much memory it took, how much it may write. */
import { execFile } from "node:child_process";
import { closeSync, openSync, readFileSync, ftruncateSync } from "node:fs";
import { join } from "node:path";
import { openSession, type Outcome, type Session } from "./session.ts";

/** A file of one line without end that takes no room on the disk. */
export function hugeFile(path: string, bytes = 2 ** 31): void {
  const file = openSync(path, "wx");
  ftruncateSync(file, bytes);
  closeSync(file);
}

const watch =
  "import{writeFileSync}from'node:fs';process.on('exit',()=>writeFileSync(process.env.PEAK,String(process.resourceUsage().maxRSS)))";

/** Runs the program and reads off the most memory it held, in bytes. */
export async function runMeasured(
  session: Session,
  args: readonly string[],
): Promise<Outcome & { readonly peakBytes: number }> {
  await using aside = await openSession();
  const peak = aside.path("peak");
  const env = { NODE_OPTIONS: `--import=data:text/javascript,${watch}`, PEAK: peak };
  const outcome = await session.run(args, { env });
  return { ...outcome, peakBytes: Number(readFileSync(peak, "utf8")) * 1024 };
}

const program = join(import.meta.dirname, "../../bin/rollward.ts");

/**
 * Runs the program where no file may grow beyond `bytes` (a multiple of 512): writing more fails as it does on a full
 * disk, with EFBIG in place of ENOSPC, and no disk has to be filled for it.
 */
export function runCramped(session: Session, bytes: number, args: readonly string[]): Promise<Outcome> {
  const script = `ulimit -f ${bytes / 512} && exec "$@"`;
  const command = ["-c", script, "sh", process.execPath, program, ...args];
  const env = { PATH: process.env["PATH"], HOME: session.folder, TMPDIR: session.folder, LANG: "C.UTF-8" };
  return new Promise((resolve) => {
    execFile("sh", command, { cwd: session.folder, env }, (error, stdout, stderr) => {
      resolve({ exit: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}
