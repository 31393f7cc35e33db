import type { Words } from "../base/words.ts";
import { capabilities } from "../contract/capabilities.ts";
import { capabilityIds, harms, type CapabilityId, type Harm } from "../contract/contract.ts";
import { taskIds } from "../contract/config.ts";
import { taskWords } from "../contract/task-words.ts";
import { byText } from "./backups.ts";
import type { MatrixCell } from "./matrix.ts";
import { capabilityNames, harmNames } from "./matrix-names.ts";
import { signOf, signs, type Sign, type ToldMatrix } from "./matrix-told.ts";

/** A matrix as a person reads it: a table for each harm, the contract’s tasks first, then everybody else. */
export interface Grid {
  readonly tables: readonly GridTable[];
}

export interface GridTable {
  readonly harm: Harm;
  readonly title: Words;
  readonly columns: readonly GridColumn[];
  /** Whoever holds a task; in the order of the tasks. */
  readonly tasks: readonly GridRow[];
  /** The gravest first. */
  readonly others: readonly GridRow[];
}

export interface GridColumn {
  readonly id: CapabilityId;
  readonly name: Words;
  /** To follow “can …”. */
  readonly deed: Words;
}

export interface GridRow {
  readonly principal: string;
  readonly tasks: readonly Words[];
  /** By column; a column without a cell is not here. */
  readonly cells: ReadonlyMap<CapabilityId, GridCell>;
}

/** All that one principal may or can of a capability, over the assets. */
export interface GridCell {
  /** The gravest of its parts. */
  readonly sign: Sign;
  /** The gravest first. */
  readonly parts: readonly MatrixCell[];
}

/** Lays out a matrix. Rows that have nothing in a table are not in it. */
export function gridOf({ cells, holders }: Pick<ToldMatrix, "cells" | "holders">): Grid {
  const tasks = new Map(holders.map((holder) => [holder.principal, holder.tasks]));
  const byPrincipal = [...Map.groupBy(cells, ({ principal }) => principal)];
  const tables = harms.map((harm): GridTable => {
    const columns = capabilityIds
      .filter((id) => capabilities[id].harm === harm)
      .map((id) => ({ id, name: capabilityNames[id], deed: capabilities[id].words }));
    const rows = byPrincipal.flatMap(([principal, own]) => {
      const here = own.filter(({ capability }) => capabilities[capability].harm === harm);
      return here.length === 0 ? [] : [rowOf(principal, tasks.get(principal) ?? [], here)];
    });
    const held = rows.filter((row) => row.tasks.length > 0);
    const others = rows.filter((row) => row.tasks.length === 0);
    const first = ({ principal }: GridRow) => taskIds.indexOf((tasks.get(principal) ?? [])[0]!);
    return {
      harm,
      title: harmNames[harm],
      columns,
      tasks: held.sort((a, b) => first(a) - first(b) || byText(a.principal, b.principal)),
      others: others
        .map((row) => [row, weight(row)] as const)
        .sort(([a, of], [b, than]) => of - than || byText(a.principal, b.principal))
        .map(([row]) => row),
    };
  });
  return { tables };
}

function rowOf(
  principal: string,
  tasks: ToldMatrix["holders"][number]["tasks"],
  cells: readonly MatrixCell[],
): GridRow {
  const columns = [...Map.groupBy(cells, ({ capability }) => capability)];
  return {
    principal,
    tasks: tasks.map((task) => taskWords[task]),
    cells: new Map(columns.map(([id, parts]) => [id, cellOf(parts)])),
  };
}

function cellOf(cells: readonly MatrixCell[]): GridCell {
  const parts = [...cells].sort((a, b) => gravity(signOf(a)) - gravity(signOf(b)));
  return { sign: signOf(parts[0]!), parts };
}

function gravity(sign: Sign): number {
  return signs.indexOf(sign);
}

/** The gravest sign counts, then how many cells there are. */
function weight({ cells }: GridRow): number {
  const gravest = Math.min(...[...cells.values()].map(({ sign }) => gravity(sign)));
  return gravest * 100 - cells.size;
}
