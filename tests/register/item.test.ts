import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RollwardError } from "../../lib/base/faults.ts";
import { canonicalLine } from "../../lib/register/canonical.ts";
import { itemOf, voterOf, voterOfExportLine } from "../../lib/register/item.ts";
import { listEntryOf } from "../../lib/register/item-list.ts";
import { anyVoter, full, plain } from "./voters.ts";

const exportLine = (item: unknown) => JSON.stringify({ Item: item });

/** The fault that `run` ends with; `"no fault"` when it ends well. */
function codeOf(run: () => unknown): string {
  try {
    run();
    return "no fault";
  } catch (cause) {
    if (cause instanceof RollwardError) return cause.code;
    throw cause;
  }
}

describe("a voter in the table", () => {
  test("lies there field by field, under the names of the schema", () => {
    expect(itemOf(plain)).toEqual({
      VoterId: { S: "AR-7" },
      County: { S: "Birchmere" },
      Precinct: { S: "003-0012" },
      Status: { S: "active" },
      Name: { M: { LastName: { S: "Wrenford" } } },
      DateOfBirth: { S: "1979-05-30" },
      ResidenceAddress: {
        M: { PlaceName: { S: "Fernhaven" }, StateName: { S: "State of Arden" }, ZipCode: { S: "40221" } },
      },
      SelectedLanguage: { S: "en" },
      RegistrationDate: { S: "1998-11-02" },
      LastModified: { S: "2024-02-29T10:15:00Z" },
      Protected: { BOOL: false },
      Version: { N: "3" },
    });
    expect(itemOf(full)["Name"]).toMatchObject({ M: { MiddleName: { L: [{ S: "Siku" }, { S: "José" }] } } });
  });

  test("comes back from an export of the table as it was, to the byte, whatever the order of attributes", () => {
    fc.assert(
      fc.property(anyVoter, fc.boolean(), (voter, turned) => {
        const item = itemOf(voter);
        const stored = turned ? Object.fromEntries(Object.entries(item).toReversed()) : item;
        const back = voterOfExportLine(exportLine(stored), 1);
        expect(canonicalLine(back).equals(canonicalLine(voter))).toBe(true);
      }),
    );
  });
});

describe("what is no voter", () => {
  const item = itemOf(plain);
  test.each<[string, unknown, string]>([
    ["nothing", undefined, "line-json"],
    ["a list", [item], "line-json"],
    ["an attribute that nobody knows", { ...item, Nickname: { S: "x" } }, "line-key-unknown"],
    ["an attribute called __proto__", JSON.parse(`{"__proto__":{"S":"x"}}`), "line-key-unknown"],
    ["a field missing", { VoterId: { S: "AR-7" } }, "line-missing"],
    ["a number as text", { ...item, Version: { S: "3" } }, "line-field"],
    ["a text as number", { ...item, Precinct: { N: "3" } }, "line-field"],
    ["an empty number", { ...item, Version: { N: "" } }, "line-field"],
    ["a number in hexadecimal", { ...item, Version: { N: "0x3" } }, "line-field"],
    ["a fraction", { ...item, Version: { N: "3.5" } }, "line-field"],
    ["a set of texts", { ...item, Precinct: { SS: ["a"] } }, "line-field"],
    ["nothing in a field", { ...item, Precinct: { NULL: true } }, "line-field"],
    ["two kinds at once", { ...item, Precinct: { S: "a", N: "1" } }, "line-field"],
    ["no kind", { ...item, Precinct: {} }, "line-field"],
    ["a truth that is text", { ...item, Protected: { BOOL: "false" } }, "line-field"],
    ["depths without end", { ...item, Name: nested(10_000) }, "line-field"],
  ])("%s", (_, hostile, code) => {
    expect(codeOf(() => voterOf(hostile))).toBe(code);
  });

  test.each([
    ["not JSON", "{"],
    ["an item without its frame", JSON.stringify(item)],
    ["a key beside the item", JSON.stringify({ Item: item, Keys: {} })],
    ["an empty line", ""],
  ])("a line of an export that is %s", (_, line) => {
    expect(codeOf(() => voterOfExportLine(line, 7))).toBe("line-json");
  });

  test("the sentence names the line and the field, never the value", () => {
    const run = () => voterOfExportLine(exportLine({ ...item, DateOfBirth: { S: "secret" } }), 12);
    expect(run).toThrow(/Line 12 .*DateOfBirth/);
    expect(run).not.toThrow(/secret/);
  });

  function nested(depth: number): unknown {
    let attribute: unknown = { S: "x" };
    for (let level = 0; level < depth; level++) attribute = { M: { LastName: attribute } };
    return attribute;
  }
});

describe("an entry of a list", () => {
  test("has what finds and addresses a voter, and neither the birth date nor the register’s own", () => {
    const entry = listEntryOf(itemOf({ ...full, Protected: false }));
    const { DateOfBirth: _, LastModified: __, Protected: ___, Version: ____, ...listed } = full;
    expect(entry).toEqual(listed);
  });

  test("there is none for a voter under protection, nor for one of whom it is not known", () => {
    expect(listEntryOf(itemOf(full))).toBeUndefined();
    const { Protected: _, ...unknown } = itemOf(plain);
    expect(codeOf(() => listEntryOf(unknown))).toBe("line-missing");
  });
});
