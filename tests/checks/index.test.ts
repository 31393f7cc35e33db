import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkId, exportName, findCheckFiles, indexPath, indexText } from "../../checks/generate.ts";
import { checks } from "../../checks/index.ts";
import { practices } from "../../checks/practices.ts";
import { severities } from "../../lib/audit/finding.ts";
import { isRecord } from "../../lib/base/json.ts";

const top = join(import.meta.dirname, "../..");
const files = await findCheckFiles();

describe.each(files)("checks/%s", (file) => {
  const id = checkId(file);

  test("exports one check, whose id is the file’s name, and stands in the index", async () => {
    const module: unknown = await import(join(top, "checks", file));
    expect(Object.keys(isRecord(module) ? module : {})).toEqual([exportName(id)]);
    expect(isRecord(module) ? module[exportName(id)] : undefined).toBe(
      checks.find((check) => check.id === id),
    );
  });

  test("asks a question and says why, in both languages", () => {
    const check = checks.find((candidate) => candidate.id === id)!;
    expect(check.title.en).toMatch(/^[A-Z].*\?$/);
    expect(check.title.fr).toMatch(/^[A-ZÀ-Þ].* \?$/);
    expect(check.why.en).toContain("recommends");
    expect(check.why.fr).toContain("recommande");
    expect(`${check.title.en}${check.title.fr}${check.why.en}${check.why.fr}`).not.toContain("'");
    expect(severities).toContain(check.severity);
  });

  test("has its page in both languages, which explains each status, and its test", () => {
    const page = readFileSync(join(top, "docs/checks", `${id}.md`), "utf8");
    expect(page.startsWith(`# ${id}\n`)).toBe(true);
    const [english, french] = page.split("## Français");
    for (const part of [english, french]) {
      for (const status of ["pass", "fail", "unknown", "not-applicable"])
        expect(part).toContain(`\`${status}\``);
    }
    const check = checks.find((candidate) => candidate.id === id)!;
    expect(english).toContain(check.title.en);
    expect(french).toContain(check.title.fr);
    expect(existsSync(join(top, "tests/checks", file.replace(/\.ts$/, ".test.ts")))).toBe(true);
  });

  test("serves a practice", () => {
    expect(practices.some((practice) => practice.checks.includes(id))).toBe(true);
  });
});

test("checks/index.ts is what node checks/generate.ts writes", async () => {
  expect(readFileSync(indexPath, "utf8")).toBe(await indexText(files));
});

test("there are checks, and their ids are unique", () => {
  expect(checks.length).toBeGreaterThanOrEqual(5);
  expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
});

test("practices name only checks that there are, once each, and have titles in both languages", () => {
  for (const practice of practices) {
    for (const id of practice.checks) expect(checks.map((check) => check.id)).toContain(id);
    expect(new Set(practice.checks).size).toBe(practice.checks.length);
    expect(practice.title.en).not.toBe("");
    expect(practice.title.fr).not.toBe(practice.title.en);
  }
});
