import { names, type Curation } from "./curation.ts";

/** What S3 has beside contents and rights. */
export const s3Settings: Pick<Curation, "harmless" | "reviewed"> = {
  harmless: [
    {
      actions: names("CreateBucket RestoreObject"),
      why: "makes a new bucket, or a copy out of an archive in its place",
    },
    { actions: names("AbortMultipartUpload"), why: "ends an upload before there is an object" },
    {
      // S3 User Guide, “Configuring IAM policies for using access points”.
      actions: names(`CreateAccessPoint DeleteAccessPoint PutAccessPointPolicy DeleteAccessPointPolicy
        PutAccessPointPublicAccessBlock CreateAccessPointForObjectLambda DeleteAccessPointForObjectLambda
        PutAccessPointConfigurationForObjectLambda PutAccessPointPolicyForObjectLambda
        DeleteAccessPointPolicyForObjectLambda CreateMultiRegionAccessPoint DeleteMultiRegionAccessPoint
        PutMultiRegionAccessPointPolicy SubmitMultiRegionAccessPointRoutes`),
      why: "an access point lets in nobody whom the bucket’s own policy or their own rights do not let in",
    },
    {
      actions: names("CreateJob UpdateJobPriority UpdateJobStatus PutJobTagging DeleteJobTagging"),
      why: "a batch acts with a role that was passed to it, and runs no code as a function’s",
    },
    {
      actions:
        names(`PutBucketNotification PutBucketLogging PutInventoryConfiguration PutAnalyticsConfiguration
        PutMetricsConfiguration CreateBucketMetadataTableConfiguration DeleteBucketMetadataTableConfiguration
        UpdateBucketMetadataAnnotationTableConfiguration UpdateBucketMetadataInventoryTableConfiguration
        UpdateBucketMetadataJournalTableConfiguration`),
      why: "tells names, sizes and moments of objects, which hold no voter",
    },
    {
      actions: names(
        "PutBucketCORS PutBucketWebsite DeleteBucketWebsite PutAccelerateConfiguration PauseReplication",
      ),
      why: "changes how what may be read is fetched, not who may read it",
    },
    {
      actions:
        names(`CreateStorageLensGroup UpdateStorageLensGroup DeleteStorageLensGroup PutStorageLensConfiguration
        DeleteStorageLensConfiguration PutStorageLensConfigurationTagging DeleteStorageLensConfigurationTagging`),
      why: "figures of use",
    },
  ],
  reviewed: names(`ListAccessGrants ListAccessGrantsInstances ListAccessGrantsLocations ListAccessPoints
    ListAccessPointsForObjectLambda ListAllMyBuckets ListBucket ListBucketMultipartUploads ListBucketVersions
    ListCallerAccessGrants ListJobs ListMultiRegionAccessPoints ListMultipartUploadParts ListObjectAnnotations
    ListObjectVersionAnnotations ListStorageLensConfigurations ListStorageLensGroups ListTagsForResource
    AllowVendedLogDeliveryForResource DescribeJob DescribeMultiRegionAccessPointOperation
    GetAccelerateConfiguration GetAccessGrant GetAccessGrantsInstance GetAccessGrantsInstanceForPrefix
    GetAccessGrantsInstanceResourcePolicy GetAccessGrantsLocation GetAccessPoint
    GetAccessPointConfigurationForObjectLambda GetAccessPointForObjectLambda GetAccessPointPolicy
    GetAccessPointPolicyForObjectLambda GetAccessPointPolicyStatus GetAccessPointPolicyStatusForObjectLambda
    GetAccountPublicAccessBlock GetAnalyticsConfiguration GetBucketAbac GetBucketAcl GetBucketCORS GetBucketLocation
    GetBucketLogging GetBucketMetadataTableConfiguration GetBucketNotification GetBucketObjectLockConfiguration
    GetBucketOwnershipControls GetBucketPolicy GetBucketPolicyStatus GetBucketPublicAccessBlock
    GetBucketRequestPayment GetBucketTagging GetBucketVersioning GetBucketWebsite GetEncryptionConfiguration
    GetIntelligentTieringConfiguration GetInventoryConfiguration GetJobTagging GetLifecycleConfiguration
    GetMetricsConfiguration GetMultiRegionAccessPoint GetMultiRegionAccessPointPolicy
    GetMultiRegionAccessPointPolicyStatus GetMultiRegionAccessPointRoutes GetObjectAcl GetObjectAnnotation
    GetObjectAttributes GetObjectLegalHold GetObjectRetention GetObjectTagging GetObjectVersionAcl
    GetObjectVersionAnnotation GetObjectVersionAnnotationForReplication GetObjectVersionAttributes
    GetObjectVersionTagging GetReplicationConfiguration GetStorageLensConfiguration
    GetStorageLensConfigurationTagging GetStorageLensDashboard GetStorageLensGroup`),
};
