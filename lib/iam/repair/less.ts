import type { AccessQuestion } from "../access.ts";
import type { StandingPolicy } from "./documents.ts";
import type { DraftDocument } from "./draft.ts";
import { listed, relisted, statementsOf, withElement } from "./elements.ts";
import type { Json } from "./request.ts";
import { areaOf } from "./target.ts";

/** A smaller edit of one policy. */
export interface Less {
  readonly document: DraftDocument;
  /** What is allowed no more that the larger edit allows; absent: nothing. */
  readonly takes?: AccessQuestion;
}

const lists = ["Action", "Resource"] as const;

/**
 * An edited policy with a part of its edit undone: a statement as it stood, one put in left out, one dropped put back, an
 * entry taken out put back, one put in taken out. Larger parts first.
 */
export function lessOf({ json: before }: StandingPolicy, document: DraftDocument): readonly Less[] {
  const old = statementsOf(before);
  const fresh = document.json === null ? [] : statementsOf(document.json);
  const rows: readonly Row[] = fresh.map((statement, at) => ({ statement, origin: document.origins[at] }));
  const less = (next: readonly Row[], takes?: AccessQuestion): readonly Less[] =>
    next.length === 0
      ? []
      : [{ document: documentOf(document.json ?? before, next), ...(takes && { takes }) }];
  // A trust policy that was closed has nothing left to which a statement could be put back.
  const closed = rows.length > 0 && rows.every(({ origin }) => origin === undefined);
  const gone = old.keys().filter((at) => !closed && !rows.some(({ origin }) => origin === at));
  return [
    ...rows.flatMap((row, at) => {
      const origin = row.origin === undefined ? undefined : old[row.origin];
      if (origin === row.statement) return [];
      const allows = row.statement["Effect"] === "Allow";
      return less(
        origin === undefined ? rows.toSpliced(at, 1) : rows.with(at, { ...row, statement: origin }),
        origin === undefined && allows ? areaOf(row) : undefined,
      );
    }),
    ...[...gone].flatMap((at) => less(withBack(rows, at, old[at]!))),
    ...rows.flatMap((row, at) =>
      entriesLess(row.origin === undefined ? undefined : old[row.origin], row.statement).flatMap(
        ({ statement, takes }) => less(rows.with(at, { ...row, statement }), takes),
      ),
    ),
  ];
}

interface Row {
  readonly statement: Json;
  readonly origin: number | undefined;
}

function documentOf(json: Json, rows: readonly Row[]): DraftDocument {
  const Statement = rows.map(({ statement }) => statement);
  return { json: { ...json, Statement }, origins: rows.map(({ origin }) => origin) };
}

/** A statement where it stood: behind the last of those that stood before it. */
function withBack(rows: readonly Row[], origin: number, statement: Json): readonly Row[] {
  const behind = rows.findLastIndex((row) => row.origin !== undefined && row.origin < origin);
  return rows.toSpliced(behind + 1, 0, { statement, origin });
}

interface Entries {
  readonly statement: Json;
  readonly takes?: AccessQuestion;
}

function entriesLess(before: Json | undefined, after: Json): readonly Entries[] {
  if (before === after) return [];
  const allows = after["Effect"] === "Allow";
  return lists.flatMap((name): readonly Entries[] => {
    const not = `Not${name}`;
    // An element that turned into its opposite goes back whole.
    if (before !== undefined && Object.hasOwn(before, name) && Object.hasOwn(after, not))
      return [{ statement: withElement(after, not, before[name], name) }];
    const element = Object.hasOwn(after, not) ? not : name;
    const [was, is] = [before === undefined ? [] : listed(before[element]), listed(after[element])];
    const out = was.filter((entry) => !is.includes(entry));
    const put = is.filter((entry) => !was.includes(entry));
    const as = (entries: readonly string[]): Entries => ({
      statement: withElement(after, element, relisted((before ?? after)[element], entries)),
    });
    const without = (entry: string): Entries => ({
      ...as(is.filter((one) => one !== entry)),
      ...(allows &&
        element === name && { takes: areaOf({ statement: withElement(after, element, [entry]) }) }),
    });
    return [
      ...(out.length > 0 && put.length > 0 ? [as(was)] : []),
      ...out.map((entry) => as([...was.filter((one) => one === entry || is.includes(one)), ...put])),
      ...(is.length < 2 ? [] : put.map(without)),
    ];
  });
}
