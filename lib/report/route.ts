import type { Finding, RouteTaken } from "../audit/finding.ts";
import { stepWords } from "../audit/route.ts";
import { say, sayWhole, type Lang, type Words } from "../base/words.ts";
import type { Show } from "./witness.ts";

/** The steps of escalation that lead to a witness, one text each, in their order; then what they take for granted. */
export function routeLines({ route = [], assumes = [] }: Finding, lang: Lang, show: Show): readonly string[] {
  return [
    ...route.map((step, at) => stepLine(step, at + 1, lang, show)),
    ...assumes.map((sentence) => sayWhole(words.granted, lang, { sentence })),
  ];
}

/** As {@link routeLines}, with the requests of each step and the statements that allow them. */
export function routeInFull(finding: Finding, lang: Lang, show: Show): readonly string[] {
  const { route = [], assumes = [] } = finding;
  return [
    ...route.flatMap((step, at) => [
      stepLine(step, at + 1, lang, show),
      ...step.witnesses.map(({ principal, action, resource, by }) =>
        sayWhole(words.request, lang, {
          step: at + 1,
          principal,
          action,
          resource,
          statements: by.map(({ policy, statement }) => show(`${policy} [${statement}]`)).join(", "),
        }),
      ),
    ]),
    ...assumes.map((sentence) => sayWhole(words.granted, lang, { sentence })),
  ];
}

function stepLine(
  { kind, principal, via, target, gives }: RouteTaken,
  step: number,
  lang: Lang,
  show: Show,
): string {
  const told = stepWords(kind);
  const args = {
    step,
    what: told === undefined ? show(kind) : say(told, lang),
    principal: show(principal),
    via: show(via.join(", ")),
    target: show(target),
    gives,
  };
  return sayWhole(words.step, lang, args);
}

const words = {
  step: {
    en: "{step}. {what} {principal}: {via}, which {gives, select, own {gives it rights of its own making} rights {gives {target} rights} boundary {takes the boundary off {target}} opens {opens {target} to it} other {lets it act as {target}}}",
    fr: "{step}. {what} {principal} : {via}, ce qui {gives, select, own {lui donne des droits de sa propre main} rights {donne des droits à {target}} boundary {retire sa limite à {target}} opens {lui ouvre {target}} other {lui permet d’agir sous le nom de {target}}}",
  },
  request: {
    en: "{step}. {principal}: {action} on {resource}, allowed by {statements}",
    fr: "{step}. {principal} : {action} sur {resource}, permis par {statements}",
  },
  granted: { en: "taken for granted: {sentence}", fr: "tenu pour acquis : {sentence}" },
} satisfies Record<string, Words>;
