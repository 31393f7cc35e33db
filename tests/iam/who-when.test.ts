import { describe, expect, test } from "vitest";
import { can, clerk, when } from "./proofs.ts";
import { allow, bucket, deny, policy, userArn, type Json } from "./world.ts";

/** That what a witness says of itself is enough is tried in tests/deep; here: what it says. */
const mfa = "aws:MultiFactorAuthPresent";
const said = (...statements: readonly Json[]) => {
  const proof = can(clerk(...statements), userArn("clerk"));
  if (proof.verdict !== "yes") return proof.verdict;
  return proof.witness.when?.map(({ operator, key, values, wanted }) => [
    wanted,
    `${operator} ${key} ${values.join()}`,
  ]);
};

describe("a witness says under which conditions it is allowed", () => {
  test.each<readonly [string, readonly Json[], unknown]>([
    ["none", [allow("s3:*")], undefined],
    [
      "those of the allow",
      [allow("s3:*", "*", when({ Bool: { [mfa]: "true" }, IpAddress: { "aws:sourceip": "10.0.0.0/8" } }))],
      [
        [true, `Bool ${mfa} true`],
        [true, "IpAddress aws:SourceIp 10.0.0.0/8"],
      ],
    ],
    [
      "with what stands before and after the operator",
      [allow("s3:*", "*", when({ "ForAnyValue:StringLikeIfExists": { "aws:TagKeys": ["a", "b*"] } }))],
      [[true, "ForAnyValue:StringLikeIfExists aws:TagKeys a,b*"]],
    ],
    [
      "a deny that is dodged",
      [allow("s3:*"), deny("s3:*", "*", when({ BoolIfExists: { [mfa]: "false" } }))],
      [[false, `BoolIfExists ${mfa} false`]],
    ],
    [
      "a deny that does not hold as it is: a request that says more may be denied",
      [allow("s3:*"), deny("s3:*", "*", when({ Bool: { "aws:SecureTransport": "false" } }))],
      [[false, "Bool aws:SecureTransport false"]],
    ],
    [
      "of a deny with two conditions one that does not hold",
      [
        allow("s3:*"),
        deny("s3:*", "*", when({ Null: { "aws:SourceVpc": "true" }, StringEquals: { "s3:prefix": "a" } })),
      ],
      [[false, "StringEquals s3:prefix a"]],
    ],
    [
      "nothing of a deny on something else",
      [allow("s3:*"), deny("s3:*", "arn:aws:s3:::x", when({ Bool: { [mfa]: "true" } }))],
      undefined,
    ],
    [
      "nothing that always holds for who asks",
      [allow("s3:*", "*", when({ StringEquals: { "aws:username": "clerk" } }))],
      undefined,
    ],
    [
      "nothing of a deny that never holds for who asks",
      [allow("s3:*"), deny("s3:*", "*", when({ StringEquals: { "aws:username": "sealer" } }))],
      undefined,
    ],
    [
      "the value of a variable by which the resource was found",
      [allow("s3:*", `${bucket}/\${s3:prefix}/*`)],
      [[true, "StringEquals s3:prefix x"]],
    ],
  ])("%s", (_, statements, expected) => {
    expect(said(...statements)).toEqual(expected);
  });

  test("of every layer that limits", () => {
    const bool = when({ Bool: { [mfa]: "true" } });
    const world = {
      users: {
        clerk: { inline: [policy(allow("s3:*"))], boundary: "arn:aws:iam::111122223333:policy/edge" },
      },
      managed: { edge: policy(allow("s3:*", "*", bool)) },
      resources: { [bucket]: policy() },
    };
    expect(can(world, userArn("clerk"))).toMatchObject({
      witness: { when: [{ operator: "Bool", key: mfa, values: ["true"], wanted: true }] },
    });
  });
});
