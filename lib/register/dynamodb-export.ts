import { ExportTableToPointInTimeCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { refusal } from "./dynamodb-refusal.ts";

export interface ExportRequest {
  readonly tableArn: string;
  readonly bucket: string;
  /** The folder of this export, without slash at the end. */
  readonly prefix: string;
  /** ARN of the customer key that the exported files are encrypted under. */
  readonly dataKey: string;
  /** Two requests with one token, within eight hours, are one export. */
  readonly token: string;
}

/** Begins an export of the whole table and gives its ARN; it is ready some ten minutes to hours later. */
export type StartExport = (request: ExportRequest) => Promise<string>;

/**
 * Source: docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExportTableToPointInTime.html
 *
 * What it gives throws RollwardError aws-refused.
 */
export function dynamoExport(client: Pick<DynamoDBClient, "send">): StartExport {
  return async ({ tableArn, bucket, prefix, dataKey, token }) => {
    const command = new ExportTableToPointInTimeCommand({
      TableArn: tableArn,
      S3Bucket: bucket,
      S3Prefix: prefix,
      S3SseAlgorithm: "KMS",
      S3SseKmsKeyId: dataKey,
      ExportFormat: "DYNAMODB_JSON",
      ExportType: "FULL_EXPORT",
      ClientToken: token,
    });
    const action = "dynamodb:ExportTableToPointInTime";
    const { ExportDescription } = await client.send(command).catch((cause: unknown) => {
      throw refusal(action, tableArn, cause);
    });
    const arn = ExportDescription?.ExportArn;
    if (arn === undefined) throw refusal(action, tableArn, new Error("no export was named"));
    return arn;
  };
}
