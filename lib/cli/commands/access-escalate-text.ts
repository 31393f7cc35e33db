import { printable, say, type Lang } from "../../base/words.ts";
import type { RequestContext } from "../../iam/access.ts";
import type { Route, RouteStep } from "../../iam/escalation.ts";
import { allPaths } from "../../iam/reach.ts";
import { escalateWords as words } from "./access-escalate-words.ts";

/** How many there are, for a first line. */
export function sumText(routes: readonly Route[], from: string | undefined, lang: Lang): string {
  if (routes.length === 0) {
    return from === undefined ? say(words.none, lang) : say(words.noneFrom, lang, { from });
  }
  return say(words.sum, lang, {
    paths: routes.length,
    starts: new Set(routes.map((route) => route.from)).size,
    unknown: routes.filter(({ unknown }) => unknown !== undefined).length,
    assumed: routes.filter(({ assumes }) => assumes !== undefined).length,
  });
}

/** One route, step by step: who does what, by which requests, and what it gives. */
export function routeText({ from, to, steps, assumes = [], unknown }: Route, lang: Lang): string {
  const own = from === to;
  const certain = own ? words.ownRights : words.become;
  const doubtful = own ? words.mayOwnRights : words.mayBecome;
  const lines = [
    say(unknown === undefined ? certain : doubtful, lang, { from, to }),
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
  const requests = witnesses.map(({ action, resource, context }) =>
    context === undefined
      ? say(words.request, lang, { action, resource })
      : say(words.requestWith, lang, { action, resource, context: contextText(context) }),
  );
  return [
    `   ${say(words.step, lang, { place, principal, what })}`,
    ...(requests.length > 0 ? requests : via.map(printable)).map((request) => `      ${request}`),
    `      ${say(words.gives, lang, { target, kind })}`,
  ];
}

function contextText(context: RequestContext): string {
  return Object.entries(context)
    .map(([key, value]) => `${key} = ${Array.isArray(value) ? `[${value.join(", ")}]` : String(value)}`)
    .join(", ");
}
