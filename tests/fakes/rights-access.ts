import { matchesPattern } from "../../lib/actions/wildcard.ts";
import type { Access, AccessQuestion, Proof, RequestContext } from "../../lib/iam/access.ts";
import { covers, meet, patternOf } from "../../lib/iam/globs.ts";

/** One right of the fake engine: an allowed request, or one that it cannot decide. */
export interface FakeRight {
  readonly principal: string;
  /** Pattern. */
  readonly action: string;
  /** Pattern; `*` for actions that know none. */
  readonly resource: string;
  readonly context?: RequestContext;
  readonly policy?: string;
  readonly statement?: string | number;
  /** The engine answers `unknown` with this reason. */
  readonly unknown?: string;
}

/** An engine over a list of rights, in place of policies. It counts its questions. */
export function rightsAccess(
  rights: readonly FakeRight[],
  change: Partial<Access> = {},
): Access & { readonly questions: AccessQuestion[] } {
  const questions: AccessQuestion[] = [];
  const can = (principal: string, question: AccessQuestion): Proof => {
    questions.push(question);
    const found = rights
      .filter((right) => right.principal === principal)
      .flatMap((right) => proofOf(right, question));
    return found.find(({ verdict }) => verdict === "yes") ?? found[0] ?? { verdict: "no" };
  };
  const principals = [...new Set(rights.map(({ principal }) => principal))].sort();
  return {
    principals,
    questions,
    can,
    // As the real engine: whole accounts, everybody and services are not among those that it lists.
    who: (question) =>
      principals
        .filter((principal) => principal !== "*" && !principal.endsWith(":root"))
        .map((principal) => ({ principal, proof: can(principal, question) }))
        .filter(({ proof }) => proof.verdict !== "no"),
    decide: () => ({ decision: "implicitDeny", by: [] }),
    notUnderstood: [],
    ...change,
  };
}

function proofOf(right: FakeRight, question: AccessQuestion): readonly Proof[] {
  const { actions, resources, except = [], given = {} } = question;
  const action = actions.find((one) => matchesPattern(right.action, one, true));
  const asked = resources.find((one) => meets(right.resource, one));
  if (action === undefined || asked === undefined) return [];
  if (except.some((one) => covers(patternOf(one), patternOf(right.resource)))) return [];
  if (Object.entries(given).some(([key, value]) => refuses(right, key, value))) return [];
  if (right.unknown !== undefined) return [{ verdict: "unknown", why: right.unknown }];
  const resource = (asked.includes("*") ? right.resource : asked).replaceAll("*", "x");
  const by = [
    {
      policy: right.policy ?? `${right.principal}/inline/task`,
      statement: right.statement ?? 0,
      effect: "Allow" as const,
    },
  ];
  const context = right.context === undefined ? {} : { context: right.context };
  return [{ verdict: "yes", witness: { action, resource, by, ...context } }];
}

/** A right needs the context it has; a question may say otherwise. Keys in any case. */
function refuses({ context = {} }: FakeRight, key: string, value: string | null): boolean {
  const own = Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
  return own !== undefined && String(own) !== value;
}

const known = new Map<string, boolean>();

function meets(a: string, b: string): boolean {
  const key = `${a} ${b}`;
  const found = known.get(key) ?? meet(patternOf(a), patternOf(b));
  known.set(key, found);
  return found;
}
