import { beforeEach, describe, expect, test } from "vitest";
import { pageMark } from "../../lib/handlers/page-mark.ts";
import { voter } from "../backup/rolls.ts";
import { json, memoryBackend, type MemoryBackend } from "./backend.ts";

let backend: MemoryBackend;
beforeEach(() => {
  backend = memoryBackend();
});

const ask = (county: string | undefined, query: Readonly<Record<string, string>> = {}, lang = "en") =>
  backend.list({
    pathParameters: { county },
    queryStringParameters: query,
    headers: { "accept-language": lang },
  });

const ids = (reply: Awaited<ReturnType<typeof ask>>) =>
  (json(reply)["voters"] as readonly { VoterId: string }[]).map(({ VoterId }) => VoterId);

describe("a county’s list", () => {
  test("comes page by page, each with the mark of the next", async () => {
    backend.hold(Array.from({ length: 7 }, (_, index) => voter(`AR-${index}`, "Birchmere")));
    const pages: (readonly string[])[] = [];
    for (let mark: string | undefined, last = false; !last;) {
      const reply = await ask("Birchmere", { limit: "3", ...(mark && { after: mark }) });
      expect(reply.statusCode).toBe(200);
      pages.push(ids(reply));
      mark = json(reply)["next"] as string | undefined;
      last = mark === undefined;
    }
    expect(pages).toEqual([["AR-0", "AR-1", "AR-2"], ["AR-3", "AR-4", "AR-5"], ["AR-6"]]);
  });

  test("holds nobody under protection, and says of each page how many it leaves out", async () => {
    backend.hold([
      voter("AR-1", "Birchmere", { Protected: true, Name: { LastName: "Hidden" } }),
      voter("AR-2", "Birchmere"),
    ]);
    const reply = await ask("Birchmere");
    expect(ids(reply)).toEqual(["AR-2"]);
    expect(json(reply)).toMatchObject({
      format: "rollward/list@1",
      county: "Birchmere",
      leftOut: 1,
      note: "Voters under protection are not on this list; one was left out of this page",
    });
    expect(json(await ask("Birchmere", {}, "fr"))["note"]).toBe(
      "Les électeurs sous protection ne figurent pas sur cette liste ; un a été écarté de cette page",
    );
    expect(reply.body).not.toMatch(/Hidden|AR-1"|DateOfBirth|1979-05-30|Protected/);
  });

  test("of a county with no voter is empty", async () => {
    const reply = await ask("Quillmoor");
    expect([reply.statusCode, ids(reply), json(reply)["next"]]).toEqual([200, [], undefined]);
  });

  test.each(["Érablefell", "Saint-Jean & fils / nord?", "100%", "a:b=c,d", "../exports", "県", "O’Dell’s"])(
    "of a county called %s",
    async (county) => {
      backend.hold([voter("AR-1", county), voter("AR-2", "Birchmere")]);
      expect(ids(await ask(county))).toEqual(["AR-1"]);
    },
  );
});

describe("what is refused before the table is asked", () => {
  test.each<[string, string | undefined, Readonly<Record<string, string>>, number, string]>([
    ["no county", undefined, {}, 404, "county-malformed"],
    ["an empty county", "", {}, 404, "county-malformed"],
    ["a county with a quotation mark", 'Birch"mere', {}, 404, "county-malformed"],
    ["a county with a control", "Birch\u0000mere", {}, 404, "county-malformed"],
    ["a county longer than any", "x".repeat(101), {}, 404, "county-malformed"],
    ["no voters a page", "Birchmere", { limit: "0" }, 400, "limit-malformed"],
    ["more a page than allowed", "Birchmere", { limit: "501" }, 400, "limit-malformed"],
    ["a limit in words", "Birchmere", { limit: "all" }, 400, "limit-malformed"],
    ["an empty mark", "Birchmere", { after: "" }, 400, "page-malformed"],
    ["an id for a mark", "Birchmere", { after: "AR-1" }, 400, "page-malformed"],
    ["a mark in another spelling", "Birchmere", { after: `${pageMark("AR-1")}=` }, 400, "page-malformed"],
    ["a mark of what is no id", "Birchmere", { after: pageMark("../x") }, 400, "page-malformed"],
    [
      "a key for a mark",
      "Birchmere",
      { after: Buffer.from('{"VoterId":{"S":"AR-1"}}').toString("base64url") },
      400,
      "page-malformed",
    ],
    ["a mark without end", "Birchmere", { after: "A".repeat(100_000) }, 400, "page-malformed"],
  ])("%s", async (_, county, query, status, code) => {
    const reply = await ask(county, query);
    expect([reply.statusCode, json(reply)["code"]]).toEqual([status, code]);
    expect(backend.dynamo.calls).toEqual([]);
  });

  test("a mark that somebody made for an id of another county reads no other county", async () => {
    backend.hold([voter("AR-1", "Quillmoor"), voter("AR-2", "Birchmere"), voter("AR-3", "Quillmoor")]);
    expect(ids(await ask("Birchmere", { after: pageMark("AR-1") }))).toEqual(["AR-2"]);
  });
});
