import { GetPolicyCommand, GetPolicyVersionCommand } from "@aws-sdk/client-iam";
import { mapBounded } from "../../base/bounded.ts";
import type { AuthorizationDetails, ManagedPolicy } from "../../iam/input.ts";
import { ask, half, type Asking, type Refusal } from "./ask.ts";
import type { AccountClients } from "./clients.ts";
import type { Gaps } from "./gaps.ts";
import { whyHalf } from "./live-words.ts";
import type { RightName } from "./rights.ts";

const atOnce = 8;

/**
 * The details with every managed policy that somebody has: AWS's reply leaves out those that serve only as
 * boundaries. A policy that cannot be read stays away and is a gap, so that whoever has it is `unknown`.
 *
 * @throws RollwardError as {@link ask}
 */
export async function withPolicies(
  details: AuthorizationDetails,
  { iam }: AccountClients,
  asking: Asking,
  gaps: Gaps,
): Promise<AuthorizationDetails> {
  const read = await mapBounded(missing(details), atOnce, async (arn): Promise<ManagedPolicy | undefined> => {
    const gap = (right: RightName, refusal: Refusal) => {
      const dangling = refusal.code.startsWith("NoSuchEntity");
      gaps.add({
        right,
        refusal: dangling ? half(whyHalf.dangling) : refusal,
        facts: "identities",
        resource: arn,
      });
      return undefined;
    };
    const named = await ask(asking, "iam:GetPolicy", (options) =>
      iam.send(new GetPolicyCommand({ PolicyArn: arn }), options),
    );
    if ("refusal" in named) return gap("iam:GetPolicy", named.refusal);
    const { PolicyName, PolicyId, DefaultVersionId } = named.reply.Policy ?? {};
    if (!PolicyName || !DefaultVersionId) return gap("iam:GetPolicy", half(whyHalf.empty));

    const command = new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: DefaultVersionId });
    const version = await ask(asking, "iam:GetPolicyVersion", (options) => iam.send(command, options));
    if ("refusal" in version) return gap("iam:GetPolicyVersion", version.refusal);
    const { Document } = version.reply.PolicyVersion ?? {};
    if (!Document) return gap("iam:GetPolicyVersion", half(whyHalf.policy));
    return {
      PolicyName,
      Arn: arn,
      ...(PolicyId ? { PolicyId } : {}),
      DefaultVersionId,
      PolicyVersionList: [{ VersionId: DefaultVersionId, IsDefaultVersion: true, Document }],
    };
  });
  const added = read.filter((policy) => policy !== undefined);
  return added.length === 0 ? details : { ...details, Policies: [...details.Policies, ...added] };
}

/** ARNs of managed policies that are attached or bound, and whose text the details do not have. */
function missing({
  UserDetailList,
  GroupDetailList,
  RoleDetailList,
  Policies,
}: AuthorizationDetails): readonly string[] {
  const identities = [...UserDetailList, ...GroupDetailList, ...RoleDetailList];
  const attached = identities.flatMap((each) => each.AttachedManagedPolicies ?? []);
  const bounds = [...UserDetailList, ...RoleDetailList].flatMap(({ PermissionsBoundary }) =>
    PermissionsBoundary === undefined ? [] : [PermissionsBoundary.PermissionsBoundaryArn],
  );
  const named = new Set([...attached.map(({ PolicyArn }) => PolicyArn), ...bounds]);
  for (const { Arn } of Policies) named.delete(Arn);
  // What has no ARN cannot be asked for.
  return [...named].filter((arn) => arn.startsWith("arn:")).toSorted();
}
