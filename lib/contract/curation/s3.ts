import { names, type Curation } from "./curation.ts";
import { s3Settings } from "./s3-settings.ts";

/** S3: vault and mirrors, the roll's exports, and what the trail writes are buckets. */
export const s3: Curation = {
  service: "s3",
  placed: [
    {
      actions:
        names(`GetObject GetObjectVersion GetObjectTorrent GetObjectVersionTorrent GetObjectVersionForReplication
        GetDataAccess`),
      as: { roll: "read-roll", vault: "read-sealed", mirrors: "read-sealed" },
    },
    {
      // Replication carries every object away, under another role's name.
      actions: names("PutReplicationConfiguration InitiateReplication"),
      as: { roll: "read-roll", vault: "read-sealed", mirrors: "read-sealed" },
    },
    {
      // PutObjectRetention only lengthens what is locked; shortening takes BypassGovernanceRetention.
      actions:
        names(`PutObject PutObjectRetention ReplicateObject ReplicateObjectAnnotation PutObjectAnnotation
        PutObjectVersionAnnotation ObjectOwnerOverrideToBucketOwner`),
      as: { roll: "alter-voter", vault: "write-sealed", mirrors: "write-sealed", trail: "silence-trail" },
    },
    {
      // A delete marker hides, a lifecycle rule expires, a customer’s key or an archive tier puts out of reach.
      actions:
        names(`DeleteObject DeleteObjectVersion DeleteObjectAnnotation DeleteObjectVersionAnnotation DeleteBucket
        ReplicateDelete PutLifecycleConfiguration PutEncryptionConfiguration UpdateObjectEncryption
        PutIntelligentTieringConfiguration PutBucketRequestPayment`),
      as: {
        roll: "destroy-roll",
        vault: "destroy-sealed",
        mirrors: "destroy-sealed",
        trail: "silence-trail",
      },
    },
    {
      actions: names(`BypassGovernanceRetention PutBucketObjectLockConfiguration PutObjectLegalHold
        PutBucketVersioning`),
      as: {
        roll: "destroy-roll",
        vault: "shorten-retention",
        mirrors: "shorten-retention",
        trail: "silence-trail",
      },
    },
    {
      // Policies, ACLs, the blocks of public access, access grants, and tags that policies may ask for.
      actions: names(`PutBucketPolicy DeleteBucketPolicy PutBucketAcl PutObjectAcl PutObjectVersionAcl
        PutBucketOwnershipControls PutBucketPublicAccessBlock PutAccountPublicAccessBlock
        AssociateAccessGrantsIdentityCenter DissociateAccessGrantsIdentityCenter CreateAccessGrant DeleteAccessGrant
        CreateAccessGrantsInstance DeleteAccessGrantsInstance CreateAccessGrantsLocation UpdateAccessGrantsLocation
        DeleteAccessGrantsLocation PutAccessGrantsInstanceResourcePolicy DeleteAccessGrantsInstanceResourcePolicy
        PutBucketAbac PutBucketTagging PutObjectTagging PutObjectVersionTagging DeleteObjectTagging
        DeleteObjectVersionTagging ReplicateTags TagResource UntagResource`),
      as: { roll: "change-rules", vault: "change-rules", mirrors: "change-rules", trail: "change-rules" },
    },
  ],
  ...s3Settings,
};
