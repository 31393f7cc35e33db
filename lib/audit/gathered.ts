import { cut } from "./cut.ts";
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

/** What those subjects end with that stand for several principals. */
const rightsWriters = "rights-writers";

/**
 * One verdict for all of whom it is proved, `fail`, with the request and the route of the first and the steps of each;
 * one for all of whom it is not decided, `unknown`. None for nobody.
 */
export function gathered(all: readonly Together[], asset?: string): readonly Unspoken[] {
  const subject = asset === undefined ? rightsWriters : `${asset} ${rightsWriters}`;
  const proved = all.filter(
    (one): one is Together & { readonly proof: Proved } => one.proof.verdict === "yes",
  );
  const open = all.filter(({ proof }) => proof.verdict !== "yes");
  const verdicts: Unspoken[] = [];
  const [first] = proved;
  if (first !== undefined)
    verdicts.push({
      status: "fail",
      subject,
      args: argsOf(proved),
      ...routeOf(first.proof),
      evidence: cut(
        "principals",
        proved.map(({ principal, proof, evidence }) => ({
          principal,
          as: proof.as,
          ...stepsInShort(proof.route),
          ...evidence,
        })),
      ),
    });
  if (open.length > 0)
    verdicts.push({
      status: "unknown",
      subject: `${subject} undecided`,
      args: argsOf(open),
      evidence: cut(
        "principals",
        open.map(({ principal, proof, evidence }) => ({
          principal,
          ...(proof.verdict === "unknown" && { why: proof.why, ...stepsInShort(proof.route ?? []) }),
          ...evidence,
        })),
      ),
    });
  return verdicts;
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
