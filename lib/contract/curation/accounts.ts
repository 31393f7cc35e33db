import { names, type Curation } from "./curation.ts";

/** The account itself. */
export const account: Curation = {
  service: "account",
  placed: [
    {
      // Whoever reads the root’s mail can set its password anew; a region that is off takes all that stands in it along.
      actions: names("CloseAccount StartPrimaryEmailUpdate AcceptPrimaryEmailUpdate DisableRegion"),
      as: { account: "close-account" },
    },
  ],
  harmless: [
    { actions: names("EnableRegion"), why: "takes nothing away; rights there are the same as elsewhere" },
    {
      actions: names("PutAccountName PutAlternateContact DeleteAlternateContact PutContactInformation"),
      why: "names and addresses, none of which signs in",
    },
  ],
  reviewed: names(`ListRegions GetAccountInformation GetAlternateContact GetContactInformation
    GetGovCloudAccountInformation GetPrimaryEmail GetPrimaryEmailUpdateStatus GetRegionOptStatus`),
};

/** The organisation above it, whose policies are rules for all of its accounts. */
export const organizations: Curation = {
  service: "organizations",
  placed: [
    {
      actions: names("CloseAccount LeaveOrganization RemoveAccountFromOrganization"),
      as: { account: "close-account", organisation: "close-account" },
    },
    { actions: names("DeleteOrganization"), as: { organisation: "close-account" } },
    {
      actions: names("AttachPolicy DetachPolicy MoveAccount TagResource UntagResource"),
      as: { account: "change-rules", organisation: "change-rules" },
    },
    {
      actions:
        names(`UpdatePolicy DeletePolicy EnablePolicyType DisablePolicyType PutResourcePolicy DeleteResourcePolicy
        RegisterDelegatedAdministrator DeregisterDelegatedAdministrator EnableAWSServiceAccess DisableAWSServiceAccess
        EnableAllFeatures DeleteOrganizationalUnit AcceptHandshake InviteOrganizationToTransferResponsibility
        UpdateResponsibilityTransfer TerminateResponsibilityTransfer`),
      as: { organisation: "change-rules" },
    },
  ],
  harmless: [
    {
      actions:
        names(`CreateAccount CreateGovCloudAccount CreateOrganization CreateOrganizationalUnit CreatePolicy
        UpdateOrganizationalUnit`),
      why: "new, and binding nobody until it is attached or moved",
    },
    {
      actions: names("InviteAccountToOrganization CancelHandshake DeclineHandshake"),
      why: "an invitation, which the other side must accept",
    },
  ],
  reviewed: names(`ListAWSServiceAccessForOrganization ListAccounts ListAccountsForParent
    ListAccountsWithInvalidEffectivePolicy ListChildren ListCreateAccountStatus ListDelegatedAdministrators
    ListDelegatedServicesForAccount ListEffectivePolicyValidationErrors ListHandshakesForAccount
    ListHandshakesForOrganization ListInboundResponsibilityTransfers ListOrganizationalUnitsForParent
    ListOutboundResponsibilityTransfers ListParents ListPolicies ListPoliciesForTarget ListRoots ListTagsForResource
    ListTargetsForPolicy DescribeAccount DescribeCreateAccountStatus DescribeEffectivePolicy DescribeHandshake
    DescribeOrganization DescribeOrganizationalUnit DescribePolicy DescribeResourcePolicy
    DescribeResponsibilityTransfer`),
};
