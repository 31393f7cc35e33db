import { describe, expect, test } from "vitest";
import { accountOf, allow, asked, here, hole, one, type Properties, role } from "./cdk-out.ts";

describe("policies on resources", () => {
  const policy = allow("x:y");
  test.each<[string, Properties, Properties]>([
    [
      "a bucket",
      {
        B: one("AWS::S3::Bucket", { BucketName: "rolls" }),
        P: one("AWS::S3::BucketPolicy", { Bucket: { Ref: "B" }, PolicyDocument: policy }),
      },
      { resource: "arn:aws:s3:::rolls", account: "111111111111" },
    ],
    [
      "a bucket that is made elsewhere",
      { P: one("AWS::S3::BucketPolicy", { Bucket: "rolls", PolicyDocument: policy }) },
      { resource: "arn:aws:s3:::rolls", account: "111111111111" },
    ],
    [
      "a topic",
      {
        T: one("AWS::SNS::Topic", { TopicName: "t" }),
        P: one("AWS::SNS::TopicPolicy", { Topics: [{ Ref: "T" }], PolicyDocument: policy }),
      },
      { resource: `arn:aws:sns:${here}:t` },
    ],
    [
      "a queue",
      {
        Q: one("AWS::SQS::Queue", { QueueName: "q" }),
        P: one("AWS::SQS::QueuePolicy", { Queues: [{ Ref: "Q" }], PolicyDocument: policy }),
      },
      { resource: `arn:aws:sqs:${here}:q` },
    ],
    [
      "a secret",
      {
        S: one("AWS::SecretsManager::Secret", { Name: "s" }),
        P: one("AWS::SecretsManager::ResourcePolicy", { SecretId: { Ref: "S" }, ResourcePolicy: policy }),
      },
      { resource: `arn:aws:secretsmanager:${here}:secret:s-rollwd` },
    ],
    [
      "images",
      { R: one("AWS::ECR::Repository", { RepositoryName: "r", RepositoryPolicyText: policy }) },
      { resource: `arn:aws:ecr:${here}:repository/r` },
    ],
    [
      "copies",
      { V: one("AWS::Backup::BackupVault", { BackupVaultName: "v", AccessPolicy: policy }) },
      { resource: `arn:aws:backup:${here}:backup-vault:v` },
    ],
  ])("of %s", async (_, resources, expected) => {
    const { account, unread } = await accountOf(resources);
    expect(unread).toEqual([]);
    expect(account.resourcePolicies).toEqual([{ ...expected, policy }]);
  });

  test("with a place that is not known, or on something that is not known", async () => {
    const within = await accountOf(
      { P: one("AWS::S3::BucketPolicy", { Bucket: "rolls", PolicyDocument: allow("x:y", hole) }) },
      asked,
    );
    expect(within.account.resourcePolicies[0]!.policy).toContain("unread: the parameter Asked");
    expect(within.unread).toMatchObject([{ facts: "resource-policies", resource: "arn:aws:s3:::rolls" }]);
    const on = await accountOf(
      { P: one("AWS::S3::BucketPolicy", { Bucket: hole, PolicyDocument: policy }) },
      asked,
    );
    expect(on.account.resourcePolicies).toEqual([]);
    // Any bucket of the account may bear it.
    expect(on.unread).toMatchObject([{ facts: "resource-policies", account: "111111111111" }]);
    expect(on.unread[0]!.resource).toBeUndefined();
  });
});

describe("what runs with a role", () => {
  const arn = "arn:aws:iam::111111111111:role/Clerk";
  const clerk = { Clerk: role({ RoleName: "Clerk" }) };
  const get = { "Fn::GetAtt": ["Clerk", "Arn"] };
  const desk = one("AWS::IAM::InstanceProfile", { InstanceProfileName: "desk", Roles: ["Clerk"] });

  test.each<[string, Properties, string]>([
    ["a task’s own role", { T: one("AWS::ECS::TaskDefinition", { Family: "f", TaskRoleArn: get }) }, "ecs"],
    [
      "a task’s execution role",
      { T: one("AWS::ECS::TaskDefinition", { Family: "f", ExecutionRoleArn: get }) },
      "ecs",
    ],
    ["a state machine", { S: one("AWS::StepFunctions::StateMachine", { RoleArn: get }) }, "states"],
    [
      "a target of a rule",
      { R: one("AWS::Events::Rule", { Targets: [{ Id: "1" }, { Id: "2", RoleArn: get }] }) },
      "events",
    ],
    ["a schedule", { S: one("AWS::Scheduler::Schedule", { Target: { RoleArn: get } }) }, "scheduler"],
    [
      "an action of a pipeline",
      { P: one("AWS::CodePipeline::Pipeline", { Stages: [{ Actions: [{ RoleArn: get }] }] }) },
      "codepipeline",
    ],
    [
      "a machine, by its profile",
      { D: desk, I: one("AWS::EC2::Instance", { IamInstanceProfile: { Ref: "D" } }) },
      "ec2",
    ],
    [
      "machines to come, by the profile’s ARN",
      {
        D: desk,
        L: one("AWS::EC2::LaunchTemplate", {
          LaunchTemplateData: { IamInstanceProfile: { Arn: { "Fn::GetAtt": ["D", "Arn"] } } },
        }),
      },
      "ec2",
    ],
  ])("%s", async (_, resources, kind) => {
    const { account, unread } = await accountOf({ ...clerk, ...resources });
    expect(unread).toEqual([]);
    expect(account.workloads).toMatchObject([{ kind, role: arn }]);
  });

  test.each<[string, Properties]>([
    ["a role that is not known", { S: one("AWS::StepFunctions::StateMachine", { RoleArn: hole }) }],
    ["a list that is not known", { R: one("AWS::Events::Rule", { Targets: hole }) }],
    ["a profile that is not there", { I: one("AWS::EC2::Instance", { IamInstanceProfile: "gone" }) }],
  ])("with %s: unread", async (_, resources) => {
    const { account, unread } = await accountOf(resources, asked);
    expect(account.workloads).toEqual([]);
    expect(unread).toMatchObject([{ facts: "workloads" }]);
  });
});
