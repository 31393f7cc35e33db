import { setTimeout as sleep } from "node:timers/promises";
import { IAMClient } from "@aws-sdk/client-iam";
import { S3Client } from "@aws-sdk/client-s3";
import { environmentEndpoint } from "../../backup/mirrors/s3-endpoint.ts";
import { boundReplies } from "../../backup/mirrors/s3-reply.ts";
import { checkCredentials } from "./credentials.ts";
import { checkProfile } from "./profiles.ts";

/** What speaks to live accounts; passed in, so that tests can script every reply. */
export interface LiveClients {
  /**
   * The clients of one account, with credentials that were found and have not run out.
   *
   * @param profile of the shared AWS configuration; `undefined` for the credentials that AWS's own tools would use
   * @param region that is asked first; `undefined` for the configured one
   * @throws RollwardError profile-unknown, credentials-missing, credentials-expired
   */
  open(profile: string | undefined, region: string | undefined): Promise<AccountClients>;
  /** Resolves after `ms` milliseconds, or rejects when `signal` is raised. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface AccountClients {
  readonly iam: Pick<IAMClient, "send">;
  /** The client that asks S3 in `region`, or where the settings say. */
  readonly s3: (region?: string) => Pick<S3Client, "send">;
  /** Lets go of connections. */
  close(): void;
}

const connectMs = 5_000;
const idleMs = 30_000;
const attempts = 5;
/** A page of authorization details has up to 1,000 identities with policies of several kilobytes, percent-encoded. */
const longestReply = 256 * 1024 * 1024;
/** IAM and the list of buckets are the same from everywhere. */
const anyRegion = "us-east-1";

// Without a logger the SDK writes some warnings to the console, where they would stand between our own words.
const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

/** The clients of AWS's SDK: retries adapt to throttling, and attempts, waits and sizes have bounds. */
export const liveClients: LiveClients = {
  async open(profile, region) {
    await checkProfile(profile);
    const endpoint = environmentEndpoint();
    const shared = {
      ...(profile === undefined ? {} : { profile }),
      retryMode: "adaptive",
      maxAttempts: attempts,
      logger: silent,
      requestHandler: {
        connectionTimeout: connectMs,
        requestTimeout: idleMs,
        throwOnRequestTimeout: true,
        socketTimeout: idleMs,
      },
    } as const;
    const configured = async () => new IAMClient(shared).config.region().catch(() => anyRegion);
    const home = region ?? (await configured());
    const iam = bounded(new IAMClient({ ...shared, region: home }));
    await checkCredentials(profile, () => iam.config.credentials());
    const opened = new Map<string, S3Client>();
    const s3 = (place = home) => {
      const known = opened.get(place);
      if (known !== undefined) return known;
      const client = new S3Client({
        ...shared,
        region: place,
        credentials: iam.config.credentials,
        ...(endpoint === undefined ? { followRegionRedirects: true } : { forcePathStyle: true }),
      });
      opened.set(place, bounded(client));
      return client;
    };
    const close = () => {
      for (const client of [iam, ...opened.values()]) client.destroy();
    };
    return { iam, s3, close };
  },
  async wait(ms, signal) {
    await sleep(ms, undefined, { signal });
  },
};

/** What bounds the replies of one service bounds those of every other: the middleware looks at HTTP alone. */
function bounded<Client extends IAMClient | S3Client>(client: Client): Client {
  boundReplies(client as S3Client, { documentBytes: longestReply, patienceMs: idleMs });
  return client;
}
