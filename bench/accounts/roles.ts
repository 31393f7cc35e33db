import type { RoleDetail } from "../../lib/iam/input.ts";
import { awsManagedArn, executionPolicies } from "./aws-managed.ts";
import { dutiesOf } from "./duties.ts";
import { attached, commonPolicy } from "./managed-policies.ts";
import { arns, stages, teams, type Place } from "./places.ts";
import { policyOf, trust, type PolicyJson } from "./statement.ts";
import { workOf } from "./work.ts";

const services = [
  "lambda",
  "lambda",
  "lambda",
  "lambda",
  "ecs-tasks",
  "ecs-tasks",
  "ec2",
  "ec2",
  "states",
  "codebuild",
  "glue",
  "backup",
  "eks",
] as const;

/** Seven in ten run something; the others are taken on by people, pipelines and other accounts. */
export function roleOf(
  place: Place,
  at: number,
  work: readonly string[],
  duties: readonly string[],
): RoleDetail {
  const { random } = place;
  const team = random.of(teams);
  if (random.chance(700)) {
    const service = `${random.of(services)}.amazonaws.com`;
    const execution = random.chance(800) ? [awsManagedArn(random.of(executionPolicies[service]!))] : [];
    const shared = random.chance(550) && work.length > 0 ? [random.of(work)] : [];
    return role(place, {
      path: random.chance(200) ? "/service-role/" : "/",
      name: `${team}-worker-${at}`,
      trusts: trust(
        { Service: service },
        random.chance(300) ? { StringEquals: { "aws:SourceAccount": place.id } } : undefined,
      ),
      inline: [900, 350].flatMap((often) => (random.chance(often) ? [policyOf(...workOf(place))] : [])),
      managed: [...execution, ...shared],
      bounded: random.chance(150) ? "team-boundary" : undefined,
    });
  }
  const { path, trusts, bounded } = takenOn(place);
  const people = random.chance(650) ? [awsManagedArn(commonPolicy(place))] : [];
  const duty = random.chance(500) && duties.length > 0 ? [random.of(duties)] : [];
  return role(place, {
    path,
    name: `${team}-${random.of(["reader", "operator", "deployer", "support"])}-${at}`,
    trusts,
    inline: [650, 200].flatMap((often) => (random.chance(often) ? [policyOf(...dutiesOf(place))] : [])),
    managed: [...people, ...duty],
    bounded,
  });
}

function takenOn({ random, id, others }: Place) {
  const account = (one: string) => ({ AWS: `arn:aws:iam::${one}:root` });
  const bounded = random.chance(250) ? "team-boundary" : undefined;
  const kind = random.below(10);
  if (kind < 4)
    return {
      path: "/",
      trusts: trust(account(id), { Bool: { "aws:MultiFactorAuthPresent": "true" } }),
      bounded,
    };
  if (kind < 6)
    return {
      path: "/",
      trusts: trust({ AWS: `arn:aws:iam::${id}:user/${random.of(teams)}-person-${random.below(40)}` }),
      bounded,
    };
  if (kind < 7 && others.length > 0)
    return { path: "/shared/", trusts: trust(account(random.of(others))), bounded };
  if (kind < 8)
    return {
      path: "/vendor/",
      trusts: trust(account(`9${String(random.below(99_999_999)).padStart(11, "0")}`), {
        StringEquals: { "sts:ExternalId": `contract-${random.below(900)}` },
      }),
      bounded,
    };
  const deployer = { path: "/deploy/", bounded: "pipeline-boundary" };
  if (kind < 9) return { ...deployer, trusts: trust({ Service: "cloudformation.amazonaws.com" }) };
  const issuer = "token.actions.forge.example";
  return {
    ...deployer,
    trusts: trust(
      { Federated: `arn:aws:iam::${id}:oidc-provider/${issuer}` },
      { StringLike: { [`${issuer}:sub`]: `repo:county/${random.of(teams)}:*` } },
    ),
  };
}

function role(
  place: Place,
  {
    path,
    name,
    trusts,
    inline,
    managed,
    bounded,
  }: {
    readonly path: string;
    readonly name: string;
    readonly trusts: PolicyJson;
    readonly inline: readonly PolicyJson[];
    readonly managed: readonly string[];
    readonly bounded: string | undefined;
  },
): RoleDetail {
  return {
    RoleName: name,
    RoleId: `AROA${place.id}${name.toUpperCase().replaceAll("-", "")}`,
    Arn: arns.role(place, path, name),
    Path: path,
    CreateDate: "2025-03-01T00:00:00Z",
    AssumeRolePolicyDocument: trusts,
    RolePolicyList: inline.map((PolicyDocument, at) => ({ PolicyName: `own-${at}`, PolicyDocument })),
    AttachedManagedPolicies: attached(managed),
    ...(bounded !== undefined && {
      PermissionsBoundary: { PermissionsBoundaryArn: arns.policy(place, bounded) },
    }),
    Tags: [
      { Key: "team", Value: name.slice(0, name.indexOf("-")) },
      { Key: "stage", Value: place.random.of(stages) },
    ],
  };
}
