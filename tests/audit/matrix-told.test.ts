import { expect, test } from "vitest";
import { gridOf } from "../../lib/audit/matrix-grid.ts";
import { matrixExit, signOf, tellMatrix } from "../../lib/audit/matrix-told.ts";
import type { MatrixCell, Possible } from "../../lib/audit/matrix.ts";

const cell = (
  contract: MatrixCell["contract"],
  fact: Possible,
  escalated: Possible,
  more: Partial<MatrixCell> = {},
): MatrixCell => ({
  principal: "p",
  capability: "read-roll",
  asset: "roll",
  contract,
  fact,
  escalated,
  ...more,
});

test.each<[MatrixCell["contract"], Possible, Possible, string, number]>([
  ["allowed", "yes", "yes", "allowed-possible", 0],
  ["allowed", "no", "yes", "allowed-possible", 0],
  ["allowed", "no", "no", "allowed-impossible", 0],
  ["allowed", "no", "unknown", "unknown", 3],
  ["allowed", "unknown", "unknown", "unknown", 3],
  ["never", "yes", "yes", "never-possible", 1],
  ["never", "no", "yes", "never-escalated", 1],
  ["never", "unknown", "yes", "never-escalated", 3],
  ["never", "no", "unknown", "unknown", 3],
  ["never", "unknown", "unknown", "unknown", 3],
])(
  "%s by the contract, %s in fact, %s after escalation: %s, exit %i",
  (contract, fact, escalated, sign, exit) => {
    const one = cell(contract, fact, escalated);
    expect(signOf(one)).toBe(sign);
    expect(matrixExit({ cells: [one], open: [] })).toBe(exit);
  },
);

test("the gravest exit wins, and what leaves the whole open is 3", () => {
  const open = [{ subject: "roll", message: "x" }];
  expect(matrixExit({ cells: [cell("never", "yes", "yes"), cell("never", "no", "unknown")], open: [] })).toBe(
    3,
  );
  expect(matrixExit({ cells: [cell("never", "yes", "yes")], open })).toBe(3);
  expect(matrixExit({ cells: [], open: [] })).toBe(0);
});

test("what is open is told in the language asked for", () => {
  const words = { en: "{name} is open", fr: "{name} est en suspens" };
  const matrix = { holders: [], cells: [], open: [{ subject: "roll", words, args: { name: "roll" } }] };
  expect(tellMatrix(matrix, "fr").open).toEqual([{ subject: "roll", message: "roll est en suspens" }]);
});

test("the grid has the tasks in their order, then the others with the gravest first, and the gravest sign of a cell", () => {
  const cells = [
    cell("allowed", "yes", "yes", { principal: "a-seal" }),
    cell("allowed", "yes", "yes", { principal: "b-look", capability: "read-voter" }),
    cell("never", "no", "yes", { principal: "c" }),
    cell("never", "yes", "yes", { principal: "d" }),
    cell("never", "unknown", "unknown", { principal: "e", asset: "roll" }),
    cell("never", "yes", "yes", { principal: "e", asset: "vault" }),
    cell("never", "yes", "yes", { principal: "f", capability: "destroy-roll" }),
  ];
  const holders = [
    { principal: "a-seal", tasks: ["seal"] },
    { principal: "b-look", tasks: ["look-up"] },
  ] as const;
  const { tables } = gridOf({ cells, holders });
  expect(tables.map(({ harm }) => harm)).toEqual(["confidentiality", "integrity", "availability"]);
  expect(tables[0]!.tasks.map(({ principal }) => principal)).toEqual(["b-look", "a-seal"]);
  expect(tables[0]!.others.map(({ principal }) => principal)).toEqual(["d", "e", "c"]);
  const e = tables[0]!.others[1]!.cells.get("read-roll")!;
  expect([e.sign, e.parts.map(({ asset }) => asset)]).toEqual(["never-possible", ["vault", "roll"]]);
  expect(tables[1]!.others).toEqual([]);
  expect(tables[2]!.others.map(({ principal }) => principal)).toEqual(["f"]);
});
