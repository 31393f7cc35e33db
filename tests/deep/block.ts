import { parentPort } from "node:worker_threads";
import { loadActions } from "../../lib/actions/load.ts";
import { tryWorld } from "./differential.ts";
import { emptyTally } from "./tally.ts";

/** Worlds by their seeds, from the first, so many. */
export interface Block {
  readonly first: number;
  readonly count: number;
}

const index = loadActions();

parentPort?.on("message", ({ first, count }: Block) => {
  const tally = emptyTally();
  for (let seed = first; seed < first + count; seed++) tryWorld(seed, index, tally);
  parentPort?.postMessage(tally, []);
});
