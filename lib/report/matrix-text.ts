import { gridOf, type GridRow, type GridTable } from "../audit/matrix-grid.ts";
import { signOf, signs, type ToldMatrix } from "../audit/matrix-told.ts";
import { printable, say, type Lang, type Words } from "../base/words.ts";
import { entriesOf, type Entry } from "./matrix-entries.ts";
import { matrixWords as words, noMark, signColours, signMarks, signWords } from "./matrix-words.ts";
import { shortName } from "./short-subject.ts";
import { painter, type Style } from "./style.ts";
import { columns as widthOf, row, wrap } from "./wrap.ts";

const width = 100;
const labelWidth = 34;
const columnWidth = 11;
// More is no grid at a glance; the JSON has them all.
const shownRows = 40;
const shownEntries = 60;

/**
 * The matrix for a terminal: a table of at most 100 columns for each harm, whoever holds a task first, then everybody
 * else, the gravest first; below it each violation with the request that shows it. Reads without colour.
 */
export function renderMatrix(
  matrix: ToldMatrix,
  options: { readonly lang: Lang; readonly colour: boolean },
): string {
  const style: Style = { lang: options.lang, width, paint: painter(options.colour) };
  const { tables } = gridOf(matrix);
  const lines = [
    ...headLines(matrix, style),
    ...tables.flatMap((table) => tableLines(table, style)),
    ...entryLines(tables, style),
    ...openLines(matrix, style),
  ];
  return `${lines.join("\n")}\n`;
}

/** How many rights there are that the contract never allows, before escalation and only after, and how many are unknown. */
export function sumOf({
  cells,
}: Pick<ToldMatrix, "cells">): Readonly<Record<"never" | "escalated" | "unknown", number>> {
  const count = (sign: ReturnType<typeof signOf>) => cells.filter((cell) => signOf(cell) === sign).length;
  return { never: count("never-possible"), escalated: count("never-escalated"), unknown: count("unknown") };
}

function headLines(matrix: ToldMatrix, { lang, paint }: Style): readonly string[] {
  const legend = [
    ...signs.map(
      (sign) => `${paint(signColours[sign], signMarks[sign].padStart(3))} ${say(signWords[sign], lang)}`,
    ),
    `${noMark.padStart(3)} ${say(words.nothing, lang)}`,
  ];
  const sum = wrap(say(words.sum, lang, sumOf(matrix)), width);
  return [...sum.map((line) => paint(["bold"], line)), "", ...legend];
}

function tableLines({ title, columns, tasks, others }: GridTable, style: Style): readonly string[] {
  const { lang, paint } = style;
  const heads = columns.map(({ name }) => wrap(say(name, lang), columnWidth - 1));
  const height = Math.max(...heads.map((lines) => lines.length));
  const over = Array.from({ length: height }, (_, at) =>
    heads.map((lines) => centred(lines[at - height + lines.length] ?? "")).join(""),
  );
  const titled = wrap(say(title, lang), labelWidth - 1);
  const head = over.map((line, at) => {
    const label = at === height - 1 ? (titled[0] ?? "") : "";
    return paint(["bold"], `${label.padEnd(labelWidth)}${line}`.trimEnd());
  });
  const rule = "─".repeat(labelWidth + columnWidth * columns.length);
  const group = (name: Words, rows: readonly GridRow[]) =>
    rows.length === 0
      ? []
      : [
          paint(["dim"], say(name, lang)),
          ...rows.slice(0, shownRows).flatMap((each) => rowLines(each, columns, style)),
          ...moreLines(rows.length - shownRows, style),
        ];
  const rows = [...group(words.tasks, tasks), ...group(words.others, others)];
  return ["", ...head, rule, ...(rows.length === 0 ? [say(words.noRows, lang)] : rows)];
}

function rowLines(
  { principal, tasks, cells }: GridRow,
  columns: GridTable["columns"],
  { lang, paint }: Style,
): readonly string[] {
  const name = printable(shortName(principal));
  const labels = [
    ...wrap(tasks.length === 0 ? name : tasks.map((task) => say(task, lang)).join(", "), labelWidth - 2),
  ];
  const marks = columns.map(({ id }) => {
    const sign = cells.get(id)?.sign;
    if (sign === undefined) return centred(noMark);
    return centred(signMarks[sign], (mark) => paint(signColours[sign], mark));
  });
  const [first = "", ...rest] = labels;
  const gap = " ".repeat(Math.max(0, labelWidth - widthOf(first)));
  const under = tasks.length === 0 ? [] : wrap(name, width - 2).map((line) => paint(["dim"], `  ${line}`));
  return [`${first}${gap}${marks.join("")}`.trimEnd(), ...rest.map((line) => `  ${line}`), ...under];
}

function moreLines(more: number, { lang }: Style): readonly string[] {
  return more > 0 ? [say(words.moreRows, lang, { more })] : [];
}

function entryLines(tables: readonly GridTable[], style: Style): readonly string[] {
  const all = tables.flatMap((table) =>
    [...table.tasks, ...table.others].flatMap((each) =>
      table.columns.flatMap((column) => entriesOf(each, column, style.lang)),
    ),
  );
  const violations = all.filter(({ sign }) => sign === "never-possible" || sign === "never-escalated");
  const unknowns = all.filter(({ sign }) => sign === "unknown");
  return [...listLines(words.violations, violations, style), ...listLines(words.unknowns, unknowns, style)];
}

function listLines(title: Words, entries: readonly Entry[], style: Style): readonly string[] {
  if (entries.length === 0) return [];
  const { lang, paint } = style;
  return [
    "",
    paint(["bold"], say(title, lang)),
    ...entries
      .slice(0, shownEntries)
      .flatMap(({ sign, head, details }) => [
        ...row(signMarks[sign], head, { indent: 0, labelWidth: 4, width }, (mark) =>
          paint(signColours[sign], mark),
        ),
        ...(details.length === 0 ? [] : row("", details.join(" · "), { indent: 4, labelWidth: 0, width })),
      ]),
    ...moreLines(entries.length - shownEntries, style),
  ];
}

function openLines({ open }: ToldMatrix, { lang, paint }: Style): readonly string[] {
  if (open.length === 0) return [];
  return [
    "",
    paint(["bold"], say(words.open, lang)),
    ...open.flatMap(({ message }) => row("?", message, { indent: 0, labelWidth: 4, width })),
  ];
}

function centred(text: string, paint: (plain: string) => string = (plain) => plain): string {
  const free = columnWidth - widthOf(text);
  const left = Math.ceil(free / 2);
  return `${" ".repeat(left)}${paint(text)}${" ".repeat(Math.max(0, free - left))}`;
}
