/**
 * Wildcards of less than every character: policies have none but those within a segment (`ArnLike`), the shapes of
 * ARNs have more (`who/shape.ts`). Each class is two tokens, one character of it and a run of them; as code units they
 * are among the last sixteen, with `*` and `?`.
 */
interface CharacterClass {
  /** Has digits, small letters, capitals. */
  readonly digits: boolean;
  readonly small: boolean;
  readonly capitals: boolean;
  /** Has all other characters but `marks`; else, of these only `marks`. */
  readonly others: boolean;
  readonly marks: readonly number[];
}

export const segmentRun = -4;
export const segmentOne = -5;
export const digitRun = -6;
export const digitOne = -7;
export const labelRun = -8;
export const labelOne = -9;
export const nameRun = -10;
export const nameOne = -11;
export const partRun = -12;
export const partOne = -13;

const letters = { digits: true, small: true, capitals: true };

/** By the token of their run, halved and turned round. */
const classes: readonly CharacterClass[] = [
  // Anything but a colon.
  { ...letters, others: true, marks: units(":") },
  { digits: true, small: false, capitals: false, others: false, marks: [] },
  // As regions are written.
  { digits: true, small: true, capitals: false, others: false, marks: units("-") },
  // As most services let things be called.
  { ...letters, others: false, marks: units("-_.") },
  // Anything but what separates parts.
  { ...letters, others: true, marks: units(":/") },
];

function units(text: string): readonly number[] {
  return Array.from(text, (each) => each.charCodeAt(0));
}

const first = -segmentRun;

function classOf(token: number): CharacterClass | undefined {
  return token > segmentRun ? undefined : classes[(-token - first) >> 1];
}

/** Is the token a wildcard of a class? */
export function isClass(token: number): boolean {
  return token <= segmentRun;
}

/** A run of characters of a class; `false` for one of them. */
export function isClassRun(token: number): boolean {
  return isClass(token) && (-token & 1) === 0;
}

/** Is a code unit of the class of a token? */
export function admits(token: number, unit: number): boolean {
  const own = classOf(token);
  if (own === undefined) return false;
  const kind = kindOf(unit);
  return kind === "others" ? own.others !== own.marks.includes(unit) : own[kind];
}

/** The code units that a class tells from others of their kind. */
export function marksOf(token: number): readonly number[] {
  return classOf(token)?.marks ?? [];
}

/** Does a class tell digits, small letters, capitals and the rest apart? */
export function tellsKinds(token: number): boolean {
  return classOf(token)?.others === false;
}

export type Kind = "digits" | "small" | "capitals" | "others";

/** Two code units of one kind are the same to every class that does not name one of them. */
export function kindOf(unit: number): Kind {
  if (unit >= 0x30 && unit <= 0x39) return "digits";
  if (unit >= 0x61 && unit <= 0x7a) return "small";
  return unit >= 0x41 && unit <= 0x5a ? "capitals" : "others";
}
