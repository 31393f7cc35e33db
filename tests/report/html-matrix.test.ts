import { expect, test } from "vitest";
import { snapshotOf, healthy } from "../audit/healthy.ts";
import { hostileMatrix, sampleMatrix } from "./matrix-sample.ts";
import { changedHtml, hostileNames } from "./sample.ts";

const page = (matrix = sampleMatrix) => changedHtml(snapshotOf(healthy), (report) => ({ ...report, matrix }));
const flat = (text: string) => text.replaceAll(/\s+/g, " ");

test("is a table with caption and heads for each harm, in both languages", () => {
  const text = flat(page());
  for (const caption of ["Who can read", "Who can alter or forge", "Qui peut détruire"])
    expect(text).toContain(`<caption> ${caption} </caption>`);
  expect(text).toContain('<th role="columnheader" scope="col">read one voter</th>');
  expect(text).toContain('<th role="columnheader" scope="col">lire un électeur</th>');
  expect(text).toMatch(
    /<th role="rowheader" scope="row"> ?look up a voter <small>role\/look \(111111111111\)<\/small> ?<\/th>/,
  );
  expect(text.match(/<table class="matrix"/g)).toHaveLength(6);
});

test("each cell says its sign in words and opens to what shows it", () => {
  const text = flat(page());
  expect(text).toContain("(possible, and never allowed)");
  expect(text).toContain("(possible après escalade, et jamais permis)");
  expect(text).toContain("<p>acts as role/admin (111111111111) by sts:AssumeRole</p>");
  expect(text).toContain("<li>The trail’s policy was not read.</li>");
  expect(text).toContain(
    "○ role/seal (111111111111), write sealed backups (vault): allowed, but not possible",
  );
  // Nothing is opened from the start: the grid comes first.
  expect(text).not.toMatch(/<td role="cell"[^>]*> <details open/);
});

test("is not there where a report has none", () => {
  expect(changedHtml(snapshotOf(healthy), (report) => report)).not.toContain('<table class="matrix"');
});

test("escapes whatever names it holds", () => {
  const text = page(hostileMatrix);
  for (const name of hostileNames) expect(text).not.toContain(name);
  expect(text).not.toMatch(/<(script|img|svg)/i);
  expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e]/);
});

test("shows no more rows than a person reads, and says how many more there are", () => {
  const [, , , , cell] = sampleMatrix.cells;
  const cells = Array.from({ length: 500 }, (_, index) => ({
    ...cell!,
    principal: `arn:aws:iam::1:role/r-${index}`,
  }));
  const text = page({ holders: [], cells, open: [] });
  expect(text).toContain("440 more are in the JSON");
  expect(text.length).toBeLessThan(400_000);
});
