/**
 * What a live snapshot is measured against: the requests that it needs, put to AWS’s SDK with as many at once, and
 * nothing made of the replies. Speaks to AWS_ENDPOINT_URL.
 */
import {
  GenerateCredentialReportCommand,
  GenerateServiceLastAccessedDetailsCommand,
  GetAccountAuthorizationDetailsCommand,
  GetCredentialReportCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetServiceLastAccessedDetailsCommand,
  IAMClient,
  ListAccountAliasesCommand,
  ListEntitiesForPolicyCommand,
  ListPoliciesCommand,
} from "@aws-sdk/client-iam";
import {
  GetBucketEncryptionCommand,
  GetBucketPolicyCommand,
  GetBucketReplicationCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { mapBounded } from "../lib/base/bounded.ts";

const region = "us-east-1";
const iam = new IAMClient({ region });
const s3 = new S3Client({ region, forcePathStyle: true });

const [everybody] = await Promise.all([identities(), report(), iam.send(new ListAccountAliasesCommand())]);
const used = lastAccessed(everybody);
const { Buckets = [] } = await s3.send(new ListBucketsCommand({ MaxBuckets: 1000 }));
await mapBounded(Buckets, 7, async ({ Name: Bucket }) => {
  const asked = { Bucket };
  await Promise.allSettled([
    s3.send(new GetBucketPolicyCommand(asked)),
    s3.send(new GetBucketVersioningCommand(asked)),
    s3.send(new GetObjectLockConfigurationCommand(asked)),
    s3.send(new GetBucketEncryptionCommand(asked)),
    s3.send(new GetPublicAccessBlockCommand(asked)),
    s3.send(new GetBucketReplicationCommand(asked)),
    s3.send(new GetBucketTaggingCommand(asked)),
  ]);
});
await used;

async function identities(): Promise<readonly string[]> {
  const managed = new Set<string>();
  const everybody: string[] = [];
  let Marker: string | undefined;
  do {
    const page = await iam.send(new GetAccountAuthorizationDetailsCommand({ MaxItems: 1000, Marker }));
    for (const { AttachedManagedPolicies = [] } of page.RoleDetailList ?? [])
      for (const { PolicyArn = "" } of AttachedManagedPolicies) managed.add(PolicyArn);
    for (const { Arn = "" } of [...(page.UserDetailList ?? []), ...(page.RoleDetailList ?? [])])
      everybody.push(Arn);
    for (const { Arn = "" } of page.Policies ?? []) managed.delete(Arn);
    Marker = page.Marker;
  } while (Marker !== undefined);
  const bounds = { PolicyUsageFilter: "PermissionsBoundary", MaxItems: 1000 } as const;
  const { Policies = [] } = await iam.send(new ListPoliciesCommand(bounds));
  const inUse = Policies.filter(({ PermissionsBoundaryUsageCount = 0 }) => PermissionsBoundaryUsageCount > 0);
  await mapBounded(inUse, 4, ({ Arn }) =>
    iam.send(new ListEntitiesForPolicyCommand({ ...bounds, PolicyArn: Arn })),
  );
  await mapBounded(managed, 8, async (PolicyArn) => {
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
    await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId }));
  });
  return everybody;
}

async function lastAccessed(arns: readonly string[]): Promise<void> {
  await mapBounded(arns, 8, async (Arn) => {
    const asked = { Arn, Granularity: "ACTION_LEVEL" } as const;
    const { JobId } = await iam.send(new GenerateServiceLastAccessedDetailsCommand(asked));
    await iam.send(new GetServiceLastAccessedDetailsCommand({ JobId, MaxItems: 1000 }));
  });
}

async function report(): Promise<void> {
  await iam.send(new GenerateCredentialReportCommand());
  await iam.send(new GetCredentialReportCommand());
}
