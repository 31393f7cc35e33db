import { allow, policyOf, type PolicyJson } from "./statement.ts";

const full = (...of: readonly string[]) => policyOf(allow(of.map((service) => `${service}:*`)));

const logging = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"] as const;

/** Policies of one service each, by name: what runs with a role needs, and what people are given. */
export const servicePolicies: Readonly<Record<string, PolicyJson>> = {
  AmazonSQSFullAccess: full("sqs"),
  AmazonSNSFullAccess: full("sns"),
  AmazonRDSFullAccess: full("rds", "application-autoscaling", "pi"),
  AmazonECS_FullAccess: policyOf(
    allow(["ecs:*", "autoscaling:*", "elasticloadbalancing:*", "events:*", "servicediscovery:*", "logs:*"]),
    allow("iam:PassRole", "*", { StringLike: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } }),
    allow("iam:PassRole", ["arn:aws:iam::*:role/ecsInstanceRole*"], {
      StringLike: { "iam:PassedToService": ["ec2.amazonaws.com"] },
    }),
  ),
  AWSLambda_FullAccess: policyOf(
    allow([
      "lambda:*",
      "cloudformation:DescribeStacks",
      "cloudwatch:Get*",
      "iam:GetRole",
      "iam:ListRoles",
      "states:ListStateMachines",
      "xray:*",
    ]),
    allow("iam:PassRole", "*", { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } }),
    allow(["logs:DescribeLogStreams", "logs:GetLogEvents"], "arn:aws:logs:*:*:log-group:/aws/lambda/*"),
  ),
  AWSLambda_ReadOnlyAccess: policyOf(
    allow(["lambda:Get*", "lambda:List*", "cloudwatch:Get*", "logs:FilterLogEvents"]),
  ),
  AWSLambdaBasicExecutionRole: policyOf(allow(logging)),
  AWSLambdaVPCAccessExecutionRole: policyOf(
    allow([
      ...logging,
      "ec2:CreateNetworkInterface",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DeleteNetworkInterface",
    ]),
  ),
  AWSLambdaDynamoDBExecutionRole: policyOf(
    allow([
      "dynamodb:DescribeStream",
      "dynamodb:GetRecords",
      "dynamodb:GetShardIterator",
      "dynamodb:ListStreams",
      ...logging,
    ]),
  ),
  AWSLambdaSQSQueueExecutionRole: policyOf(
    allow(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", ...logging]),
  ),
  AmazonECSTaskExecutionRolePolicy: policyOf(
    allow(["ecr:GetAuthorizationToken", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", ...logging]),
  ),
  AmazonSSMManagedInstanceCore: policyOf(
    allow([
      "ssm:DescribeAssociation",
      "ssm:GetParameter",
      "ssm:GetParameters",
      "ssm:UpdateInstanceInformation",
      "ssmmessages:*",
      "ec2messages:*",
    ]),
  ),
  AmazonEKSWorkerNodePolicy: policyOf(
    allow(["ec2:DescribeInstances", "ec2:DescribeVolumes", "eks:DescribeCluster"]),
  ),
  AmazonEKSClusterPolicy: policyOf(
    allow([
      "autoscaling:Describe*",
      "ec2:CreateSecurityGroup",
      "ec2:CreateTags",
      "elasticloadbalancing:*",
      "kms:DescribeKey",
    ]),
  ),
  CloudWatchAgentServerPolicy: policyOf(
    allow(["cloudwatch:PutMetricData", "ec2:DescribeTags", "logs:PutLogEvents", "xray:PutTraceSegments"]),
    allow("ssm:GetParameter", "arn:aws:ssm:*:*:parameter/AmazonCloudWatch-*"),
  ),
  CloudWatchLogsFullAccess: full("logs"),
  CloudWatchReadOnlyAccess: policyOf(
    allow([
      "cloudwatch:Describe*",
      "cloudwatch:Get*",
      "cloudwatch:List*",
      "logs:Get*",
      "logs:Describe*",
      "sns:List*",
    ]),
  ),
  AWSKeyManagementServicePowerUser: policyOf(
    allow([
      "kms:CreateAlias",
      "kms:CreateKey",
      "kms:DeleteAlias",
      "kms:Describe*",
      "kms:GenerateRandom",
      "kms:Get*",
      "kms:List*",
      "kms:TagResource",
      "kms:UntagResource",
    ]),
  ),
  IAMReadOnlyAccess: policyOf(
    allow(["iam:GenerateCredentialReport", "iam:Get*", "iam:List*", "iam:SimulateCustomPolicy"]),
  ),
  IAMUserChangePassword: policyOf(
    allow("iam:ChangePassword", "arn:aws:iam::*:user/${aws:username}"),
    allow("iam:GetAccountPasswordPolicy"),
  ),
  AWSCodeBuildDeveloperAccess: policyOf(
    allow([
      "codebuild:StartBuild",
      "codebuild:StopBuild",
      "codebuild:BatchGet*",
      "codebuild:List*",
      "codecommit:GetBranch",
      "cloudwatch:GetMetricStatistics",
      "s3:GetBucketLocation",
    ]),
    allow(["ssm:PutParameter"], "arn:aws:ssm:*:*:parameter/CodeBuild/*"),
  ),
  AWSCloudFormationReadOnlyAccess: policyOf(
    allow([
      "cloudformation:Describe*",
      "cloudformation:Get*",
      "cloudformation:List*",
      "cloudformation:Validate*",
    ]),
  ),
  AWSCloudTrail_ReadOnlyAccess: policyOf(
    allow(["cloudtrail:Get*", "cloudtrail:Describe*", "cloudtrail:List*", "cloudtrail:LookupEvents"]),
    allow(["s3:GetObject", "s3:ListAllMyBuckets"]),
  ),
  AWSStepFunctionsFullAccess: full("states"),
  AWSBackupServiceRolePolicyForBackup: policyOf(
    allow(
      ["dynamodb:DescribeTable", "dynamodb:CreateBackup", "dynamodb:StartAwsBackupJob"],
      "arn:aws:dynamodb:*:*:table/*",
    ),
    allow(["dynamodb:DescribeBackup", "dynamodb:DeleteBackup"], "arn:aws:dynamodb:*:*:table/*/backup/*"),
    allow(["kms:Decrypt", "kms:GenerateDataKey"], "*", {
      StringLike: { "kms:ViaService": ["dynamodb.*.amazonaws.com", "s3.*.amazonaws.com"] },
    }),
    allow(
      [
        "s3:GetBucketTagging",
        "s3:GetInventoryConfiguration",
        "s3:ListBucketVersions",
        "s3:GetBucketVersioning",
      ],
      "arn:aws:s3:::*",
    ),
    allow(["s3:GetObject*", "s3:GetObjectVersion*"], "arn:aws:s3:::*/*"),
  ),
};
