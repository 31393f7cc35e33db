import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseLine } from "../../lib/register/parse.ts";
import { registerFaults } from "../../lib/register/register-faults.ts";
import {
  maxLineBytes,
  voterFields,
  voterSchema,
  type Field,
  type FieldType,
} from "../../lib/register/schema.ts";

const page = readFileSync(new URL("../../docs/formats/roll.md", import.meta.url), "utf8");
const rows = page
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) => line.slice(2, -2).split(" | "));

function typeName(type: FieldType): string {
  switch (type.kind) {
    case "text":
    case "name":
      return `${type.kind}, up to ${type.max}`;
    case "texts":
      return `texts, up to ${type.maxItems} of ${type.max}`;
    case "one of":
      return `one of ${type.values.map((value) => `\`${value}\``).join(", ")}`;
    default:
      return type.kind;
  }
}

function expected(fields: readonly Field[], before = ""): readonly string[][] {
  return fields.flatMap(({ key, type, optional }) => [
    [`\`${before}${key}\``, typeName(type), optional === true ? "no" : "yes"],
    ...(type.kind === "record" ? expected(type.fields, `${before}${key}.`) : []),
  ]);
}

describe("docs/formats/roll.md says what the schema says", () => {
  test("the table of fields: names, order, types, what is required, and a source for each", () => {
    const table = rows.filter((row) => row.length === 4);
    expect(table.map((row) => row.slice(0, 3))).toEqual(expected(voterFields));
    expect(table.every((row) => row[3] !== "")).toBe(true);
  });

  test("the schema's name and the longest line", () => {
    expect(page).toContain(`# The roll: \`${voterSchema}\``);
    expect(page).toContain(`at most ${maxLineBytes.toLocaleString("en")} bytes`);
  });

  test("every error of a line, and no other", () => {
    const told = rows.filter((row) => row.length === 2).map((row) => row[0]!.replaceAll("`", ""));
    expect(told).toEqual(Object.keys(registerFaults).filter((code) => code.startsWith("line-")));
  });

  test("its examples are canonical lines", () => {
    const examples = [...page.matchAll(/```json\n(.*)\n```/g)].map((match) => Buffer.from(match[1]!));
    expect(examples).toHaveLength(2);
    for (const example of examples)
      expect(parseLine(example, 1).canonical.toString()).toBe(example.toString());
  });

  test("the order of the roll can be read from the first bytes: id and county come first, and need no escape", () => {
    expect(voterFields.slice(0, 2)).toMatchObject([
      { key: "VoterId", type: { kind: "id" } },
      { key: "County", type: { kind: "name" } },
    ]);
    expect(voterFields.slice(0, 2).some((field) => field.optional)).toBe(false);
  });
});
