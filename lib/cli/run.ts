import { exits, type Exit } from "../base/exit.ts";
import { failure } from "../base/faults.ts";
import { parseInstant } from "../base/time.ts";
import { loadCommand, type CommandName } from "./catalogue.ts";
import { cliFaults } from "./cli-faults.ts";
import { buildContext } from "./context.ts";
import type { Globals } from "./globals.ts";
import { watchInterrupts } from "./interrupt.ts";
import { watchOutput } from "./output-watch.ts";
import { parseOptions } from "./parse.ts";
import { progressOn } from "./progress.ts";
import { reportError } from "./report-error.ts";
import type { World } from "./world.ts";
import { holdYoungGeneration } from "./young-generation.ts";

/** Loads a command, reads its options, runs it with a context made of `world`, and tells how it ended. */
export async function runCommand(name: CommandName, globals: Globals, world: World): Promise<Exit> {
  const { lang, json } = globals;
  const interrupts = watchInterrupts(world.signals, world.endNow);
  const output = watchOutput(world.stdout, interrupts.abort);
  const progress = progressOn(world.stderr, { lang, json, env: world.env });
  const report = (error: unknown): Exit => {
    progress.end();
    return reportError(error, { lang, json, env: world.env, stderr: world.stderr });
  };
  try {
    const command = await loadCommand(name);
    const {
      values,
      globals: given,
      positionals,
    } = parseOptions(command, globals.without(name.split(" ").length));
    const now = parseInstant(given.now);
    if (given.now !== undefined && now === undefined) {
      throw failure(cliFaults["now-malformed"], { value: given.now });
    }
    const judging = command.needsChecks ? await world.loadJudging() : undefined;
    const { signal } = interrupts;
    const { now: nowText, config } = given;
    const computing = <T>(work: () => T): T => {
      holdYoungGeneration();
      return interrupts.unheard(work);
    };
    const parts = { now, nowText, config, judging, signal, progress, computing };
    const context = buildContext({ world, lang, json, ...parts });
    const exit = await command.run(values, context, positionals);
    progress.end();
    await output.flushed();
    return output.failed() === undefined || output.readerGone() ? exit : report(output.failed());
  } catch (error) {
    if (interrupts.interrupted()) return report(interrupts.signal.reason);
    // The reader of a pipe has seen enough: nobody is left to tell, and the work is cut short all the same.
    if (output.readerGone()) return exits.interrupted;
    return report(output.failed() ?? error);
  } finally {
    progress.end();
    interrupts.stop();
  }
}
