/** What many trials came to. */
export interface Tally {
  policies: number;
  worlds: number;
  decisions: number;
  yes: number;
  no: number;
  unknown: number;
  /** Unknown, and trying found a request that is allowed; or one that `decide` cannot decide either; or neither. */
  readonly unknownBut: { allowed: number; undecided: number; refused: number };
  /** A `yes` whose witness lies beyond what is tried, in worlds where that may be. */
  beyond: number;
  readonly mistakes: string[];
  /** Reasons of unknown answers, with the seed of the first, where trying says more. */
  readonly reasons: Map<string, { count: number; seed: number }>;
}

export function emptyTally(): Tally {
  return {
    policies: 0,
    worlds: 0,
    decisions: 0,
    yes: 0,
    no: 0,
    unknown: 0,
    unknownBut: { allowed: 0, undecided: 0, refused: 0 },
    beyond: 0,
    mistakes: [],
    reasons: new Map(),
  };
}

/** Adds what another thread has found. */
export function addTally(total: Tally, more: Tally): void {
  for (const each of ["policies", "worlds", "decisions", "yes", "no", "unknown", "beyond"] as const)
    total[each] += more[each];
  for (const each of ["allowed", "undecided", "refused"] as const)
    total.unknownBut[each] += more.unknownBut[each];
  total.mistakes.push(...more.mistakes);
  for (const [reason, { count, seed }] of more.reasons) {
    const known = total.reasons.get(reason) ?? { count: 0, seed };
    total.reasons.set(reason, { ...known, count: known.count + count });
  }
}

/** What a run came to, for people. */
export function told(tally: Tally): string {
  const { policies, worlds, decisions, yes, no, unknown, unknownBut, beyond, mistakes, reasons } = tally;
  const answers = yes + no + unknown;
  const share = (part: number): string => `${((100 * part) / answers).toFixed(2)} %`;
  const whys = [...reasons].toSorted(([, a], [, b]) => b.count - a.count);
  return [
    `${policies} policies in ${worlds} worlds, ${answers} answers against ${decisions} decisions`,
    `yes ${yes} (${share(yes)}), ${beyond} of them by a request beyond those that were tried; no ${no} (${share(no)})`,
    `unknown ${unknown} (${share(unknown)}): ${unknownBut.undecided} where decide cannot tell either, ` +
      `${unknownBut.allowed} where trying finds a request, ${unknownBut.refused} where it finds none`,
    ...whys.map(([reason, { count, seed }]) => `  ${count} ${reason} (such as seed ${seed})`),
    `mistakes ${mistakes.length}`,
    ...mistakes.slice(0, 20).map((mistake) => `  ${mistake}`),
  ].join("\n");
}
