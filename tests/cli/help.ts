import { expect } from "vitest";
import { openSession } from "./session.ts";

/** The options that scripts rely on are in the help, in both languages, with examples and every exit code. */
export async function expectHelp(command: string, options: readonly string[]): Promise<void> {
  await using session = await openSession();
  for (const [lang, examples, codes] of [
    ["en", "Examples", "Exit codes"],
    ["fr", "Exemples", "Codes de sortie"],
  ] as const) {
    const { exit, stdout, stderr } = await session.run([...command.split(" "), "--help", "--lang", lang]);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
    for (const option of [...options, "--json", "--lang", "--now"]) {
      expect(stdout).toMatch(new RegExp(`^ +${option}\\b`, "m"));
    }
    expect(stdout).toMatch(new RegExp(`\n\n${examples}\n[^]*rollward ${command} --`));
    const listed = stdout.slice(stdout.indexOf(`\n${codes}\n`)).matchAll(/^ {2}(\d+) /gm);
    expect(Array.from(listed, ([, code]) => code)).toEqual(["0", "1", "2", "3", "4", "130"]);
  }
}
