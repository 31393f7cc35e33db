/**
 * Policies in the manner of those that AWS manages: short full-access and read-only ones of one service, wide ones of
 * many services, and the two that every account knows, `PowerUserAccess` by `NotAction` and `AdministratorAccess`.
 * Abbreviated from memory of their kind, not copied: they have the size and the shapes, not the letters.
 */
import { allow, policyOf, type PolicyJson } from "./statement.ts";

/** Services that the wide policies speak of. */
const services = [
  "acm apigateway application-autoscaling appsync athena autoscaling backup batch cloudformation cloudfront cloudtrail",
  "cloudwatch codebuild codecommit codedeploy codepipeline cognito-idp config dynamodb ec2 ecr ecs eks elasticache",
  "elasticfilesystem elasticloadbalancing elasticmapreduce es events firehose glacier glue guardduty iam inspector2 kinesis",
  "kms lambda logs macie2 organizations rds redshift route53 s3 sagemaker secretsmanager securityhub ses",
  "sns sqs ssm states sts tag waf-regional wafv2 xray",
].flatMap((line) => line.split(" "));

const reading = (verbs: readonly string[]) =>
  services.flatMap((service) => verbs.map((verb) => `${service}:${verb}*`));

const full = (...of: readonly string[]) => policyOf(allow(of.map((service) => `${service}:*`)));

/** Policies of many services, and of people’s jobs, by name. */
export const widePolicies: Readonly<Record<string, PolicyJson>> = {
  AdministratorAccess: policyOf(allow("*")),
  PowerUserAccess: policyOf(
    { Effect: "Allow", NotAction: ["iam:*", "organizations:*", "account:*"], Resource: "*" },
    allow([
      "account:GetAccountInformation",
      "iam:CreateServiceLinkedRole",
      "iam:ListRoles",
      "organizations:DescribeOrganization",
    ]),
  ),
  ReadOnlyAccess: policyOf(allow(reading(["BatchGet", "Describe", "Get", "List", "Search", "View"]))),
  SecurityAudit: policyOf(
    allow(reading(["Describe", "List", "GetPolicy"])),
    allow(
      ["apigateway:GET"],
      ["arn:aws:apigateway:*::/apis", "arn:aws:apigateway:*::/apis/*", "arn:aws:apigateway:*::/restapis/*"],
    ),
  ),
  ViewOnlyAccess: policyOf(
    allow(reading(["List"])),
    allow(["ec2:Describe*", "rds:Describe*", "cloudwatch:Get*"]),
  ),
  DatabaseAdministrator: policyOf(
    allow([
      "cloudwatch:*",
      "dynamodb:*",
      "ec2:Describe*",
      "elasticache:*",
      "kms:List*",
      "lambda:*",
      "rds:*",
      "redshift:*",
      "sns:*",
    ]),
    allow(["s3:GetObject*", "s3:Get*", "s3:List*", "s3:PutAccelerateConfiguration", "s3:PutBucketTagging"]),
    allow("iam:PassRole", ["arn:aws:iam::*:role/rds-monitoring-role", "arn:aws:iam::*:role/lambda*"]),
  ),
  NetworkAdministrator: policyOf(
    allow([
      "autoscaling:Describe*",
      "cloudfront:List*",
      "directconnect:*",
      "ec2:*Vpc*",
      "ec2:*Subnet*",
      "ec2:*Route*",
      "elasticloadbalancing:*",
      "route53:*",
    ]),
    allow(["s3:GetBucketLocation", "s3:GetBucketWebsite", "s3:ListBucket"], "arn:aws:s3:::*"),
  ),
  AmazonS3FullAccess: full("s3", "s3-object-lambda"),
  AmazonS3ReadOnlyAccess: policyOf(allow(["s3:Get*", "s3:List*", "s3:Describe*", "s3-object-lambda:Get*"])),
  AmazonDynamoDBFullAccess: policyOf(
    allow([
      "dynamodb:*",
      "dax:*",
      "application-autoscaling:*",
      "cloudwatch:GetMetricData",
      "kms:DescribeKey",
      "kms:ListAliases",
    ]),
    allow("iam:PassRole", "*", {
      StringLike: { "iam:PassedToService": ["application-autoscaling.amazonaws.com", "dax.amazonaws.com"] },
    }),
  ),
  AmazonDynamoDBReadOnlyAccess: policyOf(
    allow([
      "dynamodb:BatchGetItem",
      "dynamodb:Describe*",
      "dynamodb:Get*",
      "dynamodb:List*",
      "dynamodb:Query",
      "dynamodb:Scan",
      "dynamodb:PartiQLSelect",
    ]),
  ),
  AmazonEC2FullAccess: policyOf(
    allow(["ec2:*", "elasticloadbalancing:*", "cloudwatch:*", "autoscaling:*"]),
    allow("iam:CreateServiceLinkedRole", "*", {
      StringEquals: {
        "iam:AWSServiceName": [
          "autoscaling.amazonaws.com",
          "ec2scheduled.amazonaws.com",
          "spot.amazonaws.com",
        ],
      },
    }),
  ),
  AmazonEC2ReadOnlyAccess: policyOf(
    allow(["ec2:Describe*", "elasticloadbalancing:Describe*", "autoscaling:Describe*"]),
  ),
};
