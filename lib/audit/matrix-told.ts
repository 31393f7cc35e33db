import { gravest, type Exit } from "../base/exit.ts";
import { sayWhole, type Lang } from "../base/words.ts";
import type { Matrix, MatrixCell } from "./matrix.ts";

/** A matrix in one language, as reports carry it. */
export interface ToldMatrix extends Pick<Matrix, "holders" | "cells"> {
  /** What leaves the matrix open as a whole: one sentence each. */
  readonly open: readonly { readonly subject: string; readonly message: string }[];
}

export function tellMatrix({ holders, cells, open }: Matrix, lang: Lang): ToldMatrix {
  const told = open.map(({ subject, words, args }) => ({ subject, message: sayWhole(words, lang, args) }));
  return { holders, cells, open: told };
}

/** What a cell comes to, the gravest first. */
export const signs = [
  "never-possible",
  "never-escalated",
  "unknown",
  "allowed-possible",
  "allowed-impossible",
] as const;
export type Sign = (typeof signs)[number];

/** What a cell comes to: a yes counts before what is not known, and escalation like any other way for who is allowed. */
export function signOf({ contract, fact, escalated }: MatrixCell): Sign {
  if (contract === "never") {
    if (fact === "yes") return "never-possible";
    return escalated === "yes" ? "never-escalated" : "unknown";
  }
  if (escalated === "yes") return "allowed-possible";
  return fact === "no" && escalated === "no" ? "allowed-impossible" : "unknown";
}

/** The gravest of: 3 when a cell is unknown or something leaves the whole open; 1 when something is possible that is never allowed. */
export function matrixExit({ cells, open }: Pick<ToldMatrix, "cells" | "open">): Exit {
  const outcomes: Exit[] = [];
  if (open.length > 0 || cells.some(({ fact, escalated }) => fact === "unknown" || escalated === "unknown"))
    outcomes.push(3);
  if (cells.some((cell) => signOf(cell).startsWith("never"))) outcomes.push(1);
  return gravest(outcomes);
}
