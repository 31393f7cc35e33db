import { fixedNames, functionName, functionTasks, roleArn } from "../../lib/contract/names.ts";
import type { Account } from "../../lib/snapshot/model.ts";
import { bucket, dataKey, names, office, regionFor, signingKey, targets, tasksIn } from "./own-roles.ts";
import { allow, deny, policyOf, standing } from "./statement.ts";

const { accounts, region, mirrorRegion } = office;

const keyPolicy = (id: string, users: readonly string[], actions: readonly string[]) =>
  policyOf(
    standing(allow("kms:*"), { AWS: `arn:aws:iam::${id}:root` }),
    standing(allow(actions), { AWS: users }),
    standing(
      deny(["kms:ScheduleKeyDeletion", "kms:DisableKey"], "*", {
        Bool: { "aws:MultiFactorAuthPresent": "false" },
      }),
      "*",
    ),
  );

const onlyTls = (name: keyof typeof names) =>
  standing(
    deny("s3:*", [bucket(name), `${bucket(name)}/*`], { Bool: { "aws:SecureTransport": "false" } }),
    "*",
  );

type Facts = Pick<
  Account,
  "resourcePolicies" | "workloads" | "buckets" | "tables" | "keys" | "functions" | "trails"
>;

const lock = { mode: "COMPLIANCE", days: 400 } as const;
const aBucket = (name: keyof typeof names, at = region) => ({
  arn: bucket(name),
  name: names[name],
  region: at,
  versioning: "enabled" as const,
  objectLock: name === "exports" ? null : lock,
  encryption: { algorithm: "AES256" as const },
});
const aTable = (arn: string) => ({
  arn,
  name: arn.split("/").at(-1)!,
  region,
  pointInTimeRecovery: true,
  deletionProtection: true,
});
const aKey = (arn: string, alias: string, usage: "ENCRYPT_DECRYPT" | "SIGN_VERIFY") => ({
  arn,
  name: arn.split("/").at(-1)!,
  region,
  aliases: [alias],
  enabled: true,
  usage,
  manager: "customer" as const,
});

/** Everything but the roles. */
export function ownFacts(id: string): Required<Facts> {
  const functions = tasksIn(id).map((task) => {
    const arn = `arn:aws:lambda:${regionFor(id)}:${id}:function:${functionName(task)}`;
    return { arn, name: functionName(task), region: regionFor(id), role: roleArn(task, office) };
  });
  const workloads = functions.map(({ arn, role }) => ({ kind: "lambda", resource: arn, role }));
  const none: Required<Facts> = {
    resourcePolicies: [],
    workloads,
    buckets: [],
    tables: [],
    keys: [],
    functions,
    trails: [],
  };
  if (id === accounts.register) {
    const users = functionTasks.filter((task) => task !== "mirror").map((task) => roleArn(task, office));
    return {
      ...none,
      resourcePolicies: [
        { resource: dataKey, policy: keyPolicy(id, users, ["kms:Decrypt", "kms:GenerateDataKey"]) },
        {
          resource: bucket("exports"),
          policy: policyOf(
            onlyTls("exports"),
            standing(
              allow(["s3:GetObject", "s3:ListBucket"], [bucket("exports"), `${bucket("exports")}/*`]),
              { AWS: roleArn("seal", office) },
            ),
          ),
        },
      ],
      buckets: [aBucket("exports")],
      tables: [aTable(targets.rollTable)],
      keys: [aKey(dataKey, fixedNames.dataKeyAlias, "ENCRYPT_DECRYPT")],
    };
  }
  if (id === accounts.vault) {
    const reads = standing(
      allow(
        ["s3:GetObjectVersion", "s3:ListBucket", "s3:ListBucketVersions"],
        [bucket("vault"), `${bucket("vault")}/*`],
      ),
      { AWS: roleArn("mirror", office) },
    );
    return {
      ...none,
      resourcePolicies: [
        {
          resource: signingKey,
          policy: keyPolicy(id, [roleArn("seal", office)], ["kms:Sign", "kms:GetPublicKey"]),
        },
        { resource: bucket("vault"), policy: policyOf(onlyTls("vault"), reads) },
      ],
      buckets: [aBucket("vault")],
      keys: [aKey(signingKey, fixedNames.signingKeyAlias, "SIGN_VERIFY")],
    };
  }
  if (id === accounts.mirror) {
    return {
      ...none,
      resourcePolicies: [{ resource: bucket("mirror"), policy: policyOf(onlyTls("mirror")) }],
      buckets: [aBucket("mirror", mirrorRegion)],
    };
  }
  if (id !== accounts.audit) return none;
  const trail = `arn:aws:cloudtrail:${region}:${id}:trail/${fixedNames.trail}`;
  const head = policyOf(
    standing(allow(["dynamodb:GetItem", "dynamodb:PutItem"], targets.head), { AWS: roleArn("seal", office) }),
  );
  const writes = standing(
    allow("s3:PutObject", `${bucket("trail")}/*`, { StringEquals: { "aws:SourceArn": trail } }),
    { Service: "cloudtrail.amazonaws.com" },
  );
  return {
    ...none,
    resourcePolicies: [
      { resource: bucket("trail"), policy: policyOf(onlyTls("trail"), writes) },
      { resource: targets.head, policy: head },
    ],
    buckets: [aBucket("trail")],
    tables: [aTable(targets.head)],
    trails: [
      { arn: trail, name: fixedNames.trail, region, logging: true, multiRegion: true, bucket: names.trail },
    ],
  };
}
