import { exits, type Exit } from "../../base/exit.ts";
import { failure } from "../../base/faults.ts";
import { checkTarget, writeOutput } from "../../base/output.ts";
import { say } from "../../base/words.ts";
import { encodeSnapshot } from "../../snapshot/encode.ts";
import type { VerifyMirrors } from "../../snapshot/gather.ts";
import { summaries } from "../catalogue-words.ts";
import { cliFaults } from "../cli-faults.ts";
import { defineCommand, type Command, type Context } from "../command.ts";
import { officeConfig } from "../office-config.ts";
import { snapshotWords as words } from "./snapshot-words.ts";
import { printJson } from "../print-json.ts";
import { sourceOptions } from "./source-options.ts";
import { takeSnapshot } from "./sources.ts";

/** `rollward snapshot`, with the function that reads mirrors. */
export function snapshotCommand(verify: VerifyMirrors): Command {
  return defineCommand({
    name: "snapshot",
    summary: summaries.snapshot,
    description: words.description,
    options: {
      ...sourceOptions,
      policy: { kind: "flag", words: words.policy },
      out: { kind: "one", value: "FILE|-", words: words.out },
      force: { kind: "flag", words: words.force },
    },
    examples: [
      { command: "rollward snapshot --profile register --out snapshot.json", words: words.exampleLive },
      { command: "rollward snapshot --template cdk.out --out snapshot.json", words: words.exampleTemplate },
      { command: "rollward snapshot --policy > reading-policy.json", words: words.examplePolicy },
      {
        command: "rollward snapshot --mirror /mnt/a --mirror /mnt/b --trust trust.json --out snapshot.json",
        words: words.example,
      },
    ],
    run: async (values, context) => {
      const { out, force } = values;
      if (values.policy) return writePolicy(out ?? "-", force, context);
      if (out === undefined) {
        throw failure(cliFaults["option-missing"], { command: "rollward snapshot", option: "--out FILE|-" });
      }
      if (out !== "-") await checkTarget(out, { force });
      const snapshot = await takeSnapshot(values, await officeConfig(context), verify, context);
      const { text, sha256 } = encodeSnapshot(snapshot);
      if (out === "-") context.stdout.write(text);
      else await writeOutput(out, text, { force });

      const unread = snapshot.unread?.length ?? 0;
      const { json, lang } = context;
      const accounts = snapshot.accounts.length;
      const mirrors = (snapshot.backups ?? []).reduce((sum, seen) => sum + seen.mirrors.length, 0);
      const result = { out, sha256, takenAt: snapshot.takenAt, accounts, mirrors, unread };
      const stream = out === "-" ? context.stderr : context.stdout;
      if (json) printJson(result, context, stream);
      else stream.write(`${say(words.done, lang, result)}\n`);
      return unread > 0 ? exits.unread : exits.ok;
    },
  });
}

/** The rights that reading a live account takes, as a policy to be attached as it stands. */
async function writePolicy(out: string, force: boolean, { stdout }: Context): Promise<Exit> {
  if (out !== "-") await checkTarget(out, { force });
  const { readingPolicy } = await import("../../snapshot/live/rights.ts");
  const text = `${JSON.stringify(readingPolicy(), undefined, 2)}\n`;
  if (out === "-") stdout.write(text);
  else await writeOutput(out, text, { force });
  return exits.ok;
}

export const command = snapshotCommand(async (request, work) => {
  const { verifyMirrors } = await import("../../backup/verify.ts");
  return verifyMirrors(request, work);
});
