import { printable } from "../base/words.ts";

const shownWords = 6;

/**
 * A finding’s subject in a few words, for a list: of each ARN what it names, with the account that it is in, such as
 * `role/clerk (111111111111)`. Printable; the whole stands in the finding.
 */
export function shortSubject(subject: string): string {
  const parts = subject.split(" ");
  const shown = parts.slice(0, shownWords).map(shortName);
  return printable(`${shown.join(" ")}${parts.length > shownWords ? " …" : ""}`);
}

/** What an ARN names: `arn:partition:service:region:account:name` (AWS, IAM User Guide, "Format of ARNs"). */
export function shortName(word: string): string {
  const [prefix, , , , account, ...name] = word.split(":");
  if (prefix !== "arn" || name.length === 0) return word;
  return account === "" ? name.join(":") : `${name.join(":")} (${account})`;
}
