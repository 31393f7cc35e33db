import type { Args, Words } from "../base/words.ts";
import type { Verdict } from "./finding.ts";
import { gatheredFixes, gatheredWords } from "./gathered-words.ts";
import { gathered, throughWhom, type Together } from "./gathered.ts";

/** Whoever is told of together with others, by the cause that they share; and whoever is told of alone. */
export interface Causes<T> {
  readonly alone: readonly T[];
  readonly writers: readonly T[];
  /** By whom they come to it. */
  readonly through: ReadonlyMap<string, readonly T[]>;
}

/**
 * Sorts those who can only after escalation by what makes them able to (docs/decisions/0013-escalation-named-by-its-cause.md):
 * whom the check of rules names for writing rights; who comes to it through somebody whom this check names; the others,
 * who take the step that gives the right themselves.
 *
 * @param proofsOf what somebody can, each by its nearest route
 */
export function causesOf<T extends { readonly principal: string }>(
  all: readonly T[],
  proofsOf: (one: T) => readonly Together["proof"][],
  { writers, named }: { readonly writers: ReadonlySet<string>; readonly named: ReadonlySet<string> },
): Causes<T> {
  const through = (one: T): string | undefined => {
    const each = proofsOf(one).map((proof) => throughWhom(one.principal, proof, named));
    return each.includes(undefined) ? undefined : each[0];
  };
  const [rooted, others] = [true, false].map((wanted) =>
    all.filter(({ principal }) => writers.has(principal) === wanted),
  );
  const by = Map.groupBy(others!, through);
  const alone = by.get(undefined) ?? [];
  by.delete(undefined);
  return { alone, writers: rooted!, through: by as Causes<T>["through"] };
}

/** The verdicts for those who are told of together. */
export function tellTogether(
  all: readonly Together[],
  through: string | undefined,
  { asset, args }: { readonly asset?: string; readonly args: Args },
): readonly Verdict[] {
  const cause = through === undefined ? "rights-writers" : `through ${through}`;
  const said = through === undefined ? sayings.writers : sayings.through;
  const own = through === undefined ? {} : { as: through };
  return gathered(all, asset === undefined ? cause : `${asset} ${cause}`).map((one) => ({
    ...one,
    words: ofAsset(one.status === "fail" ? said.proved : said.open, asset),
    args: { ...args, ...one.args, ...own },
    fix: { words: said.fix, args: own },
  }));
}

const sayings = {
  writers: { proved: gatheredWords.writers, open: gatheredWords.writersOpen, fix: gatheredFixes.writers },
  through: { proved: gatheredWords.through, open: gatheredWords.throughOpen, fix: gatheredFixes.through },
} as const;

function ofAsset({ en, fr }: Words, asset: string | undefined): Words {
  return asset === undefined ? { en, fr } : { en: `{asset}: ${en}`, fr: `{asset} : ${fr}` };
}
