import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RollwardError } from "../../lib/base/faults.ts";
import { langs, say } from "../../lib/base/words.ts";
import { expectation } from "../../lib/register/check.ts";
import { parseLine } from "../../lib/register/parse.ts";
import { registerFaults } from "../../lib/register/register-faults.ts";
import { maxLineBytes, voterFields, type Field, type FieldType } from "../../lib/register/schema.ts";
import { anyVoter, full, lineOf, plain, withValue } from "./voters.ts";

function faultOf(line: Buffer | string): RollwardError {
  try {
    parseLine(Buffer.from(line), 1234);
  } catch (error) {
    if (error instanceof RollwardError) return error;
    throw error;
  }
  throw new Error("the line was taken");
}

const line = lineOf(full).toString();

describe("each fault is told by its code, with line and field, and without a word of the voter's", () => {
  const cases: readonly [code: string, field: string | undefined, changed: Buffer | string][] = [
    ["line-utf8", undefined, Buffer.from([0xff, 0xfe, 0x7b, 0x00])],
    ["line-utf8", undefined, Buffer.from(line, "latin1")],
    ["line-utf8", undefined, Buffer.concat([Buffer.from('{"VoterId":"'), Buffer.from([0xed, 0xa0, 0x80])])],
    ["line-bom", undefined, `\ufeff${line}`],
    ["line-empty", undefined, ""],
    ["line-empty", undefined, "\r"],
    ["line-empty", undefined, " \t "],
    ["line-long", undefined, `${line}${" ".repeat(maxLineBytes)}`],
    ["line-json", undefined, "VoterId,County"],
    ["line-json", undefined, "\0".repeat(20)],
    ["line-json", undefined, line.slice(0, -1)],
    ["line-json", undefined, `${line}${line}`],
    ["line-json", undefined, `[${line}]`],
    ["line-json", undefined, "null"],
    ["line-json", undefined, '"Wrenford"'],
    ["line-json", undefined, "[".repeat(60_000)],
    ["line-key-unknown", undefined, line.replace('"Version"', '"Wrenford"')],
    ["line-key-unknown", undefined, line.replace('"Suffix"', '"suffix"')],
    ["line-key-unknown", undefined, line.replace(/}$/, ',"__proto__":{"Version":1}}')],
    ["line-key-unknown", undefined, line.replace('"Prefix"', '"__proto__"')],
    ["line-key-unknown", undefined, line.replace('"Prefix"', '"constructor"')],
    ["line-missing", "County", lineOf(withValue(full, "County", undefined))],
    ["line-missing", "Name.LastName", lineOf(withValue(full, "Name.LastName", undefined))],
    ["line-missing", "MailingAddress.ZipCode", lineOf(withValue(full, "MailingAddress.ZipCode", undefined))],
    ["line-missing", "VoterId", "{}"],
    ["line-field", "Name", lineOf(withValue(full, "Name", ["Wrenford"]))],
    ["line-field", "Name.MiddleName[1]", lineOf(withValue(full, "Name.MiddleName", ["Siku", 5]))],
    ["line-field", "ResidenceAddress.PlaceName", lineOf(withValue(full, "ResidenceAddress.PlaceName", ""))],
    ["line-field", "Precinct", line.replace("003-0012", "\\ud800")],
    ["line-field", "Precinct", line.replace("003-0012", "\\u0000")],
    ["line-field", "DateOfBirth", line.replace("1979-05-30", "1979-02-30")],
    ["line-field", "Version", line.replace("999999999", "1e99")],
    ["line-key-twice", "VoterId", line.replace("{", '{"VoterId":"AR-9",')],
    ["line-key-twice", "VoterId", line.replace("{", '{"\\u0056oterId" : "AR-9",')],
    ["line-key-twice", "Name.Suffix", line.replace('"Suffix"', '"Suffix":"a\\"\\\\","Suffix"')],
    ["line-key-twice", "Name", line.replace('"Name"', '"Name":{"LastName":"x"},"Name"')],
    ["line-key-twice", "Name.…", line.replace('"Name"', '"Name":{"Wrenford":1,"Wrenford":1},"Name"')],
    ["line-key-twice", "Name.….…", line.replace('"Name"', '"Name":{"a":[[{"b":1,"b":2}]]},"Name"')],
  ];

  test.each(cases)("%s %s", (code, field, changed) => {
    const error = faultOf(changed);
    expect(error.code).toBe(code);
    expect(error.fault.exit).toBe(2);
    expect(error.args["line"]).toBe(1234);
    expect(error.args["field"]).toBe(field);
    for (const lang of langs) {
      const sentence = error.sentence(lang);
      expect(sentence.replace(/\D/g, "")).toContain("1234");
      for (const data of ["Wrenford", "AR-", "Delrivière", "Fernhaven", "1979", "__proto__"]) {
        expect(sentence).not.toContain(data);
      }
    }
  });

  test("an unknown key is told by its place", () => {
    expect(faultOf(line.replace('"FirstName"', '"Wrenford"')).args).toMatchObject({
      position: 2,
      record: "Name",
    });
  });

  test("every type says in both languages what it expects", () => {
    for (const { type } of voterFields) {
      const words = expectation(type);
      for (const lang of langs)
        expect(say(registerFaults["line-field"], lang, { line: 1, field: "x", expected: words })).toContain(
          words[lang],
        );
    }
  });
});

describe("what means the same is put into canonical form", () => {
  const canonical = lineOf(full);
  test.each([
    ["as it is", line],
    ["keys in reverse order", JSON.stringify(Object.fromEntries(Object.entries(full).toReversed()))],
    ["white space", JSON.stringify(full, null, 1).replaceAll("\n", "\t")],
    ["a carriage return", `${line}\r`],
    ["escaped letters", line.replaceAll("ë", "\\u00eb")],
    ["escaped solidus and others", line.replace("Dr.", "\\u0044r\\u002E")],
    ["a number with exponent", line.replace("999999999", "9.99999999e8")],
  ])("%s", (_, changed) => {
    const { voter, canonical: bytes } = parseLine(Buffer.from(changed), 1);
    expect(bytes.toString()).toBe(canonical.toString());
    expect(voter).toEqual(full);
  });

  test("the least voter stays the least", () => {
    expect(parseLine(lineOf(plain), 1).voter).toEqual(plain);
  });

  test("a line at the limit is read, one over it is not", () => {
    const padded = line + " ".repeat(maxLineBytes - Buffer.byteLength(line));
    expect(parseLine(Buffer.from(padded), 1).canonical.equals(canonical)).toBe(true);
    expect(faultOf(`${padded} `).code).toBe("line-long");
  });

  test("the canonical form of a canonical line is itself, for any voter", () => {
    fc.assert(
      fc.property(anyVoter, (voter) => {
        const once = parseLine(Buffer.from(JSON.stringify(voter, null, 2).replaceAll("\n", " ")), 1);
        expect(once.voter).toEqual(voter);
        expect(parseLine(once.canonical, 1).canonical.equals(once.canonical)).toBe(true);
      }),
    );
  });

  test("no canonical line can be over the limit: every text at its longest, in the longest characters", () => {
    const longest = (type: FieldType, usual: unknown): unknown => {
      if (type.kind === "text" || type.kind === "name") return "🗳".repeat(type.max);
      if (type.kind === "texts") return Array.from({ length: type.maxItems }, () => "🗳".repeat(type.max));
      return type.kind === "record" ? longestRecord(type.fields) : usual;
    };
    const longestRecord = (fields: readonly Field[]): unknown =>
      Object.fromEntries(
        fields.map(({ key, type }): [string, unknown] => [
          key,
          longest(type, full[key as keyof typeof full]),
        ]),
      );
    expect(parseLine(lineOf(longestRecord(voterFields)), 1).canonical.length).toBeLessThanOrEqual(
      maxLineBytes,
    );
  });
});
