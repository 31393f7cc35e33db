import type { MirrorResult, Remark } from "../../backup/state/result.ts";
import { printable, say, type Lang } from "../../base/words.ts";
import { verifyWords as words } from "./verify-words.ts";

const mostLines = 20;

/** What is known of one mirror, in lines for a person. */
export function mirrorReport(mirror: MirrorResult, lang: Lang): readonly string[] {
  const { url, newest, sets, problems, notes } = mirror;
  const facts =
    newest === null
      ? say(words.none, lang)
      : say(words.newest, lang, {
          sets,
          sequence: newest.sequence,
          takenAt: newest.takenAt,
          voters: newest.voters,
          nextDueAt: newest.nextDueAt,
        });
  return [
    "",
    printable(url),
    `  ${facts}`,
    ...remarks(problems, say(words.problem, lang), lang),
    ...remarks(notes, say(words.note, lang), lang),
  ];
}

/** The first of them: a mirror with a thousand broken parts is told in twenty lines. */
function remarks(all: readonly Remark[], label: string, lang: Lang): string[] {
  const lines = all.slice(0, mostLines).map(({ code, file, message }) => {
    const place = file === undefined ? "" : `${printable(file)}: `;
    return `  ${label} [${code}] ${place}${message}`;
  });
  if (all.length > mostLines) lines.push(`  ${say(words.more, lang, { more: all.length - mostLines })}`);
  return lines;
}
