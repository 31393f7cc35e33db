import { baseFaults } from "../../base/base-faults.ts";
import type { Work } from "../../base/context.ts";
import { failure, RollwardError } from "../../base/faults.ts";
import { systemCode } from "../../base/files.ts";
import { isRecord } from "../../base/json.ts";
import type { Args, Words } from "../../base/words.ts";
import { ReplyRefused } from "../../backup/mirrors/s3-reply.ts";
import { credentialFailure } from "./credentials.ts";
import { whyUnread } from "./live-words.ts";
import type { RightName } from "./rights.ts";

/** Why a request brought nothing that can be used. */
export interface Refusal {
  /** AWS's own code, such as `NoSuchBucketPolicy`; the system's, such as `ECONNREFUSED`; empty for half a reply. */
  readonly code: string;
  readonly words: Words;
  readonly args: Args;
}

export type Answer<T> = { readonly reply: T } | { readonly refusal: Refusal };

/** Who asks, and for how long it may take. */
export interface Asking {
  readonly work: Pick<Work, "signal" | "progress">;
  readonly profile: string | undefined;
}

/** Over all attempts and pauses of one request. */
const longestMs = 180_000;

/**
 * Puts one request to AWS. What AWS refuses is an answer, for the caller to make a fact or a gap of; what would be
 * refused again and again is thrown.
 *
 * @throws RollwardError interrupted; credentials-missing, -expired, -refused
 */
export async function ask<T>(
  { work, profile }: Asking,
  right: RightName,
  send: (options: { readonly abortSignal: AbortSignal }) => Promise<T>,
): Promise<Answer<T>> {
  work.signal.throwIfAborted();
  const deadline = AbortSignal.timeout(longestMs);
  try {
    const reply = await send({ abortSignal: AbortSignal.any([work.signal, deadline]) });
    return { reply };
  } catch (cause) {
    if (work.signal.aborted) throw interruption(work.signal, cause);
    const code = deadline.aborted ? "TimeoutError" : codeOf(cause);
    const fault = credentialFailure(profile, code, cause);
    if (fault !== undefined) throw fault;
    if (cause instanceof ReplyRefused) return { refusal: { code, words: cause.reason, args: {} } };
    return { refusal: { code, words: wordsOf(code, statusOf(cause)), args: { code, right } } };
  } finally {
    work.progress.add(1);
  }
}

/** A refusal for a reply that came, but not whole. */
export function half(words: Words, args: Args = {}): Refusal {
  return { code: "", words, args };
}

function interruption(signal: AbortSignal, cause: unknown): RollwardError {
  const reason: unknown = signal.reason;
  return reason instanceof RollwardError ? reason : failure(baseFaults.interrupted, {}, cause);
}

function codeOf(cause: unknown): string {
  if (!(cause instanceof Error)) return "unknown";
  const code = systemCode(cause);
  if (code !== "unknown") return code;
  const named = "Code" in cause && typeof cause.Code === "string" ? cause.Code : cause.name;
  return ["Error", "Unknown", "UnknownError", ""].includes(named) ? `HTTP ${statusOf(cause) ?? "?"}` : named;
}

function statusOf(cause: unknown): number | undefined {
  const metadata = isRecord(cause) ? cause["$metadata"] : undefined;
  const status = isRecord(metadata) ? metadata["httpStatusCode"] : undefined;
  return typeof status === "number" ? status : undefined;
}

function wordsOf(code: string, status: number | undefined): Words {
  // Source: docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html, throttling errors
  if (/Throttl|^(SlowDown|RequestLimitExceeded|TooManyRequestsException|LimitExceededException)$/.test(code))
    return whyUnread.throttled;
  if (/AccessDenied|^(Forbidden|UnauthorizedOperation|AllAccessDisabled)$/.test(code))
    return whyUnread.denied;
  if (code === "NoSuchBucket") return whyUnread.gone;
  if (status === undefined) return whyUnread.silent;
  if (status === 429) return whyUnread.throttled;
  if (status >= 500) return whyUnread.broken;
  return status === 403 || status === 401 ? whyUnread.denied : whyUnread.refused;
}
