import type { ObjectLockMode } from "@aws-sdk/client-s3";
import { sha256 } from "../../base/bytes.ts";
import { setTimeout } from "node:timers/promises";
import { failure, RollwardError } from "../../base/faults.ts";
import { mirrorFaults } from "./mirror-faults.ts";
import { unwritable } from "./mirror-reasons.ts";
import { notS3, s3Code, s3Status, writeFailure } from "./s3-errors.ts";
import { holdsAnywhere } from "./s3-same.ts";
import { abortable, sending, type S3Session } from "./s3-session.ts";

/** What is put, and under which retention. */
export interface S3Write {
  readonly key: string;
  readonly bytes: Uint8Array;
  readonly lock: { readonly mode: ObjectLockMode; readonly until: Date } | undefined;
  /** Without the condition: what stands there is somebody's leftover, and stays below as an older version. */
  readonly replace: boolean;
}

const contentions = 6;
const firstPauseMs = 50;

/**
 * Writes a new key, as `Mirror.write`. `If-None-Match: *` lets S3 itself decide between two writers
 * (docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html).
 *
 * What stands in the way is read back: a retry whose first reply was lost finds its own bytes.
 * A store that takes the condition and ignores it cannot be told from one that honours it.
 */
export async function writeObject(
  session: S3Session,
  write: S3Write,
  unconditional: () => void,
): Promise<"written" | "same"> {
  for (let attempt = 1; ; attempt++) {
    try {
      await putObject(session, write, !write.replace);
      return "written";
    } catch (cause) {
      const status = s3Status(cause);
      if (status === 501) return writeAfterLook(session, write, unconditional);
      // 403 is what a store under lock may say instead of 412; it is also plain lack of rights.
      const taken = status === 412 || status === 403 ? await compare(session, write, cause) : "free";
      if (taken === "same") return "same";
      // 409: another writer was on this key. 412, and the key is free now: someone took theirs back.
      const again = (status === 409 && s3Code(cause) !== "InvalidBucketState") || status === 412;
      if (!again || attempt >= contentions) throw writeFailure(session.url, write.key, cause, session.signal);
      await pause(session, write.key, attempt);
    }
  }
}

/** For stores without conditional writes: a look, then the write; two writers may both pass the look. */
async function writeAfterLook(
  session: S3Session,
  write: S3Write,
  unconditional: () => void,
): Promise<"written" | "same"> {
  unconditional();
  const { sdk, client, location, url } = session;
  try {
    const command = new sdk.HeadObjectCommand({ Bucket: location.bucket, Key: location.prefix + write.key });
    await client.send(command, abortable(session));
  } catch (cause) {
    if (s3Status(cause) !== 404) throw writeFailure(url, write.key, cause, session.signal);
    try {
      await putObject(session, write, false);
    } catch (refusal) {
      throw writeFailure(url, write.key, refusal, session.signal);
    }
    return "written";
  }
  const taken = await compare(session, write, undefined);
  if (taken === "same") return "same";
  throw failure(mirrorFaults["object-exists"], { key: write.key, url });
}

/**
 * One PutObject; what S3 answers is thrown as the SDK gives it.
 * Source: docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
 */
export async function putObject(session: S3Session, write: S3Write, conditional: boolean): Promise<void> {
  const { sdk, client, location } = session;
  const checksum = Buffer.from(sha256(write.bytes)).toString("base64");
  const command = new sdk.PutObjectCommand({
    Bucket: location.bucket,
    Key: location.prefix + write.key,
    Body: write.bytes,
    ContentLength: write.bytes.length,
    ContentType: "application/octet-stream",
    ChecksumSHA256: checksum,
    ...(conditional ? { IfNoneMatch: "*" } : {}),
    ...(write.lock === undefined
      ? {}
      : { ObjectLockMode: write.lock.mode, ObjectLockRetainUntilDate: write.lock.until }),
  });
  const reply = await client.send(command, sending(session, write.bytes.length));
  // A proxy's "200 OK" page stores nothing; S3 always names what it stored.
  if (reply.ETag === undefined) throw notS3(session.url, write.key);
  if (reply.ChecksumSHA256 !== undefined && reply.ChecksumSHA256 !== checksum)
    throw notS3(session.url, write.key);
}

/** `"free"` when the key does not exist after all. */
async function compare(session: S3Session, write: S3Write, refusal: unknown): Promise<"same" | "free"> {
  const { key } = write;
  const found = await holdsAnywhere(session, key, write.bytes);
  if (found === "other") throw failure(mirrorFaults["object-exists"], { key, url: session.url });
  // Refused with 403, and reading is refused too: then the refusal itself is what the person must know.
  if (found === "unknown" && s3Status(refusal) === 412) throw unwritable(session.url, key, taken, refusal);
  return found === "same" ? "same" : "free";
}

const taken = {
  reason: {
    en: "the name is taken, by what cannot be read back",
    fr: "le nom est pris, par ce qui ne peut être relu",
  },
  remedy: {
    en: "grant s3:GetObject to compare, or have the mirror verified by someone who may read it",
    fr: "accordez s3:GetObject pour comparer, ou faites vérifier le miroir par quelqu’un qui peut le lire",
  },
};

async function pause(session: S3Session, key: string, attempt: number): Promise<void> {
  const { signal, url } = session;
  try {
    await setTimeout(
      firstPauseMs * 2 ** attempt * Math.random(),
      undefined,
      signal === undefined ? {} : { signal },
    );
  } catch (cause) {
    if (cause instanceof RollwardError) throw cause;
    throw writeFailure(url, key, cause, signal);
  }
}
