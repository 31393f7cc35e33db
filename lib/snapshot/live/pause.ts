import type { Asking } from "./ask.ts";
import type { LiveClients } from "./clients.ts";

/** Waits for a report that IAM is writing; an interruption ends it with its own error. */
export async function pause(wait: LiveClients["wait"], ms: number, { work }: Asking): Promise<void> {
  await wait(ms, work.signal).catch((cause: unknown) => {
    work.signal.throwIfAborted();
    throw cause;
  });
}
