import { describe, expect, test } from "vitest";
import { can, clerk, shown, when } from "./proofs.ts";
import { allow, bucket, deny, home, object, other, policy, userArn, type Json, type World } from "./world.ts";

/**
 * What an allow asks for and a deny forbids, so that nothing is left: proved, and beside each the smallest change that
 * leaves a gap, found.
 */
const mfa = "aws:MultiFactorAuthPresent";
const given = (operator: string, key: string, values: unknown): Json =>
  when({ [operator]: { [key]: values } });
const read = (more: Json = {}): Json => allow("s3:GetObject", "*", more);
const not = (more: Json): Json => deny("s3:*", "*", more);
const asks = (operator: string, key: string, values: unknown): Json => read(given(operator, key, values));
const forbids = (operator: string, key: string, values: unknown): Json => not(given(operator, key, values));
const found = (...statements: readonly Json[]) => shown(can(clerk(...statements), userArn("clerk")));

describe("one key that cannot be both", () => {
  const [ip, time, number, arn, vpc] = [
    "aws:SourceIp",
    "aws:CurrentTime",
    "s3:max-keys",
    "aws:SourceArn",
    "aws:SourceVpc",
  ];
  test.each<readonly [string, readonly Json[], readonly Json[]]>([
    [
      "allowed only with MFA, denied with MFA",
      [asks("Bool", mfa, "true"), forbids("Bool", mfa, "true")],
      [asks("BoolIfExists", mfa, "true"), forbids("Bool", mfa, "true")],
    ],
    [
      "allowed with MFA, denied unless the key is absent",
      [asks("Bool", mfa, "true"), forbids("Null", mfa, "false")],
      [asks("BoolIfExists", mfa, "true"), forbids("Null", mfa, "false")],
    ],
    [
      "ranges of numbers that do not meet",
      [asks("NumericGreaterThan", number, "20"), forbids("NumericGreaterThanEquals", number, "20")],
      [asks("NumericGreaterThanEquals", number, "20"), forbids("NumericGreaterThan", number, "20")],
    ],
    [
      "two denies that only together cover a range",
      [
        asks("NumericGreaterThan", number, "0"),
        forbids("NumericLessThanEquals", number, "10"),
        forbids("NumericGreaterThan", number, "10"),
      ],
      [
        asks("NumericGreaterThan", number, "0"),
        forbids("NumericLessThan", number, "10"),
        forbids("NumericGreaterThan", number, "10"),
      ],
    ],
    [
      "a window of time that is denied in two halves, one in seconds since 1970",
      [
        asks("DateGreaterThan", time, "2026-03-01T00:00:00Z"),
        forbids("DateLessThan", time, "2026-06-01T00:00:00Z"),
        forbids("DateGreaterThanEquals", time, "1780272000"),
      ],
      [
        asks("DateGreaterThan", time, "2026-03-01T00:00:00Z"),
        forbids("DateLessThan", time, "2026-06-01T00:00:00Z"),
        forbids("DateGreaterThan", time, "1780272000"),
      ],
    ],
    [
      "a network that is denied by its two halves",
      [
        asks("IpAddress", ip, "10.0.0.0/8"),
        forbids("IpAddress", ip, "10.0.0.0/9"),
        forbids("IpAddress", ip, "10.128.0.0/9"),
      ],
      [
        asks("IpAddress", ip, "10.0.0.0/8"),
        forbids("IpAddress", ip, "10.0.0.0/9"),
        forbids("IpAddress", ip, "10.128.0.0/10"),
      ],
    ],
    [
      "a network of version 6, and everything but one of version 4",
      [asks("IpAddress", ip, "2001:db8::/32"), forbids("NotIpAddress", ip, "10.0.0.0/8")],
      [
        asks("IpAddress", ip, "2001:db8::/32"),
        forbids("NotIpAddress", ip, ["10.0.0.0/8", "2001:db8:1::/48"]),
      ],
    ],
    [
      "patterns that do not meet",
      [asks("StringLike", vpc, "vpc-a*"), forbids("StringNotLike", vpc, "?pc-b*")],
      [asks("StringLike", vpc, "vpc-a*"), forbids("StringNotLike", vpc, "*b")],
    ],
    [
      "a pattern that two others cover",
      [
        asks("StringLike", vpc, "vpc-*"),
        forbids("StringLike", vpc, "vpc-"),
        forbids("StringLike", vpc, "*-?*"),
      ],
      [asks("StringLike", vpc, "vpc-*"), forbids("StringLike", vpc, "*-?*")],
    ],
    [
      "ARNs whose segments do not meet",
      [asks("ArnLike", arn, "arn:aws:sns:*:*:roll-*"), forbids("ArnNotLike", arn, "arn:aws:*:*:*:log*")],
      [asks("ArnLike", arn, "arn:aws:sns:*:*:roll-*"), forbids("ArnNotLike", arn, "arn:aws:*:*:*:*log*")],
    ],
    [
      "the same word in two cases",
      [asks("StringEqualsIgnoreCase", vpc, "VPC-1"), forbids("StringEqualsIgnoreCase", vpc, "vpc-1")],
      [asks("StringEqualsIgnoreCase", vpc, "VPC-1"), forbids("StringEquals", vpc, "vpc-1")],
    ],
    [
      "text that no number is",
      [asks("StringEquals", number, ["5", "7"]), forbids("NumericLessThan", number, "10")],
      [asks("StringEquals", number, ["5", "17"]), forbids("NumericLessThan", number, "10")],
    ],
    [
      "every tag of a list, and one that is not on it",
      [
        read(
          when({
            "ForAllValues:StringEquals": { "aws:TagKeys": ["a", "b"] },
            "ForAnyValue:StringEquals": { "aws:TagKeys": ["c"] },
          }),
        ),
      ],
      [
        read(
          when({
            "ForAllValues:StringEquals": { "aws:TagKeys": ["a", "b"] },
            "ForAnyValue:StringEquals": { "aws:TagKeys": ["b", "c"] },
          }),
        ),
      ],
    ],
    [
      "bytes",
      [asks("BinaryEquals", vpc, "QUFB"), forbids("BinaryEquals", vpc, ["QkJC", "QUFB"])],
      [asks("BinaryEquals", vpc, ["QUFB", "Q0ND"]), forbids("BinaryEquals", vpc, ["QkJC", "QUFB"])],
    ],
    [
      "three denies, a key each, around one allow",
      [
        asks("StringEquals", vpc, ["a", "b"]),
        not(when({ StringEquals: { [vpc]: "a" }, Bool: { [mfa]: "true" } })),
        not(when({ StringEquals: { [vpc]: "a" }, BoolIfExists: { [mfa]: "false" } })),
        forbids("StringEquals", vpc, "b"),
      ],
      [
        asks("StringEquals", vpc, ["a", "b"]),
        not(when({ StringEquals: { [vpc]: "a" }, Bool: { [mfa]: "true" } })),
        not(when({ StringEquals: { [vpc]: "a" }, Bool: { [mfa]: "false" } })),
        forbids("StringEquals", vpc, "b"),
      ],
    ],
  ])("%s", (_, closed, open) => {
    expect(found(...closed)).toBe("no");
    expect(["no", "unknown"]).not.toContain(found(...open));
  });
});

describe("resources of which nothing is left", () => {
  test.each<readonly [string, readonly Json[], readonly Json[]]>([
    [
      "two denies that only together cover an allow",
      [
        allow("s3:*", `${bucket}/a*`),
        deny("s3:*", [`${bucket}/a`, `${bucket}/ab*`]),
        deny("s3:*", `${bucket}/a?*`),
      ],
      [
        allow("s3:*", `${bucket}/a*`),
        deny("s3:*", [`${bucket}/a`, `${bucket}/ab*`]),
        deny("s3:*", `${bucket}/a?`),
      ],
    ],
    [
      "a deny of all but something else",
      [allow("s3:*", `${bucket}/a*`), { Effect: "Deny", Action: "s3:*", NotResource: `${bucket}/b*` }],
      [allow("s3:*", `${bucket}/a*`), { Effect: "Deny", Action: "s3:*", NotResource: `${bucket}/*b` }],
    ],
    [
      "a folder by a tag that a session may choose, and its deny",
      [allow("s3:*", `${bucket}/\${s3:prefix}/*`), deny("s3:*", `${bucket}/\${s3:prefix}/*`)],
      [allow("s3:*", `${bucket}/\${s3:prefix}/*`), deny("s3:*", `${bucket}/\${s3:prefix}/a*`)],
    ],
    [
      "a variable that can be one of two, and denies of both",
      [
        allow("s3:*", `${bucket}/\${s3:prefix}`, given("StringEquals", "s3:prefix", ["a", "b"])),
        deny("s3:*", [`${bucket}/a`, `${bucket}/b`]),
      ],
      [
        allow("s3:*", `${bucket}/\${s3:prefix}`, given("StringEquals", "s3:prefix", ["a", "b"])),
        deny("s3:*", [`${bucket}/a`, `${bucket}/c`]),
      ],
    ],
    [
      "an object that begins with what the variable must be",
      [
        allow("s3:*", `${bucket}/a*`, given("StringEquals", "s3:prefix", "a")),
        deny("s3:*", `${bucket}/\${s3:prefix}*`),
      ],
      [
        allow("s3:*", `${bucket}/a*`, given("StringEquals", "s3:prefix", ["a", "b"])),
        deny("s3:*", `${bucket}/\${s3:prefix}*`),
      ],
    ],
    [
      "two variables that would have to differ and be alike",
      [
        asks("StringEquals", "aws:RequestTag/a", "${s3:prefix}"),
        forbids("StringLike", "aws:RequestTag/a", "${s3:prefix}"),
      ],
      [
        asks("StringEquals", "aws:RequestTag/a", "${s3:prefix}"),
        forbids("StringLike", "aws:RequestTag/a", "${aws:RequestTag/b}"),
      ],
    ],
  ])("%s", (_, closed, open) => {
    expect(found(...closed)).toBe("no");
    expect(["no", "unknown"]).not.toContain(found(...open));
  });
});

test("a stranger cannot be of the resource’s account, whatever a variable says", () => {
  const same = (name: string): World => ({
    accounts: [home, other],
    resources: {
      [bucket]: policy({
        Effect: "Allow",
        Principal: "*",
        Action: "s3:*",
        Resource: object,
        ...given("StringEquals", "aws:ResourceAccount", name),
      }),
    },
  });
  expect(can(same("${aws:PrincipalAccount}"), "*").verdict).toBe("no");
  expect(shown(can(same("${aws:RequestTag/owner}"), "*"))).toEqual([
    object,
    { "aws:RequestTag/owner": home },
  ]);
});
