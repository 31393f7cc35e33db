/** What a run left behind: in the folder, and on stderr. */
import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { Outcome, Session } from "./session.ts";

/** Beyond this a file is known by its length alone: the huge files of these tests are holes. */
const hashedBytes = 10_000_000;

/** Every entry below a folder with what it is: two equal trees hold the same, byte for byte. */
export function treeOf(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted();
  return Object.fromEntries(names.map((name) => [name, entryOf(join(folder, name))]));
}

function entryOf(path: string): string {
  const found = lstatSync(path);
  if (found.isDirectory()) return "folder";
  if (found.isSymbolicLink()) return `link to ${readlinkSync(path)}`;
  if (!found.isFile()) return "special";
  if (found.size > hashedBytes) return `${found.size} bytes`;
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

export interface Refusal {
  readonly exit: number;
  readonly code: string | RegExp;
  /** Each must be named in the sentence. */
  readonly named?: readonly string[];
  readonly lang?: "en" | "fr";
}

/** One sentence with its code on stderr, remarks apart; no trace of our insides; nothing on stdout. */
export function expectRefusal(outcome: Outcome, { exit, code, named = [], lang = "en" }: Refusal): void {
  const { stderr } = outcome;
  expect({ exit: outcome.exit, stdout: outcome.stdout, stderr }).toEqual({ exit, stdout: "", stderr });
  expect(stderr).toMatch(/^(rollward: .+\n)+$/);
  expect(stderr).not.toMatch(/\n\s+at /);
  const errors = stderr
    .trimEnd()
    .split("\n")
    .filter((line) => / \[[a-z0-9-]+\]$/.test(line));
  expect(errors).toHaveLength(1);
  const [, sentence = "", told = ""] = /^rollward: (.+) \[(.+)\]$/.exec(errors[0]!) ?? [];
  if (typeof code === "string") expect(told).toBe(code);
  else expect(told).toMatch(code);
  for (const name of named) expect(sentence).toContain(name);
  // A French sentence has an accent somewhere, or a space before its semicolon; an English one has neither.
  expect(/[àâçéèêëîïôùû]| [;:?»]/.test(sentence) ? "fr" : "en").toBe(lang);
}

/** The refusal in both languages, each of which leaves the session's folder byte for byte as it was. */
export async function expectRefused(
  session: Session,
  args: readonly string[],
  refusal: Refusal,
): Promise<void> {
  const before = treeOf(session.folder);
  for (const lang of ["en", "fr"] as const) {
    expectRefusal(await session.run([...args, "--lang", lang]), { ...refusal, lang });
    expect(treeOf(session.folder)).toEqual(before);
  }
}
