import { writeSync } from "node:fs";
import { join, sep } from "node:path";
import type { Reporter, TestModule, Vitest } from "vitest/node";

const liveFolder = import.meta.dirname + sep;

/**
 * A vitest reporter for the end of a run: says in a sentence which tests could not run and why, and ends with the line
 * `N passed, N failed` (and `, N skipped` when some were) that scripts may read.
 *
 * It goes after the reporter that shows the tests: `reporters: ["default", countReporter()]`.
 */
export function countReporter(print: (text: string) => void = (text) => writeSync(1, text)): Reporter {
  let vitest: Vitest | undefined;
  return {
    onInit(started) {
      vitest = started;
    },
    onTestRunEnd(modules, unhandled) {
      const live = vitest?.getRootProject().getProvidedContext().live;
      const lines = [...skippedSentences(modules, live), countLine(modules, unhandled.length)];
      // Printed when the process ends: other reporters and the global set-up have then said all they had to say.
      const show = () => print(`\n${lines.join("\n")}\n`);
      if (vitest?.config.watch === true) show();
      else process.once("exit", show);
    },
  };
}

type Live = { readonly endpoint: string } | { readonly unavailable: string };

/** One sentence for the live tests that did not run; one for every other skipped test with the reason that it gave. */
export function skippedSentences(modules: readonly TestModule[], live: Live | undefined): readonly string[] {
  const isLive = ({ moduleId }: TestModule) => moduleId.startsWith(join(liveFolder));
  const sentences: string[] = [];
  const notRun = modules.filter(isLive).reduce((sum, module) => sum + skipped(module).length, 0);
  if (notRun > 0) {
    const reason = live !== undefined && "unavailable" in live ? live.unavailable : "they were left out";
    sentences.push(`${notRun} live tests did not run: ${reason}.`);
  }
  for (const module of modules.filter((module) => !isLive(module))) {
    for (const test of skipped(module)) {
      const result = test.result();
      const note =
        result.state === "skipped" && result.note !== undefined ? result.note : "does not apply here";
      sentences.push(`Not run: ${test.fullName} (${note}).`);
    }
  }
  return sentences;
}

/** `12 passed, 0 failed, 3 skipped`; a file that does not load and an error outside any test count as failures. */
export function countLine(modules: readonly TestModule[], unhandled: number): string {
  let passed = 0;
  let failed = unhandled;
  let left = 0;
  for (const module of modules) {
    if (module.errors().length > 0) failed++;
    for (const suite of module.children.allSuites()) if (suite.errors().length > 0) failed++;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === "passed") passed++;
      else if (state === "skipped") left++;
      else failed++;
    }
  }
  return `${passed} passed, ${failed} failed${left > 0 ? `, ${left} skipped` : ""}`;
}

const skipped = (module: TestModule) => [...module.children.allTests("skipped")];
