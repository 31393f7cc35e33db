import { expect, test } from "vitest";
import { renderMatrix } from "../../lib/report/matrix-text.ts";
import { arn, hostileMatrix, sampleMatrix } from "./matrix-sample.ts";

const textOf = (lang: "en" | "fr" = "en", colour = false, matrix = sampleMatrix) =>
  renderMatrix(matrix, { lang, colour });

test("every sign stands in its column, and reads without colour", () => {
  const lines = textOf().split("\n");
  const head = lines.findIndex((line) => line.startsWith("Who can read"));
  const row = lines.find((line) => line.startsWith("look up a voter"))!;
  expect(row.trimEnd().split(/\s{2,}/)).toEqual(["look up a voter", "[✗]", "·", "·", "·", "·"]);
  expect(lines[head + 1]).toMatch(/^─+$/);
  expect(lines.find((line) => line.startsWith("role/mallory"))).toMatch(/\(111111111111\) +\[▲\] +· /);
  expect(lines.find((line) => line.startsWith("role/odd"))).toMatch(/ \? /);
  expect(lines.find((line) => line.startsWith("seal the roll, witness a seal"))).toMatch(/ ○ /);
});

test("a legend explains every sign, in both languages", () => {
  expect(textOf()).toContain("[▲] possible after escalation, and never allowed\n");
  expect(textOf("fr")).toContain("[▲] possible après escalade, et jamais permis\n");
  expect(textOf("fr")).toContain("  ○ permis, mais pas possible\n");
});

test("the sum stands above all", () => {
  expect(textOf()).toMatch(
    /^1 right is possible that the contract never allows; escalation adds 1 more; 1 is not known\.\n/,
  );
  const none = { holders: [], cells: [], open: [] };
  expect(textOf("en", false, none)).toMatch(
    /^Nobody can do what the contract never allows; escalation adds none\.\n/,
  );
  expect(textOf("fr", false, none)).toMatch(
    /^Personne ne peut faire ce que le contrat ne permet jamais ; l’escalade n’en ajoute aucun\.\n/,
  );
});

test("each violation is opened to its request, and after escalation to the steps", () => {
  const text = textOf().replaceAll(/\s+/g, " ");
  expect(text).toContain(
    "[✗] role/look (111111111111) can read single voters (roll), in more ways than its task needs dynamodb:BatchGetItem on arn:aws:dynamodb:ca-central-1:111111111111:table/rollward-roll with aws:SourceVpc = vpc-1 · allowed by",
  );
  expect(text).toContain(
    "gives itself rights by iam:AttachRolePolicy · acts as role/admin (111111111111) by sts:AssumeRole · dynamodb:DeleteTable on",
  );
  expect(text).toContain(
    "? Whether role/odd (111111111111) can read or copy the whole roll (roll) is not known: an operator of tomorrow",
  );
  expect(text).toContain("? The trail’s policy was not read.");
  expect(textOf("fr")).toContain("agit sous le nom de role/admin");
});

test.each(["en", "fr"] as const)("no line is wider than 100 characters, in %s", (lang) => {
  const many = Array.from({ length: 200 }, (_, index) => ({
    ...sampleMatrix.cells[3]!,
    principal: arn(`${"x".repeat(60)}-${index}`),
  }));
  const text = textOf(lang, false, { ...sampleMatrix, cells: [...sampleMatrix.cells, ...many] });
  for (const line of text.split("\n")) expect([...line].length).toBeLessThanOrEqual(100);
  expect(text).toContain(lang === "en" ? "161 more are in the JSON" : "161 autres se trouvent dans le JSON");
});

test("colours add nothing but colours, and no name can act", () => {
  expect(textOf("en", true).replaceAll(/\u001b\[\d+m/g, "")).toBe(textOf());
  expect(textOf("en", false, hostileMatrix)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e]/);
});
