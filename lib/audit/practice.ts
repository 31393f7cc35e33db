import type { Words } from "../base/words.ts";

/** A recommendation of the workshops and the checks that serve it; `checks/practices.ts` holds the map. */
export interface Practice {
  /** Such as `W5.1a`. */
  readonly id: string;
  readonly title: Words;
  readonly checks: readonly string[];
}

export type PracticeMap = readonly Practice[];
