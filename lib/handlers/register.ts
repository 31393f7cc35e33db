import { isUtf8 } from "node:buffer";
import { isRecord, parseJson } from "../base/json.ts";
import { formatInstant, type Clock } from "../base/time.ts";
import type { RollTable } from "../register/dynamodb-table.ts";
import { answer, type Log } from "./answer.ts";
import { problem, reply, type HttpEvent, type HttpReply } from "./http.ts";
import { httpWords } from "./http-words.ts";
import { newVoter, voterProblems } from "./voter-problems.ts";

export interface RegisterDeps {
  readonly table: Pick<RollTable, "put">;
  readonly clock: Clock;
  readonly log: Log;
}

/** A line of the roll is no longer, and what the register adds to it must fit too. */
const maxBodyBytes = 65_000;

/**
 * `POST /voters`: a new voter of the register, version 1 as of now. 201 with its version; 409 when the id is taken;
 * 422 with everything that is wrong with it; 400, 413, 415 when there is no record to judge.
 */
export async function registerVoter(
  event: HttpEvent,
  { table, clock, log }: RegisterDeps,
): Promise<HttpReply> {
  return answer("register", event, log, async () => {
    const type = event.headers?.["content-type"];
    if (type !== undefined && !/^application\/json(\s*;.*)?$/i.test(type))
      return problem(event, 415, "body-type", httpWords["body-type"]);
    const bytes = bodyOf(event);
    if (bytes.length > maxBodyBytes) {
      const args = { limit: maxBodyBytes };
      return problem(event, 413, "body-size", httpWords["body-size"], { args });
    }
    const text = bytes.toString("utf8");
    const record = isUtf8(bytes) ? parseJson(text) : undefined;
    if (!isRecord(record)) return problem(event, 400, "body-json", httpWords["body-json"]);
    const errors = voterProblems(record, text);
    if (errors.length > 0) {
      const args = { count: errors.length };
      return problem(event, 422, "voter-invalid", httpWords["voter-invalid"], { args, errors });
    }
    const voter = newVoter(record, formatInstant(clock()));
    if ((await table.put(voter)) === "exists")
      return problem(event, 409, "voter-exists", httpWords["voter-exists"]);
    const { VoterId, Version, LastModified } = voter;
    return reply(
      201,
      { VoterId, Version, LastModified },
      { location: `/voters/${encodeURIComponent(VoterId)}` },
    );
  });
}

function bodyOf({ body = "", isBase64Encoded }: HttpEvent): Buffer {
  return Buffer.from(body, isBase64Encoded === true ? "base64" : "utf8");
}
