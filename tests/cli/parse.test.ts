import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RollwardError } from "../../lib/base/faults.ts";
import { exits } from "../../lib/base/exit.ts";
import { defineCommand } from "../../lib/cli/command.ts";
import { parseOptions } from "../../lib/cli/parse.ts";
import { wholeNumber } from "../../lib/cli/whole-number.ts";

const words = { en: "x", fr: "y" };
const command = defineCommand({
  name: "lend",
  summary: words,
  positionals: ["BOOK"],
  options: {
    to: { kind: "one", value: "READER", required: true, words },
    out: { kind: "one", value: "FILE", words },
    mirror: { kind: "many", value: "URL", words },
    force: { kind: "flag", words },
  },
  examples: [],
  run: () => Promise.resolve(exits.ok),
});

const codeOf = (act: () => unknown): string => {
  try {
    act();
    return "none";
  } catch (error) {
    if (error instanceof RollwardError) return error.code;
    throw error;
  }
};

describe("parseOptions", () => {
  test("gives every option a value by its kind", () => {
    expect(parseOptions(command, ["book", "--to", "Ada"])).toEqual({
      values: { to: "Ada", out: undefined, mirror: [], force: false },
      globals: { help: false, lang: undefined, json: false, now: undefined, version: false },
      positionals: ["book"],
    });
  });

  test("takes repeated options in order, and --output for --out", () => {
    const args = [
      "--mirror",
      "a",
      "book",
      "--mirror=b",
      "--force",
      "--to=Ada",
      "--mirror",
      "c",
      "--output",
      "-",
      "--force",
    ];
    const { values } = parseOptions(command, args);
    expect(values).toEqual({ to: "Ada", out: "-", mirror: ["a", "b", "c"], force: true });
  });

  test("takes a value that begins with a dash only behind an equals sign", () => {
    expect(parseOptions(command, ["book", "--to=-Ada"]).values).toMatchObject({ to: "-Ada" });
    expect(codeOf(() => parseOptions(command, ["book", "--to", "-Ada"]))).toBe("option-value");
    expect(codeOf(() => parseOptions(command, ["book", "--to", "--force"]))).toBe("option-value");
  });

  test.each([
    [["book"], "option-missing"],
    [["--to", "Ada"], "argument-missing"],
    [["book", "two", "--to", "Ada"], "argument-unexpected"],
    [["book", "--to", "Ada", "--to", "Ada"], "option-twice"],
    [["book", "--to", "Ada", "--out", "a", "--output", "b"], "option-twice"],
    [["book", "--to", "Ada", "--lang", "en", "--lang", "fr"], "option-twice"],
    [["book", "--to", "Ada", "--no-force"], "option-unknown"],
    [["book", "--to", "Ada", "--forc"], "option-unknown"],
    [["book", "--to", "Ada", "-f"], "option-unknown"],
    [["book", "--to", "Ada", "--toString"], "option-unknown"],
    [["book", "--to", "Ada", "--force=no"], "option-flag"],
    [["book", "--to="], "option-value"],
    [["book", "--to"], "option-value"],
  ])("refuses %j as %s", (args, code) => {
    expect(codeOf(() => parseOptions(command, args))).toBe(code);
  });

  test("takes any value back as it was given, or refuses the line by a code; nothing else", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.array(fc.string()), (value, rest) => {
        const code = codeOf(() => {
          const { values } = parseOptions(command, ["book", `--to=${value}`, ...rest]);
          expect(values).toMatchObject({ to: value });
        });
        expect(code).toMatch(/^(none|(option|argument)-[a-z]+)$/);
      }),
    );
  });
});

describe("wholeNumber", () => {
  test.each([
    ["1", 1],
    ["10", 10],
    ["0", "number-malformed"],
    ["11", "number-malformed"],
    ["01", "number-malformed"],
    ["+1", "number-malformed"],
    [" 1", "number-malformed"],
    ["1 ", "number-malformed"],
    ["1.0", "number-malformed"],
    ["1\n", "number-malformed"],
    ["Infinity", "number-malformed"],
  ])("%j, from 1 to 10, is %s", (text, expected) => {
    const act = () => wholeNumber("--voters", text, 1, 10);
    expect(typeof expected === "number" ? act() : codeOf(act)).toBe(expected);
  });
});
