import type { Verdict } from "./finding.ts";
import { routeOf, stepsInShort, type Proved } from "./route.ts";
import type { Reached } from "./who-reaches.ts";

/** Somebody who is told of together with others, and what it can, or may be able to, after escalation. */
export interface Together {
  readonly principal: string;
  readonly proof: Reached;
  /** What else its evidence says. */
  readonly evidence?: Readonly<Record<string, unknown>>;
}

/** A verdict that lacks its sentence; its `args` are `count`, `names` (the first few) and `more`. */
export type Unspoken = Omit<Verdict, "words" | "fix"> & { readonly args: NonNullable<Verdict["args"]> };

const namedFew = 3;
const shown = 100;

/**
 * One verdict for all of whom it is proved, `fail`, with the request and the route of the first and the steps of each;
 * one for all of whom it is not decided, `unknown`. None for nobody.
 */
export function gathered(all: readonly Together[], subject: string): readonly Unspoken[] {
  const proved = all.filter(
    (one): one is Together & { readonly proof: Proved } => one.proof.verdict === "yes",
  );
  const open = all.filter(({ proof }) => proof.verdict !== "yes");
  const [first] = proved;
  const fail: readonly Unspoken[] =
    first === undefined
      ? []
      : [
          {
            status: "fail",
            subject,
            args: argsOf(proved),
            ...routeOf(first.proof),
            evidence: evidenceOf(proved),
          },
        ];
  const unknown: readonly Unspoken[] =
    open.length === 0
      ? []
      : [
          {
            status: "unknown",
            subject: `${subject} undecided`,
            args: argsOf(open),
            evidence: evidenceOf(open),
          },
        ];
  return [...fail, ...unknown];
}

/**
 * Through whom somebody comes to a right, of those whom the same check names: the nearest to the right. `undefined`: it
 * takes the step that gives the right by itself, or as somebody whom the check does not name.
 */
export function throughWhom(
  principal: string,
  { route = [] }: Pick<Reached, "route">,
  named: ReadonlySet<string>,
): string | undefined {
  return route.map(({ target }) => target).findLast((one) => one !== principal && named.has(one));
}

function evidenceOf(all: readonly Together[]): NonNullable<Verdict["evidence"]> {
  const principals = all.slice(0, shown).map(({ principal, proof, evidence }) => ({
    principal,
    ...(proof.verdict === "yes" ? { as: proof.as } : { why: proof.why }),
    ...stepsInShort(proof.route ?? []),
    ...evidence,
  }));
  return all.length > shown ? { principals, principalsTotal: all.length } : { principals };
}

function argsOf(all: readonly Together[]): Unspoken["args"] {
  return {
    count: all.length,
    names: all
      .slice(0, namedFew)
      .map(({ principal }) => principal)
      .join(", "),
    more: Math.max(0, all.length - namedFew),
  };
}
