import { withoutAccounts } from "../../lib/audit/accounts.ts";
import type { Check, CheckInput } from "../../lib/audit/check.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import { registerApis, tasksBehind, touchesRoll, type Api } from "../../lib/audit/register-apis.ts";
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

function judgeRoute(route: Route, { account, touches }: Api, input: CheckInput): Verdict {
  const { snapshot, contract } = input;
  const { api, key, authorization, scopes, authorizer } = route;
  const subject = `${api} ${key}`;
  const task = taskIds.find((id) => tasks[id].route?.key === key);
  const wanted = task === undefined ? undefined : tasks[task].route?.scope;
  const identity = contract.config?.identityProvider;
  const args = {
    route: key,
    api,
    scope: wanted ?? "",
    scopes: (scopes ?? []).slice(0, shownScopes).join(", "),
    issuer: authorizer?.issuer ?? "",
    own: identity?.issuer ?? "",
    target: route.target ?? "",
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
    ...(status === "pass" ? {} : { fix: { words: fixFor(sentence, wanted), args } }),
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
  if (task === undefined) {
    const own = touchesRoll(route.target, input);
    if (own === "no") return say("pass", words.beside);
    return own === "yes" ? say("fail", words.noTask) : say("unknown", words.maybe);
  }
  const behind = tasksBehind(route.target, input);
  if (behind === undefined) return unread();
  return behind.includes(task) ? say("pass", words.scoped) : wrong(words.otherFunction);
}

function fixFor(sentence: Words, wanted: string | undefined): Words {
  if (sentence === words.otherFunction) return fixes.target;
  return wanted === undefined ? fixes.away : fixes.wanted;
}

const words = {
  scoped: {
    en: "{route}: asks for a token with the scope {scopes}.",
    fr: "{route} : exige un jeton portant la portée {scopes}.",
  },
  beside: {
    en: "{route}: asks for a token with the scope {scopes}, and leads to a function that does not touch the roll.",
    fr: "{route} : exige un jeton portant la portée {scopes}, et mène à une fonction qui ne touche pas à la liste.",
  },
  noTask: {
    en: "{route}: no task of the contract leads over this route, and the function behind it touches the roll.",
    fr: "{route} : aucune tâche du contrat ne passe par cette route, et la fonction qui se trouve derrière touche à la liste.",
  },
  otherFunction: {
    en: "{route}: this route leads to {target}, which is not the function of its task.",
    fr: "{route} : cette route mène à {target}, qui n’est pas la fonction de sa tâche.",
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
  whatRoute: {
    en: "what this route asks for, and where it leads",
    fr: "ce qu’exige cette route, et où elle mène",
  },
} satisfies Record<string, Words>;

const fixes = {
  wanted: {
    en: "Give the route {route} the office’s JWT authorizer with the scope {scope} and no other (API Gateway console: Authorization); or take the route away.",
    fr: "Donnez à la route {route} l’autorisation JWT du bureau avec la portée {scope} et aucune autre (console API Gateway : Autorisation) ; ou supprimez la route.",
  },
  target: {
    en: "Find out who changed the route {route}, and when (CloudTrail: UpdateRoute, UpdateIntegration). Then deploy it again, so that it leads to the function of its task.",
    fr: "Cherchez qui a modifié la route {route}, et quand (CloudTrail : UpdateRoute, UpdateIntegration). Déployez-la ensuite de nouveau, pour qu’elle mène à la fonction de sa tâche.",
  },
  away: {
    en: "Take the route {route} away (API Gateway console: Routes); the contract’s tasks have routes of their own.",
    fr: "Supprimez la route {route} (console API Gateway : Routes) ; les tâches du contrat ont leurs propres routes.",
  },
} satisfies Record<string, Words>;

const noRoute: Verdict = { status: "not-applicable", subject: "routes", words: words.none };
