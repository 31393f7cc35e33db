import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { days, prepareOffice, sealing, stranger, trusting } from "./office.ts";
import type { Session } from "./session.ts";
import { expectRefusal, treeOf } from "./traces.ts";

const office = prepareOffice();
const evening = "2026-03-04T02:00:00Z";
const seal = (...args: readonly string[]) => ["seal", ...sealing, ...trusting, "--now", evening, ...args];
const state = ["--state", "state"];

describe("a roll that is refused leaves everything as it was, byte for byte", () => {
  const broken: readonly (readonly [string, (lines: string[]) => void, string, string])[] = [
    ["a voter twice", (lines) => void lines.push(lines[4]!), "voter-twice", "103"],
    ["a line cut off", (lines) => void (lines[101] = lines[101]!.slice(0, 100)), "line-json", "102"],
    [
      "an unknown key",
      (lines) => void (lines[9] = lines[9]!.replace("{", '{"Party":"x",')),
      "line-key-unknown",
      "10",
    ],
    [
      "__proto__ as a key",
      (lines) => void (lines[0] = lines[0]!.replace("{", '{"__proto__":{},')),
      "line-key-unknown",
      "1",
    ],
    [
      "a key twice",
      (lines) => void (lines[0] = lines[0]!.replace("{", '{"Version":1,')),
      "line-key-twice",
      "1",
    ],
    ["an empty line", (lines) => void lines.splice(7, 0, ""), "line-empty", "8"],
    [
      "a county that is a number",
      (lines) => void (lines[2] = lines[2]!.replace(/"County":"[^"]*"/, '"County":7')),
      "line-field",
      "3",
    ],
    [
      "a day that is none",
      (lines) => void (lines[2] = lines[2]!.replace(/"DateOfBirth":"[^"]*"/, '"DateOfBirth":"1990-02-30"')),
      "line-field",
      "3",
    ],
  ];
  test.each(broken)("%s", async (name, spoil, code, line) => {
    await using session = await office.open();
    const lines = readFileSync(session.path("roll-3.ndjson"), "utf8").trimEnd().split("\n");
    spoil(lines);
    writeFileSync(session.path("roll.ndjson"), lines.join("\n"));
    const before = treeOf(session.folder);
    const lang = name.length % 2 === 0 ? "en" : "fr";
    for (const roll of ["roll.ndjson", "-"]) {
      const args = seal(
        "--roll",
        roll,
        "--mirror",
        "a",
        "--mirror",
        "b",
        "--mirror",
        "new",
        ...state,
        "--lang",
        lang,
      );
      const outcome = await session.run(args, { stdin: lines.join("\n") });
      expectRefusal(outcome, { exit: 2, code, named: [line], lang });
      // The sentences name lines and fields, never what stands in them.
      expect(outcome.stderr).not.toContain("1990-02-30");
      expect(treeOf(session.folder)).toEqual(before);
    }
  });
});

describe("what does not fit together is refused", () => {
  test.each<readonly [string, (session: Session) => readonly string[], string, readonly string[]]>([
    [
      "a signing key that the trust file does not name",
      () => ["--signing-key", stranger("signing.key")],
      "key-not-trusted",
      ["signing.key", "keys/trust.json"],
    ],
    [
      "recipients of another office",
      () => ["--recipients", stranger("recipients.txt")],
      "recipients-differ",
      ["recipients.txt", "keys/trust.json"],
    ],
    [
      "one recipient of the two",
      (session) => {
        writeFileSync(
          session.path("one.txt"),
          readFileSync(session.path("keys/recipients.txt"), "utf8").split("\n")[1]!,
        );
        return ["--recipients", "one.txt"];
      },
      "recipients-differ",
      ["one.txt"],
    ],
    ["a set that expires before the next is due", () => ["--next-due", "8d"], "duration-order", ["8d", "7d"]],
    ["a clock behind the newest set", () => ["--now", days[1]], "clock-behind", [days[1], days[2]]],
  ])("%s", async (_, change, code, named) => {
    await using session = await office.open();
    const changed = change(session);
    const base = ["--roll", "roll-3.ndjson", "--mirror", "a", ...sealing, ...trusting, "--now", evening];
    const option = changed[0]!;
    const at = base.indexOf(option);
    const args = ["seal", ...(at < 0 ? base : base.toSpliced(at, 2)), ...changed];
    const before = treeOf(session.folder);
    expectRefusal(await session.run(args), { exit: 2, code, named });
    expectRefusal(await session.run([...args, "--lang", "fr"]), { exit: 2, code, named, lang: "fr" });
    expect(treeOf(session.folder)).toEqual(before);
  });
});
