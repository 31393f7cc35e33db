import { describe, expect, test } from "vitest";
import { can, clerk, objects, shown, when } from "./proofs.ts";
import { allow, bucket, deny, key, userArn, type Json, type World } from "./world.ts";

describe("one user’s policy, asked about reading the bucket", () => {
  const s3 = allow("s3:*");
  const mfa = "aws:MultiFactorAuthPresent";
  test.each<readonly [string, readonly Json[], unknown]>([
    ["nothing", [], "no"],
    ["just that", [allow("s3:GetObject", objects)], `${bucket}/x`],
    ["a pattern that meets it", [allow("s3:Get*", "*/sealed/*")], `${bucket}/sealed/`],
    ["another bucket", [allow("s3:GetObject", "arn:aws:s3:::else/*")], "no"],
    ["another action", [allow("s3:PutObject", objects)], "no"],
    ["all but something else", [{ Effect: "Allow", NotAction: "iam:*", NotResource: key }], `${bucket}/x`],
    ["all but that", [{ Effect: "Allow", Action: "s3:*", NotResource: objects }], "no"],
    ["a deny of all of it", [s3, deny("s3:GetObject", objects)], "no"],
    [
      "denies that cover it together",
      [s3, deny("*", `${bucket}/a*`), deny("*", [`${bucket}/?*`, `${bucket}/`])],
      "no",
    ],
    ["denies that leave a gap", [s3, deny("*", `${bucket}/x*`), deny("*", `${bucket}/a`)], `${bucket}/b`],
    [
      "a deny of all but a part",
      [s3, { Effect: "Deny", Action: "*", NotResource: `${bucket}/open/*` }],
      `${bucket}/open/`,
    ],
    [
      "MFA, as IAM’s own example denies without it",
      [s3, deny("*", "*", when({ BoolIfExists: { [mfa]: "false" } }))],
      [`${bucket}/x`, { [mfa]: "true" }],
    ],
    [
      "MFA asked for and denied",
      [
        allow("s3:*", "*", when({ Bool: { [mfa]: "true" } })),
        deny("*", "*", when({ Bool: { [mfa]: "true" } })),
      ],
      "no",
    ],
    [
      "disjoint values",
      [
        allow("s3:*", "*", when({ StringEquals: { "aws:SourceVpc": ["vpc-1"] } })),
        deny("*", "*", when({ StringNotEquals: { "aws:SourceVpc": "vpc-2" } })),
      ],
      "no",
    ],
    [
      "networks that leave a gap",
      [
        allow("s3:*", "*", when({ IpAddress: { "aws:SourceIp": "10.0.0.0/8" } })),
        deny("*", "*", when({ IpAddress: { "aws:SourceIp": "10.0.0.0/9" } })),
      ],
      [`${bucket}/x`, { "aws:SourceIp": "10.255.255.255" }],
    ],
    [
      "networks that leave none",
      [
        allow("s3:*", "*", when({ IpAddress: { "aws:SourceIp": "10.0.0.0/9" } })),
        deny("*", "*", when({ IpAddress: { "aws:SourceIp": "10.0.0.0/8" } })),
      ],
      "no",
    ],
    [
      "numbers",
      [
        allow(
          "s3:*",
          "*",
          when({ NumericGreaterThan: { "s3:max-keys": "9" }, NumericLessThan: { "s3:max-keys": "10" } }),
        ),
      ],
      [`${bucket}/x`, { "s3:max-keys": "9.1" }],
    ],
    [
      "a time that is over before it begins",
      [
        allow(
          "s3:*",
          "*",
          when({
            DateGreaterThan: { "aws:CurrentTime": "2026-11-03T00:00:00Z" },
            DateLessThan: { "aws:CurrentTime": "2026-11-02T00:00:00Z" },
          }),
        ),
      ],
      "no",
    ],
    [
      "a key that AWS derives, as it is",
      [allow("s3:*", "*", when({ StringEquals: { "aws:username": "clerk" } }))],
      `${bucket}/x`,
    ],
    [
      "a key that AWS derives, otherwise",
      [allow("s3:*", "*", when({ StringEquals: { "aws:username": "sealer" } }))],
      "no",
    ],
    [
      "a tag that the user has not",
      [allow("s3:*", "*", when({ StringEquals: { "aws:PrincipalTag/phase": "freeze" } }))],
      "no",
    ],
    [
      "a deny that always holds",
      [s3, deny("*", "*", when({ StringLike: { "aws:PrincipalArn": "*:user/*" } }))],
      "no",
    ],
    [
      "a deny that never holds",
      [s3, deny("*", "*", when({ StringLike: { "aws:PrincipalArn": "*:role/*" } }))],
      `${bucket}/x`,
    ],
    ["a variable that is known", [allow("s3:*", `${bucket}/\${aws:username}/*`)], `${bucket}/clerk/`],
    [
      "a variable that the request fills",
      [allow("s3:*", `${bucket}/\${s3:prefix}/*`)],
      [`${bucket}/x/`, { "s3:prefix": "x" }],
    ],
    [
      "keys that belong together",
      [allow("s3:*", "*", when({ StringEquals: { "aws:RequestTag/county": "${aws:PrincipalTag/county}" } }))],
      [`${bucket}/x`, { "aws:RequestTag/county": "7" }],
    ],
    [
      "several values of one key",
      [
        allow(
          "s3:*",
          "*",
          when({
            "ForAllValues:StringEquals": { "aws:TagKeys": ["a", "b"] },
            "ForAnyValue:StringEquals": { "aws:TagKeys": "a" },
            "ForAnyValue:StringLike": { "aws:TagKeys": "b*" },
          }),
        ),
      ],
      [`${bucket}/x`, { "aws:TagKeys": ["a", "b"] }],
    ],
    ["an operator that nobody knows", [allow("s3:*", "*", when({ Sounds: { x: "y" } }))], "unknown"],
    ["such a deny", [s3, deny("s3:*", "*", when({ Sounds: { x: "y" } }))], "unknown"],
    [
      "such a deny of something else",
      [s3, deny("s3:*", "arn:aws:s3:::else/*", when({ Sounds: { x: "y" } }))],
      `${bucket}/x`,
    ],
    [
      "such an allow, beside one that is known",
      [allow("s3:*", "*", when({ Sounds: { x: "y" } })), s3],
      `${bucket}/x`,
    ],
  ])("%s", (_, statements, expected) => {
    expect(shown(can(clerk(...statements), userArn("clerk")))).toEqual(expected);
  });

  test("the witness with the fewest keys is taken, of all actions", () => {
    const world = clerk(
      allow("s3:GetObject", objects, when({ Bool: { [mfa]: "true" } })),
      allow("s3:PutObject", objects),
    );
    const proof = can(world, userArn("clerk"), {
      actions: ["s3:GetObject", "s3:Put*"],
      resources: [objects],
    });
    expect(proof).toMatchObject({
      verdict: "yes",
      witness: { action: "s3:PutObject", resource: `${bucket}/x` },
    });
  });
});

describe("hostile policies end soon, without a verdict that is not proved", () => {
  const timed = (world: World): string => {
    const { verdict } = can(world, userArn("clerk"));
    return verdict;
  };

  test.each<readonly [string, readonly Json[], string]>([
    [
      "patterns that blow up",
      [allow("s3:*", `*a${"?".repeat(200)}`), deny("*", [`*${"?a".repeat(60)}*`, `*b${"?".repeat(90)}c*`])],
      "yes|unknown",
    ],
    [
      "hundreds of denies, each with two ways out",
      [
        allow("s3:*"),
        ...Array.from({ length: 300 }, (_, at) =>
          deny(
            "*",
            "*",
            when({ StringEquals: { [`aws:RequestTag/a${at}`]: "x", [`aws:RequestTag/b${at}`]: "x" } }),
          ),
        ),
      ],
      "yes",
    ],
    [
      "a knot of denies",
      [
        allow("s3:*", "*", when({ StringEquals: { "aws:SourceVpc": "v" } })),
        ...Array.from({ length: 40 }, (_, at) =>
          deny(
            "*",
            "*",
            when({
              StringNotEquals: { [`aws:RequestTag/${at}`]: "x" },
              StringEquals: { [`aws:RequestTag/${(at + 1) % 40}`]: ["x", "y"], "aws:SourceVpc": "v" },
            }),
          ),
        ),
      ],
      "yes|no|unknown",
    ],
    [
      "keys of objects’ prototypes",
      [allow("s3:*", "*", when({ StringEquals: { __proto__x: "x", constructor: "y" } }))],
      "yes",
    ],
  ])("%s", (_, statements, expected) => {
    expect(timed(clerk(...statements))).toMatch(new RegExp(`^(${expected})$`));
  });
});

test.each(["constructor:x", "__proto__:y", "hasOwnProperty:z"])(
  "an action of a service named like a member of objects: %s",
  (action) => {
    expect(can(clerk(allow("*")), userArn("clerk"), { actions: [action], resources: ["*"] }).verdict).toBe(
      "yes",
    );
  },
);
