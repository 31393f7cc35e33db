import { exits, type Exit } from "../base/exit.ts";
import type { Args } from "../base/words.ts";
import {
  commandNames,
  commandsBeginning,
  isCommandName,
  loadCommand,
  type CommandName,
} from "./catalogue.ts";
import type { cliFaults } from "./cli-faults.ts";
import { readGlobals, type Globals } from "./globals.ts";
import { helpOfAll, helpOfCommand } from "./help.ts";
import type { World } from "./world.ts";

/**
 * Runs one command line and gives the exit code; never throws. Everything that help does not need is imported when
 * it is needed, which keeps `--help` near the time that the bare runtime takes to start.
 */
export async function main(world: World): Promise<Exit> {
  // Whoever reads us may go away at any time; what that means is decided where the output matters (`run.ts`).
  world.stdout.on("error", () => {});
  world.stderr.on("error", () => {});
  const globals = readGlobals(world.argv, world.env);
  if (globals.badLang !== undefined)
    return refuse(world, globals, "lang-unknown", { value: globals.badLang });
  if (globals.version) {
    const { version } = await import("./version.ts");
    return print(world, globals, `rollward ${version}\n`);
  }
  // An unknown option may have had a value, which then looks like the command: so the option is named first.
  if (globals.stray !== undefined && globals.words.length > 0) {
    return refuse(world, globals, "option-place", { option: globals.stray });
  }
  const name = commandOf(globals.words);
  if (name === undefined) return withoutCommand(world, globals);
  if (globals.help)
    return print(world, globals, helpOfCommand(await loadCommand(name), globals.lang, widthOf(world)));
  const { runCommand } = await import("./run.ts");
  return runCommand(name, globals, world);
}

/** The command that the first words name: two words go before one. */
function commandOf(words: readonly string[]): CommandName | undefined {
  return [words.join(" "), words[0] ?? ""].find(isCommandName);
}

async function withoutCommand(world: World, globals: Globals): Promise<Exit> {
  const word = globals.words[0];
  const group = word === undefined ? commandNames : commandsBeginning(word);
  if (globals.help && group.length > 0)
    return print(world, globals, helpOfAll(group, globals.lang, widthOf(world)));
  if (word !== undefined) {
    const { nearest } = await import("../base/nearest.ts");
    // Of two words the first is judged by itself only when both together are near to nothing.
    const both = globals.words.slice(0, 2).join(" ");
    const near = nearest(both, commandNames) ?? nearest(word, commandNames);
    const name = group.length > 0 || (near?.includes(" ") ?? false) ? both : word;
    return refuse(world, globals, "command-unknown", { name, nearest: near ?? "none" });
  }
  if (globals.stray !== undefined) {
    const args = { option: globals.stray, command: "rollward", nearest: "none" };
    return refuse(world, globals, "option-unknown", args);
  }
  // No command is wrong usage: a script whose command got lost must not look like one that did its work.
  world.stderr.write(`${helpOfAll(commandNames, globals.lang, widthOf(world))}\n`);
  return refuse(world, globals, "command-missing", {});
}

async function refuse(
  world: World,
  globals: Globals,
  code: keyof typeof cliFaults,
  args: Args,
): Promise<Exit> {
  const [{ failure }, { cliFaults: faults }, { reportError }] = await Promise.all([
    import("../base/faults.ts"),
    import("./cli-faults.ts"),
    import("./report-error.ts"),
  ]);
  return reportError(failure(faults[code], args), { ...globals, env: world.env, stderr: world.stderr });
}

async function print(world: World, globals: Globals, text: string): Promise<Exit> {
  const error = await new Promise<Error | null | undefined>((resolve) => world.stdout.write(text, resolve));
  if (error === null || error === undefined || ("code" in error && error.code === "EPIPE")) return exits.ok;
  const { reportError } = await import("./report-error.ts");
  return reportError(error, { ...globals, env: world.env, stderr: world.stderr });
}

const narrowest = 60;
const widest = 110;

function widthOf(world: World): number {
  return Math.min(Math.max(world.stdout.columns ?? 100, narrowest), widest);
}
