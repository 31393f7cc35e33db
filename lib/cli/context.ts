import { randomBytes } from "node:crypto";
import type { Lang } from "../base/words.ts";
import type { Context } from "./command.ts";
import type { ProgressLine } from "./progress.ts";
import type { Judging, World } from "./world.ts";

export interface ContextParts {
  readonly world: World;
  readonly lang: Lang;
  readonly json: boolean;
  /** The moment of `--now`; `nowText` is how the person wrote it. */
  readonly now: Date | undefined;
  readonly nowText: string | undefined;
  readonly config: string | undefined;
  /** Undefined for a command that judges nothing. */
  readonly judging: Judging | undefined;
  readonly signal: AbortSignal;
  readonly progress: ProgressLine;
  readonly computing: Context["computing"];
}

/** Makes what a command has of the world. */
export function buildContext(parts: ContextParts): Context {
  const { world, lang, json, now, judging, progress } = parts;
  return {
    lang,
    json,
    now: parts.nowText,
    config: parts.config,
    clock: () => (now === undefined ? new Date() : new Date(now)),
    random: (bytes) => randomBytes(bytes),
    signal: parts.signal,
    computing: parts.computing,
    progress,
    remark: (sentence) => {
      const line = json
        ? JSON.stringify({ format: "rollward/remark@1", message: sentence })
        : `rollward: ${sentence}`;
      progress.aside(() => world.stderr.write(`${line}\n`));
    },
    stdin: world.stdin,
    stdout: world.stdout,
    stderr: world.stderr,
    env: world.env,
    colour: mayColour(world),
    get checks() {
      return loaded(judging).checks;
    },
    get practices() {
      return loaded(judging).practices;
    },
  };
}

/** Colours only on a terminal that can show them, and never against NO_COLOR (no-color.org: any value but empty). */
function mayColour({ stdout, env }: World): boolean {
  return stdout.isTTY === true && env["TERM"] !== "dumb" && (env["NO_COLOR"] ?? "") === "";
}

function loaded(judging: Judging | undefined): Judging {
  if (judging === undefined) throw new Error("the command reads the checks but does not say needsChecks");
  return judging;
}
