import { names, type Curation } from "./curation.ts";

/** KMS: the keys of the register, of protected voters, and of the seal. */
export const kms: Curation = {
  service: "kms",
  placed: [
    {
      actions: names("Decrypt ReEncryptFrom DeriveSharedSecret"),
      as: { dataKey: "decrypt", protectedKey: "read-protected-voter" },
    },
    { actions: names("Sign GenerateMac"), as: { signingKey: "sign-manifest" } },
    {
      // Whoever takes the key away takes away what it encrypts, and with the signing key the next set.
      actions: names(
        `ScheduleKeyDeletion DisableKey DeleteImportedKeyMaterial PutKeyPolicy UpdatePrimaryRegion`,
      ),
      as: {
        roll: "destroy-roll",
        vault: "destroy-sealed",
        mirrors: "destroy-sealed",
        signingKey: "destroy-sealed",
      },
    },
    {
      // A grant gives rights as a policy does; a replica has a policy of its own; an alias says which key is meant.
      actions:
        names(`PutKeyPolicy CreateGrant RetireGrant RevokeGrant ReplicateKey CreateAlias UpdateAlias DeleteAlias
        TagResource UntagResource`),
      as: { dataKey: "change-rules", protectedKey: "change-rules", signingKey: "change-rules" },
    },
  ],
  harmless: [
    {
      actions: names(`Encrypt ReEncryptTo GenerateDataKey GenerateDataKeyWithoutPlaintext GenerateDataKeyPair
        GenerateDataKeyPairWithoutPlaintext GenerateRandom Verify VerifyMac`),
      why: "opens nothing that was sealed before and signs nothing",
    },
    {
      actions: names(`EnableKey CancelKeyDeletion ImportKeyMaterial EnableKeyRotation DisableKeyRotation
        RotateKeyOnDemand SynchronizeMultiRegionKey UpdateKeyDescription`),
      why: "leaves what the key encrypts as readable as before: rotation keeps older material",
    },

    { actions: names("CreateKey"), why: "makes a new key, an existing one is never touched" },
    {
      actions: names(`CreateCustomKeyStore UpdateCustomKeyStore DeleteCustomKeyStore ConnectCustomKeyStore
        DisconnectCustomKeyStore`),
      why: "a store on hardware of one’s own, in which no key of these stacks stands",
    },
  ],
  reviewed: names(`ListAliases ListGrants ListKeyPolicies ListKeyRotations ListKeys ListResourceTags
    ListRetirableGrants DescribeCustomKeyStores DescribeKey GetKeyLastUsage GetKeyPolicy GetKeyRotationStatus
    GetParametersForImport GetPublicKey`),
};
