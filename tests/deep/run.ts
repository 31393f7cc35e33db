/**
 * `npm run test:deep`: the symbolic answers against trying every request, over at least 100,000 generated policies, on
 * two threads. `npm run test:deep -- --seed 5000 --policies 20000` for other worlds, or fewer.
 */
import { once } from "node:events";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import type { Block } from "./block.ts";
import { addTally, emptyTally, told, type Tally } from "./tally.ts";

const { values } = parseArgs({
  options: { seed: { type: "string", default: "1" }, policies: { type: "string", default: "100000" } },
});
const [seed, policies] = [Number(values.seed), Number(values.policies)];
const blockSize = 50;
const progressEach = 10_000;
const start = performance.now();
const total = emptyTally();
let next = seed;
let shown = 0;

/** Hands out blocks until there are policies enough. */
async function work(): Promise<void> {
  const worker = new Worker(new URL("./block.ts", import.meta.url));
  try {
    while (total.policies < policies && total.mistakes.length === 0) {
      const block: Block = { first: next, count: blockSize };
      next += blockSize;
      const answer = once(worker, "message") as Promise<[Tally]>;
      worker.postMessage(block, []);
      addTally(total, (await answer)[0]);
      if (total.policies < shown + progressEach) continue;
      shown = total.policies;
      const seconds = Math.round((performance.now() - start) / 1000);
      process.stdout.write(
        `${seconds} s: ${shown} policies, ${total.worlds} worlds, ${total.mistakes.length} mistakes\n`,
      );
    }
  } finally {
    await worker.terminate();
  }
}

process.stdout.write(`Worlds from seed ${seed} on, until ${policies} policies\n`);
await Promise.all([work(), work()]);
process.stdout.write(`${told(total)}\n`);
process.exitCode = total.mistakes.length === 0 ? 0 : 1;
