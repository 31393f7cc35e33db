import { pipeline, Readable, Transform } from "node:stream";
import type { S3Client } from "@aws-sdk/client-s3";
import type { Words } from "../../base/words.ts";

/** What a reply may be at most. */
export interface ReplyBounds {
  /** Of everything but an object’s bytes: those are counted where they are read. */
  readonly documentBytes: number;
  /** How long a reply may take before its bytes must come at {@link slowestBytesPerMs}. */
  readonly patienceMs: number;
}

/**
 * A page of a listing has 1000 keys of at most 1024 bytes, which are 3 MiB when each byte is written %41; the rest is
 * room for what stores add. The SDK keeps a whole page in memory.
 */
export const documentBytes = 16 * 1024 * 1024;

/** 64 KiB/s, half of what the slowest lines of an office give: below it, a store could keep us for ever. */
export const slowestBytesPerMs = 64;

/** A reply that was cut off here because it was too large or too slow. Asking again would be more of the same. */
export class ReplyRefused extends Error {
  readonly reason: Words;

  constructor(reason: Words) {
    super(reason.en);
    this.name = "ReplyRefused";
    this.reason = reason;
  }
}

/**
 * Has each reply to `client` end with {@link ReplyRefused} once it is larger or slower than `bounds`. Each attempt of
 * the SDK is bounded for itself, so that its pauses between attempts are nobody’s slowness. What comes before a
 * reply’s first byte is bounded by the request handler’s `requestTimeout`.
 */
export function boundReplies(client: S3Client, bounds: ReplyBounds): void {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const result = await next(args);
      const reply: unknown = result.response;
      if (isReply(reply)) {
        const isObject = context.commandName === "GetObjectCommand" && reply.statusCode < 300;
        reply.body = bounded(reply.body, isObject ? Infinity : bounds.documentBytes, bounds.patienceMs);
      }
      return result;
    },
    { step: "deserialize", priority: "low", name: "boundReplies" },
  );
}

interface Reply {
  readonly statusCode: number;
  body: Readable;
}

function isReply(value: unknown): value is Reply {
  return typeof value === "object" && value !== null && "body" in value && value.body instanceof Readable;
}

function bounded(body: Readable, maxBytes: number, patienceMs: number): Readable {
  const started = performance.now();
  let length = 0;
  const counted = new Transform({
    transform(piece: Uint8Array, _, done) {
      length += piece.length;
      if (length > maxBytes) done(new ReplyRefused(tooLarge));
      else done(null, piece);
    },
  });
  let timer: NodeJS.Timeout | undefined;
  const watch = () => {
    const leftMs = started + patienceMs + length / slowestBytesPerMs - performance.now();
    if (leftMs <= 0) counted.destroy(new ReplyRefused(tooSlow));
    else timer = setTimeout(watch, Math.ceil(leftMs)).unref();
  };
  watch();
  // Whoever reads is told by the stream itself; an end of either is the end of both.
  pipeline(body, counted, () => {});
  body.once("close", () => clearTimeout(timer));
  return counted;
}

const tooLarge: Words = {
  en: "a reply larger than S3 gives",
  fr: "une réponse plus grosse que celles de S3",
};
const tooSlow: Words = {
  en: "a reply that hardly goes on",
  fr: "une réponse qui n’avance presque pas",
};
