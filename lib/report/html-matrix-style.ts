/**
 * The matrix’s style. A row is laid out as a grid, so that a cell that is opened takes a line of its own below its row
 * and every other keeps its column. On a narrow window each row is a list of the cells that say something. Page style:
 * `html-style.ts`.
 */
export const matrixStyle = `
.matrix caption { text-align: start; font-weight: 700; font-size: 1.05rem; padding: 1rem 0 0.25rem; display: block; }
.matrix, .matrix thead, .matrix tbody { display: block; }
.matrix tr { display: grid; grid-template-columns: minmax(0, 2.6fr) repeat(var(--columns), minmax(0, 1fr));
  border-bottom: 1px solid var(--line); align-items: center; column-gap: 0.25rem; }
.matrix th, .matrix td { border: 0; padding: 0.2rem 0; }
.matrix thead th { text-align: center; font-size: 0.85rem; align-self: end; hyphens: auto; overflow-wrap: normal; }
.matrix thead th:first-child, .matrix tbody th { text-align: start; font-weight: 600; overflow-wrap: anywhere; }
.matrix tbody th small { display: block; color: var(--dim); font-weight: 400; }
.matrix .group th { grid-column: 1 / -1; color: var(--dim); font-size: 0.9rem; padding-top: 0.6rem; }
.matrix td { text-align: center; grid-row: 1; } .matrix tbody th { grid-row: 1; }
.matrix details { margin: 0; border-color: transparent; background: none; }
.matrix summary { padding: 0.1rem; list-style: none; min-height: 1.75rem; } .matrix summary::-webkit-details-marker { display: none; }
.matrix .sign { font-weight: 700; font-size: 1.1rem; white-space: nowrap; }
.matrix .loud { background: var(--fail); color: var(--paper); border-radius: 0.25rem; padding: 0 0.3rem; }
.matrix .column, .matrix .say { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.matrix td:has(details[open]) { grid-column: 1 / -1; grid-row: auto; text-align: start; }
.matrix details[open] { border-color: var(--line); background: var(--soft); }
.matrix details[open] :is(.column, .say) { position: static; width: auto; height: auto; clip-path: none; white-space: normal; }
.matrix details p { overflow-wrap: anywhere; font-size: 0.92rem; }
.legend { list-style: none; padding: 0; margin: 0.5rem 0; display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; }
.legend .loud { background: var(--fail); color: var(--paper); border-radius: 0.25rem; padding: 0 0.3rem; }
.legend .sign { font-weight: 700; }
@media (min-width: 40.01rem) { ${[2, 3, 4, 5, 6, 7].map((at) => `.matrix td:nth-child(${at}) { grid-column: ${at}; }`).join(" ")} }
@media (max-width: 40rem) {
  .matrix tr { grid-template-columns: repeat(2, minmax(0, 1fr)); padding: 0.4rem 0; align-items: start; }
  .matrix thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .matrix tbody th { grid-column: 1 / -1; grid-row: auto; font-size: 0.95rem; }
  .matrix tbody td { grid-row: auto; grid-column: auto; text-align: start; } .matrix td.none { display: none; }
  .matrix .column { position: static; width: auto; height: auto; clip-path: none; white-space: normal; }
  .matrix td:has(details[open]) { grid-column: 1 / -1; } }
@media print { .matrix td:has(.loud) { grid-column: 1 / -1; grid-row: auto; text-align: start; }
  .matrix details:not(:has(.loud)):not([open])::details-content { content-visibility: hidden; block-size: 0; }
  .matrix td:has(.loud) :is(.column, .say) { position: static; width: auto; height: auto; clip-path: none; white-space: normal; }
  .matrix .loud, .legend .loud { color: #000; background: none; border: 2px solid #000; } }
`;
