import type { RollTable } from "../register/dynamodb-table.ts";
import type { Voter } from "../register/voter.ts";
import { answer, type Log } from "./answer.ts";
import { problem, reply, type HttpEvent, type HttpReply } from "./http.ts";
import { httpWords } from "./http-words.ts";
import { isOfKind } from "./parameters.ts";

export interface LookUpDeps {
  readonly table: Pick<RollTable, "get">;
  readonly log: Log;
}

/** Where a voter under protection lives is for nobody's eyes who only looks somebody up. */
const withheldKeys = ["ResidenceAddress", "MailingAddress"] as const;

/**
 * `GET /voters/{id}`: the voter as last written; 404 when there is none. The addresses of a voter under protection
 * stay back, and `Withheld` names them.
 */
export async function lookUpVoter(event: HttpEvent, { table, log }: LookUpDeps): Promise<HttpReply> {
  return answer("look-up", event, log, async () => {
    const id = event.pathParameters?.["id"];
    // What cannot be an id is nobody's, and the table need not be asked.
    const voter = isOfKind("VoterId", id) ? await table.get(id) : undefined;
    if (voter === undefined) return problem(event, 404, "voter-none", httpWords["voter-none"]);
    return reply(200, voter.Protected ? withoutAddresses(voter) : voter);
  });
}

function withoutAddresses(voter: Voter) {
  const { ResidenceAddress: _, MailingAddress: __, ...shown } = voter;
  return { ...shown, Withheld: withheldKeys.filter((key) => voter[key] !== undefined) };
}
