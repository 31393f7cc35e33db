import type { ManagedPolicy } from "../../lib/iam/input.ts";
import { awsManaged, awsManagedArn, peoplePolicies } from "./aws-managed.ts";
import { dutiesOf } from "./duties.ts";
import { boundaryName, boundaryPolicy } from "./own-roles.ts";
import { arns, teams, type Place } from "./places.ts";
import { allow, deny, policyOf, type PolicyJson } from "./statement.ts";
import { workOf } from "./work.ts";

/** Policies that an account manages itself, its boundaries among them. */
export function ownManaged(place: Place): readonly ManagedPolicy[] {
  const { random, roles, users } = place;
  const named = (
    kind: string,
    count: number,
    statements: () => readonly Readonly<Record<string, unknown>>[],
  ) =>
    Array.from({ length: count }, (_, at) => {
      const name = `${random.of(teams)}-${kind}-${at}`;
      return version(name, arns.policy(place, name), policyOf(...statements()));
    });
  return [
    version(boundaryName, arns.policy(place, boundaryName), boundaryPolicy),
    version("team-boundary", arns.policy(place, "team-boundary"), teamBoundary),
    version("pipeline-boundary", arns.policy(place, "pipeline-boundary"), pipelineBoundary(place.id)),
    ...named("work", Math.ceil(roles * 0.9), () => workOf(place)),
    ...named("duty", Math.ceil(users * 0.6 + roles * 0.2), () => dutiesOf(place)),
  ];
}

const teamBoundary = policyOf(
  allow("*"),
  deny([
    "iam:Create*",
    "iam:Delete*",
    "iam:Put*",
    "iam:Attach*",
    "iam:Detach*",
    "organizations:*",
    "account:*",
  ]),
  deny("*", "*", { StringNotEquals: { "aws:RequestedRegion": ["ca-central-1", "us-east-1", "eu-west-1"] } }),
);

const pipelineBoundary = (id: string): PolicyJson =>
  policyOf(
    { Effect: "Allow", NotAction: ["iam:*", "organizations:*", "sts:*"], Resource: "*" },
    allow(["iam:PassRole", "iam:GetRole"], `arn:aws:iam::${id}:role/deploy/*`),
    allow("sts:AssumeRole", `arn:aws:iam::${id}:role/deploy/*`),
  );

function version(PolicyName: string, Arn: string, Document: PolicyJson): ManagedPolicy {
  return {
    PolicyName,
    Arn,
    DefaultVersionId: "v1",
    PolicyVersionList: [{ VersionId: "v1", IsDefaultVersion: true, Document }],
  };
}

/** Those of AWS’s own policies that are attached somewhere: its reply has no others. */
export function awsAttached(used: ReadonlySet<string>): readonly ManagedPolicy[] {
  return Object.entries(awsManaged).flatMap(([name, document]) =>
    used.has(awsManagedArn(name)) ? [version(name, awsManagedArn(name), document)] : [],
  );
}

/** The first ones of the list far more often than the last, but for administrators, whom every account has. */
export function commonPolicy({ random }: Place): string {
  if (random.chance(35)) return "AdministratorAccess";
  const steps = Math.min(random.below(peoplePolicies.length), random.below(peoplePolicies.length));
  return peoplePolicies[steps]!;
}

/** How a principal’s details name what is attached to it. */
export function attached(arnsOf: readonly string[]) {
  return arnsOf.map((PolicyArn) => ({
    PolicyName: PolicyArn.slice(PolicyArn.lastIndexOf("/") + 1),
    PolicyArn,
  }));
}
