import { printable, say, type Lang } from "../../base/words.ts";
import type { Route, RouteStep } from "../../iam/escalation.ts";
import { allPaths } from "../../iam/reach.ts";
import { escalateWords as words } from "./access-escalate-words.ts";
import { contextText } from "./access-witness-text.ts";
import { accessWords } from "./access-words.ts";

/**
 * Why a path is not certain; absent: it is. Where somebody outside begins, that one’s own account has the last word, as
 * for `access who`: what is certain here `access decide` repeats.
 */
export function doubtIn({ unknown, outside = [] }: Route, lang: Lang): string | undefined {
  const [principal] = outside;
  return unknown ?? (principal === undefined ? undefined : say(accessWords.assumes, lang, { principal }));
}

/** How many there are, for a first line. */
export function sumText(
  routes: readonly Route[],
  { from, proved }: { readonly from: string | undefined; readonly proved: boolean },
  lang: Lang,
): string {
  const sure = proved ? "yes" : "no";
  if (routes.length === 0) {
    return from === undefined ? say(words.none, lang, { sure }) : say(words.noneFrom, lang, { from, sure });
  }
  return say(words.sum, lang, {
    paths: routes.length,
    starts: new Set(routes.map((route) => route.from)).size,
    unknown: routes.filter((route) => doubtIn(route, lang) !== undefined).length,
    assumed: routes.filter(({ assumes }) => assumes !== undefined).length,
  });
}

/** One route, step by step: who does what, by which requests, and what it gives. */
export function routeText(route: Route, lang: Lang): string {
  const { from, to, steps, assumes = [], unknown } = route;
  const own = from === to;
  const certain = own ? words.ownRights : words.become;
  const doubtful = own ? words.mayOwnRights : words.mayBecome;
  const lines = [
    say(doubtIn(route, lang) === undefined ? certain : doubtful, lang, { from, to }),
    ...steps.flatMap((step, at) => stepText(step, at + 1, lang)),
    ...assumes.map((each) => `   ${say(words.assumes, lang, { what: each[lang] })}`),
    ...(unknown === undefined ? [] : [`   ${say(words.unknown, lang, { why: unknown })}`]),
  ];
  return `${lines.join("\n")}\n`;
}

const told = new Map(allPaths.map(({ id, words }) => [id, words]));

function stepText(
  { kind, via, target, witnesses, principal }: RouteStep,
  place: number,
  lang: Lang,
): readonly string[] {
  const what = told.get(kind)?.[lang] ?? via.join(", ");
  const requests = witnesses.map(({ principal: asker, action, resource, context }) => {
    const request =
      context === undefined
        ? say(words.request, lang, { action, resource })
        : say(words.requestWith, lang, { action, resource, context: contextText(context) });
    return asker === principal ? request : say(words.asked, lang, { asker, request });
  });
  return [
    `   ${say(words.step, lang, { place, principal, what })}`,
    ...(requests.length > 0 ? requests : via.map(printable)).map((request) => `      ${request}`),
    `      ${say(words.gives, lang, { target, kind })}`,
  ];
}
