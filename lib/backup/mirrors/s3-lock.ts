import type { ObjectLockMode } from "@aws-sdk/client-s3";
import { s3Code, s3Status, writeFailure } from "./s3-errors.ts";
import { abortable, type S3Session } from "./s3-session.ts";

/**
 * The mode of retention that a written object gets: the bucket’s default mode, governance where the bucket has Object
 * Lock without a default; `undefined` where it has no Object Lock, or the store does not know it.
 *
 * Compliance mode cannot be undone by anyone, so it is never chosen here, only by whoever configured the bucket.
 * Source: docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectLockConfiguration.html
 *
 * @throws RollwardError mirror-unwritable where it cannot be told: written unlocked, a part could be destroyed
 */
export async function lockMode(session: S3Session, key: string): Promise<ObjectLockMode | undefined> {
  const { sdk, client, location } = session;
  try {
    const command = new sdk.GetObjectLockConfigurationCommand({ Bucket: location.bucket });
    const { ObjectLockConfiguration: lock } = await client.send(command, abortable(session));
    if (lock?.ObjectLockEnabled !== "Enabled") return undefined;
    return lock.Rule?.DefaultRetention?.Mode ?? "GOVERNANCE";
  } catch (cause) {
    const unknown = [400, 405, 501].includes(s3Status(cause) ?? 0);
    if (s3Code(cause) === "ObjectLockConfigurationNotFoundError" || unknown) return undefined;
    throw writeFailure(session.url, key, cause, session.signal);
  }
}
