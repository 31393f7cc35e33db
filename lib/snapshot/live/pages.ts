import type { Answer, Refusal } from "./ask.ts";
import { half } from "./ask.ts";
import { whyHalf } from "./live-words.ts";

/** Where a list goes on: at a marker, nowhere (`null`), or AWS did not say what it must. */
export type Next = string | null | { readonly refusal: Refusal };

const mostPages = 10_000;

/**
 * Reads a list page by page. A list that breaks off or turns in circles ends, and says so; it is never taken for
 * whole, and never read for ever. What came before is kept by `take`.
 */
export async function readPages<Reply>(
  read: (marker: string | undefined) => Promise<Answer<Reply>>,
  next: (reply: Reply) => Next,
  take: (reply: Reply) => void,
): Promise<Refusal | undefined> {
  const seen = new Set<string>();
  let marker: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const answer = await read(marker);
    if ("refusal" in answer) return answer.refusal;
    take(answer.reply);
    const then = next(answer.reply);
    if (then === null) return undefined;
    if (typeof then !== "string") return then.refusal;
    if (seen.has(then)) return half(whyHalf.circles);
    seen.add(then);
    marker = then;
  }
  return half(whyHalf.endless);
}

/** IAM’s way: a flag that always stands, and a marker where it is true. */
export function nextByFlag(reply: {
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}): Next {
  if (reply.IsTruncated === false) return null;
  if (reply.IsTruncated === undefined) return { refusal: half(whyHalf.unended) };
  return reply.Marker === undefined || reply.Marker === ""
    ? { refusal: half(whyHalf.breaksOff) }
    : reply.Marker;
}
