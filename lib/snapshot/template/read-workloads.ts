import type { Reader } from "./reading.ts";
import { isArn } from "../shape-parts.ts";
import { whyUnresolved } from "./template-words.ts";
import { isList, isObject, textOf, Unresolved, type Value } from "./value.ts";

/**
 * Types that run or act with a role, what to call that, and where the role stands; `*` is every entry of a list. A
 * role named without being there (`null`) is no workload.
 */
const holders: Readonly<
  Record<string, { readonly kind: string; readonly roles: readonly (readonly string[])[] }>
> = {
  "AWS::ECS::TaskDefinition": { kind: "ecs", roles: [["TaskRoleArn"], ["ExecutionRoleArn"]] },
  "AWS::StepFunctions::StateMachine": { kind: "states", roles: [["RoleArn"]] },
  "AWS::Events::Rule": { kind: "events", roles: [["RoleArn"], ["Targets", "*", "RoleArn"]] },
  "AWS::Scheduler::Schedule": { kind: "scheduler", roles: [["Target", "RoleArn"]] },
  "AWS::CodeBuild::Project": { kind: "codebuild", roles: [["ServiceRole"]] },
  "AWS::CodePipeline::Pipeline": {
    kind: "codepipeline",
    roles: [["RoleArn"], ["Stages", "*", "Actions", "*", "RoleArn"]],
  },
  "AWS::Glue::Job": { kind: "glue", roles: [["Role"]] },
  "AWS::CloudTrail::Trail": { kind: "cloudtrail", roles: [["CloudWatchLogsRoleArn"]] },
  "AWS::ApiGatewayV2::Authorizer": { kind: "apigateway", roles: [["AuthorizerCredentialsArn"]] },
  "AWS::ApiGatewayV2::Integration": { kind: "apigateway", roles: [["CredentialsArn"]] },
  "AWS::Logs::SubscriptionFilter": { kind: "logs", roles: [["RoleArn"]] },
};

const profiles: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "AWS::EC2::Instance": [["IamInstanceProfile"]],
  "AWS::EC2::LaunchTemplate": [
    ["LaunchTemplateData", "IamInstanceProfile", "Name"],
    ["LaunchTemplateData", "IamInstanceProfile", "Arn"],
  ],
  "AWS::AutoScaling::LaunchConfiguration": [["IamInstanceProfile"]],
};

/** Every value at a path; an unresolved one on the way stands for all below it. */
function valuesAt(value: Value | undefined, [step, ...rest]: readonly string[]): readonly Value[] {
  if (value === undefined || value === null) return [];
  if (step === undefined || value instanceof Unresolved) return [value];
  if (step === "*") return (isList(value) ? value : [value]).flatMap((one) => valuesAt(one, rest));
  return isObject(value) && Object.hasOwn(value, step) ? valuesAt(value[step], rest) : [];
}

const workload =
  (
    paths: readonly (readonly string[])[],
    keep: (text: string, at: Parameters<Reader>[0], resource: string) => void,
  ): Reader =>
  (reading) => {
    const { physical, place, id, stack } = reading;
    const arn = typeof physical?.arn === "string" && isArn(physical.arn) ? physical.arn : undefined;
    // Some have no ARN of their own: the stack's name and the logical id tell them apart.
    const resource = arn ?? `arn:aws:cloudformation:${place.region}:${place.account}:stack/${stack}/${id}`;
    const all = reading.given("workloads", resource).value();
    for (const value of paths.flatMap((path) => valuesAt(all, path))) {
      const text = textOf(value);
      if (value instanceof Unresolved) reading.unread("workloads", value.why, value.args, resource);
      else if (text !== undefined) keep(text, reading, resource);
    }
  };

const withRole = (kind: string, paths: readonly (readonly string[])[]): Reader =>
  workload(paths, (text, reading, resource) => {
    const { draft, place } = reading;
    const role = text.startsWith("arn:") ? text : `arn:aws:iam::${place.account}:role/${text}`;
    if (isArn(role)) draft.workloads.push({ kind, resource, role });
    else reading.unread("workloads", whyUnresolved.kind, { expected: "ARN" }, resource);
  });

const withProfile = (paths: readonly (readonly string[])[]): Reader =>
  workload(paths, (profile, { draft }, resource) => {
    draft.later.profileUsers.push({ kind: "ec2", resource, profile });
  });

export const workloadReaders: readonly (readonly [string, Reader])[] = [
  ...Object.entries(holders).map(([type, { kind, roles }]) => [type, withRole(kind, roles)] as const),
  ...Object.entries(profiles).map(([type, paths]) => [type, withProfile(paths)] as const),
];
