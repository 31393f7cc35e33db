import { describe, expect, test } from "vitest";
import { trustFix } from "../../lib/audit/trust-fix.ts";
import type { RoleDetail } from "../../lib/iam/input.ts";

const Arn = "arn:aws:iam::222222222222:role/rollward-seal";
const contractor = "arn:aws:iam::999999999999:role/contractor";
const root = "arn:aws:iam::999999999999:root";
const own = "111111111111";

const roleOf = (AssumeRolePolicyDocument: unknown): RoleDetail => ({
  Arn,
  RoleName: "rollward-seal",
  AssumeRolePolicyDocument: AssumeRolePolicyDocument as string,
});
const policy = (...principals: readonly unknown[]) => ({
  Version: "2012-10-17",
  Statement: principals.map((Principal) => ({ Effect: "Allow", Principal, Action: "sts:AssumeRole" })),
});
const gone = (...places: readonly (readonly string[])[]) =>
  new Map(places.map((arns, at) => [at, new Set(arns)]));

/** What a diff of few lines leaves standing. */
const after = (diff: string | undefined): string =>
  (diff ?? "")
    .split("\n")
    .slice(3)
    .filter((line) => !line.startsWith("-"))
    .map((line) => line.slice(1).trim())
    .join("");

describe("a trust policy without outsiders", () => {
  test.each<[string, unknown, ReadonlyMap<number, ReadonlySet<string>>, string, RegExp]>([
    [
      "keeps the others of a list",
      policy({ AWS: [contractor, own] }),
      gone([contractor]),
      `"AWS": ["${own}"]`,
      /contractor/,
    ],
    [
      "keeps services beside them",
      policy({ Service: "lambda.amazonaws.com", AWS: contractor }),
      gone([contractor]),
      `"Service": "lambda.amazonaws.com"`,
      /AWS/,
    ],
    [
      "knows an account by its number",
      policy({ AWS: ["999999999999", own] }),
      gone([root]),
      own,
      /999999999999/,
    ],
    ["knows everybody in a list", policy({ AWS: ["*", own] }), gone(["*"]), own, /\*/],
    ["drops a statement for everybody", policy("*", { AWS: own }), gone(["*"]), own, /"\*"/],
    [
      "drops a statement that names nobody else",
      policy({ AWS: contractor }, { AWS: own }),
      gone([contractor]),
      own,
      /contractor/,
    ],
    [
      "is closed when nobody is left",
      policy({ AWS: [contractor] }),
      gone([contractor]),
      `"Effect": "Deny","Principal": "*"`,
      /Allow/,
    ],
    [
      "from percent-encoded text, and a statement without a list",
      encodeURIComponent(JSON.stringify({ Statement: policy({ AWS: [contractor, own] }).Statement[0] })),
      gone([contractor]),
      own,
      /contractor/,
    ],
  ])("%s", (_, document, outsiders, kept, lost) => {
    const diff = trustFix(roleOf(document), outsiders);
    expect(diff?.startsWith(`--- ${Arn}\n+++ ${Arn}\n@@ `)).toBe(true);
    expect(after(diff)).toContain(kept);
    expect(after(diff)).not.toMatch(lost);
  });

  test("leaves the same name in another statement, which a condition holds", () => {
    const diff = trustFix(
      roleOf(policy({ AWS: contractor }, { AWS: [contractor, own] })),
      gone([contractor]),
    );
    expect(diff?.match(/^-.*contractor/gm)).toHaveLength(1);
  });

  test("is none where there is no policy, or nothing to take out", () => {
    expect(trustFix(roleOf("{"), gone([contractor]))).toBeUndefined();
    expect(trustFix(roleOf(policy({ AWS: own })), gone([contractor]))).toBeUndefined();
  });

  test("stumbles over nothing that is no principal", () => {
    for (const principal of [undefined, null, 7, { AWS: 7 }, { AWS: [7, null] }, { AWS: {} }])
      expect(() => trustFix(roleOf(policy(principal)), gone([contractor]))).not.toThrow();
  });
});
