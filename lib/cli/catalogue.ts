import type { Command } from "./command.ts";
import type { summaries } from "./catalogue-words.ts";

export type CommandName = keyof typeof summaries;

/** How to load each command; a command's module is read only when it is asked for, since start-up time counts. */
const loaders: Readonly<Record<CommandName, () => Promise<{ readonly command: Command }>>> = {
  demo: () => import("./commands/demo.ts"),
  "keys new": () => import("./commands/keys-new.ts"),
  "roll synth": () => import("./commands/roll-synth.ts"),
  seal: () => import("./commands/seal.ts"),
  verify: () => import("./commands/verify.ts"),
  mirror: () => import("./commands/mirror.ts"),
  restore: () => import("./commands/restore.ts"),
  snapshot: () => import("./commands/snapshot.ts"),
  audit: () => import("./commands/audit.ts"),
  "access decide": () => import("./commands/access-decide.ts"),
  "access who": () => import("./commands/access-who.ts"),
  "access escalate": () => import("./commands/access-escalate.ts"),
  "access matrix": () => import("./commands/access-matrix.ts"),
  "access explain": () => import("./commands/access-explain.ts"),
  "access repair": () => import("./commands/access-repair.ts"),
  "access diff": () => import("./commands/access-diff.ts"),
};

/** The commands in the order of help. */
export const commandNames = Object.keys(loaders) as readonly CommandName[];

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(loaders, name);
}

/** The commands whose first word is `word`, such as `keys new` for `keys`. */
export function commandsBeginning(word: string): readonly CommandName[] {
  return commandNames.filter((name) => name.startsWith(`${word} `));
}

export async function loadCommand(name: CommandName): Promise<Command> {
  return (await loaders[name]()).command;
}
