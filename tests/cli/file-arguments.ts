/** The options that name a file to read, and what refusing one looks like. */
import { expect } from "vitest";
import { opening, sealing, trusting } from "./office.ts";
import type { Session } from "./session.ts";
import { expectRefusal, treeOf } from "./traces.ts";

interface FileKind {
  /** Where the office keeps a good one. */
  readonly well: string;
  /** The code for what is no such file, and where they differ for an empty one, bad UTF-8, and one far too long. */
  readonly malformed: string | RegExp;
  readonly empty?: string;
  readonly text?: string;
  readonly long?: string;
}

export type Kind = "roll" | "recipients" | "signing-key" | "public-key" | "trust" | "identity" | "snapshot";

export const kinds: Readonly<Record<Kind, FileKind>> = {
  roll: {
    well: "roll-3.ndjson",
    malformed: /^line-(json|missing|key-unknown)$/,
    empty: "roll-empty",
    text: "line-utf8",
    long: "line-long",
  },
  recipients: { well: "keys/recipients.txt", malformed: "recipient-malformed", empty: "recipients-empty" },
  "signing-key": { well: "keys/signing.key", malformed: "key-malformed" },
  "public-key": { well: "keys/signing.pub", malformed: "key-malformed" },
  trust: { well: "keys/trust.json", malformed: "trust-malformed" },
  identity: { well: "away/identity-1.txt", malformed: "identity-malformed" },
  snapshot: { well: "snapshot.json", malformed: "snapshot-malformed" },
};

interface Reader {
  /** A command line in which all is well. */
  readonly args: readonly string[];
  readonly files: readonly Kind[];
}

/** Every option of every command that names a file to read. */
const readers: Readonly<Record<string, Reader>> = {
  seal: {
    args: ["--mirror", "a", "--mirror", "new", "--roll", "roll-3.ndjson", ...sealing, ...trusting],
    files: ["roll", "recipients", "signing-key", "trust"],
  },
  verify: { args: ["--mirror", "a", ...trusting, ...opening], files: ["trust", "public-key", "identity"] },
  mirror: { args: ["--from", "a", "--to", "new", ...trusting], files: ["trust", "public-key"] },
  restore: {
    args: ["--mirror", "a", "--to", "back.ndjson", ...trusting, ...opening],
    files: ["trust", "public-key", "identity"],
  },
  snapshot: { args: ["--mirror", "a", "--out", "new.json", ...trusting], files: ["trust", "public-key"] },
  audit: {
    args: ["--mirror", "a", "--out", "new.json", ...trusting],
    files: ["snapshot", "trust", "public-key"],
  },
};

export const fileArguments = Object.entries(readers).flatMap(([command, { files }]) =>
  files.map((kind) => ({ command, kind })),
);

/** The command line with `file` as that argument, and all else well. */
export function naming(command: string, kind: Kind, file: string): readonly string[] {
  if (kind === "snapshot") return [command, "--snapshot", file];
  const { args } = readers[command]!;
  const replaced = kind === "public-key" ? "--trust" : `--${kind}`;
  const others = args.toSpliced(args.indexOf(replaced), 2);
  return [command, ...others, `--${kind}`, file, "--now", "2026-03-04T02:00:00Z"];
}

const languages = ["en", "fr"] as const;
let turn = 0;
/** English and French by turns, so that each command is met in both. */
export const nextLanguage = () => languages[turn++ % 2]!;

/** The program refuses the file in one sentence that names it, and leaves the folder as it was. */
export async function expectFileRefused(
  session: Session,
  argument: { readonly command: string; readonly kind: Kind },
  file: string,
  code: string | RegExp,
  exit = 2,
): Promise<void> {
  const before = treeOf(session.folder);
  const lang = nextLanguage();
  const outcome = await session.run([...naming(argument.command, argument.kind, file), "--lang", lang]);
  // What is wrong with a line of the roll names the line: the roll may well be stdin.
  const named = String(code).includes("line-") ? [] : [file];
  expectRefusal(outcome, { exit, code, named, lang });
  expect(treeOf(session.folder)).toEqual(before);
}
