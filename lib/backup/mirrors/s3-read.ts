import type { GetObjectCommandOutput } from "@aws-sdk/client-s3";
import { failure } from "../../base/faults.ts";
import { mirrorFaults } from "./mirror-faults.ts";
import { notS3, readFailure, s3Status } from "./s3-errors.ts";
import { ReplyRefused } from "./s3-reply.ts";
import { abortable, type S3Session } from "./s3-session.ts";

/** The bytes of one version, as `Mirror.read`; of the newest when `version` is `""`. */
export async function readObject(
  session: S3Session,
  key: string,
  version: string,
  limit: number,
): Promise<Uint8Array> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await readOnce(session, key, version, limit);
    } catch (cause) {
      if ([404, 405].includes(s3Status(cause) ?? 0) && !isBucketGone(cause))
        throw changed(session, key, cause);
      // The SDK retries until a reply begins; one that breaks off is ours to ask for again.
      const brokeOff = cause instanceof BrokenReply;
      const final = !brokeOff || cause.cause instanceof ReplyRefused;
      if (final || attempt >= session.limits.attempts || session.signal?.aborted === true) {
        throw readFailure(session.url, brokeOff ? cause.cause : cause, session.signal);
      }
    }
  }
}

async function readOnce(
  session: S3Session,
  key: string,
  version: string,
  limit: number,
): Promise<Uint8Array> {
  const { sdk, client, location } = session;
  const command = new sdk.GetObjectCommand({
    Bucket: location.bucket,
    Key: location.prefix + key,
    ...(version === "" ? {} : { VersionId: version }),
  });
  const reply = await client.send(command, abortable(session));
  const body = bodyOf(reply);
  if (body === undefined || reply.ETag === undefined) throw notS3(session.url);
  if ((reply.ContentLength ?? 0) > limit) {
    body.destroy();
    throw changed(session, key);
  }
  const bytes = await collect(body, limit);
  if (bytes === undefined) throw changed(session, key);
  if (reply.ContentLength !== undefined && bytes.length !== reply.ContentLength) {
    throw new BrokenReply(Object.assign(new Error("the reply broke off"), { code: "ECONNRESET" }));
  }
  return bytes;
}

/** Carries what broke a reply off after it had begun. */
class BrokenReply extends Error {
  constructor(cause: unknown) {
    super("the reply broke off", { cause });
  }
}

type Body = AsyncIterable<Uint8Array> & { destroy(): unknown };

function bodyOf(reply: GetObjectCommandOutput): Body | undefined {
  const body: unknown = reply.Body;
  const isBody =
    typeof body === "object" && body !== null && Symbol.asyncIterator in body && "destroy" in body;
  return isBody ? (body as Body) : undefined;
}

/** All bytes of `body`; `undefined`, and no more is fetched, once there are more than `limit`. */
async function collect(body: Body, limit: number): Promise<Uint8Array | undefined> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of body) {
      length += piece.length;
      if (length > limit) return undefined;
      pieces.push(piece);
    }
  } catch (cause) {
    throw new BrokenReply(cause);
  } finally {
    body.destroy();
  }
  return Buffer.concat(pieces, length);
}

const isBucketGone = (cause: unknown) => cause instanceof Error && cause.name === "NoSuchBucket";

const changed = (session: S3Session, key: string, cause?: unknown) =>
  failure(mirrorFaults["object-changed"], { key, url: session.url }, cause);
