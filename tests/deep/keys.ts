import type { ContextValue } from "../../lib/iam/access.ts";
import { home, other } from "../iam/world.ts";
import type { Dice } from "./dice.ts";

/** A condition key of the small universe: what policies say of it, and one value of each kind they can tell apart. */
export interface Key {
  readonly name: string;
  readonly operators: readonly string[];
  /** What policies compare with. */
  readonly asked: readonly string[];
  /** `undefined`: the request does not have it. */
  readonly values: readonly (ContextValue | undefined)[];
  /** Requests may have values that matter beside these: a `yes` may lie beyond what is tried. */
  readonly open?: true;
}

const ifExists = (operators: readonly string[]) => operators.flatMap((each) => [each, `${each}IfExists`]);
const orders = (kind: string) =>
  ifExists(
    ["Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"].map(
      (order) => `${kind}${order}`,
    ),
  );
const texts = ifExists([
  "StringEquals",
  "StringNotEquals",
  "StringLike",
  "StringNotLike",
  "StringEqualsIgnoreCase",
  "StringNotEqualsIgnoreCase",
]);
const arns = ifExists(["ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike"]);
const quantified = (operators: readonly string[]) =>
  operators.flatMap((each) => [`ForAllValues:${each}`, `ForAnyValue:${each}`]);

/** Every list of some of these, and none. */
function lists(of: readonly string[]): readonly (ContextValue | undefined)[] {
  const all = of.reduce<readonly (readonly string[])[]>(
    (found, value) => [...found, ...found.map((each) => [...each, value])],
    [[]],
  );
  return [undefined, ...all];
}

const truths: Key["values"] = [undefined, "true", "false", "TRUE", "FALSE"];

/** Keys that the request fills. */
export const freeKeys: readonly Key[] = [
  {
    name: "aws:MultiFactorAuthPresent",
    operators: ifExists(["Bool"]),
    asked: ["true", "false"],
    values: truths,
  },
  {
    name: "aws:SecureTransport",
    operators: [...ifExists(["Bool"]), "StringLike", "StringNotEqualsIgnoreCase"],
    asked: ["true", "false"],
    // In every request.
    values: truths.filter((value) => value !== undefined),
    open: true,
  },
  {
    name: "s3:prefix",
    operators: texts,
    asked: ["a", "b", "a*", "*b", "?", "ab", "${aws:PrincipalTag/county}", "${aws:username}*"],
    values: [
      undefined,
      "",
      "a",
      "A",
      "b",
      "B",
      "ab",
      "AB",
      "aa",
      "xb",
      "x",
      "xx",
      "a*",
      "*b",
      "?",
      "clerk",
      "clerkb",
      [],
    ],
  },
  {
    name: "aws:RequestTag/county",
    operators: texts,
    asked: ["a", "b", "${aws:PrincipalTag/county}", "${aws:PrincipalTag/team, 'b'}", "${s3:prefix}", "?*"],
    values: [undefined, "", "a", "A", "b", "B", "x", "ab"],
    open: true,
  },
  {
    name: "aws:TagKeys",
    operators: [...quantified(texts), ...quantified(texts), "StringEquals", "StringNotLike"],
    asked: ["a", "b", "a*"],
    values: lists(["a", "A", "b", "ab", "x"]),
    open: true,
  },
  {
    name: "s3:max-keys",
    operators: [...orders("Numeric"), "ForAllValues:NumericLessThan", "ForAnyValue:NumericEquals"],
    asked: ["10", "20", "10.0"],
    values: [undefined, "9", "10", "15", "20", "21", ["10", "20"], []],
  },
  {
    name: "aws:CurrentTime",
    operators: orders("Date"),
    asked: ["2026-03-01T00:00:00Z", "2026-06-01", "1772323200"],
    values: [
      "2026-02-28T23:59:59Z",
      "2026-03-01T00:00:00Z",
      "2026-04-01",
      "2026-06-01T00:00:00Z",
      "2027-01-01",
    ],
  },
  {
    name: "aws:SourceIp",
    operators: ifExists(["IpAddress", "NotIpAddress"]),
    asked: ["10.0.0.0/8", "10.0.0.0/9", "10.128.0.0/9", "10.0.0.1", "2001:db8::/32", "0.0.0.0/0"],
    values: [undefined, "10.0.0.1", "10.1.2.3", "10.200.0.1", "11.0.0.0", "2001:db8::1", "2001:db9::1", []],
  },
  {
    name: "aws:SourceArn",
    operators: [...arns, ...arns, "StringLike", "StringNotLike"],
    asked: [`arn:aws:sns:*:${home}:roll-*`, `arn:aws:sns:us-east-1:${home}:roll-a`, "arn:aws:*:*:*:*"],
    values: [
      undefined,
      `arn:aws:sns:us-east-1:${home}:roll-a`,
      `arn:aws:sns:us-east-1:${home}:roll-b`,
      `arn:aws:sns:us:east:${home}:roll-a`,
      `arn:aws:sqs:us-east-1:${other}:x`,
      "x",
      [],
    ],
    open: true,
  },
  {
    name: "aws:SourceVpce",
    operators: ["BinaryEquals", "BinaryEqualsIfExists", "ForAnyValue:BinaryEquals"],
    asked: ["QUFB", "QkJC"],
    values: [undefined, "QUFB", "QkJC", "Q0ND", []],
  },
  {
    name: "kms:EncryptionContext:county",
    operators: ["StringEquals", "StringNotEquals", "StringEqualsIfExists"],
    asked: ["a", "b"],
    values: [undefined, "a", "b", "x", []],
  },
  {
    name: "aws:PrincipalTag/team",
    operators: texts,
    asked: ["a", "b", "a*", "${aws:PrincipalTag/county}"],
    values: [undefined, "", "a", "A", "b", "B", "ax", "x"],
  },
];

/** Keys that AWS derives of who asks and of what: they need no value in a request. */
export const derivedKeys: readonly Pick<Key, "name" | "operators" | "asked">[] = [
  {
    name: "aws:PrincipalArn",
    operators: [...arns, "StringLike", "StringNotLike"],
    asked: [`arn:aws:iam::${home}:user/*`, `arn:aws:iam::*:role/sealer`, `arn:aws:iam::${other}:*`],
  },
  {
    name: "aws:PrincipalTag/county",
    operators: texts,
    asked: ["a", "A", "b", "?", "${aws:username}"],
  },
  { name: "aws:username", operators: texts, asked: ["clerk", "CLERK", "v*", "${aws:PrincipalTag/county}"] },
  {
    name: "aws:PrincipalAccount",
    operators: ["StringEquals", "StringNotEquals", "StringNotEqualsIfExists"],
    asked: [home, other, "${aws:ResourceAccount}"],
  },
  {
    name: "aws:ResourceAccount",
    operators: ["StringEquals", "StringNotEquals"],
    asked: [home, other, "${aws:PrincipalAccount}"],
  },
  {
    name: "aws:PrincipalOrgID",
    operators: ["StringEquals", "StringNotEquals", "StringNotEqualsIfExists"],
    asked: ["o-county", "o-else", "${aws:ResourceOrgID}"],
  },
  {
    name: "aws:PrincipalType",
    operators: ["StringEquals", "StringNotEquals"],
    asked: ["User", "AssumedRole"],
  },
  { name: "aws:userid", operators: texts, asked: ["AROASEALER:*", "AROASEALER:eve", "AIDACLERK", "*:eve"] },
  { name: "aws:PrincipalIsAWSService", operators: ["Bool", "BoolIfExists"], asked: ["true", "false"] },
];

/** The keys of one world: as many as make no more than `most` different contexts. */
export function keysOf(dice: Dice, most: number, service: string): readonly Key[] {
  const chosen: Key[] = [];
  let contexts = 1;
  const own = freeKeys.filter(({ name }) => !name.startsWith("kms:") || service === "kms");
  for (const key of dice.some(own, 3, 6)) {
    if (contexts * key.values.length > most) continue;
    contexts *= key.values.length;
    chosen.push(key);
  }
  return chosen;
}
