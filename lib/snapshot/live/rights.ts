/** One right that reading a live account takes: the IAM action, and the request of AWS's SDK that needs it. */
export interface Right {
  readonly action: string;
  /** The command of the SDK, such as `GetBucketPolicyCommand`. Some requests bear another name than their right. */
  readonly command: string;
}

/**
 * Every right that a live snapshot uses, and no other: all of them read, none reads voters or backups. Whoever takes
 * snapshots needs these, on `*`. Sources: Service Authorization Reference, IAM and Amazon S3.
 */
export const rights = [
  { action: "iam:GenerateCredentialReport", command: "GenerateCredentialReportCommand" },
  {
    action: "iam:GenerateServiceLastAccessedDetails",
    command: "GenerateServiceLastAccessedDetailsCommand",
  },
  { action: "iam:GetAccountAuthorizationDetails", command: "GetAccountAuthorizationDetailsCommand" },
  { action: "iam:GetCredentialReport", command: "GetCredentialReportCommand" },
  { action: "iam:GetPolicy", command: "GetPolicyCommand" },
  { action: "iam:GetPolicyVersion", command: "GetPolicyVersionCommand" },
  { action: "iam:GetServiceLastAccessedDetails", command: "GetServiceLastAccessedDetailsCommand" },
  { action: "iam:ListAccountAliases", command: "ListAccountAliasesCommand" },
  { action: "iam:ListEntitiesForPolicy", command: "ListEntitiesForPolicyCommand" },
  { action: "iam:ListPolicies", command: "ListPoliciesCommand" },
  { action: "s3:GetBucketLocation", command: "GetBucketLocationCommand" },
  { action: "s3:GetBucketObjectLockConfiguration", command: "GetObjectLockConfigurationCommand" },
  { action: "s3:GetBucketPolicy", command: "GetBucketPolicyCommand" },
  { action: "s3:GetBucketPublicAccessBlock", command: "GetPublicAccessBlockCommand" },
  { action: "s3:GetBucketTagging", command: "GetBucketTaggingCommand" },
  { action: "s3:GetBucketVersioning", command: "GetBucketVersioningCommand" },
  { action: "s3:GetEncryptionConfiguration", command: "GetBucketEncryptionCommand" },
  { action: "s3:GetReplicationConfiguration", command: "GetBucketReplicationCommand" },
  { action: "s3:ListAllMyBuckets", command: "ListBucketsCommand" },
] as const satisfies readonly Right[];

/** An IAM action of {@link rights}. */
export type RightName = (typeof rights)[number]["action"];

/** The policy of a role that takes snapshots: exactly {@link rights}. */
export function readingPolicy() {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "ReadForRollwardSnapshot",
        Effect: "Allow",
        Action: rights.map(({ action }) => action),
        Resource: "*",
      },
    ],
  } as const;
}
