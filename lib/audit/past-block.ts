import { loadActions } from "../actions/load.ts";
import type { Proof } from "../iam/access.ts";
import { compileAccess } from "../iam/compile.ts";
import type { Snapshot } from "../snapshot/model.ts";

const nobody = { UserDetailList: [], GroupDetailList: [], RoleDetailList: [], Policies: [] };

/**
 * Whether a bucket's own policy lets in anybody at all, were S3 Block Public Access off: the policy by itself, in an
 * account of its own, so that nothing else stands in the way.
 */
export function everybodyPastBlock({ accounts }: Snapshot, bucket: string, account: string): Proof {
  const own = accounts
    .filter(({ id }) => id === account)
    .flatMap(({ resourcePolicies }) => resourcePolicies.filter(({ resource }) => resource === bucket));
  const alone = { id: account, authorizationDetails: nobody, resourcePolicies: own };
  const question = { actions: ["s3:*"], resources: [bucket, `${bucket}/*`] };
  return compileAccess({ accounts: [alone] }, loadActions()).can("*", question);
}
