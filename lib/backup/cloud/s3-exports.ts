import { GetObjectCommand, ListObjectsV2Command, type S3Client } from "@aws-sdk/client-s3";
import { failure } from "../../base/faults.ts";
import { errorName, refusal } from "../../register/dynamodb-refusal.ts";
import { cloudFaults } from "./cloud-faults.ts";
import type { ExportStore, FoundExport } from "./export.ts";
import { exportLines } from "./export-lines.ts";
import { filesName, parseFiles, parseSummary, summaryName } from "./export-manifest.ts";

export interface ExportsPlace {
  readonly bucket: string;
  /** The folder of all exports, without slash at the end; in it one folder a day. */
  readonly prefix: string;
  /** The table whose exports these must be; any when it is not named. */
  readonly tableArn?: string;
}

type Client = Pick<S3Client, "send">;

const maxManifestBytes = 64 * 1024 * 1024;
const maxPages = 100;

/** The exports of a bucket as DynamoDB lays them: `<prefix>/<day>/AWSDynamoDB/<id>/`, finished once their summary is there. */
export function s3Exports(client: Client, place: ExportsPlace): ExportStore {
  const { bucket, prefix, tableArn } = place;
  const where = `s3://${bucket}/${prefix}`;
  const damaged = (file: string, reason: string) => failure(cloudFaults["export-damaged"], { file, reason });

  const finished = async (folder: string): Promise<FoundExport | undefined> => {
    const text = await readText(client, bucket, `${folder}${summaryName}`);
    if (text === undefined) return undefined;
    const found = parseSummary(text, folder, tableArn);
    if ("wrong" in found) throw damaged(`${folder}${summaryName}`, found.wrong);
    return found;
  };

  return {
    place: where,
    async newest() {
      const days = (await folders(client, bucket, `${prefix}/`)).filter((day) =>
        /\/\d{4}-\d{2}-\d{2}\/$/.test(day),
      );
      for (const day of days.toSorted().toReversed()) {
        const found: FoundExport[] = [];
        for (const folder of await folders(client, bucket, `${day}AWSDynamoDB/`)) {
          const each = await finished(folder);
          if (each !== undefined) found.push(each);
        }
        // An export that began before midnight may show a later moment than one of the next day’s folder: never here,
        // where a day has one plan; the latest of the latest day that has any is the newest.
        if (found.length > 0)
          return found.reduce((best, each) => (each.exportTime > best.exportTime ? each : best));
      }
      return undefined;
    },
    async *roll({ folder, items }) {
      const list = `${folder}${filesName}`;
      const text = await readText(client, bucket, list);
      const files = text === undefined ? { wrong: "NoSuchKey" } : parseFiles(text, folder);
      if ("wrong" in files) throw damaged(list, files.wrong);
      if (files.reduce((sum, file) => sum + file.items, 0) !== items) throw damaged(list, "itemCount");
      let before = 0;
      for (const file of files) {
        yield* exportLines(await bodyOf(client, bucket, file.key), file, before);
        before += file.items;
      }
    },
  };
}

/** The folders right below a folder, each with its slash. */
async function folders(client: Client, bucket: string, prefix: string): Promise<readonly string[]> {
  const found: string[] = [];
  let token: string | undefined;
  for (let page = 0; page < maxPages; page++) {
    const command = new ListObjectsV2Command({
      Bucket: bucket,
      Prefix: prefix,
      Delimiter: "/",
      ...(token === undefined ? {} : { ContinuationToken: token }),
    });
    const reply = await client.send(command).catch((cause: unknown) => {
      throw refusal("s3:ListBucket", bucket, cause);
    });
    for (const { Prefix } of reply.CommonPrefixes ?? []) if (Prefix !== undefined) found.push(Prefix);
    token = reply.NextContinuationToken;
    if (reply.IsTruncated !== true || token === undefined) break;
  }
  return found;
}

async function bodyOf(client: Client, bucket: string, key: string): Promise<AsyncIterable<Uint8Array>> {
  const refused = (cause: unknown) => refusal("s3:GetObject", `${bucket}/${key}`, cause);
  const { Body } = await client
    .send(new GetObjectCommand({ Bucket: bucket, Key: key }))
    .catch((cause: unknown) => {
      throw refused(cause);
    });
  return pieces(Body as AsyncIterable<Uint8Array> | undefined, refused);
}

async function* pieces(
  body: AsyncIterable<Uint8Array> | undefined,
  refused: (cause: unknown) => Error,
): AsyncGenerator<Uint8Array> {
  try {
    if (body !== undefined) yield* body;
  } catch (cause) {
    throw refused(cause);
  }
}

/** A small object as text; `undefined` when it is not there. */
async function readText(client: Client, bucket: string, key: string): Promise<string | undefined> {
  const refused = (cause: unknown) => refusal("s3:GetObject", `${bucket}/${key}`, cause);
  const found = await client
    .send(new GetObjectCommand({ Bucket: bucket, Key: key }))
    .catch((cause: unknown) => {
      if (errorName(cause) === "NoSuchKey") return undefined;
      throw refused(cause);
    });
  if (found === undefined) return undefined;
  const all: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces(found.Body as AsyncIterable<Uint8Array> | undefined, refused)) {
    length += piece.length;
    if (length > maxManifestBytes)
      throw failure(cloudFaults["export-damaged"], { file: key, reason: "size" });
    all.push(piece);
  }
  return Buffer.concat(all).toString("utf8");
}
