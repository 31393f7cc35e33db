import { servicePolicies } from "./aws-service-policies.ts";
import { widePolicies } from "./aws-wide-policies.ts";
import type { PolicyJson } from "./statement.ts";

/** By name; their ARNs are `arn:aws:iam::aws:policy/<name>`. */
export const awsManaged: Readonly<Record<string, PolicyJson>> = { ...widePolicies, ...servicePolicies };

/** For services that run with a role, by who assumes it. */
export const executionPolicies: Readonly<Record<string, readonly string[]>> = {
  "lambda.amazonaws.com": [
    "AWSLambdaBasicExecutionRole",
    "AWSLambdaVPCAccessExecutionRole",
    "AWSLambdaDynamoDBExecutionRole",
    "AWSLambdaSQSQueueExecutionRole",
  ],
  "ec2.amazonaws.com": [
    "AmazonSSMManagedInstanceCore",
    "CloudWatchAgentServerPolicy",
    "AmazonEKSWorkerNodePolicy",
  ],
  "ecs-tasks.amazonaws.com": ["AmazonECSTaskExecutionRolePolicy"],
  "eks.amazonaws.com": ["AmazonEKSClusterPolicy"],
  "codebuild.amazonaws.com": ["AWSCodeBuildDeveloperAccess", "CloudWatchLogsFullAccess"],
  "states.amazonaws.com": ["AWSLambda_ReadOnlyAccess"],
  "backup.amazonaws.com": ["AWSBackupServiceRolePolicyForBackup"],
  "glue.amazonaws.com": ["AmazonS3ReadOnlyAccess"],
};

/** What people and their tools are given, the commonest first. */
export const peoplePolicies = [
  "ReadOnlyAccess",
  "ViewOnlyAccess",
  "CloudWatchReadOnlyAccess",
  "AmazonS3ReadOnlyAccess",
  "AmazonDynamoDBReadOnlyAccess",
  "AmazonEC2ReadOnlyAccess",
  "AWSCodeBuildDeveloperAccess",
  "AWSLambda_ReadOnlyAccess",
  "IAMReadOnlyAccess",
  "AWSCloudFormationReadOnlyAccess",
  "SecurityAudit",
  "AWSCloudTrail_ReadOnlyAccess",
  "AmazonSQSFullAccess",
  "AmazonSNSFullAccess",
  "AWSLambda_FullAccess",
  "AmazonEC2FullAccess",
  "AmazonRDSFullAccess",
  "AmazonECS_FullAccess",
  "AWSStepFunctionsFullAccess",
  "CloudWatchLogsFullAccess",
  "AWSKeyManagementServicePowerUser",
  "NetworkAdministrator",
  "DatabaseAdministrator",
  "AmazonDynamoDBFullAccess",
  "AmazonS3FullAccess",
  "PowerUserAccess",
  "AdministratorAccess",
] as const;

export function awsManagedArn(name: string): string {
  return `arn:aws:iam::aws:policy/${name}`;
}
