import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterAll, expect, test } from "vitest";
import { parseJson } from "../../lib/base/json.ts";
import { forbidden } from "./arrows.ts";
import { top } from "./sources.ts";

/** Packages that only some rooms may use. */
const packages = ["@aws-sdk/client-s3", "aws-cdk-lib", "aws-cdk-lib/aws-s3", "constructs"];

/** One file at every place where the arrows differ. */
const places = [
  "bin/door.ts",
  "bin/functions/door.ts",
  "checks/w5-1a/question.ts",
  "lib/base/one.ts",
  "lib/actions/one.ts",
  "lib/contract/one.ts",
  "lib/iam/one.ts",
  "lib/handlers/one.ts",
  "lib/stacks/one.ts",
  "lib/stacks/constructs/deep.ts",
  "lib/register/one.ts",
  "lib/register/dynamodb-one.ts",
  "lib/register/synth/deep.ts",
  "lib/backup/one.ts",
  "lib/backup/seal/deep.ts",
  "lib/backup/mirrors/s3-one.ts",
  "lib/backup/cloud/one.ts",
  "lib/backup/state/one.ts",
  "lib/snapshot/model.ts",
  "lib/snapshot/resources.ts",
  "lib/snapshot/read.ts",
  "lib/snapshot/live/one.ts",
  "lib/snapshot/template/one.ts",
  "lib/audit/one.ts",
  "lib/report/one.ts",
  "lib/cli/one.ts",
  "lib/cli/commands/deep.ts",
];

const folder = mkdtempSync(join(tmpdir(), "rollward-arrows-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// A rule that matches nothing passes everything: so each pair of places is written down as a file that imports the
// other, and the linter must refuse exactly those that the arrows forbid.
test("the lint rule forbids exactly what the arrows forbid", () => {
  copyFileSync(join(top, ".oxlintrc.json"), join(folder, ".oxlintrc.json"));
  const pairs = places.flatMap((from) => [...places, ...packages].map((to) => ({ from, to })));
  const expected: string[] = [];
  for (const [index, { from, to }] of pairs.entries()) {
    const file = from.replace(/\.ts$/, `-${index}.ts`);
    const path = relative(dirname(from), to).replaceAll("\\", "/");
    const specifier = packages.includes(to) ? to : path.startsWith(".") ? path : `./${path}`;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `import { thing } from "${specifier}";\nexport const other = thing;\n`);
    if (forbidden(file, to) !== undefined) expected.push(file);
  }
  expect(expected.length).toBeGreaterThan(50);
  expect(refused()).toEqual(expected.toSorted());
});

function refused(): readonly string[] {
  const oxlint = join(top, "node_modules/oxlint/bin/oxlint");
  let output = "";
  try {
    output = execFileSync(process.execPath, [oxlint, "-c", ".oxlintrc.json", "-f", "json", "."], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 64 << 20,
    });
  } catch (error) {
    if (error instanceof Error && "stdout" in error) output = String(error.stdout);
  }
  const report = parseJson(output) as { diagnostics: { code: string; filename: string }[] } | undefined;
  const hits = (report?.diagnostics ?? []).filter(({ code }) => code.includes("no-restricted-imports"));
  return [...new Set(hits.map(({ filename }) => filename))].toSorted();
}
