import { expect, test } from "vitest";
import { loadActions } from "../../lib/actions/load.ts";
import { compileAccess } from "../../lib/iam/compile.ts";
import type { IamInput, ManagedPolicy } from "../../lib/iam/input.ts";
import { home } from "./world.ts";
import { managedPolicies } from "./managed-policies.ts";

/** As docs/formats/iam-engine.md lists them, under “AWS-managed policies”: the policy and what is not understood of it. */
const notUnderstood: readonly { readonly policy: string; readonly why: string }[] = [];

function attachedTo(policies: readonly ManagedPolicy[]): IamInput {
  const RoleDetailList = policies.map(({ PolicyName, Arn }) => ({
    RoleName: PolicyName,
    Arn: `arn:aws:iam::${home}:role/${PolicyName}`,
    AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [] },
    AttachedManagedPolicies: [{ PolicyArn: Arn }],
  }));
  const authorizationDetails = {
    UserDetailList: [],
    GroupDetailList: [],
    RoleDetailList,
    Policies: policies,
  };
  return { accounts: [{ id: home, authorizationDetails, resourcePolicies: [] }] };
}

test(
  "AWS’s managed policies parse and compile with nothing unknown but what the page lists",
  { timeout: 300_000 },
  async (context) => {
    const policies = await managedPolicies();
    if ("unavailable" in policies) return context.skip(policies.unavailable);
    expect(policies.length).toBeGreaterThan(1000);
    const access = compileAccess(attachedTo(policies), loadActions());
    expect(access.notUnderstood).toEqual(notUnderstood);
    // Compiled, each decides: a request without keys is answered for certain unless a condition hangs on what it lacks.
    const request = { action: "s3:GetObject", resource: "arn:aws:s3:::alder-vault/x" };
    const decisions = access.principals.map((principal) => access.decide({ principal, ...request }));
    expect(decisions.filter(({ decision }) => decision === "unknown")).toEqual([]);
    const allowed = access.principals.filter((_, at) => decisions[at]!.decision === "allowed");
    expect(allowed).toContain(`arn:aws:iam::${home}:role/AdministratorAccess`);
    expect(allowed).toContain(`arn:aws:iam::${home}:role/ReadOnlyAccess`);
    expect(allowed).not.toContain(`arn:aws:iam::${home}:role/IAMFullAccess`);
  },
);
