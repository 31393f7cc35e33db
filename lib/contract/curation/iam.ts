import { names, type Curation } from "./curation.ts";

/** IAM: identity itself. Whoever writes here writes the rules for everything else. */
export const iam: Curation = {
  service: "iam",
  placed: [
    {
      // Policies, boundaries, trust.
      actions: names(`AttachGroupPolicy AttachRolePolicy AttachUserPolicy DetachGroupPolicy DetachRolePolicy
        DetachUserPolicy PutGroupPolicy PutRolePolicy PutUserPolicy DeleteGroupPolicy DeleteRolePolicy DeleteUserPolicy
        CreatePolicy CreatePolicyVersion DeletePolicy DeletePolicyVersion SetDefaultPolicyVersion
        PutRolePermissionsBoundary PutUserPermissionsBoundary DeleteRolePermissionsBoundary
        DeleteUserPermissionsBoundary UpdateAssumeRolePolicy`),
      as: { identity: "change-rules" },
    },
    {
      // Who there is, and who belongs where.
      actions: names(`CreateUser UpdateUser DeleteUser CreateGroup UpdateGroup DeleteGroup AddUserToGroup
        RemoveUserFromGroup CreateRole UpdateRole DeleteRole CreateInstanceProfile DeleteInstanceProfile
        AddRoleToInstanceProfile RemoveRoleFromInstanceProfile CreateOpenIDConnectProvider
        DeleteOpenIDConnectProvider AddClientIDToOpenIDConnectProvider RemoveClientIDFromOpenIDConnectProvider
        UpdateOpenIDConnectProviderThumbprint CreateSAMLProvider UpdateSAMLProvider DeleteSAMLProvider
        TagInstanceProfile TagMFADevice TagOpenIDConnectProvider TagPolicy TagRole TagSAMLProvider TagServerCertificate
        TagUser UntagInstanceProfile UntagMFADevice UntagOpenIDConnectProvider UntagPolicy UntagRole UntagSAMLProvider
        UntagServerCertificate UntagUser`),
      as: { identity: "change-rules" },
    },
    {
      // How they sign in.
      actions: names(`CreateAccessKey UpdateAccessKey DeleteAccessKey CreateLoginProfile UpdateLoginProfile
        DeleteLoginProfile CreateServiceSpecificCredential ResetServiceSpecificCredential
        UpdateServiceSpecificCredential DeleteServiceSpecificCredential UploadSSHPublicKey UpdateSSHPublicKey
        DeleteSSHPublicKey UploadSigningCertificate UpdateSigningCertificate DeleteSigningCertificate
        DeactivateMFADevice DeleteVirtualMFADevice UpdateAccountPasswordPolicy DeleteAccountPasswordPolicy
        AcceptDelegationRequest AssociateDelegationRequest SendDelegationToken PutAccountProperties
        EnableOrganizationsRootCredentialsManagement DisableOrganizationsRootCredentialsManagement
        EnableOrganizationsRootSessions DisableOrganizationsRootSessions EnableOutboundWebIdentityFederation
        DisableOutboundWebIdentityFederation`),
      as: { identity: "change-rules" },
    },
    // Whoever reads the root’s mail can set its password anew.
    { actions: names("UpdateAccountEmailAddress"), as: { account: "close-account" } },
  ],
  harmless: [
    {
      actions: names("PassRole"),
      why: "runs nothing by itself; who runs code as the role by what it is passed to, escalation finds",
    },
    { actions: names("ChangePassword"), why: "one’s own password, with the old one" },
    { actions: names("EnableMFADevice CreateVirtualMFADevice ResyncMFADevice"), why: "adds a second factor" },
    {
      actions: names("CreateServiceLinkedRole DeleteServiceLinkedRole UpdateRoleDescription"),
      why: "roles that only AWS’s services take on, as AWS wrote them; words beside a role",
    },
    { actions: names("CreateDelegationRequest RejectDelegationRequest"), why: "asks, and gives nothing" },
    {
      actions: names(`CreateAccountAlias DeleteAccountAlias UpdateAccountName SetSTSRegionalEndpointStatus
        SetSecurityTokenServicePreferences`),
      why: "names, and where sessions are made",
    },
    {
      actions:
        names(`UploadServerCertificate UpdateServerCertificate DeleteServerCertificate UploadCloudFrontPublicKey
        UpdateCloudFrontPublicKey DeleteCloudFrontPublicKey`),
      why: "certificates and keys of web servers, which open no account",
    },
  ],
  reviewed:
    names(`GetAccountSummary GetLoginProfile ListAccessKeys ListAccountAliases ListAttachedGroupPolicies
    ListAttachedRolePolicies ListAttachedUserPolicies ListCloudFrontPublicKeys ListDelegationRequests
    ListEntitiesForPolicy ListGroupPolicies ListGroups ListGroupsForUser ListInstanceProfileTags ListInstanceProfiles
    ListInstanceProfilesForRole ListMFADeviceTags ListMFADevices ListOpenIDConnectProviderTags
    ListOpenIDConnectProviders ListOrganizationsFeatures ListPolicies ListPoliciesGrantingServiceAccess ListPolicyTags
    ListPolicyVersions ListRolePolicies ListRoleTags ListRoles ListSAMLProviderTags ListSAMLProviders ListSSHPublicKeys
    ListSTSRegionalEndpointsStatus ListServerCertificateTags ListServerCertificates ListServiceSpecificCredentials
    ListSigningCertificates ListUserPolicies ListUserTags ListUsers ListVirtualMFADevices GenerateCredentialReport
    GenerateOrganizationsAccessReport GenerateServiceLastAccessedDetails GetAccessKeyLastUsed
    GetAccountAuthorizationDetails GetAccountEmailAddress GetAccountName GetAccountPasswordPolicy GetAccountProperties
    GetCloudFrontPublicKey GetContextKeysForCustomPolicy GetContextKeysForPrincipalPolicy GetCredentialReport
    GetDelegationRequest GetGroup GetGroupPolicy GetHumanReadableSummary GetInstanceProfile GetMFADevice
    GetOpenIDConnectProvider GetOrganizationsAccessReport GetOutboundWebIdentityFederationInfo GetPolicy
    GetPolicyVersion GetRole GetRolePolicy GetRoleTemplateVersion GetSAMLProvider GetSSHPublicKey GetServerCertificate
    GetServiceLastAccessedDetails GetServiceLastAccessedDetailsWithEntities GetServiceLinkedRoleDeletionStatus GetUser
    GetUserPolicy SimulateCustomPolicy SimulatePrincipalPolicy`),
};
