import { names, type Curation } from "./curation.ts";

/** DynamoDB: the roll, the check-ins, and the head of the chain are tables. */
export const dynamodb: Curation = {
  service: "dynamodb",
  placed: [
    {
      actions: names("GetItem BatchGetItem ConditionCheckItem"),
      as: { roll: "read-voter", checkins: "read-voter" },
    },
    {
      // A query by county, a scan, a stream; and what carries the table away: exports, backups, copies, streams to Kinesis.
      actions: names(`Query Scan PartiQLSelect SearchVectors GetRecords ReadDataForReplication
        ExportTableToPointInTime EnableKinesisStreamingDestination UpdateKinesisStreamingDestination
        CreateBackup StartAwsBackupJob RestoreTableFromBackup RestoreTableFromAwsBackup RestoreTableToPointInTime
        CreateTableReplica AssociateTableReplica CreateGlobalTable UpdateGlobalTable ReplicateSettings UpdateTable
        UpdateContributorInsights`),
      as: { roll: "read-roll", checkins: "read-roll" },
    },
    {
      actions: names(`PutItem UpdateItem DeleteItem BatchWriteItem PartiQLInsert PartiQLUpdate PartiQLDelete
        WriteDataForReplication`),
      as: { roll: "alter-voter", checkins: "alter-voter", head: "write-sealed" },
    },
    {
      // UpdateTable takes deletion protection away and changes the key; UpdateTimeToLive lets items expire.
      actions:
        names(`DeleteTable DeleteBackup UpdateTable UpdateContinuousBackups UpdateTimeToLive DeleteTableReplica
        CreateGlobalTableWitness DeleteGlobalTableWitness`),
      as: { roll: "destroy-roll", checkins: "destroy-roll", head: "destroy-sealed" },
    },
    {
      // A table's policy gives rights; tags and their use in policies do so too.
      actions: names("PutResourcePolicy DeleteResourcePolicy UpdateAbacStatus TagResource UntagResource"),
      as: { roll: "change-rules", checkins: "change-rules", head: "change-rules" },
    },
  ],
  harmless: [
    { actions: names("CreateTable ImportTable"), why: "makes a new table, an existing one is never touched" },
    {
      actions: names(`UpdateGlobalTableSettings UpdateGlobalTableVersion UpdateTableReplicaAutoScaling
        PurchaseReservedCapacityOfferings`),
      why: "capacity and its price",
    },
    { actions: names("DisableKinesisStreamingDestination"), why: "ends a stream of copies" },
    { actions: names("InjectError"), why: "makes requests fail for a while; nothing is lost" },
  ],
  reviewed:
    names(`ListBackups ListContributorInsights ListExports ListGlobalTables ListImports ListStreams ListTables
    ListTagsOfResource DescribeBackup DescribeContinuousBackups DescribeContributorInsights DescribeEndpoints
    DescribeExport DescribeGlobalTable DescribeGlobalTableSettings DescribeImport
    DescribeKinesisStreamingDestination DescribeLimits DescribeReservedCapacity DescribeReservedCapacityOfferings
    DescribeStream DescribeTable DescribeTableReplicaAutoScaling DescribeTimeToLive GetAbacStatus GetResourcePolicy
    GetShardIterator`),
};
