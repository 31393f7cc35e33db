import type { Assumption } from "../escalation.ts";
import type { Identity } from "../landscape.ts";
import { isOfAttached } from "./attached.ts";
import { isOfIdentityCenter } from "./facts.ts";
import type { Guise, Made } from "./guises.ts";
import { isOfOthers, whyOf, type Answer, type Table } from "./hops.ts";
import { attaching, joining, otherVersions } from "./own-additions.ts";
import { policiesGone } from "./own-removals.ts";
import { denies, unique, waysOf, type Change } from "./own-ways.ts";
import type { EscalationPath } from "./path.ts";
import { withMadePolicy } from "./policy-names.ts";
import { takenBy } from "./taken.ts";

/** What somebody makes of itself by one row of the table. */
export interface OwnGain {
  readonly row: EscalationPath;
  readonly to: Guise;
  /** Absent: it is certain. */
  readonly unknown?: string;
  readonly answers: readonly Answer[];
  readonly assumes: readonly Assumption[];
}

/** All that a guise makes of itself by the rows of the table; what another outdoes is left out. */
export function ownGainsOf(table: Table, guise: Guise): readonly OwnGain[] {
  const layers = table.asking.layers.of(guise);
  const { identity } = guise;
  if (layers === undefined || identity === undefined) return [];
  const gains = table.rows.flatMap((row) => {
    if (isOfOthers(row) || !row.needs.every((need) => table.asking.mayAsk(layers, need))) return [];
    return gainsOf(table, guise, identity, row).map(({ change, met, unsure }) => {
      const unknown =
        unsure ??
        (met.answers.some(({ proof }) => proof.verdict === "unknown") ? whyOf(met.answers) : undefined);
      return {
        row,
        to: table.guises.with(guise, change),
        answers: met.answers,
        assumes: takenBy(row, identity.account, table.ground.landscape),
        ...(unknown !== undefined && { unknown }),
      };
    });
  });
  return gains.filter(({ row }) => !gains.some((other) => isPlain(other) && outdoes(other.row, row)));
}

/** What is not certain, or takes something for granted, stands in for nothing else. */
function isPlain({ unknown, assumes }: OwnGain): boolean {
  return unknown === undefined && assumes.length === 0;
}

/** Whatever the one gives, the other does as well, in one step too. */
function outdoes(row: EscalationPath, other: EscalationPath): boolean {
  const { kind } = row.gains;
  const lesser = isOfAttached(other) || ["group-rights", "own-other-version"].includes(other.gains.kind);
  if (kind === "own-rights") return lesser && !isOfAttached(row);
  return (
    kind === "new-principal" &&
    (lesser || ["own-boundary-gone", "own-policy-gone"].includes(other.gains.kind))
  );
}

function gainsOf(table: Table, guise: Guise, identity: Identity, row: EscalationPath): readonly Change[] {
  const { gains } = row;
  const { made } = guise;
  if ("only" in gains && gains.only !== undefined && !isOnly(gains.only, identity)) return [];
  const first = (change: Partial<Made>): readonly Change[] =>
    withMadePolicy(table, guise, row)
      .flatMap((each) => waysOf(table, guise, identity, each))
      .slice(0, 1)
      .map((met) => ({ change, met }));
  switch (gains.kind) {
    case "own-rights":
      if (made.granted) return [];
      return isOfAttached(row) ? attaching(table, guise, identity, row) : first({ granted: true });
    case "own-boundary-gone":
      return identity.boundary === undefined ? [] : first({ unbounded: true });
    case "new-principal": {
      const without = identity.policies.filter(denies).map(({ ref }) => ref);
      const nothing = made.granted && identity.boundary === undefined && without.length === 0;
      const all = unique([...made.without, ...without]);
      return nothing ? [] : first({ granted: true, unbounded: true, without: all });
    }
    case "group-rights":
      return made.granted ? [] : joining(table, guise, identity, row);
    case "own-other-version":
      return made.granted ? [] : otherVersions(table, guise, identity, row);
    case "own-policy-gone":
      return policiesGone(table, guise, identity, row, gains.place);
    default:
      return [];
  }
}

function isOnly(only: "user" | "role" | "identity-center", { kind, arn }: Identity): boolean {
  return only === "identity-center" ? isOfIdentityCenter(arn) : kind === only;
}
