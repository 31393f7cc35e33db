import { AttributeType, BillingMode, Table } from "aws-cdk-lib/aws-dynamodb";
import { PolicyDocument } from "aws-cdk-lib/aws-iam";
import { RemovalPolicy, type Stack } from "aws-cdk-lib/core";
import { fixedNames, headTableArn } from "../../contract/names.ts";
import type { Office } from "../office.ts";
import { markAsset } from "./marks.ts";
import { openTo } from "./outsider.ts";

/**
 * The head record of each chain: number and hash of the newest set. The sealer, which cannot read the vault, learns
 * from it where to go on; the auditors compare it with the vault. It holds no voter data, and DynamoDB encrypts it
 * with its own key, for a customer's key would be one more way to stop the sealer.
 */
export function makeHeadTable(stack: Stack, office: Office): Table {
  const opening = {
    task: "seal",
    target: "head",
    sid: "SealerMovesHead",
    resource: headTableArn(office),
  } as const;
  const statements = openTo(stack.account, opening, office);
  const table = new Table(stack, "Head", {
    tableName: fixedNames.headTable,
    partitionKey: { name: "OfficeId", type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
    ...(statements.length === 0
      ? {}
      : { resourcePolicy: new PolicyDocument({ statements: [...statements] }) }),
  });
  markAsset(table, "head");
  return table;
}
