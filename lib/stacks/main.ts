import { RollwardError } from "../base/faults.ts";
import { readConfig } from "../contract/read-config.ts";
import { makeApp } from "./app.ts";
import { sourceEntries } from "./bundle.ts";
import { check, fill } from "./synthesise.ts";

/**
 * What `cdk synth` and `cdk deploy` run: the stacks of the configuration that the context key `config` names, judged
 * by cdk-nag. A fault is told in both languages, for the CDK's program knows no `--lang`.
 *
 * @returns the exit code
 */
export async function main(write: (text: string) => void): Promise<number> {
  const app = makeApp();
  const asked: unknown = app.node.tryGetContext("config");
  try {
    const { config, folder } = await readConfig(typeof asked === "string" ? asked : "rollward.config.json");
    await fill(app, config, folder, sourceEntries);
    await check(app);
    app.synth();
    return 0;
  } catch (error) {
    if (!(error instanceof RollwardError)) throw error;
    write(`rollward: ${error.sentence("en")} · ${error.sentence("fr")} [${error.code}]\n`);
    return error.fault.exit;
  }
}
