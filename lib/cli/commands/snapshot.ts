import { exits } from "../../base/exit.ts";
import { checkTarget, writeOutput } from "../../base/output.ts";
import { say } from "../../base/words.ts";
import { encodeSnapshot } from "../../snapshot/encode.ts";
import { gatherMirrors, type VerifyMirrors } from "../../snapshot/gather.ts";
import { summaries } from "../catalogue-words.ts";
import { defineCommand, type Command } from "../command.ts";
import { version } from "../version.ts";
import { mirrorOptions, stateOption, trustOptions } from "./mirror-options.ts";
import { snapshotWords as words } from "./snapshot-words.ts";
import { printJson } from "../print-json.ts";

/** `rollward snapshot`, with the function that reads mirrors. */
export function snapshotCommand(verify: VerifyMirrors): Command {
  return defineCommand({
    name: "snapshot",
    summary: summaries.snapshot,
    description: words.description,
    options: {
      ...mirrorOptions,
      ...trustOptions,
      ...stateOption,
      out: { kind: "one", value: "FILE|-", required: true, words: words.out },
      force: { kind: "flag", words: words.force },
    },
    examples: [
      {
        command: "rollward snapshot --mirror /mnt/a --mirror /mnt/b --trust trust.json --out snapshot.json",
        words: words.example,
      },
    ],
    run: async (values, context) => {
      const { mirror: mirrors, trust, "public-key": publicKey, state, out, force } = values;
      if (out !== "-") await checkTarget(out, { force });
      const request = { mirrors, trust, publicKey, state, identities: [], quick: false };
      const snapshot = await gatherMirrors(request, verify, context, {
        tool: `rollward ${version}`,
        nowGiven: context.now !== undefined,
      });
      const { text, sha256 } = encodeSnapshot(snapshot);
      if (out === "-") context.stdout.write(text);
      else await writeOutput(out, text, { force });

      const unread = snapshot.unread?.length ?? 0;
      const { json, lang } = context;
      const result = { out, sha256, takenAt: snapshot.takenAt, mirrors: mirrors.length, unread };
      const stream = out === "-" ? context.stderr : context.stdout;
      if (json) printJson(result, context, stream);
      else stream.write(`${say(words.done, lang, result)}\n`);
      return unread > 0 ? exits.unread : exits.ok;
    },
  });
}

export const command = snapshotCommand(async (request, work) => {
  const { verifyMirrors } = await import("../../backup/verify.ts");
  return verifyMirrors(request, work);
});
