/**
 * The page's style: no font, image or script from anywhere. Colours keep a contrast of at least 4.5:1 (WCAG 2.2,
 * 1.4.3), and no colour says anything that a mark or word does not say too (1.4.1).
 */
export const pageStyle = `
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #ffffff; --soft: #f3f5f7; --line: #c9d1d9; --dim: #4d5761;
  --pass: #116329; --fail: #a40e26; --unknown: #7a4b00; --rest: #4d5761; --focus: #0550ae; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #0d1117; --soft: #161b22; --line: #3d444d;
  --dim: #b1bac4; --pass: #56d364; --fail: #ff9492; --unknown: #e3b341; --rest: #b1bac4; --focus: #79c0ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem 1.25rem 3rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.45rem; line-height: 1.25; margin: 0.5rem 0; }
h1 time { white-space: nowrap; }
h2 { font-size: 1.25rem; margin: 2.25rem 0 0.5rem; border-bottom: 2px solid var(--line); padding-bottom: 0.25rem; }
h3 { font-size: 1.05rem; margin: 1.5rem 0 0.25rem; }
p { margin: 0.35rem 0; }
a { color: var(--focus); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
fieldset { border: 0; padding: 0; margin: 0; display: flex; gap: 1rem; justify-content: flex-end; }
legend { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.verdict { border: 2px solid currentColor; border-radius: 0.5rem; padding: 0.75rem 1rem; margin: 0.75rem 0; }
.verdict h2 { font-size: 1.4rem; border: 0; margin: 0; padding: 0; }
.pass { color: var(--pass); } .fail { color: var(--fail); } .unknown, .waived { color: var(--unknown); }
.not-applicable { color: var(--rest); }
.counts { list-style: none; display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; padding: 0; margin: 0.5rem 0 0; }
.counts strong { font-size: 1.35rem; }
.work { padding-inline-start: 1.5rem; margin: 0.5rem 0; } .work li { margin: 0.25rem 0; }
.id { display: block; color: var(--dim); font-size: 0.8rem; }
p.finding { padding: 0.2rem 0.75rem; }
.about { color: var(--dim); font-size: 0.9rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.95rem; }
th, td { text-align: start; vertical-align: top; padding: 0.3rem 0.6rem 0.3rem 0; border-bottom: 1px solid var(--line); }
td { font-variant-numeric: tabular-nums; }
details { border: 1px solid var(--line); border-radius: 0.4rem; margin: 0.4rem 0; background: var(--soft); }
summary { cursor: pointer; padding: 0.45rem 0.75rem; }
details > div { padding: 0 0.75rem 0.6rem; background: var(--paper); border-top: 1px solid var(--line); }
.status { font-weight: 700; margin-inline-end: 0.4rem; white-space: nowrap; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.15rem 1rem; margin: 0.5rem 0; font-size: 0.92rem; }
summary, dd, li, .finding, .id, pre { overflow-wrap: anywhere; }
dt { color: var(--dim); } dd { margin: 0; } dd p { margin: 0 0 0.2rem; }
code, pre { font: 0.86rem/1.45 ui-monospace, monospace; }
pre { overflow-x: auto; background: var(--soft); padding: 0.6rem; border-radius: 0.3rem; white-space: pre-wrap; }
ins { color: var(--pass); text-decoration: none; } del { color: var(--fail); text-decoration: none; }
body:has(#show-en:checked) main[lang="fr"], body:has(#show-fr:checked) main[lang="en"] { display: none; }
@media (max-width: 40rem) { body { padding-inline: 0.75rem; } dl { grid-template-columns: minmax(0, 1fr); }
  dt { font-weight: 700; } table, thead, tbody { display: block; }
  tr { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); border-bottom: 1px solid var(--line); }
  th, td { border: 0; font-size: 0.85rem; } th:first-child { grid-column: 1 / -1; font-size: 0.95rem; } }
@media print { body { max-width: none; font-size: 10.5pt; } fieldset { display: none; }
  h2, h3, summary { break-after: avoid; } details { break-inside: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; } summary { list-style: none; }
  .passes .finding { margin: 0; padding: 0; } .passes details > div, .passes .id { display: none; }
  :root { --ink: #000; --paper: #fff; --soft: #fff; } }
`;
