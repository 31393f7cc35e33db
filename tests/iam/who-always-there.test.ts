import { describe, expect, test } from "vitest";
import { globalKeys, isAlwaysThere, spelledGlobalKey } from "../../lib/iam/global-keys.ts";
import { can, clerk, when } from "./proofs.ts";
import { allow, deny, userArn, type Json } from "./world.ts";

const proved = (...statements: readonly Json[]) => can(clerk(...statements), userArn("clerk"));
const allowedWhen = (test: Json) => allow("s3:*", "*", when(test));
const deniedWhen = (test: Json) => deny("s3:*", "*", when(test));

describe("keys that every request has", () => {
  test.each<readonly [string, readonly Json[]]>([
    ["are never absent", [allowedWhen({ Null: { "aws:SecureTransport": "true" } })]],
    [
      "… nor for a condition that is met where they are",
      [deniedWhen({ Null: { "aws:CurrentTime": "false" } })],
    ],
    [
      "have one value or the other",
      [
        allow("s3:*"),
        deniedWhen({ Bool: { "aws:SecureTransport": "true" } }),
        deniedWhen({ Bool: { "aws:SecureTransport": "false" } }),
      ],
    ],
    [
      "are a moment before or after",
      [
        allow("s3:*"),
        deniedWhen({ DateLessThan: { "aws:CurrentTime": "2026-06-01T00:00:00Z" } }),
        deniedWhen({ DateGreaterThanEquals: { "aws:CurrentTime": "2026-06-01T00:00:00Z" } }),
      ],
    ],
  ])("%s", (_, statements) => {
    expect(proved(...statements).verdict).toBe("no");
  });

  test("a witness has the one that an allow asks for", () => {
    expect(proved(allowedWhen({ Bool: { "aws:SecureTransport": "true" } }))).toMatchObject({
      verdict: "yes",
      witness: { context: { "aws:SecureTransport": "true" } },
    });
  });

  test("one that only a deny asks for is told by what the witness hangs on", () => {
    const proof = proved(allow("s3:*"), deniedWhen({ Bool: { "aws:SecureTransport": "false" } }));
    expect(proof).toMatchObject({
      verdict: "yes",
      witness: { when: [{ operator: "Bool", key: "aws:SecureTransport", values: ["false"], wanted: false }] },
    });
    expect(proof).not.toHaveProperty("witness.context");
  });

  test("others may be absent", () => {
    expect(proved(allowedWhen({ Null: { "aws:SourceVpce": "true" } })).verdict).toBe("yes");
  });
});

describe("the table of global keys", () => {
  test("has each once, in AWS’s spelling", () => {
    expect(new Set(globalKeys).size).toBe(globalKeys.length);
    for (const key of globalKeys) expect(spelledGlobalKey(key)?.toLowerCase()).toBe(key);
    expect(spelledGlobalKey("aws:principaltag/County")).toBe("aws:PrincipalTag/County");
    expect(spelledGlobalKey("aws:username")).toBe("aws:username");
    expect(spelledGlobalKey("s3:prefix")).toBeUndefined();
    expect(spelledGlobalKey("__proto__")).toBeUndefined();
    expect(globalKeys.filter(isAlwaysThere)).toHaveLength(3);
  });
});
