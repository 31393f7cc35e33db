import type { Statement } from "../landscape.ts";
import type { Case, Option } from "../who/ways.ts";
import { saysOf } from "./bodies.ts";

/** Both sides of a comparison over one requester, action and zone. */
export interface Sides {
  readonly before: Pick<Case, "ways" | "denies">;
  readonly after: Case;
}

/** So many doubts that both sides share are tried in every combination. */
const mostDoubts = 3;

/**
 * What neither snapshot could read is the same in both: each such doubt is settled the same way on both sides, once
 * as if it allowed and once as if it did not. A deny that is in doubt on both sides is looked away from on both: where
 * it speaks, neither allows. `undefined`: there are too many.
 */
export function scenariosOf({ before, after }: Sides): readonly Sides[] | undefined {
  const shared = doubtsOf(before.ways.flatMap(({ needs }) => needs.flat()));
  const doubts = [...doubtsOf(after.ways.flatMap(({ needs }) => needs.flat()))].filter((one) =>
    shared.has(one),
  );
  if (doubts.length > mostDoubts) return undefined;
  const denied = new Set([...doubtsOf(before.denies)].filter((one) => doubtsOf(after.denies).has(one)));
  return Array.from({ length: 2 ** doubts.length }, (_, set) => {
    const trusted = new Set(doubts.filter((__, at) => (set & (1 << at)) !== 0));
    const options = (need: readonly Option[]): readonly Option[] =>
      need.flatMap((option) => {
        const doubt = doubtOf(option);
        if (doubt === undefined || !doubts.includes(doubt)) return [option];
        return trusted.has(doubt) ? [certain(option)] : [];
      });
    const side = <S extends Sides["before"]>(one: S): S => ({
      ...one,
      ways: one.ways
        .map(({ needs }) => ({ needs: needs.map(options) }))
        .filter(({ needs }) => needs.every((need) => need.length > 0)),
      denies: one.denies.filter((deny) => !denied.has(doubtOf(deny) ?? "")),
    });
    return { before: side(before), after: side(after) };
  });
}

function doubtsOf(options: readonly Option[]): ReadonlySet<string> {
  return new Set(options.flatMap((option) => doubtOf(option) ?? []));
}

function doubtOf({ taint, statement }: Option): string | undefined {
  if (taint === undefined) return undefined;
  return statement === undefined ? taint : `${taint.replace(/^statement [0-9]+ /, "")} ${saysOf(statement)}`;
}

const anything: Statement = {
  index: 0,
  effect: "Allow",
  actions: { negated: false, patterns: ["*"] },
  conditions: [],
};

function certain({ statement }: Option): Option {
  if (statement === undefined) return { statement: anything };
  const { problem: _, ...rest } = statement;
  return {
    statement: { ...rest, conditions: statement.conditions.filter(({ problem }) => problem === undefined) },
  };
}
