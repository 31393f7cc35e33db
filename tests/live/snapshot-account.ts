import {
  AddUserToGroupCommand,
  AttachRolePolicyCommand,
  CreateAccessKeyCommand,
  CreateAccountAliasCommand,
  CreateGroupCommand,
  CreateInstanceProfileCommand,
  CreateLoginProfileCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  AddRoleToInstanceProfileCommand,
  PutGroupPolicyCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
  type IAMClient,
} from "@aws-sdk/client-iam";
import {
  CreateBucketCommand,
  PutBucketEncryptionCommand,
  PutBucketPolicyCommand,
  PutBucketReplicationCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectLockConfigurationCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
} from "@aws-sdk/client-s3";

const allow = (Action: string | readonly string[], Resource: string | readonly string[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource }] });

const trust = (Principal: object) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }],
  });

/** Makes the identities of an invented office’s account, with a boundary that only bounds. */
export async function makeIdentities(iam: IAMClient, account: string): Promise<void> {
  const roll = `arn:aws:dynamodb:us-east-1:${account}:table/rollward-roll`;
  const policy = `arn:aws:iam::${account}:policy`;
  await iam.send(new CreateAccountAliasCommand({ AccountAlias: "alder-county" }));
  await iam.send(
    new CreatePolicyCommand({
      PolicyName: "boundary",
      Path: "/rollward/",
      PolicyDocument: allow(["dynamodb:GetItem", "s3:*"], "*"),
    }),
  );
  await iam.send(
    new CreatePolicyCommand({ PolicyName: "read", PolicyDocument: allow("dynamodb:GetItem", roll) }),
  );

  await iam.send(
    new CreateRoleCommand({
      RoleName: "clerk",
      Path: "/staff/",
      AssumeRolePolicyDocument: trust({ Service: "lambda.amazonaws.com" }),
      Tags: [{ Key: "rollward:task", Value: "look-up" }],
    }),
  );
  await iam.send(new AttachRolePolicyCommand({ RoleName: "clerk", PolicyArn: `${policy}/read` }));
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: "clerk",
      PolicyName: "own",
      PolicyDocument: allow("dynamodb:*", roll),
    }),
  );
  await iam.send(
    new PutRolePermissionsBoundaryCommand({
      RoleName: "clerk",
      PermissionsBoundary: `${policy}/rollward/boundary`,
    }),
  );
  await iam.send(
    new CreateRoleCommand({
      RoleName: "auditor",
      AssumeRolePolicyDocument: trust({ Service: "ec2.amazonaws.com" }),
    }),
  );
  await iam.send(
    new AttachRolePolicyCommand({ RoleName: "auditor", PolicyArn: "arn:aws:iam::aws:policy/SecurityAudit" }),
  );
  await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: "desk" }));
  await iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName: "desk", RoleName: "auditor" }));

  await iam.send(new CreateGroupCommand({ GroupName: "staff" }));
  await iam.send(
    new PutGroupPolicyCommand({
      GroupName: "staff",
      PolicyName: "list",
      PolicyDocument: allow("s3:ListBucket", "*"),
    }),
  );
  await iam.send(new CreateUserCommand({ UserName: "ada" }));
  await iam.send(new AddUserToGroupCommand({ UserName: "ada", GroupName: "staff" }));
  await iam.send(
    new PutUserPolicyCommand({
      UserName: "ada",
      PolicyName: "own",
      PolicyDocument: allow("s3:GetObject", "*"),
    }),
  );
  await iam.send(
    new PutUserPermissionsBoundaryCommand({
      UserName: "ada",
      PermissionsBoundary: `${policy}/rollward/boundary`,
    }),
  );
  await iam.send(new CreateLoginProfileCommand({ UserName: "ada", Password: "invented-Passw0rd!" }));
  await iam.send(new CreateAccessKeyCommand({ UserName: "ada" }));
}

/** Makes a bucket with everything that a snapshot reads, and one that nobody ever set anything on. */
export async function makeBuckets(s3: S3Client, account: string): Promise<void> {
  const Bucket = `rollward-vault-${account}`;
  await s3.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
  await s3.send(
    new PutObjectLockConfigurationCommand({
      Bucket,
      ObjectLockConfiguration: {
        ObjectLockEnabled: "Enabled",
        Rule: { DefaultRetention: { Mode: "GOVERNANCE", Days: 400 } },
      },
    }),
  );
  await s3.send(
    new PutBucketEncryptionCommand({
      Bucket,
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
      },
    }),
  );
  await s3.send(
    new PutPublicAccessBlockCommand({
      Bucket,
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: false,
      },
    }),
  );
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: vaultPolicy(account) }));
  await s3.send(
    new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [{ Key: "rollward:asset", Value: "vault" }] } }),
  );
  await s3.send(
    new CreateBucketCommand({
      Bucket: `plain-${account}`,
      CreateBucketConfiguration: { LocationConstraint: "eu-west-1" },
    }),
  );
  const source = `source-${account}`;
  await s3.send(new CreateBucketCommand({ Bucket: source }));
  const versioned = { Bucket: source, VersioningConfiguration: { Status: "Enabled" } } as const;
  await s3.send(new PutBucketVersioningCommand(versioned));
  await s3.send(
    new PutBucketReplicationCommand({
      Bucket: source,
      ReplicationConfiguration: {
        Role: `arn:aws:iam::${account}:role/staff/clerk`,
        Rules: [{ Status: "Enabled", Prefix: "", Destination: { Bucket: `arn:aws:s3:::${Bucket}` } }],
      },
    }),
  );
}

export function vaultPolicy(account: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [`arn:aws:s3:::rollward-vault-${account}`, `arn:aws:s3:::rollward-vault-${account}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  });
}
