import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { TestModule } from "vitest/node";
import { countLine, skippedSentences } from "./reporter.ts";

type State = "passed" | "failed" | "skipped" | "pending";

/** As much of vitest’s module as the reporter looks at. */
function moduleOf(
  file: string,
  states: readonly State[],
  errors: readonly string[] = [],
  suiteErrors = 0,
): TestModule {
  const tests = states.map((state, at) => ({
    fullName: `test ${at}`,
    result: () => ({ state, note: undefined }),
  }));
  const suites = Array.from({ length: suiteErrors }, () => ({ errors: () => [new Error("in a hook")] }));
  const fake = {
    moduleId: join(import.meta.dirname, file),
    errors: () => errors,
    children: {
      allTests: (state?: State) => tests.filter((one) => state === undefined || one.result().state === state),
      allSuites: () => suites,
    },
  };
  return fake as unknown as TestModule;
}

describe("the last line of a test run", () => {
  test.for<[string, readonly TestModule[], number]>([
    ["0 passed, 0 failed", [], 0],
    ["2 passed, 0 failed", [moduleOf("a", ["passed", "passed"])], 0],
    ["1 passed, 1 failed", [moduleOf("a", ["passed", "failed"])], 0],
    [
      "1 passed, 1 failed, 2 skipped",
      [moduleOf("a", ["passed", "skipped"]), moduleOf("b", ["failed", "skipped"])],
      0,
    ],
    ["0 passed, 1 failed", [moduleOf("a", [], ["does not load"])], 0],
    ["1 passed, 1 failed", [moduleOf("a", ["passed"], [], 1)], 0],
    ["1 passed, 2 failed", [moduleOf("a", ["passed"])], 2],
    ["0 passed, 1 failed", [moduleOf("a", ["pending"])], 0],
  ])("is %j", ([line, modules, unhandled]) => {
    expect(countLine(modules, unhandled)).toBe(line);
  });
});

describe("what could not run", () => {
  const live = moduleOf("s3.test.ts", ["skipped", "skipped"]);

  test("is said with its count and its reason", () => {
    const reason = { unavailable: "Python 3.10 or newer is not installed" };
    expect(skippedSentences([live], reason)).toEqual([
      "2 live tests did not run: Python 3.10 or newer is not installed.",
    ]);
  });

  test("is said for tests elsewhere too", () => {
    const elsewhere = moduleOf("../a.test.ts", ["passed", "skipped"]);
    expect(skippedSentences([elsewhere], { endpoint: "http://127.0.0.1:1" })).toEqual([
      "Not run: test 1 (does not apply here).",
    ]);
  });

  test("is nothing where everything ran", () => {
    expect(skippedSentences([moduleOf("s3.test.ts", ["passed", "failed"])], undefined)).toEqual([]);
  });
});
