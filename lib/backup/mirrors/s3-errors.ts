import { baseFaults } from "../../base/base-faults.ts";
import { failure, RollwardError } from "../../base/faults.ts";
import { systemCode } from "../../base/files.ts";
import { isRecord } from "../../base/json.ts";
import type { Words } from "../../base/words.ts";
import { mirrorFaults } from "./mirror-faults.ts";
import { unreadable, unwritable, type Trouble } from "./mirror-reasons.ts";
import { ReplyRefused } from "./s3-reply.ts";

/** The error code of S3's reply, such as `NoSuchKey`; of the SDK; or of the system, such as `ECONNREFUSED`. */
export function s3Code(cause: unknown): string {
  if (!(cause instanceof Error)) return "unknown";
  const code = systemCode(cause);
  if (code !== "unknown") return code;
  // Whoever interrupts is told so elsewhere; what remains is our own deadline.
  if (cause.name === "AbortError") return "TimeoutError";
  const named = "Code" in cause && typeof cause.Code === "string" ? cause.Code : cause.name;
  // A reply without a body, as to HEAD, has no code of its own.
  return ["Error", "Unknown", "UnknownError", ""].includes(named) ? `HTTP ${s3Status(cause) ?? "?"}` : named;
}

/** The HTTP status of S3's reply; `undefined` when there was none, or none that was heard to its end. */
export function s3Status(cause: unknown): number | undefined {
  if (cause instanceof ReplyRefused) return undefined;
  const metadata = isRecord(cause) ? cause["$metadata"] : undefined;
  const status = isRecord(metadata) ? metadata["httpStatusCode"] : undefined;
  return typeof status === "number" ? status : undefined;
}

/** The failure of reading from the mirror that `cause` stands for. */
export function readFailure(url: string, cause: unknown, signal?: AbortSignal): RollwardError {
  return known(url, cause, signal) ?? unreadable(url, s3Trouble(cause), cause);
}

/** The failure of writing `key` to the mirror that `cause` stands for. */
export function writeFailure(url: string, key: string, cause: unknown, signal?: AbortSignal): RollwardError {
  return known(url, cause, signal) ?? unwritable(url, key, s3Trouble(cause), cause);
}

function known(url: string, cause: unknown, signal?: AbortSignal): RollwardError | undefined {
  if (cause instanceof RollwardError) return cause;
  if (signal?.aborted === true) return failure(baseFaults.interrupted, {}, cause);
  if (s3Code(cause) !== "NoSuchBucket") return undefined;
  return failure(mirrorFaults["mirror-missing"], { url, remedy: remedies.bucket }, cause);
}

function s3Trouble(cause: unknown): Trouble {
  if (cause instanceof ReplyRefused) return { reason: cause.reason, remedy: remedies.store };
  const reason = s3Code(cause);
  const status = s3Status(cause);
  if (/Credentials|TokenProvider|Token$|InvalidAccessKeyId|SignatureDoesNotMatch|AccessKey/.test(reason)) {
    return { reason, remedy: remedies.credentials };
  }
  if (/Region|Redirect|AuthorizationHeaderMalformed/.test(reason) || status === 301) {
    return { reason, remedy: remedies.region };
  }
  if (reason === "RequestTimeTooSkewed") return { reason, remedy: remedies.clock };
  if (status === 403 || status === 401) return { reason, remedy: remedies.denied };
  if (status !== undefined && (status >= 500 || status === 429)) return { reason, remedy: remedies.busy };
  if (status === undefined) return { reason, remedy: remedies.network };
  return { reason, remedy: remedies.store };
}

const remedies = {
  bucket: {
    en: "check the bucket’s name, its region and its endpoint",
    fr: "vérifiez le nom du compartiment, sa région et son endpoint",
  },
  credentials: {
    en: "set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, to credentials that are valid now",
    fr: "donnez à AWS_PROFILE, ou à AWS_ACCESS_KEY_ID et AWS_SECRET_ACCESS_KEY, des identifiants valides en ce moment",
  },
  region: {
    en: "name the bucket’s region in the URL, such as ?region=ca-central-1",
    fr: "indiquez la région du compartiment dans l’URL, par exemple ?region=ca-central-1",
  },
  denied: {
    en: "the store denies it to these credentials: use others, or have the right granted",
    fr: "le service le refuse à ces identifiants : utilisez-en d’autres ou faites accorder le droit",
  },
  busy: {
    en: "the store had a fault of its own, several times: try again later",
    fr: "le service a eu une panne de son côté, plusieurs fois : réessayez plus tard",
  },
  clock: {
    en: "set this machine’s clock right",
    fr: "mettez à l’heure l’horloge de cette machine",
  },
  network: {
    en: "check the network, the proxy and the endpoint",
    fr: "vérifiez le réseau, le mandataire et l’endpoint",
  },
  store: {
    en: "the store does not answer as S3 does: check that the endpoint is one of S3",
    fr: "le service ne répond pas comme S3 : vérifiez que l’endpoint en est bien un de S3",
  },
} as const satisfies Readonly<Record<string, Words>>;

/** For replies that look well but are not what S3 answers, such as a proxy’s page with status 200. */
export const notS3 = (url: string, key?: string): RollwardError => {
  const trouble: Trouble = { reason: unexpected, remedy: remedies.store };
  return key === undefined ? unreadable(url, trouble) : unwritable(url, key, trouble);
};

const unexpected: Words = { en: "an unexpected reply", fr: "une réponse inattendue" };
