import { RollwardError } from "../base/faults.ts";
import { problem, type HttpEvent, type HttpReply } from "./http.ts";
import { httpWords } from "./http-words.ts";

/** One line in the function's log: what happened, never to whom. */
export type Log = (entry: Readonly<Record<string, string | number | boolean>>) => void;

/**
 * Answers a request of the API, whatever happens: what the register's own stores refuse is 503, a fault of ours 500.
 * The log gets codes and names of errors; their messages may quote a voter.
 */
export async function answer(
  task: string,
  event: HttpEvent,
  log: Log,
  work: () => Promise<HttpReply>,
): Promise<HttpReply> {
  const answered = await work().catch((cause: unknown) => {
    const known = cause instanceof RollwardError;
    log({ task, error: known ? cause.code : errorKind(cause), ...(known && reasonOf(cause)) });
    return known
      ? problem(event, 503, "unavailable", httpWords.unavailable, { headers: { "retry-after": "60" } })
      : problem(event, 500, "unexpected", httpWords.unexpected);
  });
  log({ task, status: answered.statusCode });
  return answered;
}

/** The service's own name for what went wrong, such as `ThrottlingException`. */
function reasonOf({ args }: RollwardError): { readonly reason?: string } {
  return typeof args["reason"] === "string" ? { reason: args["reason"] } : {};
}

function errorKind(cause: unknown): string {
  return cause instanceof Error ? cause.constructor.name : typeof cause;
}
