import { say, type Lang } from "../../base/words.ts";
import type { FactKind, Unread } from "../model.ts";
import type { Refusal } from "./ask.ts";
import { liveWords } from "./live-words.ts";
import type { RightName } from "./rights.ts";

/** Something of one account that was not read; the account’s number is added when it is known. */
export type Gap = Omit<Unread, "account">;

/** Where the readers of one account write down what they could not read. */
export interface Gaps {
  readonly found: readonly Gap[];
  add(gap: {
    readonly right: RightName;
    readonly refusal: Refusal;
    readonly facts: FactKind;
    /** ARN; absent when all of the account’s facts of that kind are missing. */
    readonly resource?: string;
  }): void;
}

export function collectGaps(lang: Lang): Gaps {
  const found: Gap[] = [];
  return {
    found,
    add({ right, refusal, facts, resource }) {
      const what = resource === undefined ? right : say(liveWords.of, lang, { right, resource });
      const why = say(refusal.words, lang, refusal.args);
      found.push({ what, why, facts, ...(resource === undefined ? {} : { resource }) });
    },
  };
}
