import { mirrorSets } from "../../backup/mirror-sets.ts";
import { readTrustOrKey } from "../../backup/trust.ts";
import { say } from "../../base/words.ts";
import { summaries } from "../catalogue-words.ts";
import { defineCommand } from "../command.ts";
import { stateOption, trustOptions } from "./mirror-options.ts";
import { mirrorReport } from "./mirror-report.ts";
import { mirrorWords as words } from "./mirror-words.ts";
import { printJson } from "../print-json.ts";

/** `rollward mirror`: copies what verifies. */
export const command = defineCommand({
  name: "mirror",
  summary: summaries.mirror,
  description: words.description,
  options: {
    from: { kind: "one", value: "URL", required: true, words: words.from },
    to: { kind: "many", value: "URL", required: true, words: words.to },
    ...trustOptions,
    ...stateOption,
  },
  examples: [
    {
      command:
        "rollward mirror --from s3://alder-vault/roll?region=ca-central-1 --to /mnt/disk --trust trust.json",
      words: words.example,
    },
  ],
  run: async (values, context) => {
    const trust = await readTrustOrKey(values.trust, values["public-key"]);
    const trustPath = values.trust ?? values["public-key"] ?? "";
    const { from, to, state } = values;
    const { result, exit } = await mirrorSets({ from, to, trust, trustPath, state }, context);
    const { json, stdout, lang } = context;
    if (json) {
      printJson(result, context, stdout);
      return exit;
    }
    const lines = [say(words.source, lang), ...mirrorReport(result.from, lang).slice(1)];
    for (const target of result.to) {
      lines.push("", say(words[target.outcome], lang, { copied: target.copied.length }));
      lines.push(...mirrorReport(target, lang).slice(1));
    }
    stdout.write(`${lines.join("\n")}\n`);
    return exit;
  },
});
