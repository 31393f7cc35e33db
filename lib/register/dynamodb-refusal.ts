import { failure, RollwardError } from "../base/faults.ts";
import { systemCode } from "../base/files.ts";
import { dynamodbFaults } from "./dynamodb-faults.ts";

/**
 * The failure that a call of `action`, such as `dynamodb:PutItem`, on `place` ended with. Only the error's name goes
 * on: its message may quote a key or a value.
 */
export function refusal(action: string, place: string, cause: unknown): RollwardError {
  if (cause instanceof RollwardError) return cause;
  return failure(dynamodbFaults["aws-refused"], { action, place, reason: errorName(cause) });
}

/** The name of an error, such as `AccessDeniedException` or `ECONNREFUSED`; never its message. */
export function errorName(cause: unknown): string {
  const code = systemCode(cause);
  const name = code === "unknown" && cause instanceof Error ? cause.name : code;
  return /^[A-Za-z0-9._]{1,100}$/.test(name) ? name : "unknown";
}
