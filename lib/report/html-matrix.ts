import { html, raw } from "hono/html";
import { gridOf, type GridColumn, type GridRow, type GridTable } from "../audit/matrix-grid.ts";
import { signs, type Sign, type ToldMatrix } from "../audit/matrix-told.ts";
import { printableWhole, say, type Lang, type Words } from "../base/words.ts";
import type { Markup } from "./html-finding.ts";
import { entriesOf } from "./matrix-entries.ts";
import { sumOf } from "./matrix-text.ts";
import { matrixWords as words, noMark, signMarks, signWords } from "./matrix-words.ts";
import { shortName } from "./short-subject.ts";

// A page with thousands of rows is read by nobody; the JSON has them all.
const shownRows = 60;

/** The matrix as a section of the page: a table for each harm, each cell to be opened to what shows it. */
export function matrixSection(matrix: ToldMatrix, lang: Lang): Markup {
  return html`<h2 id="${lang}-matrix">${say(words.title, lang)}</h2>
    <p>${say(words.sum, lang, sumOf(matrix))}</p>
    <ul class="legend">
      ${signs.map((sign) => html`<li>${signMarkup(sign)} ${say(signWords[sign], lang)}</li>`)}
      <li><span class="sign">${noMark}</span> ${say(words.nothing, lang)}</li>
    </ul>
    ${gridOf(matrix).tables.map((table) => tableMarkup(table, lang))} ${openMarkup(matrix, lang)}`;
}

/** The roles say what a table says by itself: its rows are laid out as grids, which would take them from those who listen. */
function tableMarkup({ title, columns, tasks, others }: GridTable, lang: Lang): Markup {
  const rows = [
    ...groupMarkup(words.tasks, tasks, columns, lang),
    ...groupMarkup(words.others, others, columns, lang),
  ];
  const body = rows.length === 0 ? [wideRow(say(words.noRows, lang))] : rows;
  return html`<table class="matrix" role="table" style="${raw(`--columns: ${columns.length}`)}">
    <caption>
      ${say(title, lang)}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">${say(words.who, lang)}</th>
        ${columns.map(({ name }) => html`<th role="columnheader" scope="col">${say(name, lang)}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${body}
    </tbody>
  </table>`;
}

function groupMarkup(
  name: Words,
  rows: readonly GridRow[],
  columns: readonly GridColumn[],
  lang: Lang,
): readonly Markup[] {
  if (rows.length === 0) return [];
  const more = rows.length - shownRows;
  return [
    wideRow(say(name, lang)),
    ...rows.slice(0, shownRows).map((each) => rowMarkup(each, columns, lang)),
    ...(more > 0 ? [wideRow(say(words.moreRows, lang, { more }))] : []),
  ];
}

function wideRow(text: string): Markup {
  return html`<tr role="row" class="group">
    <th role="rowheader" scope="rowgroup">${text}</th>
  </tr>`;
}

function rowMarkup(row: GridRow, columns: readonly GridColumn[], lang: Lang): Markup {
  const name = printableWhole(shortName(row.principal));
  const tasks = row.tasks.map((task) => say(task, lang)).join(", ");
  const head = tasks === "" ? html`${name}` : html`${tasks} <small>${name}</small>`;
  return html`<tr role="row">
    <th role="rowheader" scope="row">${head}</th>
    ${columns.map((column) => cellMarkup(row, column, lang))}
  </tr>`;
}

function cellMarkup(row: GridRow, column: GridColumn, lang: Lang): Markup {
  const cell = row.cells.get(column.id);
  if (cell === undefined)
    return html`<td role="cell" class="none">
      <span aria-hidden="true">${noMark}</span><span class="say">${say(words.nothing, lang)}</span>
    </td>`;
  const { sign } = cell;
  return html`<td role="cell">
    <details>
      <summary>
        ${signMarkup(sign)} <span class="column">${say(column.name, lang)}</span>
        <span class="say">(${say(signWords[sign], lang)})</span>
      </summary>
      <div>
        ${entriesOf(row, column, lang).map(
          ({ sign: own, head, details }) =>
            html`<p><strong>${signMarks[own]} ${head}</strong></p>
              ${details.map((text) => html`<p>${text}</p>`)}`,
        )}
      </div>
    </details>
  </td>`;
}

const tones: Readonly<Record<Sign, string>> = {
  "never-possible": "loud",
  "never-escalated": "loud",
  unknown: "unknown",
  "allowed-possible": "pass",
  "allowed-impossible": "not-applicable",
};

function signMarkup(sign: Sign): Markup {
  return html`<span class="sign ${tones[sign]}" aria-hidden="true">${signMarks[sign]}</span>`;
}

function openMarkup({ open }: ToldMatrix, lang: Lang): Markup | "" {
  if (open.length === 0) return "";
  return html`<h3>${say(words.open, lang)}</h3>
    <ul>
      ${open.map(({ message }) => html`<li>${message}</li>`)}
    </ul>`;
}
