import { isUtf8 } from "node:buffer";
import { failure } from "../../base/faults.ts";
import { accessFaults as faults } from "./access-faults.ts";

/** A request with the largest session policies and a generous context is far below it. */
export const maxRequestBytes = 1_048_576;

export interface RequestLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

const lineFeed = 0x0a;

/**
 * The lines of a source, in batches: all that a block of it completes, so that whoever types requests gets each
 * answer at once. Lines of nothing but white space are passed over.
 *
 * @throws RollwardError request-long, request-malformed; the signal’s reason; what the source throws
 */
export async function* requestLines(
  source: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<readonly RequestLine[]> {
  let rest: Buffer = Buffer.alloc(0);
  let number = 0;
  const lineOf = (bytes: Buffer): RequestLine[] => {
    number++;
    if (bytes.length > maxRequestBytes) throw tooLong(number);
    if (!isUtf8(bytes)) {
      throw failure(faults["request-malformed"], { line: number, at: "$", expected: "UTF-8" });
    }
    const text = bytes.toString("utf8").trim();
    return text === "" ? [] : [{ number, text }];
  };
  for await (const piece of source) {
    signal.throwIfAborted();
    const block = Buffer.concat([rest, piece]);
    const lines: RequestLine[] = [];
    let from = 0;
    for (let end = block.indexOf(lineFeed); end >= 0; end = block.indexOf(lineFeed, from)) {
      lines.push(...lineOf(block.subarray(from, end)));
      from = end + 1;
    }
    rest = Buffer.from(block.subarray(from));
    yield lines;
    if (rest.length > maxRequestBytes) throw tooLong(number + 1);
  }
  yield lineOf(rest);
}

function tooLong(line: number) {
  return failure(faults["request-long"], { line, limit: maxRequestBytes });
}
