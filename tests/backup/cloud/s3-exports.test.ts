import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { beforeEach, describe, expect, test } from "vitest";
import { s3Exports } from "../../../lib/backup/cloud/s3-exports.ts";
import { itemOf } from "../../../lib/register/item.ts";
import { ServiceError } from "../../fakes/aws/calls.ts";
import { writeExport, type ExportFacts } from "../../fakes/aws/export.ts";
import { memoryS3 } from "../../fakes/aws/s3.ts";
import { full } from "../../register/voters.ts";
import { codeOf } from "../commands.ts";
import { canonical, rollOf, voter } from "../rolls.ts";

const bucket = "rollward-exports-111111111111";
const tableArn = "arn:aws:dynamodb:ca-central-1:111111111111:table/rollward-roll";
const voters = [full, ...Array.from({ length: 9 }, (_, index) => voter(`AR-${index + 10}`, "Birchmere"))];

let s3 = memoryS3();
beforeEach(() => {
  s3 = memoryS3();
});

const store = () => s3Exports(s3.client, { bucket, prefix: "exports", tableArn });
const write = (exportTime: string, changes: Partial<ExportFacts> = {}) =>
  writeExport(s3, {
    bucket,
    prefix: `exports/${exportTime.slice(0, 10)}`,
    id: `0${Date.parse(exportTime)}-abcdef`,
    exportTime,
    tableArn,
    items: voters.map(itemOf),
    ...changes,
  });

async function rollNow(): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of store().roll((await store().newest())!)) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe("the newest finished export", () => {
  test("is the one of the latest moment, whatever else lies there", async () => {
    write("2026-03-01T02:00:00Z");
    const { folder, arn } = write("2026-03-02T02:30:00.123Z");
    write("2026-03-02T02:00:00Z");
    s3.plant(bucket, "exports/2026-03-03/AWSDynamoDB/0999-started/_started", "");
    s3.plant(bucket, "exports/2026-03-03/readme.txt", "x");
    s3.plant(bucket, "exports/9999-notes/AWSDynamoDB/x/manifest-summary.json", "{}");
    s3.plant(bucket, "exports-of-others/2027-01-01/AWSDynamoDB/x/manifest-summary.json", "{}");
    expect(await store().newest()).toEqual({
      id: arn,
      folder,
      items: voters.length,
      exportTime: new Date("2026-03-02T02:30:00.123Z"),
    });
  });

  test("there is none in an empty bucket", async () => {
    expect(await store().newest()).toBeUndefined();
  });

  test.each<[string, Readonly<Record<string, unknown>>]>([
    ["of another table", { tableArn: `${tableArn}-other` }],
    ["that is incremental", { exportType: "INCREMENTAL_EXPORT" }],
    ["in another format", { outputFormat: "ION" }],
    ["with no moment", { exportTime: "yesterday" }],
    ["with a count that is none", { itemCount: -1 }],
    ["whose files are listed elsewhere", { manifestFilesS3Key: "exports/other/manifest-files.json" }],
  ])("one %s is damaged, not passed over", async (_, summary) => {
    write("2026-03-01T02:00:00Z", { summary });
    expect(await codeOf(store().newest())).toBe("export-damaged");
  });

  test("what may not be read is told as refused, never as none", async () => {
    write("2026-03-01T02:00:00Z");
    for (const refused of ["ListObjectsV2Command", "GetObjectCommand"]) {
      s3.hook = ({ command }) => {
        if (command === refused) throw new ServiceError("AccessDenied", 403);
      };
      expect(await codeOf(store().newest())).toBe("aws-refused");
    }
  });
});

describe("the roll of an export", () => {
  test("is every voter in canonical form, through files of any number, some of them empty", async () => {
    for (const files of [1, 2, 3, 40]) {
      write("2026-03-01T02:00:00Z", { files, id: `id-${files}` });
      const lines = (await rollNow()).toString().split("\n").toSorted();
      expect(lines).toEqual(canonical(voters).toString().split("\n").toSorted());
      s3.bucket(bucket).clear();
    }
  });

  test("comes whole however the bytes are cut", async () => {
    write("2026-03-01T02:00:00Z", { files: 1 });
    const whole = await rollNow();
    const cut = (bytes: Buffer) => Readable.from(Array.from(bytes, (byte) => Buffer.from([byte])));
    const { client } = s3;
    const send = async (command: never) => {
      const reply = (await client.send(command)) as { Body?: Readable };
      if (reply.Body === undefined) return reply;
      return { ...reply, Body: cut(Buffer.concat(await reply.Body.toArray())) };
    };
    const found = (await store().newest())!;
    const pieces: Uint8Array[] = [];
    const cutStore = s3Exports({ send } as never, { bucket, prefix: "exports" });
    for await (const piece of cutStore.roll(found)) pieces.push(piece);
    expect(Buffer.concat(pieces).equals(whole)).toBe(true);
    expect(whole.equals(rollOf(voters))).toBe(true);
  });
});

describe("an export that is not as DynamoDB wrote it", () => {
  const dataKey = () =>
    [...s3.bucket(bucket).keys()].find((key) => key.endsWith("file0abcdefghijklmno.json.gz"))!;
  const listKey = () => [...s3.bucket(bucket).keys()].find((key) => key.endsWith("manifest-files.json"))!;
  const md5 = (bytes: Uint8Array) => createHash("md5").update(bytes).digest("base64");
  /** Puts other bytes in a file's place, with a list that vouches for them. */
  const vouchFor = (bytes: Uint8Array, items = voters.length) => {
    const key = dataKey();
    s3.plant(bucket, key, bytes);
    const row = { itemCount: items, md5Checksum: md5(bytes), dataFileS3Key: key };
    s3.plant(bucket, listKey(), JSON.stringify(row));
  };
  const relist = (change: (row: Record<string, unknown>) => object) => {
    const rows = s3.peek(bucket, listKey())!.toString().trim().split("\n");
    const changed = rows.map((row) => JSON.stringify(change(JSON.parse(row) as Record<string, unknown>)));
    s3.plant(bucket, listKey(), changed.join("\n"));
  };
  const line = (each: object) => `${JSON.stringify({ Item: each })}\n`;
  const items = voters.map(itemOf);

  test.each<[string, string, () => void]>([
    [
      "a file altered",
      "export-damaged",
      () => {
        const bytes = s3.peek(bucket, dataKey())!;
        bytes[bytes.length - 10]! ^= 1;
        s3.plant(bucket, dataKey(), bytes);
      },
    ],
    [
      "a file cut short",
      "export-damaged",
      () => s3.plant(bucket, dataKey(), s3.peek(bucket, dataKey())!.subarray(0, -20)),
    ],
    [
      "a file of another export, with as many voters",
      "export-damaged",
      () => {
        const others = items
          .filter((_, index) => index % 2 === 1)
          .map((each) => ({ ...each, Precinct: { S: "x" } }));
        s3.plant(bucket, dataKey(), gzipSync(others.map(line).join("")));
      },
    ],
    [
      "a file that is not compressed",
      "export-damaged",
      () => vouchFor(Buffer.from(items.map(line).join(""))),
    ],
    ["a voter too few", "export-damaged", () => vouchFor(gzipSync(items.slice(1).map(line).join("")))],
    [
      "a voter too many",
      "export-damaged",
      () => vouchFor(gzipSync([...items, items[0]!].map(line).join(""))),
    ],
    ["a line without end", "export-damaged", () => vouchFor(gzipSync(Buffer.alloc(50_000_000, 0x20)))],
    ["a line that is no text", "export-damaged", () => vouchFor(gzipSync(Buffer.from([0xff, 0x0a])))],
    ["a line that is no item", "line-json", () => vouchFor(gzipSync("{}\n"))],
    ["an empty line", "line-json", () => vouchFor(gzipSync(`\n${items.slice(1).map(line).join("")}`))],
    ["no list of files", "export-damaged", () => s3.bucket(bucket).delete(listKey())],
    ["a list that is none", "export-damaged", () => s3.plant(bucket, listKey(), "[]")],
    ["a list with another sum", "export-damaged", () => relist((row) => ({ ...row, itemCount: 1 }))],
    ["a file listed twice", "export-damaged", () => relist((row) => ({ ...row, dataFileS3Key: dataKey() }))],
    [
      "a file of another folder",
      "export-damaged",
      () => relist((row) => ({ ...row, dataFileS3Key: "exports/x/data/a.json.gz" })),
    ],
    [
      "a file outside its folder",
      "export-damaged",
      () => relist((row) => ({ ...row, dataFileS3Key: dataKey().replace("data/", "data/../../") })),
    ],
    ["a file that is gone", "aws-refused", () => s3.bucket(bucket).delete(dataKey())],
  ])("%s", async (_, code, spoil) => {
    write("2026-03-01T02:00:00Z", { files: 2 });
    spoil();
    expect(await codeOf(rollNow())).toBe(code);
  });

  test("a connection that breaks off is no damage", async () => {
    write("2026-03-01T02:00:00Z");
    const { client } = s3;
    const send = async (command: never) => {
      const reply = (await client.send(command)) as { Body?: Readable };
      const input = (command as { input: { Key?: string } }).input;
      if (input.Key?.endsWith(".gz") !== true) return reply;
      const broken = async function* () {
        yield Buffer.concat(await reply.Body!.toArray()).subarray(0, 30);
        throw Object.assign(new Error("gone"), { code: "ECONNRESET" });
      };
      return { ...reply, Body: Readable.from(broken()) };
    };
    const broken = s3Exports({ send } as never, { bucket, prefix: "exports" });
    const found = (await store().newest())!;
    const reading = Readable.from(broken.roll(found)).toArray();
    await expect(reading).rejects.toMatchObject({ code: "aws-refused", args: { reason: "ECONNRESET" } });
  });
});
