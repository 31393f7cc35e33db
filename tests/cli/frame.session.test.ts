import about from "../../package.json" with { type: "json" };
import { describe, expect, test } from "vitest";
import { parseJson } from "../../lib/base/json.ts";
import { commandNames } from "../../lib/cli/catalogue.ts";
import { openSession, type Outcome } from "./session.ts";

/** What every refusal looks like: nothing on stdout, one sentence with its code on stderr, no trace of our insides. */
function expectRefusal(outcome: Outcome, exit: number, code: string): void {
  expect(outcome).toMatchObject({ exit, stdout: "" });
  expect(outcome.stderr).toMatch(new RegExp(`^rollward: .+ \\[${code}\\]\n$`));
}

describe("help", () => {
  test("of the whole names every command and ends with the exit codes", async () => {
    await using session = await openSession();
    const { exit, stdout, stderr } = await session.run(["--help"]);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
    for (const name of commandNames) expect(stdout).toContain(`\n  ${name} `);
    expect(stdout.trimEnd()).toMatch(/Exit codes\n {2}0 .*\n(.+\n)+ {2}130 {2}interrupted$/);
  });

  test("is French when --lang or the environment says so", async () => {
    await using session = await openSession();
    for (const [args, env] of [
      [["--lang", "fr", "--help"], {}],
      [["--help"], { LANG: "fr_CA.UTF-8" }],
      [["--help"], { LC_ALL: "fr_FR.UTF-8", LANG: "en_CA.UTF-8" }],
      [["-h"], { LC_MESSAGES: "fr", LANG: "en_CA.UTF-8" }],
    ] as const) {
      const { exit, stdout } = await session.run(args, { env });
      expect(exit).toBe(0);
      expect(stdout.trimEnd()).toMatch(/Codes de sortie\n(.+\n)+ {2}130 {2}interrompu$/);
    }
  });

  test("is English when --lang says so in a French environment, and for languages we do not speak", async () => {
    await using session = await openSession();
    const asked = await session.run(["--lang=en", "--help"], { env: { LC_ALL: "fr_CA.UTF-8" } });
    expect(asked.stdout).toContain("Exit codes");
    expect((await session.run(["--help"], { env: { LANG: "frr_DE.UTF-8" } })).stdout).toContain("Exit codes");
    expect((await session.run(["--help"], { env: { LC_ALL: "de_DE", LANG: "fr_CA" } })).stdout).toContain(
      "Exit codes",
    );
  });

  test.each(commandNames)(
    "of %s shows usage, options, examples and exit codes, in both languages",
    async (name) => {
      await using session = await openSession();
      const english = await session.run([...name.split(" "), "--help"]);
      expect(english).toMatchObject({ exit: 0, stderr: "" });
      expect(english.stdout).toMatch(new RegExp(`^rollward ${name} — .+\n`));
      expect(english.stdout).toMatch(/\n\nUsage\n[^]+\n\nExamples\n[^]+\n\nExit codes\n/);
      const french = await session.run([...name.split(" "), "--help", "--lang", "fr"]);
      expect(french.stdout).toMatch(/\n\nUtilisation\n[^]+\n\nExemples\n[^]+\n\nCodes de sortie\n/);
    },
  );

  test("is what rollward alone prints, but as an error", async () => {
    await using session = await openSession();
    const { exit, stdout, stderr } = await session.run([]);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: "" });
    expect(stderr).toMatch(/Exit codes[^]+\nrollward: .+ \[command-missing\]\n$/);
  });
});

describe("refusals", () => {
  test.each([
    [["sael"], "command-unknown", "did you mean seal?"],
    [["keys"], "command-unknown", "did you mean keys new?"],
    [["keys", "nwe"], "command-unknown", "did you mean keys new?"],
    [["acces", "who"], "command-unknown", "did you mean access who?"],
    [["access", "woh"], "command-unknown", "did you mean access who?"],
    [["sael", "now"], "command-unknown", "did you mean seal?"],
    [["__proto__"], "command-unknown", "__proto__"],
    [["constructor", "--help"], "command-unknown", "constructor"],
    [["--frce"], "option-unknown", "--frce"],
    [["--out", "x", "roll", "synth"], "option-place", "--out"],
    [["roll", "synth", "--voter", "1", "--out", "-"], "option-unknown", "did you mean --voters?"],
    [["roll", "synth", "--__proto__", "1"], "option-unknown", "--__proto__"],
    [["roll", "synth", "-v", "1"], "option-unknown", "-v"],
    [["roll", "synth", "--voters"], "option-value", "--voters"],
    [["roll", "synth", "--out", "--force"], "option-value", "--out"],
    [["roll", "synth", "--out="], "option-value", "--out"],
    [["roll", "synth", "--voters", "1", "--out", "-", "--force=yes"], "option-flag", "yes"],
    [["roll", "synth", "--voters", "1", "--voters", "1", "--out", "-"], "option-twice", "--voters"],
    [["roll", "synth", "--voters", "1", "--out", "-", "--output", "-"], "option-twice", "--out"],
    [["roll", "synth", "--voters", "1"], "option-missing", "--out FILE|-"],
    [["roll", "synth", "stray", "--voters", "1", "--out", "-"], "argument-unexpected", "stray"],
    [["roll", "synth", "--voters", "1", "--out", "-", "--", "--force"], "argument-unexpected", "--force"],
    [["roll", "synth", "--voters", "1", "--out", "-", "--now", "yesterday"], "now-malformed", "yesterday"],
    [
      ["roll", "synth", "--voters", "1", "--out", "-", "--now", "2026-02-30T00:00:00Z"],
      "now-malformed",
      "2026-02-30",
    ],
    [["roll", "synth", "--lang", "de"], "lang-unknown", "de"],
    [["--help", "--lang", "de"], "lang-unknown", "de"],
    [["roll", "synth", "--voters", "1", "--out", "-", "--lang"], "option-value", "--lang"],
  ])("%j is %s and names %s", async (args, code, named) => {
    await using session = await openSession();
    const outcome = await session.run(args);
    expectRefusal(outcome, 2, code);
    expect(outcome.stderr).toContain(named);
  });

  test("are French sentences under --lang fr", async () => {
    await using session = await openSession();
    const { stderr } = await session.run(["sael", "--lang", "fr"]);
    expect(stderr).toBe(
      "rollward: sael n’est pas une commande de rollward ; vouliez-vous dire seal ? rollward --help les donne toutes [command-unknown]\n",
    );
  });

  test("are one line of JSON under --json", async () => {
    await using session = await openSession();
    const { exit, stdout, stderr } = await session.run(["roll", "synth", "--json", "--voters", "1"]);
    expect({ exit, stdout, lines: stderr.split("\n").length }).toEqual({ exit: 2, stdout: "", lines: 2 });
    const error = { format: "rollward/error@1", code: "option-missing", exit: 2 };
    expect(parseJson(stderr)).toMatchObject(error);
  });

  test("show what could act on a terminal as escapes", async () => {
    await using session = await openSession();
    const { stderr } = await session.run(["\u001b[2Jevil\u202e"]);
    expect(stderr).toContain("\\u{1b}[2Jevil\\u{202e}");
    expect(stderr).not.toContain("\u001b");
  });

  test("have a stack only when ROLLWARD_DEBUG asks for it", async () => {
    await using session = await openSession();
    expect((await session.run(["sael"])).stderr).not.toMatch(/\n\s+at /);
    expect((await session.run(["sael"], { env: { ROLLWARD_DEBUG: "1" } })).stderr).toMatch(/\n\s+at /);
  });
});

test("--version prints the version of package.json", async () => {
  await using session = await openSession();
  for (const args of [["--version"], ["verify", "--version"]]) {
    expect(await session.run(args)).toEqual({ exit: 0, stdout: `rollward ${about.version}\n`, stderr: "" });
  }
});
