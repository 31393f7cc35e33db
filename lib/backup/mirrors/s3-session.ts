import type * as S3Sdk from "@aws-sdk/client-s3";
import { unreadable } from "./mirror-reasons.ts";
import { environmentEndpoint } from "./s3-endpoint.ts";
import { listedRows } from "./s3-list-bounds.ts";
import { boundReplies, documentBytes, slowestBytesPerMs } from "./s3-reply.ts";
import type { S3Location } from "./s3-url.ts";

/** One mirror's connection, and what its operations share. */
export interface S3Session {
  readonly url: string;
  readonly location: S3Location;
  readonly sdk: typeof S3Sdk;
  readonly client: S3Sdk.S3Client;
  readonly region: string;
  /** The address that is asked instead of Amazon's, from the URL or the environment. */
  readonly endpoint: string | undefined;
  readonly signal: AbortSignal | undefined;
  /** Keys a page of a listing; the store's own choice when absent. */
  readonly pageKeys: number | undefined;
  readonly limits: S3Limits;
}

export interface S3Limits {
  readonly connectMs: number;
  /** How long a connection may say nothing, a reply’s head may take, and its body may be slow. */
  readonly idleMs: number;
  readonly attempts: number;
  /** Versions and delete markers that a listing may have. */
  readonly rows: number;
}

export interface S3Options {
  /** What Ctrl-C raises; listing and reading end with `interrupted`. */
  readonly signal?: AbortSignal;
  readonly pageKeys?: number;
  readonly limits?: S3Limits;
}

const usualLimits: S3Limits = { connectMs: 5_000, idleMs: 30_000, attempts: 3, rows: listedRows };

/**
 * Makes the client. The SDK is loaded here, not with the program: it takes longer to load than all the rest.
 *
 * @throws RollwardError mirror-unreadable when no region is known
 */
export async function openSession(url: string, location: S3Location, options: S3Options): Promise<S3Session> {
  const sdk = await import("@aws-sdk/client-s3");
  const limits = options.limits ?? usualLimits;
  const endpoint = location.endpoint ?? environmentEndpoint();
  const make = (region: string | undefined) => {
    const client = new sdk.S3Client({
      ...(region === undefined ? {} : { region }),
      // A bucket's name can only stand before the host where somebody set up its DNS, which Amazon does.
      ...(endpoint === undefined ? { followRegionRedirects: true } : { endpoint, forcePathStyle: true }),
      retryMode: "standard",
      maxAttempts: limits.attempts,
      requestHandler: {
        connectionTimeout: limits.connectMs,
        requestTimeout: limits.idleMs,
        throwOnRequestTimeout: true,
        socketTimeout: limits.idleMs,
      },
      // Bytes are judged by the manifest's SHA-256; a checksum that the store itself sent would prove nothing, and
      // its mismatch would hide from the verifier what was served.
      responseChecksumValidation: "WHEN_REQUIRED",
      requestChecksumCalculation: "WHEN_REQUIRED",
    });
    boundReplies(client, { documentBytes, patienceMs: limits.idleMs });
    return client;
  };
  const wanted = make(location.region);
  const region = await wanted.config.region().catch(() => undefined);
  const shared = { url, location, sdk, endpoint, signal: options.signal, pageKeys: options.pageKeys, limits };
  if (region !== undefined) return { ...shared, client: wanted, region };
  wanted.destroy();
  if (endpoint === undefined) throw unreadable(url, noRegion);
  // Stores other than Amazon's rarely care; this is the region they call their only one.
  return { ...shared, client: make("us-east-1"), region: "us-east-1" };
}

/**
 * The options of each request: an abort by the caller's signal, and a deadline over all attempts where the caller
 * gives one.
 */
export function abortable(session: S3Session, deadlineMs?: number): { abortSignal?: AbortSignal } {
  const signals = [
    ...(session.signal === undefined ? [] : [session.signal]),
    ...(deadlineMs === undefined ? [] : [AbortSignal.timeout(deadlineMs)]),
  ];
  return signals.length === 0 ? {} : { abortSignal: AbortSignal.any(signals) };
}

/** As {@link abortable} for a request that carries `bytes`: sending them may take its time too. */
export function sending(session: S3Session, bytes: number) {
  const requestTimeout = session.limits.idleMs + Math.ceil(bytes / slowestBytesPerMs);
  return { ...abortable(session), requestTimeout };
}

const noRegion = {
  reason: { en: "no region is known", fr: "aucune région n’est connue" },
  remedy: {
    en: "name it in the URL, such as ?region=ca-central-1, or set AWS_REGION",
    fr: "indiquez-la dans l’URL, par exemple ?region=ca-central-1, ou dans AWS_REGION",
  },
};
