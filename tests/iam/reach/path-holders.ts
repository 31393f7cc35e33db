import type { GroupDetail, ManagedPolicy, RoleDetail, UserDetail } from "../../../lib/iam/input.ts";
import type { EscalationPath, PathGain } from "../../../lib/iam/reach/path.ts";
import { account, allow, deny, iam, policy, trusting, type Json } from "./path-parts.ts";

/** What the one gained, and the goer beside its rights for the row, have. */
export interface Holders {
  readonly whom: string;
  readonly users?: readonly UserDetail[];
  readonly roles?: readonly RoleDetail[];
  readonly groups?: readonly GroupDetail[];
  readonly policies?: readonly ManagedPolicy[];
  readonly self?: {
    readonly inline?: readonly Json[];
    readonly attached?: readonly string[];
    readonly groups?: readonly string[];
    readonly boundary?: Json;
  };
}

export interface Lacks {
  /** The role lets another service assume it. */
  readonly otherTrust?: boolean;
  /** Whom or what is gained has no rights itself. */
  readonly poor?: boolean;
  /** No instance profile holds the role. */
  readonly noProfile?: boolean;
}

const crew = iam("policy/crew");
const nothing = policy(allow("sts:GetCallerIdentity"));

/** @param prize the statement that allows what is wanted */
export function prizeHolders(path: EscalationPath, goer: string, prize: Json, lacks: Lacks): Holders {
  const rich = lacks.poor ? nothing : policy(prize);
  const { gains } = path;
  switch (gains.kind) {
    case "passed-role":
    case "running-role":
      return { whom: iam("role/sealer"), roles: [role(rich, trustOf(gains, lacks), lacks)] };
    case "role":
      return {
        whom: gains.trust === "identity-center" ? reserved : iam("role/sealer"),
        roles: [role(rich, trustOf(gains, lacks), lacks, gains.trust === "identity-center")],
      };
    case "user":
      return { whom: iam("user/bea"), users: [user(rich)] };
    case "group-rights":
      return { whom: goer, groups: [group("keepers", rich)] };
    case "own-other-version":
      return { whom: goer, policies: [managed(nothing, rich)], self: { attached: [crew] } };
    case "own-policy-gone":
      return freed(goer, gains.place, rich, prize);
    case "own-boundary-gone":
      return { whom: goer, self: { inline: [rich], boundary: policy(allow(actionsOf(path))) } };
    case "boundary-of-whom-gone":
      return {
        whom: iam("role/sealer"),
        roles: [{ ...role(rich, trusting({ AWS: iam("root") }), lacks), ...fenced }],
        policies: [{ ...managed(nothing), PolicyName: "rail", Arn: rail }],
        self: { inline: [policy(allow("sts:AssumeRole", iam("role/sealer")))] },
      };
    case "rights-of-whom":
      return otherPrincipal(path, lacks);
    case "own-rights":
      return writer(goer, path);
    case "resource-opened":
      return { whom: goer, self: { inline: gains.removed ? [policy(prize)] : [] } };
    case "new-principal":
      return { whom: goer };
  }
}

const reserved = iam("role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_sealer_0123456789abcdef");
const rail = iam("policy/rail");
const fenced = { PermissionsBoundary: { PermissionsBoundaryArn: rail } };

const actionsOf = ({ needs }: EscalationPath): readonly string[] => needs.flatMap(({ actions }) => actions);

function trustOf(gains: PathGain, { otherTrust }: Lacks): Json {
  const stranger = trusting({ Service: "backup.amazonaws.com" });
  if (otherTrust) return stranger;
  if (gains.kind === "role" && gains.trust === "asked") return trusting({ AWS: iam("root") });
  if (gains.kind === "role" && gains.trust === "saml")
    return trusting({ Federated: iam("saml-provider/x") }, "sts:AssumeRoleWithSAML");
  if (gains.kind === "passed-role" || gains.kind === "running-role")
    return gains.federated
      ? trusting({ Federated: gains.service }, "sts:AssumeRoleWithWebIdentity")
      : trusting({ Service: gains.service });
  return stranger;
}

function role(rights: Json, trust: Json, { noProfile }: Lacks, inReserve = false): RoleDetail {
  return {
    Arn: inReserve ? reserved : iam("role/sealer"),
    RoleName: inReserve ? reserved.split("/").at(-1)! : "sealer",
    Path: inReserve ? "/aws-reserved/sso.amazonaws.com/" : "/",
    AssumeRolePolicyDocument: trust,
    RolePolicyList: [{ PolicyName: "own", PolicyDocument: rights }],
    AttachedManagedPolicies: [],
    InstanceProfileList: noProfile
      ? []
      : [{ Arn: iam("instance-profile/sealer"), InstanceProfileName: "sealer" }],
  };
}

const user = (rights: Json, more: Partial<UserDetail> = {}): UserDetail => ({
  Arn: iam("user/bea"),
  UserName: "bea",
  UserPolicyList: [{ PolicyName: "own", PolicyDocument: rights }],
  GroupList: [],
  AttachedManagedPolicies: [],
  ...more,
});

const group = (name: string, rights: Json, attached: readonly string[] = []): GroupDetail => ({
  Arn: iam(`group/${name}`),
  GroupName: name,
  GroupPolicyList: [{ PolicyName: "own", PolicyDocument: rights }],
  AttachedManagedPolicies: attached.map((PolicyArn) => ({ PolicyArn })),
});

/** `crew`, at its second version. */
function managed(inForce: Json, before?: Json): ManagedPolicy {
  return {
    PolicyName: "crew",
    Arn: crew,
    DefaultVersionId: "v2",
    PolicyVersionList: [
      ...(before ? [{ VersionId: "v1", IsDefaultVersion: false, Document: before }] : []),
      { VersionId: "v2", IsDefaultVersion: true, Document: inForce },
    ],
  };
}

function freed(
  goer: string,
  place: Extract<PathGain, { kind: "own-policy-gone" }>["place"],
  rich: Json,
  prize: Json,
): Holders {
  const refusal = policy(deny("dynamodb:DeleteTable", prize["Resource"] as string));
  const wide = { ...managed(rich), PolicyName: "wide", Arn: iam("policy/wide") };
  switch (place) {
    case "attached":
      return { whom: goer, policies: [managed(refusal)], self: { inline: [rich], attached: [crew] } };
    case "inline":
      return { whom: goer, policies: [wide], self: { inline: [refusal], attached: [wide.Arn] } };
    case "group-attached":
      return {
        whom: goer,
        policies: [managed(refusal)],
        groups: [group("crew", nothing, [crew])],
        self: { inline: [rich], groups: ["crew"] },
      };
    case "group-inline":
    case "group":
      return {
        whom: goer,
        groups: [group("crew", refusal)],
        self: { inline: [rich], groups: ["crew"] },
      };
  }
}

/** Who writes its own rights: only what the row needs is there, so that no other row does it too. */
function writer(goer: string, { needs }: EscalationPath): Holders {
  const asked = new Set(needs.map(({ on }) => on));
  return {
    whom: goer,
    policies: asked.has("policyOfWhom") ? [managed(nothing)] : [],
    groups: [
      ...(asked.has("groupOfWhom") ? [group("crew", nothing)] : []),
      ...(asked.has("anyGroup") ? [group("keepers", nothing)] : []),
    ],
    self: {
      attached: asked.has("policyOfWhom") ? [crew] : [],
      groups: asked.has("groupOfWhom") ? ["crew"] : [],
    },
  };
}

/** Another one without rights, as which the goer can act: its rights are what the row writes. `poor`: it cannot. */
function otherPrincipal(path: EscalationPath, { poor }: Lacks): Holders {
  const forUsers = path.needs.some(({ actions }) => actions.some((action) => /User|Group/.test(action)));
  const whom = iam(forUsers ? "user/bea" : "role/sealer");
  const way = policy(allow(forUsers ? "iam:CreateAccessKey" : "sts:AssumeRole", whom));
  return {
    whom,
    policies: [managed(nothing)],
    groups: [group("crew", nothing)],
    ...(forUsers
      ? { users: [user(nothing, { GroupList: ["crew"] })] }
      : {
          roles: [
            {
              ...role(nothing, trusting({ AWS: account }), {}),
              AttachedManagedPolicies: [{ PolicyArn: crew }],
            },
          ],
        }),
    self: { inline: poor ? [] : [way] },
  };
}
