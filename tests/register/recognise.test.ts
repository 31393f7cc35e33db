import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalLine, locateKeys } from "../../lib/register/canonical.ts";
import { createRecogniser, newFoundKeys } from "../../lib/register/recognise.ts";
import { statuses, type Field } from "../../lib/register/schema.ts";
import { accepts, parserGivesBack } from "./judges.ts";
import { anyVoter, full, lineOf, plain } from "./voters.ts";

const recognise = createRecogniser();

describe("canonical lines are recognised", () => {
  test("the shortest and the fullest voter", () => {
    expect(accepts(lineOf(plain))).toBe(true);
    expect(accepts(lineOf(full))).toBe(true);
  });

  test("anywhere in a block, with a line feed behind, and the keys are told", () => {
    const block = Buffer.concat([Buffer.from("xx\n"), lineOf(full), Buffer.from("\n"), lineOf(plain)]);
    const found = newFoundKeys();
    const end = recognise(block, 3, block.length, found);
    expect(end).toBe(3 + lineOf(full).length);
    expect(block.toString("utf8", found.idStart, found.idEnd)).toBe(full.VoterId);
    expect(block.toString("utf8", found.countyStart, found.countyEnd)).toBe(full.County);
    expect(statuses[found.status]).toBe(full.Status);
    expect(recognise(block, end + 1, block.length, found)).toBe(block.length);
    expect(statuses[found.status]).toBe(plain.Status);
  });

  test("nothing is read past the end: every shorter end is refused", () => {
    const line = lineOf(full);
    for (let end = 0; end < line.length; end++) expect(recognise(line, 0, end, newFoundKeys())).toBe(-1);
  });

  test("where a line is recognised, its keys stand where the parser says", () => {
    fc.assert(
      fc.property(anyVoter, (voter) => {
        const line = canonicalLine(voter);
        const found = newFoundKeys();
        if (recognise(line, 0, line.length, found) < 0) return;
        const located = newFoundKeys();
        locateKeys(voter, located);
        expect(found).toEqual(located);
      }),
    );
  });

  test("what is refused of canonical lines has an escape or a text of many bytes", () => {
    fc.assert(
      fc.property(anyVoter, (voter) => {
        const line = canonicalLine(voter);
        if (accepts(line)) return;
        expect(line.includes("\\") || line.length > line.toString().length).toBe(true);
      }),
    );
  });
});

describe("what is not canonical is never accepted", () => {
  const line = lineOf(full).toString();
  test.each([
    ["a space after a colon", line.replace('":"', '": "')],
    ["a space at the end", `${line} `],
    ["a carriage return", `${line}\r`],
    ["a space at the start", ` ${line}`],
    ["an escape that is not needed", line.replace("Dr.", "\\u0044r.")],
    ["an escaped solidus", line.replace("Dr.", "\\/")],
    ["a tab", line.replace("Dr.", "\t")],
    ["a leading zero", line.replace("999999999", "01")],
    ["an exponent", line.replace("999999999", "1e0")],
    ["a key twice", line.replace('"Prefix":"Dr."', '"Prefix":"Dr.","Prefix":"Dr."')],
    [
      "keys in another order",
      line.replace('"Prefix":"Dr.","FirstName":"Maëlle"', '"FirstName":"Maëlle","Prefix":"Dr."'),
    ],
    ["a comma too many", line.replace(/}$/, ",}")],
    ["a comma at the start of a record", line.replace('"Name":{', '"Name":{,')],
    ["an unknown key", line.replace(/}$/, ',"Note":1}')],
    ["two records", line + line],
    ["an empty line", ""],
    ["only braces", "{}"],
  ])("%s", (_, changed) => {
    expect(accepts(Buffer.from(changed))).toBe(false);
  });

  test("whatever is done to a line's bytes: accepted means that the parser gives back the same bytes", () => {
    const edit = fc.record({
      at: fc.nat(),
      kind: fc.constantFrom("flip", "insert", "delete", "copy"),
      byte: fc.oneof(
        fc.integer({ min: 0, max: 255 }),
        fc.constantFrom(...Buffer.from('",:{}[]\\0123456789TZ-\u0080é')),
      ),
      length: fc.integer({ min: 1, max: 30 }),
    });
    let accepted = 0;
    fc.assert(
      fc.property(
        fc.oneof(fc.constantFrom(plain, full), anyVoter),
        fc.array(edit, { minLength: 1, maxLength: 3 }),
        (voter, edits) => {
          const bytes = [...canonicalLine(voter)];
          for (const { at, kind, byte, length } of edits) {
            const index = at % bytes.length;
            if (kind === "flip") bytes[index] = byte;
            else if (kind === "insert") bytes.splice(index, 0, byte);
            else if (kind === "delete") bytes.splice(index, 1);
            else bytes.splice(index, 0, ...bytes.slice(index, index + length));
          }
          const changed = Buffer.from(bytes);
          if (!accepts(changed)) return;
          accepted++;
          expect(parserGivesBack(changed)).toBe(true);
        },
      ),
      { numRuns: 10_000 },
    );
    expect(accepted).toBeGreaterThan(50);
  });

  test("every byte of a line set to every value", () => {
    const original = lineOf(full);
    const wrong: string[] = [];
    for (let at = 0; at < original.length; at++) {
      for (let byte = 0; byte < 256; byte++) {
        const changed = Buffer.from(original);
        changed[at] = byte;
        if (accepts(changed) && !parserGivesBack(changed)) wrong.push(`byte ${at} as ${byte}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe("other schemas", () => {
  const word = { kind: "text", max: 9 } as const;
  const inner = [
    { key: "A", type: word, optional: true },
    { key: "B", type: { kind: "count" }, optional: true },
  ] as const;
  const fields: readonly Field[] = [
    { key: "First", type: { kind: "record", fields: inner }, optional: true },
    { key: "Second", type: { kind: "boolean" }, optional: true },
    { key: "Third", type: { kind: "record", fields: [{ key: "C", type: word }] }, optional: true },
  ];
  const other = createRecogniser(fields);
  const takes = (text: string): boolean =>
    other(Buffer.from(text), 0, text.length, newFoundKeys()) === text.length;

  test.each([
    ["{}"],
    ['{"First":{}}'],
    ['{"First":{"B":5},"Second":true}'],
    ['{"First":{"A":"x","B":5},"Third":{"C":"x"}}'],
    ['{"Second":false}'],
    ['{"Second":false,"Third":{"C":"x"}}'],
    ['{"Third":{"C":"x"}}'],
  ])("%s is canonical where every field may be absent", (text) => {
    expect(takes(text)).toBe(true);
  });

  test.each([
    ["{,}"],
    ['{"First":{,"B":5}}'],
    ['{,"Second":true}'],
    ['{"Third":{}}'],
    ['{"Second":true"Third":{"C":"x"}}'],
    ['{"Second":true,}'],
    ['{"Third":{"C":"x"},"Second":true}'],
  ])("%s is not", (text) => {
    expect(takes(text)).toBe(false);
  });
});
