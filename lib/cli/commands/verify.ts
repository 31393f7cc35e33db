import { verifyExit, verifyMirrors } from "../../backup/verify.ts";
import { exits } from "../../base/exit.ts";
import { say } from "../../base/words.ts";
import { summaries } from "../catalogue-words.ts";
import { defineCommand } from "../command.ts";
import { identityOption, mirrorOptions, stateOption, trustOptions } from "./mirror-options.ts";
import { mirrorReport } from "./mirror-report.ts";
import { passphraseOf } from "./passphrase.ts";
import { verifyWords as words } from "./verify-words.ts";
import { printJson } from "../print-json.ts";

/** `rollward verify`: reads every set of every mirror. */
export const command = defineCommand({
  name: "verify",
  summary: summaries.verify,
  description: words.description,
  options: {
    ...mirrorOptions,
    ...trustOptions,
    identity: { ...identityOption.identity, words: words.identity },
    ...stateOption,
    quick: { kind: "flag", words: words.quick },
  },
  examples: [
    {
      command: "rollward verify --mirror /mnt/a --mirror /mnt/b --trust trust.json --state state",
      words: words.exampleTwo,
    },
    {
      command: "rollward verify --mirror /mnt/a --trust trust.json --identity identity-1.txt --json",
      words: words.exampleOpen,
    },
  ],
  run: async (values, context) => {
    const { "public-key": publicKey, mirror: mirrors, identity: identities, trust, state, quick } = values;
    const request = { mirrors, trust, publicKey, state, identities, quick, ask: passphraseOf(context) };
    const result = await verifyMirrors(request, context);
    const { lang, now, stdout } = context;
    if (context.json) {
      printJson(result, context, stdout);
      return verifyExit(result);
    }
    const exit = verifyExit(result);
    const verdict =
      exit === exits.ok
        ? quick
          ? words.allWellQuick
          : words.allWell
        : exit === exits.integrity
          ? words.broken
          : exit === exits.unread
            ? words.unread
            : words.remarks;
    const lines = [say(verdict, lang, { mirrors: result.mirrors.length })];
    if (now !== undefined) lines.push(say(words.clockSet, lang, { now }));
    stdout.write(
      `${[...lines, ...result.mirrors.flatMap((mirror) => mirrorReport(mirror, lang))].join("\n")}\n`,
    );
    return exit;
  },
});
