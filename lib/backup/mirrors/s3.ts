import type { ObjectLockMode } from "@aws-sdk/client-s3";
import { baseFaults } from "../../base/base-faults.ts";
import { failure } from "../../base/faults.ts";
import type { Mirror, MirrorNote, WriteOptions } from "./mirror.ts";
import { keySegments } from "./object-key.ts";
import { writeFailure } from "./s3-errors.ts";
import { listBucket } from "./s3-list.ts";
import { lockMode } from "./s3-lock.ts";
import { bucketPlace } from "./s3-place.ts";
import { readObject } from "./s3-read.ts";
import { openSession, type S3Options } from "./s3-session.ts";
import { parseS3Url } from "./s3-url.ts";
import { writeObject } from "./s3-write.ts";

/**
 * A bucket as mirror, Amazon's or of any store that speaks its protocol. Nothing is asked of the network before the
 * first operation. Credentials and region come from where every AWS tool takes them.
 *
 * @throws RollwardError mirror-url, mirror-unreadable when no region is known
 */
export async function openS3(url: string, options: S3Options): Promise<Mirror> {
  const session = await openSession(url, parseS3Url(url), options);
  const notes = new Set<MirrorNote["code"]>();
  let lock: Promise<ObjectLockMode | undefined> | undefined;
  const lockFor = async (key: string, { keepUntil }: WriteOptions) => {
    // S3 refuses a retention that is over; what is copied after its end needs none.
    if (keepUntil === undefined || keepUntil.getTime() <= Date.now()) return undefined;
    lock ??= lockMode(session, key);
    const mode = await lock;
    if (mode === undefined) notes.add("no-object-lock");
    return mode === undefined ? undefined : { mode, until: keepUntil };
  };
  return {
    url,
    place: () => bucketPlace(session),
    list: () => listBucket(session, () => notes.add("no-version-listing")),
    async read(key, version, limit) {
      keySegments(key, url);
      return readObject(session, key, version, limit);
    },
    async write(key, bytes, options) {
      keySegments(key, url);
      const { signal } = options;
      if (signal.aborted) throw failure(baseFaults.interrupted);
      const during = {
        ...session,
        signal: session.signal === undefined ? signal : AbortSignal.any([session.signal, signal]),
      };
      try {
        const write = { key, bytes, lock: await lockFor(key, options), replace: options.replace === true };
        return await writeObject(during, write, () => notes.add("no-conditional-write"));
      } catch (cause) {
        throw writeFailure(url, key, cause, during.signal);
      }
    },
    async takeBack(key) {
      keySegments(key, url);
      return false;
    },
    notes: () => [...notes].sort().map((code) => ({ code })),
    close: async () => session.client.destroy(),
  };
}
