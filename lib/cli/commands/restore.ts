import { readAllIdentities } from "../../backup/age/identities.ts";
import { restoreFaults } from "../../backup/restore/restore-faults.ts";
import { restore, type RestoreResult } from "../../backup/restore.ts";
import type { Wanted } from "../../backup/restore/choose.ts";
import { restoreTarget } from "../../backup/restore/target.ts";
import { maxSequence } from "../../backup/layout.ts";
import { readTrustOrKey } from "../../backup/trust.ts";
import { exits } from "../../base/exit.ts";
import { failure } from "../../base/faults.ts";
import { say } from "../../base/words.ts";
import { summaries } from "../catalogue-words.ts";
import { defineCommand, type Context } from "../command.ts";
import { instantOption } from "../duration.ts";
import { wholeNumber } from "../whole-number.ts";
import { identityOption, mirrorOptions, stateOption, trustOptions } from "./mirror-options.ts";
import { refuseOwnInputs } from "./own-input.ts";
import { passphraseOf } from "./passphrase.ts";
import { restoreWords as words } from "./restore-words.ts";
import { printJson } from "../print-json.ts";

/** `rollward restore`: the roll comes back from any mirrors that hold it. */
export const command = defineCommand({
  name: "restore",
  summary: summaries.restore,
  description: words.description,
  options: {
    ...mirrorOptions,
    ...trustOptions,
    identity: { ...identityOption.identity, required: true },
    ...stateOption,
    set: { kind: "one", value: "NUMBER", words: words.set },
    at: { kind: "one", value: "TIME", words: words.at },
    county: { kind: "many", value: "NAME", words: words.county },
    to: { kind: "one", value: "FILE|-|sqlite:FILE", required: true, words: words.to },
    force: { kind: "flag", words: words.force },
  },
  examples: [
    {
      command:
        "rollward restore --mirror /mnt/a --trust trust.json --identity identity-1.txt --to roll.ndjson",
      words: words.exampleFile,
    },
    {
      command:
        "rollward restore --mirror /mnt/a --mirror /mnt/b --trust trust.json --identity identity-2.txt --county Alder --to sqlite:alder.db",
      words: words.exampleCounty,
    },
  ],
  run: async (values, context) => {
    const wanted = wantedSet(values.set, values.at);
    const target = restoreTarget(values.to, values.force, context.stdout);
    const keys = [values.trust, values["public-key"], values.state, ...values.identity];
    const trust = await readTrustOrKey(values.trust, values["public-key"]);
    const identities = await readAllIdentities(values.identity, passphraseOf(context));
    // After the identities are read: their paths are then known to be paths.
    await refuseOwnInputs(values.to, [...values.mirror, ...keys]);
    const result = await restore(
      {
        mirrors: values.mirror,
        trust,
        trustPath: values.trust ?? values["public-key"] ?? "",
        state: values.state,
        identities,
        wanted,
        counties: values.county,
        target,
      },
      context,
    );
    tell(result, values.to, context);
    return exits.ok;
  },
});

function wantedSet(set: string | undefined, at: string | undefined): Wanted {
  if (set !== undefined && at !== undefined) throw failure(restoreFaults["restore-set-or-at"]);
  if (set !== undefined) return { kind: "set", sequence: wholeNumber("--set", set, 1, maxSequence) };
  return at === undefined ? { kind: "newest" } : { kind: "at", moment: instantOption("--at", at) };
}

/** The result goes to stdout, unless the roll itself does. */
function tell(result: RestoreResult, to: string, { json, now, lang, stdout, stderr }: Context): void {
  const out = to === "-" ? stderr : stdout;
  const { set, voters, bytes, sources, mirrors } = result;
  if (json) {
    printJson({ ...result, to }, { now }, out);
  } else {
    const lines = [
      say(words.done, lang, {
        sequence: set.sequence,
        takenAt: set.takenAt,
        voters,
        megabytes: bytes / 1e6,
        to,
      }),
    ];
    lines.push(...sources.map(({ url, parts }) => `  ${say(words.source, lang, { url, parts })}`));
    out.write(`${lines.join("\n")}\n`);
  }
  // What was wrong elsewhere changes nothing of what came back, but somebody should look at it.
  for (const { url, problems } of mirrors) {
    for (const { code, message } of problems.slice(0, 20)) {
      stderr.write(`${say(words.elsewhere, lang, { url, message, code })}\n`);
    }
  }
}
