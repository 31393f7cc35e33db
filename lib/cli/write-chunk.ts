import { once } from "node:events";
import type { Writable } from "node:stream";

/**
 * Writes `bytes` and waits while the reader is slower than we are, so that a slow pipe does not fill our memory.
 *
 * @throws the stream's error; the signal's AbortError
 */
export async function writeChunk(stream: Writable, bytes: Uint8Array, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (!stream.write(bytes)) await once(stream, "drain", { signal });
}
