import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { isUtf8 } from "node:buffer";
import { failure, type RollwardError } from "../../base/faults.ts";
import { canonicalLine } from "../../register/canonical.ts";
import { voterOfExportLine } from "../../register/item.ts";
import { cloudFaults } from "./cloud-faults.ts";
import type { ExportFile } from "./export-manifest.ts";

/** An item has at most 400 KB; in JSON, with every character escaped, six times that. */
const longestLine = 2_500_000;
const blockBytes = 262_144;

/**
 * The voters of one file as canonical lines, in blocks. `body` is the file as it lies in the bucket, `before` the
 * number of lines in the files before it. Nothing of the last block is yielded before length and digest are known to
 * be right, so that a file that was cut or changed can never end as a whole one.
 *
 * @throws RollwardError export-damaged, line-…; what `body` throws
 */
export async function* exportLines(
  body: AsyncIterable<Uint8Array>,
  file: ExportFile,
  before: number,
): AsyncGenerator<Buffer> {
  const damaged = (reason: string, cause?: unknown) =>
    failure(cloudFaults["export-damaged"], { file: file.key, reason }, cause);
  const digest = createHash("md5");
  let lines = 0;
  let block: Buffer[] = [];
  let blockLength = 0;
  const take = (line: Buffer): void => {
    if (++lines > file.items) throw damaged("itemCount");
    if (!isUtf8(line)) throw damaged("UTF-8");
    const canonical = canonicalLine(voterOfExportLine(line.toString("utf8"), before + lines));
    block.push(canonical, lineFeed);
    blockLength += canonical.length + 1;
  };
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of unzipped(body, digest, damaged)) {
    let from = 0;
    for (let end = piece.indexOf(0x0a); end >= 0; end = piece.indexOf(0x0a, from)) {
      const line = piece.subarray(from, end);
      take(rest.length === 0 ? line : Buffer.concat([rest, line]));
      rest = Buffer.alloc(0);
      from = end + 1;
    }
    rest = Buffer.concat([rest, piece.subarray(from)]);
    if (rest.length > longestLine) throw damaged("line");
    if (blockLength >= blockBytes) {
      const full = Buffer.concat(block);
      block = [];
      blockLength = 0;
      yield full;
    }
  }
  if (rest.length > 0) take(rest);
  if (digest.digest("base64") !== file.md5) throw damaged("md5Checksum");
  if (lines !== file.items) throw damaged("itemCount");
  if (block.length > 0) yield Buffer.concat(block);
}

const lineFeed = Buffer.from("\n");

async function* unzipped(
  body: AsyncIterable<Uint8Array>,
  digest: ReturnType<typeof createHash>,
  damaged: (reason: string, cause: unknown) => RollwardError,
): AsyncGenerator<Buffer> {
  let failed: Error | undefined;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    try {
      for await (const piece of body) {
        digest.update(piece);
        yield piece;
      }
    } catch (cause) {
      failed = cause instanceof Error ? cause : new Error("the file broke off", { cause });
      throw failed;
    }
  };
  const source = Readable.from(counted(), { objectMode: false });
  const gunzip = createGunzip();
  source.on("error", (cause) => gunzip.destroy(cause));
  source.pipe(gunzip);
  try {
    for await (const piece of gunzip) yield piece as Buffer;
  } catch (cause) {
    if (failed !== undefined) throw failed;
    throw damaged("gzip", cause);
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}
