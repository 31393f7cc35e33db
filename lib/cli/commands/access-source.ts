import { failure } from "../../base/faults.ts";
import type { Snapshot } from "../../snapshot/model.ts";
import { readSnapshot } from "../../snapshot/read.ts";
import { cliFaults } from "../cli-faults.ts";
import type { Context, OptionSpecs, Values } from "../command.ts";
import { version } from "../version.ts";
import { accessWords as words } from "./access-words.ts";
import { sourceWords } from "./source-words.ts";

/** Whose policies a question is about. */
export const accessSourceOptions = {
  snapshot: { kind: "one", value: "FILE", words: words.snapshot },
  template: { kind: "one", value: "DIR", words: sourceWords.template },
  account: { kind: "one", value: "ID", words: sourceWords.account },
} as const satisfies OptionSpecs;

/**
 * The snapshot that the options name: a file, or what templates would make.
 *
 * @throws RollwardError option-missing, option-conflict, option-needs, and whatever reading throws
 */
export async function accessSource(
  { snapshot, template, account }: Values<typeof accessSourceOptions>,
  command: string,
  context: Context,
): Promise<Snapshot> {
  if (snapshot !== undefined && template !== undefined) {
    throw failure(cliFaults["option-conflict"], { option: "--snapshot", other: "--template" });
  }
  if (account !== undefined && template === undefined) {
    throw failure(cliFaults["option-needs"], { option: "--account", other: "--template" });
  }
  if (snapshot !== undefined) {
    const { lang, clock } = context;
    return (await readSnapshot(snapshot, { lang, now: clock() })).snapshot;
  }
  if (template === undefined) {
    throw failure(cliFaults["option-missing"], {
      command: `rollward ${command}`,
      option: words.source,
    });
  }
  const { readTemplates } = await import("../../snapshot/template/read-templates.ts");
  const options = {
    tool: `rollward ${version}`,
    nowGiven: context.now !== undefined,
    now: context.clock(),
    lang: context.lang,
  };
  return readTemplates(template, account === undefined ? options : { ...options, account });
}
