import type { Account } from "../../lib/snapshot/model.ts";
import type { ResourcePolicy, Workload } from "../../lib/iam/input.ts";
import { arns, home, teams, type Place } from "./places.ts";
import { allow, deny, policyOf, standing, type PolicyJson } from "./statement.ts";

type Roles = Account["authorizationDetails"]["RoleDetailList"];
const range = (count: number) => Array.from({ length: count }, (_, at) => at);

/** Policies on buckets, keys, functions, and a few tables. */
export function policiesOn(place: Place, roles: Roles): readonly ResourcePolicy[] {
  return [
    ...range(place.buckets).map((at) => ({
      resource: arns.bucket(place, at),
      policy: onBucket(place, arns.bucket(place, at), roles),
    })),
    ...range(place.keys).map((at) => ({ resource: arns.key(place, at), policy: onKey(place, roles) })),
    ...range(place.functions).map((at) => ({
      resource: arns.function(place, at),
      policy: onFunction(place, arns.function(place, at)),
    })),
    ...range(place.tables)
      .filter((at) => at % 8 === 0)
      .map((at) => ({
        resource: arns.table(place, at),
        policy: policyOf(
          standing(allow(["dynamodb:GetItem", "dynamodb:Query"], arns.table(place, at)), {
            AWS: anyOther(place),
          }),
        ),
      })),
  ];
}

function anyOther({ random, others, id }: Place): string {
  return `arn:aws:iam::${others.length === 0 ? id : random.of(others)}:root`;
}

function onBucket(place: Place, bucket: string, roles: Roles): PolicyJson {
  const { random } = place;
  const all = [bucket, `${bucket}/*`];
  const tls = standing(deny("s3:*", all, { Bool: { "aws:SecureTransport": "false" } }), "*");
  const shared = standing(allow(["s3:GetObject", "s3:ListBucket"], all), { AWS: anyOther(place) });
  const reader =
    roles.length === 0 ? [] : [standing(allow("s3:GetObject", `${bucket}/*`), { AWS: random.of(roles).Arn })];
  const organisation = standing(
    allow("s3:GetObject", `${bucket}/*`, { StringEquals: { "aws:PrincipalOrgID": "o-county00001" } }),
    "*",
  );
  return policyOf(
    tls,
    ...(random.chance(200) ? [shared] : []),
    ...(random.chance(300) ? reader : []),
    ...(random.chance(50) ? [organisation] : []),
  );
}

function onKey(place: Place, roles: Roles): PolicyJson {
  const { random, id } = place;
  const users = range(1 + random.below(3)).flatMap(() => (roles.length === 0 ? [] : [random.of(roles).Arn]));
  const via = {
    StringEquals: {
      "kms:ViaService": `${random.of(["s3", "dynamodb", "sqs"])}.${home}.amazonaws.com`,
      "kms:CallerAccount": id,
    },
  };
  return policyOf(
    standing(allow("kms:*"), { AWS: `arn:aws:iam::${id}:root` }),
    ...(users.length > 0
      ? [standing(allow(["kms:Decrypt", "kms:GenerateDataKey*", "kms:DescribeKey"]), { AWS: users })]
      : []),
    ...(random.chance(400)
      ? [standing(allow(["kms:Decrypt", "kms:GenerateDataKey*"], "*", via), { AWS: "*" })]
      : []),
    ...(random.chance(100)
      ? [
          standing(allow("kms:CreateGrant", "*", { Bool: { "kms:GrantIsForAWSResource": "true" } }), {
            AWS: `arn:aws:iam::${id}:root`,
          }),
        ]
      : []),
  );
}

function onFunction({ random, id }: Place, arn: string): PolicyJson {
  const service = random.of(["apigateway", "events", "s3", "sns"]);
  return policyOf(
    standing(allow("lambda:InvokeFunction", arn, { StringEquals: { "aws:SourceAccount": id } }), {
      Service: `${service}.amazonaws.com`,
    }),
  );
}

/** What runs with the roles that a service takes on. */
export function workloadsOf(place: Place, roles: Roles): readonly Workload[] {
  const running = roles.filter(({ RoleName }) => RoleName.includes("-worker-"));
  return running.map(({ Arn, AssumeRolePolicyDocument }, at) => {
    const text = JSON.stringify(AssumeRolePolicyDocument);
    if (text.includes("ec2."))
      return {
        kind: "ec2",
        resource: `arn:aws:ec2:${home}:${place.id}:instance/i-${String(at).padStart(17, "0")}`,
        role: Arn,
      };
    if (text.includes("ecs-tasks."))
      return {
        kind: "ecs",
        resource: `arn:aws:ecs:${home}:${place.id}:task-definition/worker-${at}:1`,
        role: Arn,
      };
    return { kind: "lambda", resource: `arn:aws:lambda:${home}:${place.id}:function:run-${at}`, role: Arn };
  });
}

/** Facts of buckets, tables, keys and functions, as far as an audit asks for them. */
export function factsOf(place: Place): Required<Pick<Account, "buckets" | "tables" | "keys" | "functions">> {
  const named = (arn: string, separator: string) => ({
    arn,
    name: arn.slice(arn.lastIndexOf(separator) + 1),
    region: home,
  });
  return {
    buckets: range(place.buckets).map((at) => ({
      ...named(arns.bucket(place, at), ":"),
      versioning: "enabled",
      encryption: { algorithm: "AES256" },
    })),
    tables: range(place.tables).map((at) => ({
      ...named(arns.table(place, at), "/"),
      pointInTimeRecovery: at % 2 === 0,
    })),
    keys: range(place.keys).map((at) => ({
      ...named(arns.key(place, at), "/"),
      aliases: [`alias/${teams[at % teams.length]!}-${at}`],
      enabled: true,
      usage: "ENCRYPT_DECRYPT",
      manager: "customer",
    })),
    functions: range(place.functions).map((at) => named(arns.function(place, at), ":")),
  };
}
