import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";

export interface Run {
  readonly seconds: number;
  /** Peak resident memory of the process itself, in MB; `undefined` where the system does not tell. */
  readonly peakMb: number | undefined;
}

/**
 * A command as a shell line. Its output is thrown away; any other exit than `expected` stops the benchmark, since it
 * measured nothing.
 */
export async function time(line: string, cwd: string, expected = 0): Promise<Run> {
  const start = performance.now();
  const child = spawn("sh", ["-c", `exec ${line}`], { cwd, stdio: ["ignore", "ignore", "pipe"] });
  const said: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
  let peakMb: number | undefined;
  const watch = setInterval(() => {
    void highWater(child.pid).then((mb) => {
      peakMb = Math.max(peakMb ?? 0, mb ?? 0) || undefined;
    });
  }, 20);
  const exit = await new Promise<number | null>((resolve) => child.on("close", resolve));
  clearInterval(watch);
  if (exit !== expected) throw new Error(`${line}: exit ${exit}: ${Buffer.concat(said).toString()}`);
  return { seconds: (performance.now() - start) / 1000, peakMb };
}

async function highWater(pid: number | undefined): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kb = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1];
  return kb === undefined ? undefined : Number(kb) / 1024;
}

export interface Pairing {
  readonly ours: Run;
  readonly peer: Run;
  /** Median of the ratios pair by pair: it holds when the machine's speed drifts. */
  readonly ratio: number;
}

/** Runs two commands in turn, `rounds` times after one round that does not count. */
export async function pair(
  ours: () => Promise<Run>,
  peer: () => Promise<Run>,
  rounds: number,
): Promise<Pairing> {
  await ours();
  await peer();
  const runs: { readonly ours: Run; readonly peer: Run }[] = [];
  for (let round = 0; round < rounds; round++) runs.push({ ours: await ours(), peer: await peer() });
  return {
    ours: middle(runs.map((each) => each.ours)),
    peer: middle(runs.map((each) => each.peer)),
    ratio: median(runs.map((each) => each.ours.seconds / each.peer.seconds)),
  };
}

function middle(runs: readonly Run[]): Run {
  const peaks = runs.flatMap(({ peakMb }) => peakMb ?? []);
  return {
    seconds: median(runs.map(({ seconds }) => seconds)),
    peakMb: peaks.length === 0 ? undefined : Math.max(...peaks),
  };
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)]!;
}
