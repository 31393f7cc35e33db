import { say } from "../base/words.ts";
import type { RollTable } from "../register/dynamodb-table.ts";
import { answer, type Log } from "./answer.ts";
import { langOf, problem, reply, type HttpEvent, type HttpReply } from "./http.ts";
import { httpWords } from "./http-words.ts";
import { markedId, pageMark } from "./page-mark.ts";
import { isOfKind } from "./parameters.ts";

export interface HandOutListDeps {
  readonly table: Pick<RollTable, "page">;
  readonly log: Log;
}

const usualLimit = 100;
const largestLimit = 500;

/**
 * `GET /counties/{county}/voters?limit=N&after=MARK`: one page of a county's list, in the order of the ids, with the
 * mark of the next page as long as there may be one. Voters under protection are on no list; each page says how many
 * it leaves out, so that nobody takes it for the whole county.
 */
export async function handOutList(event: HttpEvent, { table, log }: HandOutListDeps): Promise<HttpReply> {
  return answer("hand-out-list", event, log, async () => {
    const county = event.pathParameters?.["county"];
    const { limit: limitText, after: mark } = event.queryStringParameters ?? {};
    if (!isOfKind("County", county))
      return problem(event, 404, "county-malformed", httpWords["county-malformed"]);
    const limit = limitText === undefined ? usualLimit : limitOf(limitText);
    if (limit === undefined) {
      const args = { limit: largestLimit };
      return problem(event, 400, "limit-malformed", httpWords["limit-malformed"], { args });
    }
    const after = mark === undefined ? undefined : markedId(mark);
    if (mark !== undefined && after === undefined)
      return problem(event, 400, "page-malformed", httpWords["page-malformed"]);
    const { voters, leftOut, next } = await table.page({ county, after, limit });
    const lang = langOf(event);
    return reply(
      200,
      {
        format: "rollward/list@1",
        county,
        voters,
        leftOut,
        note: say(httpWords.protected, lang, { count: leftOut }),
        ...(next === undefined ? {} : { next: pageMark(next) }),
      },
      { "content-language": lang },
    );
  });
}

function limitOf(text: string): number | undefined {
  const limit = /^[1-9]\d{0,2}$/.test(text) ? Number(text) : Infinity;
  return limit <= largestLimit ? limit : undefined;
}
