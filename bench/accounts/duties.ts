/** What people and pipelines are allowed, in the statements that teams write themselves. */
import { home, regions, stages, teams, type Place } from "./places.ts";
import { allow, deny, type StatementJson } from "./statement.ts";

type Maker = (place: Place) => readonly StatementJson[];

/** Mostly with a condition. */
const people: readonly Maker[] = [
  ({ random }) => [
    allow(["ec2:StartInstances", "ec2:StopInstances", "ec2:RebootInstances"], "*", {
      StringEquals: { "aws:ResourceTag/team": random.of(teams) },
    }),
  ],
  () => [
    allow(["dynamodb:*Item", "dynamodb:Query"], "*", {
      StringEquals: { "aws:ResourceTag/team": "${aws:PrincipalTag/team}" },
    }),
  ],
  ({ random }) => [
    allow(["ec2:RunInstances", "ec2:CreateTags", "rds:CreateDBInstance"], "*", {
      StringEquals: { "aws:RequestedRegion": [home, random.of(regions)] },
    }),
  ],
  ({ random, id }) => [
    allow(
      ["s3:*"],
      [
        `arn:aws:s3:::${random.of(teams)}-dev-*`,
        `arn:aws:s3:::${random.of(teams)}-${random.of(stages)}-${id}-*`,
      ],
    ),
  ],
  () => [
    allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::home-folders/${aws:username}/*"),
    allow("s3:ListBucket", "arn:aws:s3:::home-folders", {
      StringLike: { "s3:prefix": ["${aws:username}/*"] },
    }),
  ],
  ({ random }) => [
    allow(
      ["lambda:UpdateFunctionCode", "lambda:GetFunction*", "lambda:PublishVersion"],
      `arn:aws:lambda:*:*:function:${random.of(teams)}-*`,
    ),
  ],
  ({ random, id }) => [
    allow("sts:AssumeRole", `arn:aws:iam::${id}:role/${random.of(teams)}-*`, {
      Bool: { "aws:MultiFactorAuthPresent": "true" },
    }),
  ],
  ({ random, others }) => [
    allow(
      "sts:AssumeRole",
      `arn:aws:iam::${others.length === 0 ? "*" : random.of(others)}:role/shared/${random.of(teams)}-reader`,
    ),
  ],
  ({ random, id }) => [
    allow(["cloudformation:*"], `arn:aws:cloudformation:*:${id}:stack/${random.of(teams)}-*`),
    allow("iam:PassRole", `arn:aws:iam::${id}:role/deploy/*`, {
      StringEquals: { "iam:PassedToService": "cloudformation.amazonaws.com" },
    }),
  ],
  ({ random }) => [
    allow(["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*"], "*", {
      StringLike: { "kms:RequestAlias": `alias/${random.of(teams)}-*` },
    }),
  ],
  () => [
    deny(["s3:DeleteBucket", "dynamodb:DeleteTable", "rds:DeleteDBInstance"], "*", {
      BoolIfExists: { "aws:MultiFactorAuthPresent": "false" },
    }),
  ],
  () => [
    deny("*", "*", {
      NotIpAddress: { "aws:SourceIp": ["192.0.2.0/24", "203.0.113.0/24"] },
      Bool: { "aws:ViaAWSService": "false" },
    }),
  ],
  ({ random }) => [
    allow(
      ["logs:Get*", "logs:FilterLogEvents", "logs:StartQuery"],
      `arn:aws:logs:*:*:log-group:/office/${random.of(teams)}/*`,
    ),
  ],
  () => [
    allow(
      ["iam:ListAccessKeys", "iam:CreateAccessKey", "iam:DeleteAccessKey", "iam:GetUser"],
      "arn:aws:iam::*:user/${aws:username}",
    ),
  ],
  () => [
    allow(["dynamodb:Get*", "dynamodb:Query", "dynamodb:PartiQLSelect"], "*", {
      "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["${aws:userid}"] },
    }),
  ],
  ({ random }) => [
    allow(["secretsmanager:*"], "*", {
      StringEquals: { "secretsmanager:ResourceTag/team": random.of(teams) },
    }),
    deny("secretsmanager:DeleteSecret"),
  ],
];

/** Statements of people's policies. */
export function dutiesOf(place: Place): readonly StatementJson[] {
  const count = 1 + place.random.below(3);
  return Array.from({ length: count }, () => place.random.of(people)(place)).flat();
}
