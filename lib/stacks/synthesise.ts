import { Validations, type App } from "aws-cdk-lib/core";
import { baseFaults } from "../base/base-faults.ts";
import { failure } from "../base/faults.ts";
import { systemCode } from "../base/files.ts";
import type { Config } from "../contract/config.ts";
import { addStacks, makeApp } from "./app.ts";
import { bundleFunctions, sourceEntries, type Entries } from "./bundle.ts";
import { officeOf } from "./office.ts";

export interface Synthesis {
  readonly config: Config;
  /** The configuration's folder: paths in it are from there. */
  readonly folder: string;
  /** Where the templates and the functions' code go. */
  readonly outdir: string;
  /** Other sources than `bin/functions/`: a stand-in, where only the templates matter. */
  readonly entries?: Entries;
  /** Judge the stacks by cdk-nag's AwsSolutions, and fail on what nobody argued for. */
  readonly checked?: boolean;
}

/**
 * Makes the templates of an office's stacks in `outdir`, as `cdk synth` does, in this process.
 *
 * @returns `outdir`
 * @throws RollwardError stacks-config, target-unwritable
 */
export async function synthesise({ config, folder, outdir, entries, checked }: Synthesis): Promise<string> {
  try {
    const app = makeApp({ outdir });
    await fill(app, config, folder, entries ?? sourceEntries);
    if (checked === true) await check(app);
    return app.synth().directory;
  } catch (cause) {
    const reason = systemCode(cause);
    if (!unwritable.has(reason)) throw cause;
    throw failure(baseFaults["target-unwritable"], { path: outdir, reason }, cause);
  }
}

/** What a disk says that takes no more (errno(3)). */
const unwritable: ReadonlySet<string> = new Set(["ENOSPC", "EFBIG", "EDQUOT", "EROFS", "EACCES"]);

/** Puts an office's stacks into `app`; their functions' code is staged when it returns. */
export async function fill(app: App, config: Config, folder: string, entries: Entries): Promise<void> {
  const office = officeOf(config, folder);
  const { code, remove } = await bundleFunctions(entries, office);
  try {
    addStacks(app, { office, code });
  } finally {
    await remove();
  }
}

/** Has the app judged by cdk-nag when it is synthesised. */
export async function check(app: App): Promise<void> {
  const { AwsSolutionsChecks } = await import("cdk-nag");
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }));
}
