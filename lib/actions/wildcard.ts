/**
 * Patterns as policies write them, without regular expressions: `*` is any run of characters, separators included, `?`
 * any one (IAM User Guide, "IAM JSON policy elements: Resource"). Linear in the usual case, at worst the product of
 * both lengths.
 */
export const anyRun = -1;
export const anyOne = -2;

/** UTF-16 code units, with `anyRun` and `anyOne` among them. */
export type Glob = readonly number[];

const star = "*".charCodeAt(0);
const question = "?".charCodeAt(0);

/** Reads `*` and `?` as wildcards. */
export function globOf(pattern: string): Glob {
  return Array.from({ length: pattern.length }, (_, at) => {
    const unit = pattern.charCodeAt(at);
    if (unit === star) return anyRun;
    return unit === question ? anyOne : unit;
  });
}

/** Every character stands for itself: what takes the place of a policy variable. */
export function literalGlob(text: string): Glob {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
}

/** Does all of `text` match? Letters count as they are: fold both beforehand where case does not. */
export function matchesGlob(glob: Glob, text: string): boolean {
  let at = 0;
  let inText = 0;
  let lastRun = -1;
  let runEnd = 0;
  while (inText < text.length) {
    const unit = glob[at];
    if (unit === anyRun) {
      lastRun = at;
      runEnd = inText;
      at += 1;
    } else if (unit !== undefined && (unit === anyOne || unit === text.charCodeAt(inText))) {
      at += 1;
      inText += 1;
    } else if (lastRun >= 0) {
      // Only the last run need grow: it can take whatever an earlier one would.
      runEnd += 1;
      inText = runEnd;
      at = lastRun + 1;
    } else return false;
  }
  while (glob[at] === anyRun) at += 1;
  return at === glob.length;
}

/** Does all of `text` match a pattern with `*` and `?`? */
export function matchesPattern(pattern: string, text: string, caseInsensitive = false): boolean {
  if (pattern === "*") return true;
  if (!caseInsensitive) return matchesRead(pattern, text);
  return matchesRead(pattern.toLowerCase(), text.toLowerCase());
}

const read = new Map<string, Glob>();
const mostRead = 1000;
const longestRead = 300;

/** A pattern is mostly put to many texts, one after the other: so many are kept as they were read. */
function matchesRead(pattern: string, text: string): boolean {
  if (!pattern.includes("*") && !pattern.includes("?")) return pattern === text;
  const known = read.get(pattern);
  if (known !== undefined) return matchesGlob(known, text);
  const glob = globOf(pattern);
  if (pattern.length <= longestRead) {
    if (read.size >= mostRead) read.clear();
    read.set(pattern, glob);
  }
  return matchesGlob(glob, text);
}
