import { say } from "../../../lib/base/words.ts";
import type { Check } from "../../../lib/audit/check.ts";
import type { Snapshot } from "../../../lib/snapshot/model.ts";
import { frozen, inputOf, now } from "../../audit/healthy.ts";

/** What a check says, as `status subject: sentence`, in English; every text is also formatted in French. */
export function verdicts(check: Check, snapshot: Snapshot, moment: Date = now): readonly string[] {
  return check.judge(frozen(inputOf(snapshot, moment))).map(({ status, subject, words, args, fix }) => {
    for (const text of fix === undefined ? [{ words, args }] : [{ words, args }, fix]) {
      const french = say(text.words, "fr", text.args ?? {});
      if (french === "" || french === say(text.words, "en", text.args ?? {}))
        throw new Error(`no French: ${french}`);
    }
    return `${status} ${subject}: ${say(words, "en", args)}`;
  });
}

export function statuses(check: Check, snapshot: Snapshot, moment: Date = now): readonly string[] {
  return check.judge(frozen(inputOf(snapshot, moment))).map(({ status }) => status);
}
