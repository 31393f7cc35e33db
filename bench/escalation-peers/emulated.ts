import {
  AddRoleToInstanceProfileCommand,
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreateGroupCommand,
  CreateInstanceProfileCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  PutGroupPolicyCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import { mapBounded } from "../../lib/base/bounded.ts";
import type { AuthorizationDetails, ManagedPolicy, PolicyDocument } from "../../lib/iam/input.ts";
import { startEmulator, type Emulator, type Unavailable } from "../../tests/live/emulator.ts";

const region = "us-east-1";
const atOnce = 8;

/** The emulator as account `id`, with these identities in it. */
export async function emulated(id: string, details: AuthorizationDetails): Promise<Emulator | Unavailable> {
  const emulator = await startEmulator({ MINISTACK_ACCOUNT_ID: id });
  if ("unavailable" in emulator) return emulator;
  try {
    await fill(emulator.endpoint, id, details);
    return emulator;
  } catch (cause) {
    await emulator.stop();
    throw cause;
  }
}

/** Environment for tools that read the emulator, and nothing of the person’s own accounts. */
export function emulatedEnvironment(endpoint: string, id: string): string {
  const settings = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: id,
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
  };
  const said = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  return `env -u AWS_PROFILE -u AWS_SESSION_TOKEN ${said.join(" ")}`;
}

async function fill(endpoint: string, id: string, details: AuthorizationDetails): Promise<void> {
  const iam = new IAMClient({ endpoint, region, credentials: { accessKeyId: id, secretAccessKey: "test" } });
  const { UserDetailList, GroupDetailList, RoleDetailList, Policies } = details;
  await mapBounded(
    Policies.filter(({ Arn }) => !Arn.includes(":iam::aws:")),
    atOnce,
    (policy) => makePolicy(iam, policy),
  );
  await mapBounded(GroupDetailList, atOnce, async (group) => {
    const { GroupName } = group;
    await iam.send(new CreateGroupCommand({ GroupName, Path: pathOf(group.Arn) }));
    for (const { PolicyName, PolicyDocument } of group.GroupPolicyList ?? [])
      await iam.send(
        new PutGroupPolicyCommand({ GroupName, PolicyName, PolicyDocument: text(PolicyDocument) }),
      );
    for (const { PolicyArn } of group.AttachedManagedPolicies ?? [])
      await iam.send(new AttachGroupPolicyCommand({ GroupName, PolicyArn }));
  });
  await mapBounded(UserDetailList, atOnce, async (user) => {
    const { UserName } = user;
    await iam.send(new CreateUserCommand({ UserName, Path: pathOf(user.Arn) }));
    for (const { PolicyName, PolicyDocument } of user.UserPolicyList ?? [])
      await iam.send(
        new PutUserPolicyCommand({ UserName, PolicyName, PolicyDocument: text(PolicyDocument) }),
      );
    for (const { PolicyArn } of user.AttachedManagedPolicies ?? [])
      await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn }));
    for (const GroupName of user.GroupList ?? [])
      await iam.send(new AddUserToGroupCommand({ UserName, GroupName }));
    const bound = user.PermissionsBoundary?.PermissionsBoundaryArn;
    if (bound !== undefined)
      await iam.send(new PutUserPermissionsBoundaryCommand({ UserName, PermissionsBoundary: bound }));
  });
  await mapBounded(RoleDetailList, atOnce, async (role) => {
    const { RoleName } = role;
    const AssumeRolePolicyDocument = text(role.AssumeRolePolicyDocument);
    await iam.send(new CreateRoleCommand({ RoleName, Path: pathOf(role.Arn), AssumeRolePolicyDocument }));
    for (const { PolicyName, PolicyDocument } of role.RolePolicyList ?? [])
      await iam.send(
        new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument: text(PolicyDocument) }),
      );
    for (const { PolicyArn } of role.AttachedManagedPolicies ?? [])
      await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    for (const { Arn } of role.InstanceProfileList ?? []) {
      const InstanceProfileName = Arn.slice(Arn.lastIndexOf("/") + 1);
      await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName }));
      await iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName, RoleName }));
    }
    const bound = role.PermissionsBoundary?.PermissionsBoundaryArn;
    if (bound !== undefined)
      await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary: bound }));
  });
}

async function makePolicy(iam: IAMClient, { PolicyName, Arn, PolicyVersionList = [] }: ManagedPolicy) {
  const [first, ...later] = PolicyVersionList;
  await iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument: text(first?.Document ?? {}) }));
  for (const { Document = {}, IsDefaultVersion = false } of later)
    await iam.send(
      new CreatePolicyVersionCommand({
        PolicyArn: Arn,
        PolicyDocument: text(Document),
        SetAsDefault: IsDefaultVersion,
      }),
    );
}

const text = (document: PolicyDocument) =>
  typeof document === "string" ? document : JSON.stringify(document);

/** `/staff/` of `…:role/staff/clerk`. */
function pathOf(arn: string): string {
  return arn.slice(arn.indexOf("/"), arn.lastIndexOf("/") + 1);
}
