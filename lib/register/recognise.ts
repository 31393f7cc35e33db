import { compile } from "./compile.ts";
import { kinds, marks } from "./program.ts";
import { maxLineBytes, voterFields, type Field } from "./schema.ts";
import { countEnd, dateEnd, idEnd, instantEnd, textEnd, textsEnd } from "./values.ts";

/** Where the values that the roll is ordered and counted by stand in a line: offsets without the quotes. */
export interface FoundKeys {
  idStart: number;
  idEnd: number;
  countyStart: number;
  countyEnd: number;
  /** Index into `statuses`. */
  status: number;
}

/** One to hand to a {@link Recognise}, again and again. */
export function newFoundKeys(): FoundKeys {
  return { idStart: 0, idEnd: 0, countyStart: 0, countyEnd: 0, status: 0 };
}

/**
 * Reads one canonical line at `start` of `block` and gives the offset just past its last brace, which the caller
 * compares with the line's end; or -1 for anything it is not certain of. Then the line may still be good, even
 * canonical (escapes; texts of more bytes than they may have code points), and the parser decides. What is accepted,
 * the parser gives back byte for byte. Nothing at or past `end` is read; `found` means something only after acceptance.
 *
 * The bytes must be known to be UTF-8 already (`isUtf8` of `node:buffer` on the whole block, cut at line feeds): any
 * byte from 0x80 on is taken as part of a good character.
 */
export type Recognise = (block: Uint8Array, start: number, end: number, found: FoundKeys) => number;

/** A recogniser of canonical lines of `fields`. Compile it once: it costs what a few hundred lines do. */
export function createRecogniser(fields: readonly Field[] = voterFields): Recognise {
  const program = compile(fields);
  const { first, length, short, words, word, lastWord, kind, limit, items, mark, next, miss, choices } =
    program;
  // Four bytes are compared at a time: keys are more than half of a line.
  let seen: Uint8Array = new Uint8Array();
  let view = new DataView(seen.buffer);

  return (block, start, end, found) => {
    if (block !== seen) {
      seen = block;
      view = new DataView(block.buffer, block.byteOffset, block.byteLength);
    }
    const four = view;
    let step = first;
    let at = start;
    for (;;) {
      const from = at + length[step]!;
      let same = from <= end;
      if (same && length[step]! < 4) {
        same = isAt(block, at, short[step]!);
      } else if (same) {
        const last = lastWord[step]!;
        let index = word[step]!;
        let here = at;
        while (index < last && four.getInt32(here, true) === words[index]) {
          index++;
          here += 4;
        }
        same = index === last && four.getInt32(from - 4, true) === words[last];
      }
      if (!same) {
        step = miss[step]!;
        if (step < 0) return -1;
        continue;
      }
      at = from;
      switch (kind[step]) {
        case kinds.nothing:
          break;
        case kinds.accept:
          return at - start <= maxLineBytes ? at : -1;
        case kinds.text:
          at = textEnd(block, from, end, limit[step]!);
          if (at < 0) return -1;
          if (mark[step] === marks.county) {
            found.countyStart = from;
            found.countyEnd = at;
          }
          at++;
          break;
        case kinds.id:
          at = idEnd(block, from, end);
          if (at < 0) return -1;
          if (mark[step] === marks.id) {
            found.idStart = from;
            found.idEnd = at;
          }
          at++;
          break;
        case kinds.date:
          at = quoted(block, dateEnd(block, from, end), end);
          break;
        case kinds.instant:
          at = quoted(block, instantEnd(block, from, end), end);
          break;
        case kinds.count:
          at = countEnd(block, from, end);
          break;
        case kinds.texts:
          at = textsEnd(block, from, end, items[step]!, limit[step]!);
          break;
        default: {
          const choice = chosen(block, from, end, choices[limit[step]!]!);
          if (choice < 0) return -1;
          if (mark[step] === marks.status) found.status = choice;
          at = from + choices[limit[step]!]![choice]!.length;
        }
      }
      if (at < 0) return -1;
      step = next[step]!;
    }
  };
}

/** The byte after the quote at `at`, or -1 when there is none (or `at` is -1 already). */
function quoted(block: Uint8Array, at: number, end: number): number {
  return at >= 0 && at < end && block[at] === 0x22 ? at + 1 : -1;
}

function chosen(block: Uint8Array, from: number, end: number, choices: readonly Uint8Array[]): number {
  for (let index = 0; index < choices.length; index++) {
    const choice = choices[index]!;
    if (from + choice.length > end) continue;
    if (isAt(block, from, choice)) return index;
  }
  return -1;
}

function isAt(block: Uint8Array, from: number, bytes: Uint8Array): boolean {
  for (let index = 0; index < bytes.length; index++) {
    if (block[from + index] !== bytes[index]) return false;
  }
  return true;
}
