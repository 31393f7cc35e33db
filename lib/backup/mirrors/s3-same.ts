import { s3Status } from "./s3-errors.ts";
import { readObject } from "./s3-read.ts";
import { abortable, type S3Session } from "./s3-session.ts";

/**
 * Whether a key holds these very bytes: in its newest version or, since an overwrite leaves what was there before,
 * in an older one, which is the one that counts. `"unknown"` when it exists and may not be read.
 */
export async function holdsAnywhere(
  session: S3Session,
  key: string,
  bytes: Uint8Array,
): Promise<"same" | "other" | "free" | "unknown"> {
  const newest = await compareVersion(session, key, "", bytes);
  if (newest !== "other") return newest;
  for (const version of await olderVersions(session, key, bytes.length)) {
    if ((await compareVersion(session, key, version, bytes)) === "same") return "same";
  }
  return "other";
}

async function compareVersion(
  session: S3Session,
  key: string,
  version: string,
  bytes: Uint8Array,
): Promise<"same" | "other" | "free" | "unknown"> {
  const { sdk, client, location } = session;
  const place = { Bucket: location.bucket, Key: location.prefix + key };
  try {
    const command = new sdk.HeadObjectCommand(version === "" ? place : { ...place, VersionId: version });
    const { ContentLength } = await client.send(command, abortable(session));
    if (ContentLength !== bytes.length) return "other";
    return Buffer.compare(await readObject(session, key, version, bytes.length), bytes) === 0
      ? "same"
      : "other";
  } catch (cause) {
    const status = s3Status(cause);
    if (status === 404) return "free";
    if (status === 403) return "unknown";
    throw cause;
  }
}

/** Ids of a key's versions of one length; none where versions may not be listed. The first page is enough to look at. */
async function olderVersions(session: S3Session, key: string, length: number): Promise<readonly string[]> {
  const { sdk, client, location } = session;
  const full = location.prefix + key;
  const command = new sdk.ListObjectVersionsCommand({ Bucket: location.bucket, Prefix: full });
  const page = await client.send(command, abortable(session)).catch(() => undefined);
  const ofKey = (page?.Versions ?? []).filter(({ Key, Size }) => Key === full && Size === length);
  return ofKey.flatMap(({ VersionId }) => (VersionId === undefined ? [] : [VersionId]));
}
