#!/usr/bin/env node
import { enableCompileCache } from "node:module";
import { join } from "node:path";

if (Number(process.versions.node.split(".")[0]) < 24) {
  process.stderr.write(
    `rollward: Node 24 or later is needed, and this is ${process.version}; run it by npm scripts, which bring their own · ` +
      `Node 24 ou plus récent est nécessaire, et ceci est ${process.version} ; passez par les scripts npm, qui apportent le leur\n`,
  );
  process.exit(2);
}

// Beside the sources, never in the shared temporary folder: whoever may write the cache decides what runs.
enableCompileCache(join(import.meta.dirname, "../.cache/compile"));

process.on("uncaughtException", (error) => void endWithReport(error));
const { main } = await import("../lib/cli/main.ts");
await leave(
  await main({
    argv: process.argv.slice(2),
    env: process.env,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    signals: process,
    endNow: (exit) => process.exit(exit),
    loadJudging: async () => {
      const [{ checks }, { practices }] = await Promise.all([
        import("../checks/index.ts"),
        import("../checks/practices.ts"),
      ]);
      return { checks, practices };
    },
  }),
);

/** Ends the process once what was said has gone out; an idle connection must not keep it alive. */
async function leave(exit: number): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    if (!stream.destroyed) await new Promise<void>((resolve) => stream.write("", () => resolve()));
  }
  process.exit(exit);
}

/** For what escaped every await: our mistake, told as any other. */
async function endWithReport(error: unknown): Promise<void> {
  const { reportError } = await import("../lib/cli/report-error.ts");
  const { env, stderr } = process;
  await leave(reportError(error, { lang: "en", json: process.argv.includes("--json"), env, stderr }));
}
