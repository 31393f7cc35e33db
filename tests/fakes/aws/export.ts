import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { MemoryS3 } from "./s3.ts";

export interface ExportFacts {
  readonly bucket: string;
  /** The day's folder, such as `exports/2026-03-01`. */
  readonly prefix: string;
  readonly id: string;
  readonly exportTime: string;
  readonly tableArn: string;
  /** DynamoDB JSON, one item each. */
  readonly items: readonly object[];
  /** Partitions, each a file; the last may be empty. */
  readonly files?: number;
  /** Changes to what the summary says. */
  readonly summary?: Readonly<Record<string, unknown>>;
}

/**
 * Writes a full export as DynamoDB lays it into a bucket.
 * Source: docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataExport.Output.html
 */
export function writeExport(
  store: MemoryS3,
  facts: ExportFacts,
): { readonly folder: string; readonly arn: string } {
  const { bucket, prefix, id, exportTime, tableArn, items, files = 2 } = facts;
  const folder = `${prefix}/AWSDynamoDB/${id}/`;
  const arn = `${tableArn}/export/${id}`;
  store.plant(bucket, `${folder}_started`, "");
  const rows: string[] = [];
  for (let file = 0; file < files; file++) {
    const own = items.filter((_, index) => index % files === file);
    const bytes = gzipSync(own.map((Item) => `${JSON.stringify({ Item })}\n`).join(""));
    const dataFileS3Key = `${folder}data/file${file}abcdefghijklmno.json.gz`;
    store.plant(bucket, dataFileS3Key, bytes);
    const md5 = createHash("md5").update(bytes).digest();
    const etag = `${createHash("md5").update(md5).digest("hex")}-1`;
    rows.push(
      JSON.stringify({ itemCount: own.length, md5Checksum: md5.toString("base64"), etag, dataFileS3Key }),
    );
  }
  store.plant(bucket, `${folder}manifest-files.json`, `${rows.join("\n")}\n`);
  const summary = {
    version: "2020-06-30",
    exportArn: arn,
    startTime: exportTime,
    endTime: exportTime,
    tableArn,
    tableId: "00000000-0000-0000-0000-000000000000",
    exportTime,
    s3Bucket: bucket,
    s3Prefix: prefix,
    s3SseAlgorithm: "KMS",
    s3SseKmsKeyId: "arn:aws:kms:ca-central-1:111111111111:key/00000000-0000-0000-0000-000000000000",
    manifestFilesS3Key: `${folder}manifest-files.json`,
    billedSizeBytes: 0,
    itemCount: items.length,
    outputFormat: "DYNAMODB_JSON",
    exportType: "FULL_EXPORT",
    ...facts.summary,
  };
  store.plant(bucket, `${folder}manifest-summary.json`, JSON.stringify(summary));
  return { folder, arn };
}
