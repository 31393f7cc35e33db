import { parseConditions } from "./condition.ts";
import { textsOf } from "./document.ts";
import type { ActionElement, PolicyKind, ResourceElement, Statement } from "./landscape.ts";
import { parsePrincipals } from "./principal.ts";
import { parseTemplate, type Template } from "./variables.ts";

/** Where a statement stands. */
export interface StatementPlace {
  readonly index: number;
  readonly kind: PolicyKind;
  /** Version 2012-10-17: `${…}` is a variable. */
  readonly variables: boolean;
}

const elements = new Set([
  "Sid",
  "Effect",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Principal",
  "NotPrincipal",
  "Condition",
]);

/**
 * Reads one statement (IAM User Guide, "Grammar of the IAM JSON policy language"). Text when it has no effect or no
 * actions that could be read: then nothing can be said of its whole policy.
 */
export function parseStatement(
  members: ReadonlyMap<string, unknown>,
  place: StatementPlace,
): Statement | string {
  const at = `statement ${place.index}`;
  const effect = members.get("Effect");
  if (effect !== "Allow" && effect !== "Deny") return `${at} has an Effect that is neither Allow nor Deny`;
  const actions = parseActions(members);
  if (actions === undefined)
    return `${at} has not exactly one of Action and NotAction, as text or a list of texts`;
  const sid = members.get("Sid");
  const resources = parseResources(members, place.variables);
  const [oddAction, oddResource] = [actionProblem(actions), resourceProblem(resources, place.kind)];
  const hasPrincipals = members.has("Principal") || members.has("NotPrincipal");
  const problem =
    elementProblem(members) ?? oddAction ?? oddResource ?? principalProblem(members, place.kind);
  return {
    index: place.index,
    ...(typeof sid === "string" && sid !== "" && { sid }),
    effect,
    actions: oddAction === undefined ? actions : anything,
    ...(oddResource === undefined && typeof resources === "object" && { resources }),
    ...(hasPrincipals && {
      principals: members.has("Principal")
        ? parsePrincipals(members.get("Principal"), false)
        : parsePrincipals(members.get("NotPrincipal"), true),
    }),
    conditions: parseConditions(members.get("Condition"), place.variables),
    ...(problem !== undefined && { problem: `${at} ${problem}` }),
  };
}

function parseActions(members: ReadonlyMap<string, unknown>): ActionElement | undefined {
  const negated = members.has("NotAction");
  if (negated === members.has("Action")) return undefined;
  const patterns = textsOf(members.get(negated ? "NotAction" : "Action"));
  return patterns && { negated, patterns: patterns.map((pattern) => pattern.toLowerCase()) };
}

function parseResources(
  members: ReadonlyMap<string, unknown>,
  variables: boolean,
): ResourceElement | "none" | "unread" {
  const negated = members.has("NotResource");
  if (!negated && !members.has("Resource")) return "none";
  const texts = textsOf(members.get(negated ? "NotResource" : "Resource"));
  if (texts === undefined || (negated && members.has("Resource"))) return "unread";
  return { negated, patterns: texts.map((text): Template => parseTemplate(text, variables)) };
}

// What AWS would not have stored, or what this does not know, may mean anything.

const anything: ActionElement = { negated: false, patterns: ["*"] };

function elementProblem(members: ReadonlyMap<string, unknown>): string | undefined {
  const extra = [...members.keys()].find((name) => !elements.has(name));
  return extra === undefined ? undefined : `has the unknown element “${extra.slice(0, 60)}”`;
}

function actionProblem({ patterns }: ActionElement): string | undefined {
  const odd = patterns.find((pattern) => !/^\*+$/.test(pattern) && !pattern.includes(":"));
  return odd === undefined ? undefined : `has the action “${odd.slice(0, 60)}”, which names no service`;
}

function resourceProblem(
  resources: ResourceElement | "none" | "unread",
  kind: PolicyKind,
): string | undefined {
  if (resources === "unread") return "has a Resource that is neither text nor a list of texts";
  if (resources === "none") return kind === "resource" || kind === "trust" ? undefined : "has no Resource";
  if (kind === "trust") return "is a trust policy’s and has a Resource";
  const odd = resources.patterns.find(
    ({ text, problem }) => problem !== undefined || !/^(arn:|\*)/.test(text),
  );
  return odd && (odd.problem ?? `has the resource “${odd.text.slice(0, 60)}”, which is no ARN`);
}

function principalProblem(members: ReadonlyMap<string, unknown>, kind: PolicyKind): string | undefined {
  const [named, excepted] = [members.has("Principal"), members.has("NotPrincipal")];
  if (kind === "identity" || kind === "scp")
    return named || excepted ? "has a Principal where none may be" : undefined;
  if (named === excepted) return "has not exactly one of Principal and NotPrincipal";
  if (excepted && (kind !== "resource" || members.get("Effect") === "Allow")) {
    return "has a NotPrincipal where AWS supports none";
  }
  return undefined;
}
