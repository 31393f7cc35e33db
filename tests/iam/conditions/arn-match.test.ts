import { expect, test } from "vitest";
import { arnOperators } from "../../../lib/iam/conditions/arn-match.ts";
import { isUnknown } from "../../../lib/iam/truth.ts";
import { parseTemplate, readTemplate, type Reading } from "../../../lib/iam/variables.ts";

// IAM User Guide, "Amazon Resource Name (ARN) condition operators": six parts, each checked on its own.

/** What a policy's value, with `${x}` read as `x`, makes of a request's. */
function matches(wanted: string, x: string, value: string): boolean | "?" {
  const reading = readTemplate(parseTemplate(wanted, true), () => x) as Reading;
  const found = arnOperators.ArnLike.matches(value, reading);
  return isUnknown(found) ? "?" : found;
}

test.each<readonly [wanted: string, x: string, value: string, expected: boolean | "?"]>([
  ["arn:aws:iam::1:role/x", "", "arn:aws:iam::1:role/x", true],
  ["arn:aws:sns:*:1:a:b", "", "arn:aws:sns:r:1:a:b", true],
  ["arn:aws:sns:*:1:a:?", "", "arn:aws:sns:r:1:a:bc", false],
  ["arn:aws:sns:*:1:a", "", "arn:aws:sns:r:1:a:b", false],
  ["arn:aws:sns:*:1:*:c", "", "arn:aws:sns:r:1:a:b:c", true],
  ["arn:aws:sns:*:1:a", "", "arn:aws:sns:r:1", false],
  // With fewer than six parts a wildcard would have to cross a colon: AWS does not say that it does or does not.
  ["*", "", "arn:aws:sns:r:1:a", "?"],
  ["arn:aws:sns:r:?", "", "arn:aws:sns:r:1:a", "?"],
  ["arn:aws:${x}:*", "sns", "arn:aws:sns:r:1:a", "?"],
  ["arn:aws:sns:r:1", "", "arn:aws:sns:r:1", false],
  ["arn:aws:${x}:r:1", "*", "arn:aws:sns:r:1:a", false],
  // A star that takes a variable's place is a star.
  ["arn:aws:sns:r:1:${x}", "*", "arn:aws:sns:r:1:*", true],
  ["arn:aws:sns:r:1:${x}", "*", "arn:aws:sns:r:1:a", false],
  ["arn:aws:sns:r:1:${x}", "a:b", "arn:aws:sns:r:1:a:b", true],
])("%s (x is %j) of %s: %s", (wanted, x, value, expected) => {
  expect(matches(wanted, x, value)).toBe(expected);
});

test.each([
  ["arn:aws:iam::1:role/*", undefined],
  ["role", undefined],
  ["arn:aws:iam::*", "the ARN pattern “arn:aws:iam::*” has fewer than six parts"],
  ["arn:aws:iam::?", "the ARN pattern “arn:aws:iam::?” has fewer than six parts"],
  ["${x}:*", undefined],
])("a value %s of a policy has the problem: %s", (text, problem) => {
  for (const operator of Object.values(arnOperators)) {
    expect(operator.check(parseTemplate(text, true))).toBe(problem);
  }
});
