import { say, type Lang, type Words } from "../../base/words.ts";
import type { ExplainedElement } from "../../iam/explain.ts";
import { explainWords as words } from "./access-explain-words.ts";

/** One element of a statement held against the request, in one line. */
export function elementText(element: ExplainedElement, lang: Lang): string {
  const { why, operator = "", key = "" } = element;
  const asks = listed(element.asks, lang);
  if (element.element === "Condition") {
    if (why !== undefined) return say(words.conditionUnknown, lang, { operator, key, why });
    if (element.has === undefined) return say(words.conditionAbsent, lang, { operator, key, asks });
    return say(words.conditionElement, lang, { operator, key, asks, has: listed(element.has, lang) });
  }
  if (why !== undefined || element.element === "Statement")
    return say(words.elementUnknown, lang, { why: why ?? "" });
  return say(sentences[element.element], lang, { asks, has: listed(element.has ?? [], lang) });
}

const sentences = {
  Action: words.actionElement,
  NotAction: words.notActionElement,
  Resource: words.resourceElement,
  NotResource: words.notResourceElement,
  Principal: words.principalElement,
  NotPrincipal: words.notPrincipalElement,
} as const satisfies Record<Exclude<ExplainedElement["element"], "Condition" | "Statement">, Words>;

const mostShown = 4;

function listed(texts: readonly string[], lang: Lang): string {
  if (texts.length === 0) return say(words.emptyList, lang);
  const shown = texts.slice(0, mostShown).join(", ");
  const count = texts.length - mostShown;
  return count <= 0 ? shown : say(words.more, lang, { shown, count });
}
