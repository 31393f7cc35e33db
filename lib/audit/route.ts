import type { Args, Words } from "../base/words.ts";
import type { ReachedProof, RouteStep } from "../iam/escalation.ts";
import type { EscalationPath } from "../iam/reach/path.ts";
import { escalationPaths } from "../iam/reach/paths.ts";
import { cut } from "./cut.ts";
import type { RouteTaken, Verdict } from "./finding.ts";

/** Whoever gets somewhere only by steps. */
export type Proved = Extract<ReachedProof, { readonly verdict: "yes" }>;

const rows: ReadonlyMap<string, EscalationPath> = new Map(escalationPaths.map((row) => [row.id, row]));

/** What a step is, in the words of the table; a kind that the table does not have is told by what it gives. */
export function stepWords(kind: string): Words | undefined {
  return rows.get(kind)?.words;
}

/** What a step gives whoever takes it. */
export function giftOf({
  kind,
  principal,
  target,
}: Pick<RouteStep, "kind" | "principal" | "target">): RouteTaken["gives"] {
  const gains = rows.get(kind)?.gains.kind;
  if (gains === "resource-opened") return "opens";
  if (target === principal) return "own";
  if (gains === "rights-of-whom") return "rights";
  if (gains === "boundary-of-whom-gone") return "boundary";
  return "acts";
}

/** The names that {@link routeWords} need, for a route that is not empty. */
export function routeArgs(principal: string, { route, witness, as, assumes }: Proved): Args {
  const [first] = route;
  const { kind = "", via = [], target = principal } = first ?? {};
  return {
    principal,
    via: via.join(", "),
    target,
    gift: giftOf({ kind, principal, target }),
    more: Math.max(0, route.length - 1),
    action: witness.action,
    resource: witness.resource,
    as,
    granted: assumes === undefined || assumes.length === 0 ? "no" : "yes",
  };
}

/** How a sentence goes on after “…: ”: the first step, how many follow, what is allowed in the end. */
export const routeWords: Words = {
  en: "{via} {gift, select, own {gives it rights of its own making} rights {gives {target} rights} boundary {takes the boundary off {target}} opens {opens {target} to it} other {lets it act as {target}}}{more, plural, =0 {} one {, one more step follows} other {, # more steps follow}}, and {action} on {resource} is allowed{granted, select, yes {, provided that what the route takes for granted is so} other {}}. That is after escalation",
  fr: "{via} {gift, select, own {lui donne des droits de sa propre main} rights {donne des droits à {target}} boundary {retire sa limite à {target}} opens {lui ouvre {target}} other {lui permet d’agir sous le nom de {target}}}{more, plural, =0 {} one {, une autre étape suit} other {, # autres étapes suivent}}, et {action} sur {resource} est permis{granted, select, yes {, à condition que soit vrai ce que le chemin tient pour acquis} other {}}. C’est après escalade de privilèges",
};

/** What a verdict bears of a route: the steps as facts, each with the requests that take it, and what it takes for granted. */
export function routeOf(proof: Proved): Pick<Verdict, "route" | "assumes" | "witness"> {
  const { route, assumes, witness, as } = proof;
  return {
    witness: { ...witness, principal: witness.assumes ?? as },
    ...(route.length > 0 && {
      route: route.map(({ kind, principal: by, via, target, witnesses }) => {
        const gives = giftOf({ kind, principal: by, target });
        return { kind, principal: by, via, target, gives, witnesses };
      }),
    }),
    ...(assumes !== undefined && assumes.length > 0 && { assumes }),
  };
}

/** The steps in short, one text each, for evidence. */
export function stepsInShort(route: readonly RouteStep[]): Readonly<Record<string, unknown>> {
  return cut(
    "steps",
    route.map(({ kind, via, target }) => `${kind}: ${via.join(" + ")} → ${target}`),
  );
}
