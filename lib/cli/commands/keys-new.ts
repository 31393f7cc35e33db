import { newKeys, type NewKeysResult } from "../../backup/new-keys.ts";
import { readSigningPublic } from "../../backup/signing-keys.ts";
import { exits } from "../../base/exit.ts";
import { failure } from "../../base/faults.ts";
import { say } from "../../base/words.ts";
import { askPassphrase } from "../ask-passphrase.ts";
import { summaries } from "../catalogue-words.ts";
import { cliFaults } from "../cli-faults.ts";
import { defineCommand, type Context } from "../command.ts";
import { durationOption } from "../duration.ts";
import { keysWords as words } from "./keys-words.ts";
import { printJson } from "../print-json.ts";

const defaultValidity = "400d";

/** `rollward keys new`: the keys of a new chain. */
export const command = defineCommand({
  name: "keys new",
  summary: summaries["keys new"],
  description: words.description,
  options: {
    out: { kind: "one", value: "DIR", required: true, words: words.out },
    office: { kind: "one", value: "ID", words: words.office },
    "office-name": { kind: "one", value: "NAME", words: words.officeName },
    "signing-public": { kind: "one", value: "FILE", words: words.signingPublic },
    "valid-for": { kind: "one", value: "TIME", words: words.validFor },
  },
  examples: [
    { command: "rollward keys new --out keys --office alder-county", words: words.example },
    {
      command: "rollward keys new --out keys --office alder-county --signing-public signing.der",
      words: words.exampleElsewhere,
    },
    { command: "rollward keys new --out keys --json < /dev/null", words: words.exampleScript },
  ],
  run: async (values, context) => {
    const { lang, json } = context;
    const office = values.office ?? "office";
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(office))
      throw failure(cliFaults["office-malformed"], { value: office });
    const name = (values["office-name"] ?? office).trim();
    if (name === "" || name.length > 200) throw failure(cliFaults["office-malformed"], { value: name });
    const validMs = durationOption("--valid-for", values["valid-for"] ?? defaultValidity);
    const path = values["signing-public"];
    const signingPublic = path === undefined ? undefined : await readSigningPublic(path);
    const terminal = context.stdin.isTTY === true && context.stderr.isTTY === true;
    const passphrase = terminal
      ? await askPassphrase(context, words.passphrase, { confirm: true })
      : undefined;
    const request = { folder: values.out, office: { id: office, name }, validMs, passphrase, signingPublic };
    const result = await newKeys(request, context);
    if (passphrase === undefined) context.remark(say(words.plain, lang, { folder: values.out }));
    if (json) printJson(result, context, context.stdout);
    else context.stdout.write(`${describe(result, context)}\n`);
    return exits.ok;
  },
});

function describe(result: NewKeysResult, { lang }: Context): string {
  const { folder, chain, office, trustExpiresAt, files } = result;
  const file = (name: string, what: (typeof words)[keyof typeof words]) =>
    `  ${name.padEnd(16)} ${say(what, lang)}`;
  const here = files.includes("signing.key");
  return [
    say(words.done, lang, { folder, chain, office }),
    file("identity-1.txt", words.fileIdentity),
    file("identity-2.txt", words.fileIdentity),
    file("root.key", words.fileRoot),
    ...(here ? [file("signing.key", words.fileSigning)] : []),
    file("recipients.txt", words.fileRecipients),
    file("signing.pub", words.filePublic),
    file("trust.json", words.fileTrust),
    say(here ? words.next : words.nextElsewhere, lang, { folder, trustExpiresAt }),
  ].join("\n");
}
