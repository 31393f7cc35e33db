import type { Condition, Policy, PrincipalPattern, Statement } from "../landscape.ts";
import { parsePolicy } from "../parse.ts";
import type { Template } from "../variables.ts";
import type { ActionSet, ActionSets } from "../who/action-sets.ts";

/**
 * What statements say, whatever they are called, wherever they stand and however they are ordered: by body (all but
 * the actions, in one canonical form) the actions that are said so. One that names several resources or principals
 * is as many bodies: it says the same.
 */
export type Bodies = Map<string, ActionSet>;

/** What a requester has in place of a key that AWS derives, as text; "" for keys that are the request’s own affair. */
export type Derived = (key: string) => string;

/** Policies by body, kept for as long as the policies are, since many principals share them. */
export class BodyBook {
  readonly #sets: ActionSets;
  readonly #actions = new WeakMap<Statement, ActionSet>();
  readonly #texts = new WeakMap<Statement, Texts>();

  constructor(sets: ActionSets) {
    this.#sets = sets;
  }

  /** The bodies of policies that add up; of a policy’s statements only those that `counts` counts. */
  of(
    policies: readonly Policy[],
    derived: Derived,
    counts: (statement: Statement) => boolean = () => true,
  ): Bodies {
    const bodies: Bodies = new Map();
    for (const { ref, problem, statements } of policies) {
      if (problem !== undefined) add(bodies, `unread ${ref} ${problem}`, this.actionsOf(everything));
      for (const statement of statements) {
        if (!counts(statement)) continue;
        const { bodies: texts, keys } = this.#textsOf(statement);
        const about = keys.map((key) => `${key}=${derived(key)}`).join("\n");
        for (const text of texts) add(bodies, `${text} ${about}`, this.actionsOf(statement));
      }
    }
    return bodies;
  }

  /** The published actions that a statement speaks of. */
  actionsOf(statement: Statement): ActionSet {
    const known = this.#actions.get(statement);
    if (known !== undefined) return known;
    const alone: Policy = { ref: "", kind: "identity", statements: [{ ...statement, effect: "Allow" }] };
    const made = this.#sets.allowed([alone]);
    this.#actions.set(statement, made);
    return made;
  }

  #textsOf(statement: Statement): Texts {
    const known = this.#texts.get(statement);
    if (known !== undefined) return known;
    const made = textsOf(statement);
    this.#texts.set(statement, made);
    return made;
  }
}

interface Texts {
  readonly bodies: readonly string[];
  /** Keys whose value a request does not choose, or that stand as variables, in lower case. */
  readonly keys: readonly string[];
}

const allowAll = parsePolicy(
  { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } },
  "",
  "identity",
);
export const everything: Statement = allowAll.statements[0]!;

/** What stands where nothing limits: all is allowed. */
export const unlimited: readonly Policy[] = [allowAll];

/**
 * The actions that could be gained: those of allows that only `after` has, and of denies that only `before` has. What
 * could not be read may be either.
 */
export function gainable(before: Bodies, after: Bodies, into: ActionSet): void {
  for (const [body, set] of after) if (!isDeny(body)) mark(into, set, before.get(body));
  for (const [body, set] of before) if (!isAllow(body)) mark(into, set, after.get(body));
}

const isAllow = (body: string): boolean => body.startsWith('["Allow"');
const isDeny = (body: string): boolean => body.startsWith('["Deny"');

export function isEmpty(set: ActionSet): boolean {
  return set.every((word) => word === 0);
}

function mark(into: ActionSet, more: ActionSet, known: ActionSet | undefined): void {
  for (let at = 0; at < into.length; at++) into[at]! |= more[at]! & ~(known?.[at] ?? 0);
}

function add(bodies: Bodies, body: string, set: ActionSet): void {
  const known = bodies.get(body);
  if (known === undefined) bodies.set(body, set);
  else
    bodies.set(
      body,
      Uint32Array.from(known, (word, at) => word | set[at]!),
    );
}

function textsOf(statement: Statement): Texts {
  const { effect, problem, principals, resources, conditions, grant } = statement;
  // The place of a statement is no part of what it says, though sentences about it name it.
  const odd = problem?.replace(/^statement [0-9]+ /, "") ?? "";
  const tests = conditions.map(conditionText).toSorted();
  const whom = split(principals, principals?.of.map(principalText));
  const what = split(resources, resources?.patterns.map(templateText));
  const bodies = whom.flatMap((who) =>
    what.map((on) => JSON.stringify([effect, grant !== undefined, odd, who, on, tests])),
  );
  const templates = [...(resources?.patterns ?? []), ...conditions.flatMap(({ values }) => values)];
  const variables = templates.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === "variable" ? [part.key] : [])),
  );
  const keys = [...conditions.map(({ key }) => key), ...variables, ...keysOfPrincipals(statement)];
  return { bodies: [...new Set(bodies)], keys: [...new Set(keys)].toSorted() };
}

/** What of a requester, beside its name, decides whether it is meant: its id, and of `NotPrincipal` its boundary. */
export function keysOfPrincipals({ principals }: Statement): readonly string[] {
  const named = principals?.of.some(({ kind }) => kind === "id") ? ["principal id"] : [];
  return principals?.negated ? [...named, "principal boundary"] : named;
}

/** Each text alone where any one is enough; all of them, in order, where none may be. */
function split(
  element: { readonly negated: boolean } | undefined,
  texts: readonly string[] = [],
): readonly string[] {
  if (element === undefined) return ["any"];
  if (element.negated) return [`none of ${JSON.stringify([...new Set(texts)].toSorted())}`];
  return texts;
}

function conditionText({ operator, ifExists, quantifier, key, values, problem }: Condition): string {
  const asked = [...new Set(values.map(templateText))].toSorted();
  return JSON.stringify([operator, ifExists, quantifier ?? "", key, asked, problem ?? ""]);
}

function templateText({ parts, problem, text }: Template): string {
  return problem === undefined ? JSON.stringify(parts) : `odd ${text}`;
}

function principalText(pattern: PrincipalPattern): string {
  return JSON.stringify(pattern);
}

/** What one statement says, but for its actions, as text. */
export function saysOf(statement: Statement): string {
  return JSON.stringify(textsOf(statement).bodies);
}
