import { backupFaults } from "../../backup/backup-faults.ts";
import { exits } from "../../base/exit.ts";
import { failure } from "../../base/faults.ts";
import { checkTarget, writeOutput } from "../../base/output.ts";
import { say } from "../../base/words.ts";
import { encodeSnapshot } from "../../snapshot/encode.ts";
import { gatherMirrors, type VerifyMirrors } from "../../snapshot/gather.ts";
import { summaries } from "../catalogue-words.ts";
import { defineCommand, type Command } from "../command.ts";
import { snapshotWords as words } from "./snapshot-words.ts";

/** `rollward snapshot`, with the function that reads mirrors. */
export function snapshotCommand(verify: VerifyMirrors): Command {
  return defineCommand({
    name: "snapshot",
    summary: summaries.snapshot,
    description: words.description,
    options: {
      mirror: { kind: "many", value: "URL", words: words.mirror },
      trust: { kind: "one", value: "FILE", words: words.trust },
      "public-key": { kind: "one", value: "FILE", words: words.publicKey },
      state: { kind: "one", value: "DIR", words: words.state },
      out: { kind: "one", value: "FILE|-", required: true, aliases: ["output"], words: words.out },
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
      if (mirrors.length === 0) throw failure(backupFaults["mirror-none"]);
      if (out !== "-") await checkTarget(out, { force });
      const request = { mirrors, trust, publicKey, state, identities: [], quick: false };
      const snapshot = await gatherMirrors(request, verify, context);
      const { text, sha256 } = encodeSnapshot(snapshot);
      if (out === "-") context.stdout.write(text);
      else await writeOutput(out, text, { force });

      const unread = snapshot.unread?.length ?? 0;
      const { json, lang, now } = context;
      const result = { out, sha256, takenAt: snapshot.takenAt, mirrors: mirrors.length, unread };
      const said = now === undefined ? result : { ...result, now };
      const line = json ? JSON.stringify(said) : say(words.done, lang, result);
      (out === "-" ? context.stderr : context.stdout).write(`${line}\n`);
      return unread > 0 ? exits.unread : exits.ok;
    },
  });
}

export const command = snapshotCommand(async (request, work) => {
  const { verifyMirrors } = await import("../../backup/verify.ts");
  return verifyMirrors(request, work);
});
