import { dirname, join } from "node:path";
import { lstat } from "node:fs/promises";
import { readRecipients } from "../../backup/age/recipients.ts";
import { sealFaults } from "../../backup/seal/seal-faults.ts";
import { trustFaults } from "../../backup/trust-faults.ts";
import { backupWords } from "../../backup/backup-words.ts";
import { seal, type SealResult } from "../../backup/seal.ts";
import type { RollSource } from "../../backup/seal/seal-roll.ts";
import { publicHalf, readPrivateKey, signingKeyRole } from "../../backup/signing-keys.ts";
import { readTrust, trustKey, type Trust } from "../../backup/trust.ts";
import { failure } from "../../base/faults.ts";
import { fileBlocks } from "../../register/blocks.ts";
import { openInput } from "../../base/files.ts";
import { parseInstant } from "../../base/time.ts";
import { say } from "../../base/words.ts";
import { summaries } from "../catalogue-words.ts";
import { defineCommand, type Context } from "../command.ts";
import { durationOption } from "../duration.ts";
import { mirrorOptions, stateOption, trustOptions } from "./mirror-options.ts";
import { passphraseOf } from "./passphrase.ts";
import { version } from "../version.ts";
import { sealWords as words } from "./seal-words.ts";
import { printJson } from "../print-json.ts";

const defaultNextDue = "24h";
const defaultExpiresIn = "7d";
/** Design, "Backups": a part's retention when nothing else is configured. */
const keepMs = 400 * 86_400_000;

/** `rollward seal`: the roll becomes the next set on every mirror. */
export const command = defineCommand({
  name: "seal",
  summary: summaries.seal,
  description: words.description,
  options: {
    roll: { kind: "one", value: "FILE|-", required: true, words: words.roll },
    ...mirrorOptions,
    recipients: { kind: "one", value: "FILE", required: true, words: words.recipients },
    "signing-key": { kind: "one", value: "FILE", required: true, words: words.signingKey },
    trust: { ...trustOptions.trust, words: words.trust },
    ...stateOption,
    "next-due": { kind: "one", value: "TIME", words: words.nextDue },
    "expires-in": { kind: "one", value: "TIME", words: words.expiresIn },
    "allow-empty": { kind: "flag", words: words.allowEmpty },
  },
  examples: [
    {
      command:
        "rollward seal --roll roll.ndjson --mirror /mnt/a --mirror s3://alder-vault/roll?region=ca-central-1 --recipients keys/recipients.txt --signing-key keys/signing.key --trust keys/trust.json --state state",
      words: words.exampleTwo,
    },
    {
      command:
        "export-roll | rollward seal --roll - --mirror /mnt/a --recipients keys/recipients.txt --signing-key keys/signing.key",
      words: words.examplePipe,
    },
  ],
  run: async (values, context) => {
    const nextDueMs = durationOption("--next-due", values["next-due"] ?? defaultNextDue);
    const expiresInMs = durationOption("--expires-in", values["expires-in"] ?? defaultExpiresIn);
    if (expiresInMs < nextDueMs) {
      const given = {
        due: values["next-due"] ?? defaultNextDue,
        expires: values["expires-in"] ?? defaultExpiresIn,
      };
      throw failure(sealFaults["duration-order"], given);
    }
    const recipients = await readRecipients(values.recipients);
    const signingKey = await readPrivateKey(values["signing-key"], signingKeyRole, passphraseOf(context));
    const trust =
      values.trust === undefined ? trustKey(publicHalf(signingKey)) : await readTrust(values.trust);
    requireSameRecipients(recipients, trust.file?.recipients, values);
    if (recipients.length < 2) context.remark(say(backupWords["one-recipient"], context.lang));
    await warnOfRootKey(values["signing-key"], context);
    warnOfExpiredTrust(trust, values.trust, context);
    const { result, exit } = await seal(
      {
        roll: await rollSource(values.roll, context),
        mirrors: values.mirror,
        recipients,
        signingKey,
        trust,
        trustPath: values.trust ?? values["signing-key"],
        state: values.state,
        allowEmpty: values["allow-empty"],
        nextDueMs,
        expiresInMs,
        keepMs,
        tool: `rollward ${version}`,
        paths: { roll: values.roll, signingKey: values["signing-key"] },
      },
      context,
    );
    if (context.json) printJson(result, context, context.stdout);
    else tell(result, context);
    return exit;
  },
});

function requireSameRecipients(
  recipients: readonly string[],
  trusted: readonly string[] | undefined,
  values: { readonly recipients: string; readonly trust: string | undefined },
): void {
  if (trusted === undefined) return;
  const same = trusted.length === recipients.length && trusted.every((each) => recipients.includes(each));
  if (!same)
    throw failure(sealFaults["recipients-differ"], { path: values.recipients, trust: values.trust! });
}

async function warnOfRootKey(signingKey: string, { remark, lang }: Context): Promise<void> {
  const folder = dirname(signingKey);
  const rootKey = await lstat(join(folder, "root.key")).catch(() => undefined);
  if (rootKey !== undefined) remark(say(backupWords["root-key-here"], lang, { folder }));
}

/** Sealing goes on: a backup under an expired trust file is worth more than none, but verify will not pass. */
function warnOfExpiredTrust(
  { file }: Trust,
  path: string | undefined,
  { remark, lang, clock }: Context,
): void {
  if (file === undefined || path === undefined || clock() <= parseInstant(file.expiresAt)!) return;
  remark(say(trustFaults["trust-expired"], lang, { path, at: file.expiresAt }));
}

/** A regular file can be read a second time, when its lines turn out not to be in order; a pipe cannot. */
async function rollSource(path: string, { stdin }: Context): Promise<RollSource> {
  if (path === "-") return { open: () => stdin, again: false, bytes: undefined };
  await using file = await openInput(path, words.rollRole);
  const { size } = await file.stat();
  return { open: () => fileOf(path), again: true, bytes: size };
}

async function* fileOf(path: string): AsyncGenerator<Buffer> {
  await using file = await openInput(path, words.rollRole);
  yield* fileBlocks(file, { path, what: words.rollRole });
}

function tell(result: SealResult, { stdout, lang }: Context): void {
  const { sequence, voters, parts, bytes, sealedBytes, takenAt, nextDueAt, mirrors } = result;
  const sizes = { bytes: bytes / 1e6, sealedBytes: sealedBytes / 1e6 };
  const lines = [say(words.done, lang, { sequence, voters, parts, ...sizes, takenAt, nextDueAt })];
  const { votersBefore } = result;
  if (votersBefore !== null && votersBefore !== voters) {
    const change = { fewer: Math.max(0, votersBefore - voters), more: Math.max(0, voters - votersBefore) };
    lines.push(say(change.fewer > 0 ? words.fewer : words.more, lang, change));
  }
  for (const { url, outcome, problems, notes } of mirrors) {
    lines.push(`  ${say(words[outcome], lang, { url })}`);
    for (const { code, message } of problems.concat(notes)) lines.push(`    ${message} [${code}]`);
  }
  stdout.write(`${lines.join("\n")}\n`);
}
