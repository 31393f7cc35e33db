import { holds } from "../conditions/holds.ts";
import type { Request } from "../decide/request.ts";
import { applies, sessionArn } from "../decide/requester.ts";
import { speaksOf } from "../decide/statement.ts";
import type { Condition, PrincipalPattern, Statement } from "../landscape.ts";
import { isUnknown, unknown, type Truth } from "../truth.ts";
import type { Spelling } from "./spelling.ts";

/** One element of a statement held against a request. */
export interface ExplainedElement {
  readonly element:
    | "Action"
    | "NotAction"
    | "Principal"
    | "NotPrincipal"
    | "Resource"
    | "NotResource"
    | "Condition"
    | "Statement";
  /** Whether it fits the request: a statement speaks of a request when all of its elements fit. */
  readonly fits: boolean | "unknown";
  /** What the policy has, as it is written there; actions in lower case. */
  readonly asks: readonly string[];
  /** What the request has; absent: it has nothing of the kind, or nobody knows what. */
  readonly has?: readonly string[];
  /** Of conditions, with prefix and suffix, such as `ForAllValues:StringLikeIfExists`. */
  readonly operator?: string;
  /** Of conditions: in AWS’s spelling where it is known, else in lower case. */
  readonly key?: string;
  /** For `unknown`: what is missing, malformed or not understood, in English. */
  readonly why?: string;
}

const anything = {
  index: 0,
  effect: "Allow",
  actions: { negated: false, patterns: ["*"] },
  conditions: [],
} as const;

/** Every element of a statement, each asked alone by the functions that `decide` asks them all together with. */
export function elementsOf(
  statement: Statement,
  request: Request,
  spelling: Spelling,
): readonly ExplainedElement[] {
  const { actions, principals, resources, conditions, problem } = statement;
  return [
    {
      element: actions.negated ? "NotAction" : "Action",
      ...outcome(speaksOf({ ...anything, actions }, request)),
      asks: actions.patterns,
      has: [request.action],
    },
    ...(principals === undefined
      ? []
      : [
          {
            element: principals.negated ? "NotPrincipal" : "Principal",
            ...outcome(applies(principals, request.requester)),
            asks: principals.of.map(principalText),
            has: requesterTexts(request),
          } as const,
        ]),
    ...(resources === undefined
      ? []
      : [
          {
            element: resources.negated ? "NotResource" : "Resource",
            ...outcome(speaksOf({ ...anything, resources }, request)),
            asks: resources.patterns.map(({ text }) => text),
            has: [request.resource],
          } as const,
        ]),
    ...conditions.map((condition) => conditionElement(condition, request, spelling)),
    ...(problem === undefined
      ? []
      : [{ element: "Statement", ...outcome(unknown(problem)), asks: [] } as const]),
  ];
}

function conditionElement(condition: Condition, { context }: Request, spelling: Spelling): ExplainedElement {
  const { operator, quantifier, ifExists, key, values } = condition;
  const has = valuesOf(context.get(key));
  return {
    element: "Condition",
    ...outcome(holds(condition, context)),
    asks: values.map(({ text }) => text),
    ...(has !== undefined && { has }),
    operator: `${quantifier === undefined ? "" : `${quantifier}:`}${operator}${ifExists ? "IfExists" : ""}`,
    key: spelling(key),
  };
}

function valuesOf(entry: ReturnType<Request["context"]["get"]>): readonly string[] | undefined {
  if (entry === undefined || entry.kind === "unknown") return undefined;
  return entry.kind === "beginning" ? [`${entry.text}…`] : entry.values;
}

function outcome(truth: Truth): Pick<ExplainedElement, "fits" | "why"> {
  return isUnknown(truth) ? { fits: "unknown", why: truth.unknown } : { fits: truth };
}

/** Under which names a policy could mean the requester. */
function requesterTexts({ requester }: Request): readonly string[] {
  if (requester.kind === "anonymous") return ["*"];
  const session = sessionArn(requester);
  return session === undefined ? [requester.arn] : [requester.arn, session];
}

function principalText(pattern: PrincipalPattern): string {
  switch (pattern.kind) {
    case "everyone":
      return "*";
    case "account":
      return `arn:aws:iam::${pattern.account}:root`;
    case "arn":
      return pattern.arn;
    case "id":
      return pattern.id;
    case "service":
      return pattern.service;
    case "federated":
      return pattern.provider;
    case "canonicalUser":
      return `canonical:${pattern.id}`;
    case "unclear":
      return pattern.text;
  }
}
