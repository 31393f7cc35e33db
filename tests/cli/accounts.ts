/** An invented office's accounts as session tests find them: templates and configuration, no credentials anywhere. */
import { cp, copyFile, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { readConfig } from "../../lib/contract/read-config.ts";
import { synthesise } from "../../lib/stacks/synthesise.ts";
import { standIn } from "../stacks/templates.ts";
import { openSession, type Outcome, type Session } from "./session.ts";

/** A day of the invented office's calendar. */
export const moment = "2026-10-15T12:00:00Z";
export const officeFile = join(import.meta.dirname, "../../rollward.config.json");
/** The accounts of {@link officeFile}. */
export const accountIds = ["111111111111", "222222222222", "333333333333", "444444444444"];

/** An environment without credentials, of the machine that runs the tests neither. */
export const noCredentials = {
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_CONFIG_FILE: "/nowhere/config",
  AWS_SHARED_CREDENTIALS_FILE: "/nowhere/credentials",
};

/**
 * Runs `rollward …args`; whatever it asks for, there are no credentials. The remark that this folder’s configuration was
 * taken, which every such run begins with, is left out of `stderr`.
 */
export async function run(session: Session, ...args: readonly string[]): Promise<Outcome> {
  const outcome = await session.run(args, { env: noCredentials });
  return { ...outcome, stderr: outcome.stderr.replace(unasked, "") };
}

const unasked = /^.*rollward\.config\.json (of this folder|de ce dossier).*\n/;

/**
 * Synthesises the office's stacks once for all tests of the file. A session then has `cdk.out` and
 * `rollward.config.json`.
 */
export function prepareAccounts(): { open(): Promise<Session> } {
  let master: Session;
  beforeAll(async () => {
    master = await openSession();
    const { config, folder } = await readConfig(officeFile);
    await mkdir(master.path("code"));
    const entry = await standIn(master.path("code"));
    await synthesise({ config, folder, outdir: master.path("cdk.out"), entries: () => entry });
  });
  afterAll(() => master[Symbol.asyncDispose]());
  return {
    async open() {
      const session = await openSession();
      await cp(master.path("cdk.out"), session.path("cdk.out"), { recursive: true });
      await copyFile(officeFile, session.path("rollward.config.json"));
      return session;
    },
  };
}

/** Writes files into a folder of the session: texts as they are, all else as JSON. */
export async function lay(session: Session, files: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(session.path(path)), { recursive: true });
    await writeFile(session.path(path), typeof content === "string" ? content : JSON.stringify(content));
  }
}

/** The same files below a folder. */
export function below(folder: string, files: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [`${folder}/${path}`, content]));
}
