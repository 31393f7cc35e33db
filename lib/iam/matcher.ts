import { anyOne, anyRun, matchesGlob, type Glob } from "./wildcard.ts";

/** Does all of a text match? Letters count as they are. */
export type Matcher = (text: string) => boolean;

/**
 * A pattern made ready for many texts. Runs cut it into pieces, and each piece is looked for once, from where the one
 * before it ended: many runs cost no more than few. Pieces with `?` go letter by letter.
 */
export function matcherOf(glob: Glob): Matcher {
  if (glob.includes(anyOne)) {
    const least = glob.reduce((sum, unit) => sum + (unit === anyRun ? 0 : 1), 0);
    return (text) => text.length >= least && matchesGlob(glob, text);
  }
  const pieces = piecesOf(glob);
  const first = pieces[0]!;
  if (pieces.length === 1) return (text) => text === first;
  const last = pieces.at(-1)!;
  const between = pieces.slice(1, -1).filter((piece) => piece !== "");
  const least = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (between.length === 0) {
    if (last === "") return (text) => text.startsWith(first);
    return (text) => text.length >= least && text.startsWith(first) && text.endsWith(last);
  }
  return (text) => {
    if (text.length < least || !text.startsWith(first) || !text.endsWith(last)) return false;
    let from = first.length;
    for (const piece of between) {
      const at = text.indexOf(piece, from);
      if (at < 0) return false;
      from = at + piece.length;
    }
    return from <= text.length - last.length;
  };
}

/** The same, made when it is first asked: most patterns of an account never are. */
export function lazyMatcher(glob: Glob): Matcher {
  let made: Matcher | undefined;
  return (text) => (made ??= matcherOf(glob))(text);
}

/** The texts between runs; a pattern without one is one piece. */
function piecesOf(glob: Glob): readonly string[] {
  const pieces: string[] = [];
  let from = 0;
  for (let at = glob.indexOf(anyRun); at >= 0; at = glob.indexOf(anyRun, from)) {
    pieces.push(textOf(glob, from, at));
    from = at + 1;
  }
  pieces.push(textOf(glob, from, glob.length));
  return pieces;
}

// In parts, since a call takes only so many arguments.
const part = 4096;

function textOf(glob: Glob, from: number, to: number): string {
  let text = "";
  for (let at = from; at < to; at += part) {
    text += String.fromCharCode(...glob.slice(at, Math.min(to, at + part)));
  }
  return text;
}
