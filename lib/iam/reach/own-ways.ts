import type { Identity, Policy } from "../landscape.ts";
import type { Verdicts } from "./asking.ts";
import type { Guise, Made } from "./guises.ts";
import { askedIn, fixedAnswer, hangsOnWhom, type Answer, type Table } from "./hops.ts";
import type { EscalationPath, PathNeed } from "./path.ts";
import { placesIn } from "./places.ts";

/** One way in which a row’s needs are met. */
export interface Met {
  /** The policy or group that the needs on such are met on, the same for all. */
  readonly on?: string;
  readonly answers: readonly Answer[];
}

/** What becomes of somebody by it. */
export interface Change {
  readonly change: Partial<Made>;
  readonly met: Met;
  /** Why it is not certain, though the needs are met. */
  readonly unsure?: string;
}

/** Every way to meet the needs of a row: one for each policy or group on which all of them can be met; certain ones first. */
export function waysOf(
  table: Table,
  guise: Guise,
  identity: Identity,
  { needs }: EscalationPath,
): readonly Met[] {
  const { asking, ground } = table;
  const place = ground.facts.places.get(identity.arn)!;
  const fixed: Answer[] = [];
  const about: { readonly need: PathNeed; readonly verdicts: Verdicts }[] = [];
  for (const need of needs) {
    if (need.on === "self" || need.on === "whom" || need.on === "anyGroup" || hangsOnWhom(need)) {
      const verdicts = asking.verdicts(guise, need, ground.own(need, identity, place));
      if (verdicts.parts.length === 0) return [];
      about.push({ need, verdicts });
    } else {
      const answer = fixedAnswer(asking, guise, need, identity.account);
      if (answer === undefined) return [];
      fixed.push(answer);
    }
  }
  const choices = about.find(({ need }) => need.on !== "self" && need.on !== "whom");
  const resources =
    choices === undefined ? [undefined] : choices.verdicts.universe.entries.map(({ resource }) => resource);
  const ways = resources.flatMap((on): readonly Met[] => {
    const answers = about.map(({ need, verdicts }) => {
      const own = need.on === "self" || need.on === "whom";
      return answerOn(need, verdicts, own ? undefined : on);
    });
    if (answers.includes(undefined)) return [];
    const all = [...answers.filter((answer) => answer !== undefined), ...fixed];
    return [{ answers: all, ...(on !== undefined && { on }) }];
  });
  return ways.toSorted((a, b) => doubts(a) - doubts(b));
}

export function doubts({ answers }: Met): number {
  return answers.filter(({ proof }) => proof.verdict === "unknown").length;
}

function answerOn(
  need: PathNeed,
  { parts, universe }: Verdicts,
  resource: string | undefined,
): Answer | undefined {
  for (const { entries, proof } of parts) {
    const found = placesIn(entries).find(
      (at) => resource === undefined || universe.entries[at]!.resource === resource,
    );
    if (found !== undefined) return { proof, resource: universe.entries[found]!.resource, ...askedIn(need) };
  }
  return undefined;
}

export function allows({ statements, problem }: Policy): boolean {
  return problem !== undefined || statements.some(({ effect }) => effect === "Allow");
}

export function denies({ statements, problem }: Policy): boolean {
  return problem !== undefined || statements.some(({ effect }) => effect === "Deny");
}

export function withMore(more: Made["more"], key: string, policies: readonly Policy[]): Made["more"] {
  return new Map([...more, [key, policies] as const].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

export function unique(refs: readonly string[]): readonly string[] {
  return [...new Set(refs)].sort();
}
