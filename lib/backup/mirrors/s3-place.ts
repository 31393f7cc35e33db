import { hostname, networkInterfaces } from "node:os";
import { baseFaults } from "../../base/base-faults.ts";
import { failure } from "../../base/faults.ts";
import type { Place } from "./mirror.ts";
import { endpointHost } from "./s3-endpoint.ts";
import { abortable, type S3Session } from "./s3-session.ts";

const longestMs = 10_000;

/**
 * Where a bucket stands: at Amazon its region; of another store the host alone, since one machine’s ports and the
 * regions it calls its own are gone in one fire. What a store answers counts at Amazon only: any other could invent
 * a place of its own for each bucket. It is not known who owns a bucket.
 *
 * @param longestWaitMs after which Amazon’s silence is taken for no answer
 * @throws RollwardError interrupted; nothing else, for a place that is not told is no fault of the mirror
 */
export async function bucketPlace(session: S3Session, longestWaitMs = longestMs): Promise<Place> {
  const host = endpointHost(session.endpoint);
  if (host !== "aws") return hostPlace(host, ownNames());
  const said = await saidRegion(session, longestWaitMs);
  if (session.signal?.aborted === true) throw failure(baseFaults.interrupted);
  return said === undefined ? assumed(session.region) : confirmed(said);
}

/** The place of a store that is not Amazon’s; `own` are the names and addresses of this machine. */
export function hostPlace(host: string, own: ReadonlySet<string>): Place {
  if (host === "localhost" || own.has(host)) {
    return {
      id: "s3:localhost",
      kind: "bucket",
      label: { en: "an S3 server on this machine", fr: "un serveur S3 sur cette machine" },
    };
  }
  return { id: `s3:${host}`, kind: "bucket", label: { en: host, fr: host } };
}

async function saidRegion(session: S3Session, longestWaitMs: number): Promise<string | undefined> {
  const { sdk, client, location } = session;
  const command = new sdk.HeadBucketCommand({ Bucket: location.bucket });
  const reply = await client.send(command, abortable(session, longestWaitMs)).catch(() => undefined);
  const region = reply?.BucketRegion;
  return region !== undefined && /^[a-z0-9][a-z0-9-]{0,31}$/.test(region) ? region : undefined;
}

const confirmed = (region: string): Place => ({
  id: `s3:aws:${region}`,
  kind: "bucket",
  label: { en: `${region} at Amazon S3`, fr: `${region} chez Amazon S3` },
});

const assumed = (region: string): Place => ({
  id: `s3:aws:${region}`,
  kind: "bucket",
  label: {
    en: `${region} at Amazon S3, as its address or the settings say`,
    fr: `${region} chez Amazon S3, d’après son adresse ou la configuration`,
  },
});

function ownNames(): ReadonlySet<string> {
  const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  const written = addresses.map(({ address, family }) => (family === "IPv6" ? `[${address}]` : address));
  return new Set([hostname().toLowerCase(), ...written]);
}
