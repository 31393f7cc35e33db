/** The commands of docs/iam.md, run where the page says, print what it shows. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openSession } from "../cli/session.ts";

const docs = join(import.meta.dirname, "../../docs");
const page = readFileSync(join(docs, "iam.md"), "utf8");
const [english = "", french = ""] = page.split("\n## Français\n");

interface Shown {
  readonly line: string;
  readonly output: readonly string[];
}

function shownIn(part: string): readonly Shown[] {
  return [...part.matchAll(/^```console\n\$ (.+)\n([^]*?)^```$/gm)].map(([, line = "", output = ""]) => ({
    line,
    output: output.trimEnd().split("\n"),
  }));
}

/** Words of a shell line; single quotes hold a word together. */
function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "");
}

/** Whether the lines are those shown; `…` stands for any. */
function isShown(output: readonly string[], printed: readonly string[]): boolean {
  const [first, ...rest] = output;
  if (first === undefined) return printed.length === 0;
  if (first === "…") return printed.some((_, at) => isShown(rest, printed.slice(at))) || rest.length === 0;
  return first === printed[0] && isShown(rest, printed.slice(1));
}

const cases = [...shownIn(english), ...shownIn(french)];

test.each(cases.map(({ line, output }) => [line, output] as const))("%s", async (line, output) => {
  await using session = await openSession();
  const [program, ...args] = wordsOf(line);
  expect(program).toBe("rollward");
  const files = args.map((word) =>
    /^[a-z]+\.(json|ndjson)$/.test(word) ? join(docs, "examples/iam", word) : word,
  );
  const { exit, stdout } = await session.run(files);
  expect([0, 3]).toContain(exit);
  const printed = stdout.trimEnd().split("\n");
  if (!isShown(output, printed)) expect(printed).toEqual(output);
});

describe("the page", () => {
  test("shows the same commands in both languages, each in its own", () => {
    const bare = shownIn(french).map(({ line }) => line.replace(" --lang fr", ""));
    expect(bare).toEqual(shownIn(english).map(({ line }) => line));
    expect(shownIn(french).filter(({ line }) => !line.endsWith("--lang fr"))).toEqual([]);
    expect(bare.length).toBeGreaterThan(5);
  });

  test.each([
    [["a", "…", "c"], ["a", "b", "b", "c"], true],
    [["a", "…"], ["a", "b"], true],
    [["…", "c"], ["a", "c"], true],
    [["a", "…", "d"], ["a", "b", "c"], false],
    [["a", "b"], ["a", "c"], false],
    [["a"], ["a", "b"], false],
  ])("%j for %j: %s", (output, printed, shown) => {
    expect(isShown(output, printed)).toBe(shown);
  });

  test("leads to pages that there are", () => {
    const targets = [...page.matchAll(/\]\((?!#)([^)#]+)/g)].map(([, target = ""]) => target);
    const gone = targets.filter((target) => {
      try {
        readFileSync(join(docs, target));
        return false;
      } catch (error) {
        return (error as NodeJS.ErrnoException).code === "ENOENT";
      }
    });
    expect([...new Set(gone)]).toEqual([]);
  });
});
