import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from "aws-cdk-lib/aws-dynamodb";
import { Key } from "aws-cdk-lib/aws-kms";
import { Duration, RemovalPolicy, type Stack } from "aws-cdk-lib/core";
import { fixedNames } from "../../contract/names.ts";
import type { Office } from "../office.ts";
import { markAsset } from "./marks.ts";
import { exportsOnly } from "./statements.ts";
import { openTo } from "./outsider.ts";

/**
 * The office's own key for the roll and its exports. IAM decides over it within the account; outside, only the sealer
 * of the vault's account, only through S3, and only for files of the exports.
 */
export function makeDataKey(stack: Stack, office: Office): Key {
  const key = new Key(stack, "DataKey", {
    alias: fixedNames.dataKeyAlias,
    description: "Rollward: encrypts the roll and its exports",
    enableKeyRotation: true,
    pendingWindow: Duration.days(30),
    removalPolicy: RemovalPolicy.RETAIN,
  });
  markAsset(key, "dataKey");
  const opening = {
    task: "seal",
    target: "dataKey",
    sid: "SealerReadsExports",
    resource: "*",
    conditions: {
      StringEquals: { "kms:ViaService": `s3.${office.region}.amazonaws.com` },
      ...exportsOnly(office),
    },
  } as const;
  for (const statement of openTo(stack.account, opening, office)) key.addToResourcePolicy(statement);
  return key;
}

/** The roll: one item a voter, and an index by county for the lists that are handed out. */
export function makeRollTable(stack: Stack, key: Key): Table {
  const table = new Table(stack, "Roll", {
    tableName: fixedNames.rollTable,
    partitionKey: { name: "VoterId", type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: TableEncryption.CUSTOMER_MANAGED,
    encryptionKey: key,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    stream: StreamViewType.NEW_AND_OLD_IMAGES,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  table.addGlobalSecondaryIndex({
    indexName: fixedNames.countyIndex,
    partitionKey: { name: "County", type: AttributeType.STRING },
    sortKey: { name: "VoterId", type: AttributeType.STRING },
    projectionType: ProjectionType.ALL,
  });
  markAsset(table, "roll");
  return table;
}
