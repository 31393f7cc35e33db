import { withoutAccounts } from "../../lib/audit/accounts.ts";
import type { Check, CheckInput } from "../../lib/audit/check.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import { registerApis, type Api } from "../../lib/audit/register-apis.ts";
import { factUnread, gapsIn } from "../../lib/audit/unread.ts";
import type { Words } from "../../lib/base/words.ts";
import { taskIds } from "../../lib/contract/config.ts";
import { tasks } from "../../lib/contract/tasks.ts";
import type { Route } from "../../lib/snapshot/resources.ts";

const shownScopes = 10;

export const routeScopes: Check = {
  id: "route-scopes",
  title: {
    en: "Does every route to the roll ask for a token with the scope of its task?",
    fr: "Chaque route vers la liste électorale exige-t-elle un jeton portant la portée de sa tâche ?",
  },
  why: {
    en: "Practice W5.1c of the Paris Call’s workshops recommends that each hold only the rights that a task needs. For people the task is a route of the interface: a route without a token is open to the internet, and one without a scope lets the clerk who looks up one voter take the whole list.",
    fr: "La pratique W5.1c des ateliers de l’Appel de Paris recommande que chacun ne détienne que les droits qu’exige sa tâche. Pour les personnes, la tâche est une route de l’interface : une route sans jeton est ouverte à Internet, et une route sans portée laisse qui consulte un électeur emporter toute la liste.",
  },
  severity: "high",
  judge: (input) => {
    const { snapshot } = input;
    const none = withoutAccounts(snapshot);
    if (none !== undefined) return [none];
    const gaps = snapshot.accounts.flatMap(({ id, routes }) => {
      const told = gapsIn(snapshot, id, "routes", words.what);
      if (told.length > 0 || routes !== undefined) return told;
      return [factUnread(snapshot, id, words.what, { account: id, facts: "routes" })];
    });
    const apis = registerApis(input).filter(({ touches }) => touches !== "no");
    const verdicts = apis.flatMap((api) => api.routes.map((route) => judgeRoute(route, api, input)));
    return gaps.length + verdicts.length > 0 ? [...gaps, ...verdicts] : [noRoute];
  },
};

function judgeRoute(route: Route, { account, touches }: Api, { snapshot, contract }: CheckInput): Verdict {
  const { api, key, authorization, scopes, authorizer } = route;
  const subject = `${api} ${key}`;
  const wanted = taskIds.map((id) => tasks[id].route).find((one) => one?.key === key)?.scope;
  const identity = contract.config?.identityProvider;
  const args = {
    route: key,
    api,
    scope: wanted ?? "",
    scopes: (scopes ?? []).slice(0, shownScopes).join(", "),
    issuer: authorizer?.issuer ?? "",
    own: identity?.issuer ?? "",
  };
  const say = (status: Verdict["status"], sentence: Words): Verdict => ({
    status,
    subject,
    words: sentence,
    args,
    evidence: {
      authorization: authorization ?? null,
      scopes: scopes ?? null,
      issuer: authorizer?.issuer ?? null,
      target: route.target ?? null,
    },
    ...(status === "pass" ? {} : { fix: { words: wanted === undefined ? fixes.scope : fixes.wanted, args } }),
  });
  // Whether the function behind it touches the roll at all could not be told: then a fault is none yet.
  const wrong = (sentence: Words): Verdict =>
    touches === "yes" ? say("fail", sentence) : say("unknown", words.maybe);
  const unread = (): Verdict =>
    factUnread(snapshot, subject, words.whatRoute, { account, resource: api, facts: "routes" });

  if (authorization === "NONE") return wrong(words.open);
  if (authorization === undefined) return unread();
  if (key === "$default") return wrong(words.catchAll);
  if (authorization !== "JWT") return wrong(words.otherWay);
  if (scopes === undefined) return unread();
  if (scopes.length === 0) return wrong(words.scopeless);
  if (wanted !== undefined && scopes.some((scope) => scope !== wanted)) return wrong(words.otherScope);
  if (identity !== undefined) {
    if (authorizer === undefined) return unread();
    const { issuer, audience } = authorizer;
    const meant = audience.length > 0 && audience.every((one) => one === identity.audience);
    if (issuer !== identity.issuer || !meant) return wrong(words.otherIssuer);
  }
  return say("pass", words.scoped);
}

const words = {
  scoped: {
    en: "{route}: asks for a token with the scope {scopes}.",
    fr: "{route} : exige un jeton portant la portée {scopes}.",
  },
  open: {
    en: "{route}: this route asks for no token at all; whoever finds its address reaches the roll.",
    fr: "{route} : cette route n’exige aucun jeton ; quiconque en trouve l’adresse atteint la liste.",
  },
  catchAll: {
    en: "{route}: this route takes whatever no other route takes, so its token’s scope stands for no task.",
    fr: "{route} : cette route prend tout ce qu’aucune autre ne prend ; la portée de son jeton ne correspond donc à aucune tâche.",
  },
  otherWay: {
    en: "{route}: this route is guarded in another way than by a token with a scope, so it cannot be held against the contract.",
    fr: "{route} : cette route est gardée autrement que par un jeton à portée ; elle ne peut donc pas être confrontée au contrat.",
  },
  scopeless: {
    en: "{route}: any token of the office opens this route; it asks for no scope.",
    fr: "{route} : n’importe quel jeton du bureau ouvre cette route ; elle n’exige aucune portée.",
  },
  otherScope: {
    en: "{route}: this route is opened by {scopes}, while the contract names {scope} for it and nothing else.",
    fr: "{route} : cette route s’ouvre avec {scopes}, alors que le contrat ne nomme pour elle que {scope}.",
  },
  otherIssuer: {
    en: "{route}: its tokens come from {issuer} or are meant for somebody else; the office’s identity provider is {own}.",
    fr: "{route} : ses jetons viennent de {issuer} ou sont destinés à quelqu’un d’autre ; le fournisseur d’identité du bureau est {own}.",
  },
  maybe: {
    en: "{route}: this route is not guarded by a token with the scope of a task, and whether the function behind its interface touches the roll could not be told.",
    fr: "{route} : cette route n’est pas gardée par un jeton portant la portée d’une tâche, et l’on n’a pas pu dire si la fonction derrière son interface touche à la liste.",
  },
  none: {
    en: "None of the interfaces that were read stands before a function that touches the roll, so there is no route to judge.",
    fr: "Aucune des interfaces lues ne se trouve devant une fonction qui touche à la liste ; il n’y a donc aucune route à juger.",
  },
  what: {
    en: "which routes lead to the roll there, and what they ask for",
    fr: "quelles routes y mènent à la liste, et ce qu’elles exigent",
  },
  whatRoute: { en: "what this route asks for", fr: "ce qu’exige cette route" },
} satisfies Record<string, Words>;

const fixes = {
  wanted: {
    en: "Give the route {route} the office’s JWT authorizer with the scope {scope} and no other (API Gateway console: Authorization); or take the route away.",
    fr: "Donnez à la route {route} l’autorisation JWT du bureau avec la portée {scope} et aucune autre (console API Gateway : Autorisation) ; ou supprimez la route.",
  },
  scope: {
    en: "Give the route {route} the office’s JWT authorizer with the scope of one task (API Gateway console: Authorization); or take the route away.",
    fr: "Donnez à la route {route} l’autorisation JWT du bureau avec la portée d’une seule tâche (console API Gateway : Autorisation) ; ou supprimez la route.",
  },
} satisfies Record<string, Words>;

const noRoute: Verdict = { status: "not-applicable", subject: "routes", words: words.none };
