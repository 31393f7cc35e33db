/** What follows a step's literal. */
export const kinds = {
  nothing: 0,
  accept: 1,
  text: 2,
  id: 3,
  date: 4,
  instant: 5,
  choice: 6,
  count: 7,
  texts: 8,
} as const;

/** Which place of `FoundKeys` a value goes to. */
export const marks = { none: 0, id: 1, county: 2, status: 3 } as const;

/**
 * A schema as steps in tables, for a loop that allocates nothing. A step stands for: these bytes, then a value of this
 * kind. When the bytes are there, what counts is the value and then `next`; when they are not, `miss` (-1: refuse).
 * The tables of steps are indexed by step, `first` is where to begin.
 */
export interface Program {
  readonly first: number;
  readonly length: Int32Array;
  /** The literal's bytes, when there are fewer than four. */
  readonly short: readonly Uint8Array[];
  /**
   * Longer literals, four bytes a word, little-endian, from `word` up to `lastWord`, which is the literal's last four
   * bytes and so may overlap the one before it.
   */
  readonly words: Int32Array;
  readonly word: Int32Array;
  readonly lastWord: Int32Array;
  readonly kind: Int32Array;
  /** Longest text in code points, or the index into `choices`. */
  readonly limit: Int32Array;
  /** Most items, for `texts`. */
  readonly items: Int32Array;
  readonly mark: Int32Array;
  readonly next: Int32Array;
  readonly miss: Int32Array;
  readonly choices: readonly (readonly Uint8Array[])[];
}

/** One step, before it is put into tables. */
export interface Step {
  readonly literal: string;
  readonly kind: number;
  readonly limit?: number;
  readonly items?: number;
  readonly mark?: number;
  readonly next: number;
  readonly miss: number;
}

/** Puts steps into tables. */
export function tables(steps: readonly Step[]): Omit<Program, "first" | "choices"> {
  const column = (of: (step: Step) => number): Int32Array => Int32Array.from(steps, of);
  const literals = steps.map((step) => Buffer.from(step.literal));
  const words = literals.map(wordsOf);
  let total = 0;
  const lastWord = Int32Array.from(words, (each) => (total += each.length) - 1);
  return {
    length: Int32Array.from(literals, (literal) => literal.length),
    short: literals.map((literal) => (literal.length < 4 ? Uint8Array.from(literal) : new Uint8Array())),
    words: Int32Array.from(words.flat()),
    word: lastWord.map((last, index) => last - words[index]!.length + 1),
    lastWord,
    kind: column((step) => step.kind),
    limit: column((step) => step.limit ?? 0),
    items: column((step) => step.items ?? 0),
    mark: column((step) => step.mark ?? marks.none),
    next: column((step) => step.next),
    miss: column((step) => step.miss),
  };
}

function wordsOf(literal: Buffer): readonly number[] {
  if (literal.length < 4) return [];
  const whole = Math.ceil(literal.length / 4) - 1;
  const words = Array.from({ length: whole }, (_, index) => literal.readInt32LE(index * 4));
  return [...words, literal.readInt32LE(literal.length - 4)];
}
