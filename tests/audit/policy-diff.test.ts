import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { policyDiff } from "../../lib/audit/policy-diff.ts";

const policy = (...actions: readonly string[]) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }],
});

test("shows what is taken out with three lines around it, as diff -u does", () => {
  expect(policyDiff("p", policy("s3:GetObject", "s3:*"), policy("s3:GetObject"))).toBe(
    [
      "--- p",
      "+++ p",
      "@@ -4,8 +4,7 @@",
      "     {",
      '       "Effect": "Allow",',
      '       "Action": [',
      '-        "s3:GetObject",',
      '-        "s3:*"',
      '+        "s3:GetObject"',
      "       ],",
      '       "Resource": "*"',
      "     }",
    ].join("\n"),
  );
});

test("two changes far apart are two hunks, whose numbers run on", () => {
  const wide = (first: string, last: string) => ({ list: [first, ..."abcdefghijkl", last] });
  const diff = policyDiff("p", wide("x", "y"), wide("X", "Y"))!;
  expect(diff.match(/^@@ .* @@$/gm)).toEqual(["@@ -1,6 +1,6 @@", "@@ -13,6 +13,6 @@"]);
});

test("nothing to change is no diff, and neither is what is too long to compare", () => {
  expect(policyDiff("p", policy("a"), policy("a"))).toBeUndefined();
  const long = (change: string) => Array.from({ length: 5000 }, (_, index) => `${index}${change}`);
  expect(policyDiff("p", long("a"), long("b"))).toBeUndefined();
  expect(policyDiff("p", [...long("a"), "x"], [...long("a"), "y"])).toContain('-  "x"');
});

describe("properties", () => {
  const lines = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 40 });

  test("applied to the old text, a diff gives the new one", () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const diff = policyDiff("p", before, after);
        const [old, fresh] = [before, after].map((one) => JSON.stringify(one, null, 2).split("\n"));
        expect(diff === undefined ? old : applied(diff, old!)).toEqual(fresh);
      }),
    );
  });
});

/** The lines that a unified diff makes of `old`; throws where a line that should be there is another. */
function applied(diff: string, old: readonly string[]): readonly string[] {
  const out: string[] = [];
  let at = 0;
  for (const line of diff.split("\n").slice(2)) {
    const header = /^@@ -(\d+),(\d+) \+(\d+),(\d+) @@$/.exec(line);
    if (header !== null) {
      const start = Number(header[1]) - (Number(header[2]) === 0 ? 0 : 1);
      out.push(...old.slice(at, start));
      at = start;
      continue;
    }
    if (line[0] === "+") out.push(line.slice(1));
    else {
      expect(old[at]).toBe(line.slice(1));
      if (line[0] === " ") out.push(old[at]!);
      at++;
    }
  }
  return [...out, ...old.slice(at)];
}
