/** For each row of the table a world in which it works, and worlds in which one thing is missing. */
import type { AccessQuestion } from "../../../lib/iam/access.ts";
import type { IamInput } from "../../../lib/iam/input.ts";
import type { EscalationPath, NeedTarget, PathNeed } from "../../../lib/iam/reach/path.ts";
import { kindsTold } from "../../../lib/iam/reach/paths.ts";
import { account, allow, arnIn, deny, iam, policy, trusting, type Json } from "./path-parts.ts";
import { prizeHolders, type Holders, type Lacks } from "./path-holders.ts";

const roll = arnIn("dynamodb", "table/roll");

/** What the one who goes this way wants and cannot do: with the roll, or with the resource that is opened. */
export function prizeOf({ gains, needs }: EscalationPath): AccessQuestion {
  if (gains.kind !== "resource-opened") return { actions: ["dynamodb:DeleteTable"], resources: [roll] };
  const on = resourceOf(needs[0]!.on);
  const resource = on === "*" ? arnIn("events", "event-bus/x") : on;
  const [first] = gains.opens;
  const action = usedFor[first!] ?? first!;
  const object = action === "s3:GetObject" && !resource.includes("/");
  return { actions: [action], resources: [object ? `${resource}/*` : resource] };
}

/** Of rights that are opened as a whole, the one that is wanted: not one of those by which it is opened. */
const usedFor: Readonly<Record<string, string>> = {
  "s3:*": "s3:GetObject",
  "kms:*": "kms:Decrypt",
  "dynamodb:*": "dynamodb:DeleteTable",
  "lambda:*": "lambda:InvokeFunction",
  "sqs:*": "sqs:ReceiveMessage",
  "sns:*": "sns:Publish",
  "secretsmanager:*": "secretsmanager:GetSecretValue",
  "ecr:*": "ecr:BatchGetImage",
  "elasticfilesystem:*": "elasticfilesystem:ClientMount",
  "backup:*": "backup:DeleteBackupVault",
  "kinesis:*": "kinesis:GetRecords",
  "codebuild:*": "codebuild:StartBuild",
  "glue:*": "glue:GetTable",
  "es:*": "es:ESHttpGet",
  "s3tables:*": "s3tables:DeleteTableBucket",
};

/** A user, or a role where the row is for roles. */
export function goerOf({ gains }: EscalationPath): string {
  const only = "only" in gains ? gains.only : undefined;
  if (only === "identity-center")
    return iam("role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_ada_0123456789abcdef");
  return iam(only === "role" ? "role/ada" : "user/ada");
}

/** Who is gained, where it is not the goer. */
export const gainedOf = (path: EscalationPath): string => holdersOf(path).whom;

/** Which of the things that a world needs is missing, or stands against it. */
export interface Flaw extends Lacks {
  /** Place of a need for which there is no statement. */
  readonly without?: number;
  readonly denied?: number;
  readonly beyondBoundary?: number;
  readonly beyondScp?: number;
  /** Place of a need whose statement asks for another value of a given key. */
  readonly otherGiven?: number;
}

/** One account; the goer has exactly the rights that the row needs, and what it gains has the prize. */
export function worldOf(path: EscalationPath, flaw: Flaw = {}): IamInput {
  const goer = goerOf(path);
  const { whom, users = [], roles = [], groups = [], policies = [], self = {} } = holdersOf(path, flaw);
  const rights = path.needs.flatMap((need, at) =>
    at === flaw.without ? [] : [statementOf(need, path, whom, at === flaw.otherGiven)],
  );
  const actionsAt = (at: number | undefined) => (at === undefined ? [] : path.needs[at]!.actions);
  const denials = flaw.denied === undefined ? [] : [deny(actionsAt(flaw.denied))];
  const beyond = actionsAt(flaw.beyondBoundary);
  const fence = self.boundary ?? (beyond.length > 0 ? policy(allow("*")) : undefined);
  const person = {
    Arn: goer,
    Path: `/${goer
      .split("/")
      .slice(1, -1)
      .map((part) => `${part}/`)
      .join("")}`,
    AttachedManagedPolicies: (self.attached ?? []).map((PolicyArn) => ({ PolicyArn })),
    ...(fence && { PermissionsBoundary: { PermissionsBoundaryArn: iam("policy/fence") } }),
  };
  const inline = [
    { PolicyName: "rights", PolicyDocument: policy(...rights, ...denials) },
    ...(self.inline ?? []).map((PolicyDocument, at) => ({ PolicyName: `own${at}`, PolicyDocument })),
  ];
  const name = goer.split("/").at(-1)!;
  const asRole = goer.includes(":role/");
  const running = "workloads" in path.gains && path.gains.workloads.some((kind) => kindsTold.has(kind));
  return {
    accounts: [
      {
        id: account,
        authorizationDetails: {
          UserDetailList: [
            ...(asRole
              ? []
              : [{ ...person, UserName: name, UserPolicyList: inline, GroupList: self.groups ?? [] }]),
            ...users,
          ],
          GroupDetailList: groups,
          RoleDetailList: [
            ...(asRole
              ? [
                  {
                    ...person,
                    RoleName: name,
                    AssumeRolePolicyDocument: trusting({ Service: "ec2.amazonaws.com" }),
                    RolePolicyList: inline,
                    InstanceProfileList: [],
                  },
                ]
              : []),
            ...roles,
          ],
          Policies: [
            ...policies,
            ...(fence
              ? [
                  managed(
                    "fence",
                    self.boundary
                      ? without(self.boundary, beyond)
                      : policy({ Effect: "Allow", NotAction: beyond, Resource: "*" }),
                  ),
                ]
              : []),
          ],
        },
        resourcePolicies: closedIn(path) ?? path.needs.flatMap(({ on }) => governed(resourceOf(on))),
        workloads: running ? workloadsOf(path, whom) : [],
      },
    ],
    organization: {
      id: "o-rollward",
      managementAccount: "999999999999",
      resourceControlPolicies: [],
      serviceControlPolicies: [
        {
          name: "guard",
          targets: [account],
          policy: policy(
            allow("*"),
            ...(flaw.beyondScp === undefined ? [] : [deny(actionsAt(flaw.beyondScp))]),
          ),
        },
      ],
    },
  };
}

function holdersOf(path: EscalationPath, flaw: Flaw = {}): Holders {
  const opened = path.gains.kind === "resource-opened";
  const { actions, resources } = prizeOf(path);
  const prize = opened ? allow(actions, resources[0]) : allow("dynamodb:DeleteTable", roll);
  return prizeHolders(path, goerOf(path), prize, flaw);
}

/** What the policy denies that is taken away. */
function closedIn(path: EscalationPath) {
  if (path.gains.kind !== "resource-opened" || !path.gains.removed) return undefined;
  const closed = { ...deny(prizeOf(path).actions), Principal: "*" };
  return [{ resource: resourceOf(path.needs[0]!.on), policy: policy(closed) }];
}

/** The statement of a boundary less some actions. */
function without(document: Json, actions: readonly string[]): Json {
  const statements = document["Statement"] as readonly Json[];
  return actions.length === 0 ? document : policy(...statements, deny(actions));
}

function managed(name: string, Document: Json) {
  return {
    PolicyName: name,
    Arn: iam(`policy/${name}`),
    DefaultVersionId: "v1",
    PolicyVersionList: [{ VersionId: "v1", IsDefaultVersion: true, Document }],
  };
}

function statementOf(need: PathNeed, path: EscalationPath, whom: string, otherGiven: boolean): Json {
  const given = Object.entries(need.given ?? {});
  const texts = given.filter(([, value]) => value !== null);
  const absent = given.filter(([, value]) => value === null);
  return {
    ...allow(need.actions[0]!, targetOf(need.on, path, whom)),
    ...(given.length > 0 && {
      Condition: {
        ...(texts.length > 0 && {
          StringEquals: Object.fromEntries(
            texts.map(([key, value]) => [key, otherGiven ? "other.example" : value]),
          ),
        }),
        ...(absent.length > 0 && {
          Null: Object.fromEntries(absent.map(([key]) => [key, otherGiven ? "false" : "true"])),
        }),
      },
    }),
  };
}

function targetOf(on: NeedTarget, path: EscalationPath, whom: string): string {
  switch (on) {
    case "whom":
      return whom;
    case "self":
      return goerOf(path);
    case "policyOfWhom":
      return iam("policy/crew");
    case "boundaryOfWhom":
      return iam("policy/fence");
    case "groupOfWhom":
      return iam("group/crew");
    case "anyGroup":
      return iam("group/keepers");
    case "instanceProfileOfWhom":
      return iam("instance-profile/sealer");
    default:
      return resourceOf(on);
  }
}

/** One resource that the pattern matches; for what is no pattern, nothing of interest. */
export function resourceOf(on: NeedTarget): string {
  if (typeof on === "string") return "*";
  const pattern = "pattern" in on ? on.pattern : on.else;
  return pattern === "*" ? "*" : pattern.replace("{account}", account).replaceAll("*", "x");
}

/** Of keys nobody knows anything without their policy; buckets have an owner by theirs. */
function governed(resource: string) {
  return resource.includes(":kms:") || /^arn:aws:s3:::[^/]+$/.test(resource)
    ? [
        {
          resource,
          policy: policy(
            ...(resource.includes(":kms:") ? [{ ...allow("kms:*"), Principal: { AWS: account } }] : []),
          ),
        },
      ]
    : [];
}

function workloadsOf({ needs, gains }: EscalationPath, role: string) {
  if (gains.kind !== "running-role") return [];
  const placed = needs.map(({ on }) => on).find((on) => typeof on === "object" && "workload" in on);
  const resource = placed === undefined ? arnIn(gains.workloads[0]!, "task/x") : resourceOf(placed);
  return [{ kind: gains.workloads[0]!, resource, role }];
}
