import { say, type Lang } from "../../base/words.ts";
import type { RequestContext, Witness, WitnessCondition } from "../../iam/access.ts";
import { accessWords as words } from "./access-words.ts";

/** The conditions under which a witness is allowed, in one line; none where it may be as it likes. */
export function whenText({ when = [] }: Pick<Witness, "when">, lang: Lang): readonly string[] {
  if (when.length === 0) return [];
  return [say(words.when, lang, { conditions: when.map((each) => conditionText(each, lang)).join(" · ") })];
}

function conditionText({ operator, key, values, wanted }: WitnessCondition, lang: Lang): string {
  const condition = `${operator} ${key} [${values.join(", ")}]`;
  return wanted ? condition : say(words.whenNot, lang, { condition });
}

/** The condition keys that a request has, with their values. */
export function contextText(context: RequestContext): string {
  return Object.entries(context)
    .map(([key, value]) => `${key} = ${Array.isArray(value) ? `[${value.join(", ")}]` : String(value)}`)
    .join(", ");
}
