/** Exit codes, the same for every command; scripts rely on them. */
export const exits = {
  ok: 0,
  findings: 1,
  usage: 2,
  unread: 3,
  integrity: 4,
  interrupted: 130,
} as const;

export type Exit = (typeof exits)[keyof typeof exits];

/** Gravest first: broken integrity outweighs what could not be read, which outweighs findings. */
const byGravity: readonly Exit[] = [
  exits.interrupted,
  exits.integrity,
  exits.unread,
  exits.usage,
  exits.findings,
];

/** The gravest of several outcomes; `0` when there is none. */
export function gravest(outcomes: Iterable<Exit>): Exit {
  const seen = new Set(outcomes);
  return byGravity.find((exit) => seen.has(exit)) ?? exits.ok;
}
