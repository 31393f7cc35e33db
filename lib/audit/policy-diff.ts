/**
 * A unified diff of two JSON documents, pretty-printed: what stands there, and what should. `undefined` when they are
 * the same, or too long to be compared line by line within reason (a policy has at most 20 KB; a hostile one may be any
 * length).
 */
export function policyDiff(name: string, before: unknown, after: unknown): string | undefined {
  const [old, fresh] = [before, after].map((json) => JSON.stringify(json, null, 2).split("\n"));
  const lines = compare(old!, fresh!);
  if (lines === undefined) return undefined;
  const hunks = hunksOf(lines);
  return hunks.length === 0 ? undefined : [`--- ${name}`, `+++ ${name}`, ...hunks].join("\n");
}

const context = 3;
const mostCells = 4_000_000;

interface Line {
  readonly mark: " " | "-" | "+";
  readonly text: string;
}

/** Lines kept, taken out and put in, by the longest common subsequence (Hunt & McIlroy 1976, in its plain form). */
function compare(old: readonly string[], fresh: readonly string[]): readonly Line[] | undefined {
  let start = 0;
  while (start < old.length && start < fresh.length && old[start] === fresh[start]) start++;
  let end = 0;
  const shorter = Math.min(old.length, fresh.length) - start;
  while (end < shorter && old[old.length - 1 - end] === fresh[fresh.length - 1 - end]) end++;
  const [a, b] = [old.slice(start, old.length - end), fresh.slice(start, fresh.length - end)];
  const middle = compareMiddle(a, b);
  if (middle === undefined) return undefined;
  const kept = (text: string): Line => ({ mark: " ", text });
  return [...old.slice(0, start).map(kept), ...middle, ...old.slice(old.length - end).map(kept)];
}

function compareMiddle(a: readonly string[], b: readonly string[]): readonly Line[] | undefined {
  const width = b.length + 1;
  if ((a.length + 1) * width > mostCells) return undefined;
  const longest = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      longest[i * width + j] =
        a[i] === b[j]
          ? longest[(i + 1) * width + j + 1]! + 1
          : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);
    }
  }
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ mark: " ", text: a[i]! });
      [i, j] = [i + 1, j + 1];
    } else if (
      j >= b.length ||
      (i < a.length && longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!)
    ) {
      lines.push({ mark: "-", text: a[i++]! });
    } else lines.push({ mark: "+", text: b[j++]! });
  }
  return lines;
}

/** Groups of changed lines with three unchanged ones around them (POSIX, `diff -u`). */
function hunksOf(lines: readonly Line[]): readonly string[] {
  const near = lines.map((_, at) =>
    lines.slice(Math.max(0, at - context), at + context + 1).some(({ mark }) => mark !== " "),
  );
  const hunks: string[] = [];
  let [old, fresh] = [1, 1];
  for (let at = 0; at < lines.length;) {
    if (near[at] !== true) {
      [at, old, fresh] = [at + 1, old + 1, fresh + 1];
      continue;
    }
    let to = at;
    while (near[to] === true) to++;
    const hunk = lines.slice(at, to);
    const [taken, put] = ["+", "-"].map((left) => hunk.filter(({ mark }) => mark !== left).length);
    hunks.push(`@@ -${old},${taken} +${fresh},${put} @@`, ...hunk.map(({ mark, text }) => mark + text));
    [at, old, fresh] = [to, old + taken!, fresh + put!];
  }
  return hunks;
}
