/**
 * Concrete decisions a second, in one thread, on compiled accounts: `node bench/decide.ts [ROLES] [SECONDS]`. The
 * requests are drawn beforehand: roles and users, the actions that matter to the office, resources that have a policy
 * and some that have none, with and without keys.
 */
import { loadActions } from "../lib/actions/load.ts";
import type { AccessRequest, Outcome } from "../lib/iam/access.ts";
import { compileAccess } from "../lib/iam/compile.ts";
import { seededRandom } from "../lib/register/synth/random.ts";
import { estateOf } from "./accounts/estate.ts";

const roles = Number(process.argv[2] ?? "1000");
const seconds = Number(process.argv[3] ?? "5");

const estate = estateOf({ roles, seed: "1" });
const started = performance.now();
const access = compileAccess(estate, loadActions());
const compiling = performance.now() - started;

const random = seededRandom("decide");
const pick = <T>(of: readonly T[]): T => of[random.below(of.length)]!;
const actions = [
  "s3:GetObject",
  "s3:PutObject",
  "s3:DeleteObjectVersion",
  "s3:PutBucketPolicy",
  "dynamodb:GetItem",
  "dynamodb:DeleteTable",
  "kms:Decrypt",
  "kms:ScheduleKeyDeletion",
  "lambda:UpdateFunctionCode",
  "iam:PassRole",
  "iam:AttachRolePolicy",
  "sts:AssumeRole",
  "secretsmanager:GetSecretValue",
  "ec2:RunInstances",
  "sqs:SendMessage",
  "logs:DeleteLogGroup",
];
const arns = estate.accounts.flatMap(({ resourcePolicies, authorizationDetails }) => [
  ...resourcePolicies.map(({ resource }) => resource),
  ...resourcePolicies
    .filter(({ resource }) => resource.startsWith("arn:aws:s3"))
    .map(({ resource }) => `${resource}/a/1`),
  ...authorizationDetails.RoleDetailList.slice(0, 100).map(({ Arn }) => Arn),
]);
const usual = { "aws:RequestedRegion": "ca-central-1", "aws:SecureTransport": true };
const byService = Map.groupBy(arns, (arn) => arn.split(":")[2]!);
const contexts = [{}, usual, usual, { ...usual, "aws:MultiFactorAuthPresent": true }];
const requests = Array.from({ length: 20_000 }, (): AccessRequest => {
  const action = pick(actions);
  const service = action === "sts:AssumeRole" ? "iam" : action.split(":", 1)[0]!;
  const own = byService.get(service) ?? ["*"];
  return {
    principal: pick(access.principals),
    action,
    resource: pick(own),
    context: pick(contexts),
  };
});

const outcomes: Record<Outcome, number> = { allowed: 0, explicitDeny: 0, implicitDeny: 0, unknown: 0 };
for (const request of requests) outcomes[access.decide(request).decision] += 1;
const begun = performance.now();
const before = process.cpuUsage();
let decided = 0;
while (performance.now() - begun < seconds * 1000) {
  for (const request of requests) access.decide(request);
  decided += requests.length;
}
const wall = performance.now() - begun;
const { user, system } = process.cpuUsage(before);
const rate = (decided * 1e6) / (user + system);
const shares = Object.entries(outcomes).map(
  ([name, count]) => `${name} ${((100 * count) / requests.length).toFixed(0)} %`,
);
process.stdout.write(
  `${Math.round(rate).toLocaleString("en")} decisions a second of processor time, ${(1e6 / rate).toFixed(1)} µs each ` +
    `(${Math.round((decided * 1000) / wall).toLocaleString("en")} a second by the clock); ` +
    `${access.principals.length} users and roles compiled in ${(compiling / 1000).toFixed(2)} s (${shares.join(", ")})\n`,
);
