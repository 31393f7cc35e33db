import { PassThrough } from "node:stream";
import { onTestFinished, vi } from "vitest";
import { checks } from "../../checks/index.ts";
import { practices } from "../../checks/practices.ts";
import { silentProgress } from "../../lib/base/context.ts";
import type { Command, Context } from "../../lib/cli/command.ts";
import { parseOptions } from "../../lib/cli/parse.ts";
import { now } from "./healthy.ts";

export interface Ran {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly remarks: readonly string[];
}

/** Runs a command in this process, at the moment of these tests, and gathers what it wrote. */
export async function runCommand(
  command: Command,
  args: readonly string[],
  change: Partial<Context> = {},
): Promise<Ran> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const remarks: string[] = [];
  const context: Context = {
    lang: "en",
    clock: () => new Date(now.getTime() + 999),
    random: (bytes) => new Uint8Array(bytes),
    signal: new AbortController().signal,
    progress: silentProgress,
    computing: (work) => work(),
    remark: (sentence) => void remarks.push(sentence),
    stdin: new PassThrough(),
    stdout,
    stderr,
    env: {},
    json: false,
    now: undefined,
    config: undefined,
    colour: false,
    checks,
    practices,
    ...change,
  };
  const { values, positionals } = parseOptions(command, args);
  const exit = await command.run(values, context, positionals);
  const text = (stream: PassThrough): string => String(stream.read() ?? "");
  return { exit, stdout: text(stdout), stderr: text(stderr), remarks };
}

/** For this test nobody is signed in to AWS, whoever runs it: what the SDK would look at is set aside. */
export function withoutCredentials(): void {
  for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) vi.stubEnv(name, undefined);
  vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
  vi.stubEnv("AWS_CONFIG_FILE", "/nowhere/config");
  vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", "/nowhere/credentials");
  onTestFinished(() => void vi.unstubAllEnvs());
}
