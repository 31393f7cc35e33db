import type { PhysicalRule } from "./physical-rule.ts";

const service = "arn:{partition}";
const here = "{region}:{account}";
const iam = `${service}:iam::{account}`;

// AWS CloudFormation Template Reference, "Return values" of each type; Service Authorization Reference for ARNs.

/** Names of identities, of what stores, encrypts and records. */
export const storageRules: Readonly<Record<string, PhysicalRule>> = {
  "AWS::IAM::Role": {
    name: "RoleName",
    arn: `${iam}:role{path}{name}`,
    ref: "{name}",
    attributes: { RoleId: "AROA{code}" },
  },
  "AWS::IAM::User": { name: "UserName", arn: `${iam}:user{path}{name}`, ref: "{name}" },
  "AWS::IAM::Group": { name: "GroupName", arn: `${iam}:group{path}{name}`, ref: "{name}" },
  "AWS::IAM::ManagedPolicy": {
    name: "ManagedPolicyName",
    arn: `${iam}:policy{path}{name}`,
    ref: "{arn}",
    attributes: { PolicyArn: "{arn}", PolicyId: "ANPA{code}" },
  },
  "AWS::IAM::InstanceProfile": {
    name: "InstanceProfileName",
    arn: `${iam}:instance-profile{path}{name}`,
    ref: "{name}",
  },
  "AWS::IAM::Policy": { name: "PolicyName", ref: "{name}" },
  "AWS::S3::Bucket": {
    name: "BucketName",
    invent: "lowerCase",
    arn: `${service}:s3:::{name}`,
    ref: "{name}",
    attributes: {
      DomainName: "{name}.s3.{suffix}",
      RegionalDomainName: "{name}.s3.{region}.{suffix}",
      DualStackDomainName: "{name}.s3.dualstack.{region}.{suffix}",
      WebsiteURL: "http://{name}.s3-website-{region}.{suffix}",
    },
  },
  "AWS::DynamoDB::Table": {
    name: "TableName",
    arn: `${service}:dynamodb:${here}:table/{name}`,
    ref: "{name}",
    attributes: { StreamArn: "{arn}/stream/1970-01-01T00:00:00.000" },
  },
  "AWS::DynamoDB::GlobalTable": {
    name: "TableName",
    arn: `${service}:dynamodb:${here}:table/{name}`,
    ref: "{name}",
    attributes: { StreamArn: "{arn}/stream/1970-01-01T00:00:00.000" },
  },
  "AWS::KMS::Key": {
    invent: "uuid",
    arn: `${service}:kms:${here}:key/{name}`,
    ref: "{name}",
    attributes: { KeyId: "{name}" },
  },
  "AWS::KMS::Alias": { name: "AliasName", arn: `${service}:kms:${here}:{name}`, ref: "{name}" },
  "AWS::CloudTrail::Trail": {
    name: "TrailName",
    arn: `${service}:cloudtrail:${here}:trail/{name}`,
    ref: "{name}",
  },
  "AWS::SecretsManager::Secret": {
    name: "Name",
    invent: "named",
    arn: `${service}:secretsmanager:${here}:secret:{name}-rollwd`,
    ref: "{arn}",
    attributes: { Id: "{arn}" },
  },
  "AWS::SSM::Parameter": { name: "Name", ref: "{name}" },
  "AWS::Backup::BackupVault": {
    name: "BackupVaultName",
    arn: `${service}:backup:${here}:backup-vault:{name}`,
    ref: "{name}",
    attributes: { BackupVaultArn: "{arn}", BackupVaultName: "{name}" },
  },
  "AWS::ECR::Repository": {
    name: "RepositoryName",
    invent: "lowerCase",
    arn: `${service}:ecr:${here}:repository/{name}`,
    ref: "{name}",
    attributes: { RepositoryUri: "{account}.dkr.ecr.{region}.{suffix}/{name}" },
  },
  "AWS::Kinesis::Stream": { name: "Name", arn: `${service}:kinesis:${here}:stream/{name}`, ref: "{name}" },
  "AWS::Logs::LogGroup": {
    name: "LogGroupName",
    arn: `${service}:logs:${here}:log-group:{name}:*`,
    ref: "{name}",
  },
  "AWS::SQS::Queue": {
    name: "QueueName",
    arn: `${service}:sqs:${here}:{name}`,
    ref: "https://sqs.{region}.{suffix}/{account}/{name}",
    attributes: { QueueName: "{name}", QueueUrl: "https://sqs.{region}.{suffix}/{account}/{name}" },
  },
  "AWS::SNS::Topic": {
    name: "TopicName",
    arn: `${service}:sns:${here}:{name}`,
    ref: "{arn}",
    attributes: { TopicArn: "{arn}", TopicName: "{name}" },
  },
};
