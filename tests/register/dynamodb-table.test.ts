import { describe, expect, test } from "vitest";
import { RollwardError } from "../../lib/base/faults.ts";
import { dynamoRollTable } from "../../lib/register/dynamodb-table.ts";
import { itemOf } from "../../lib/register/item.ts";
import { voter } from "../backup/rolls.ts";
import { ServiceError } from "../fakes/aws/calls.ts";
import { memoryDynamo } from "../fakes/aws/dynamodb.ts";
import { full, plain } from "./voters.ts";

const place = { table: "rollward-roll", index: "by-county" };

function memoryTable() {
  const dynamo = memoryDynamo({ "rollward-roll": "VoterId" });
  return { dynamo, table: dynamoRollTable(dynamo.client, place) };
}

test("a voter is stored once, and comes back as it was", async () => {
  const { dynamo, table } = memoryTable();
  expect(await table.put(full)).toBe("stored");
  expect(await table.put({ ...plain, VoterId: full.VoterId })).toBe("exists");
  expect(await table.get(full.VoterId)).toEqual(full);
  expect(await table.get("AR-0")).toBeUndefined();
  expect(dynamo.calls.at(-1)?.input).toMatchObject({ ConsistentRead: true });
});

test("an item that is no voter is a fault, never half a voter", async () => {
  const { dynamo, table } = memoryTable();
  dynamo.items(place.table).set("AR-7", { VoterId: { S: "AR-7" } });
  await expect(table.get("AR-7")).rejects.toMatchObject({ code: "line-missing" });
});

describe("a county’s pages", () => {
  test("come in the order of the ids, without those under protection, and say how many were left out", async () => {
    const { table } = memoryTable();
    const ids = ["AR-1", "AR-2", "AR-3", "AR-4", "AR-5"];
    for (const id of ids) await table.put(voter(id, "Érablefell", { Protected: id === "AR-2" }));
    await table.put(voter("AR-6", "Birchmere"));
    const pages = [];
    for (let after: string | undefined, last = false; !last;) {
      const page = await table.page({ county: "Érablefell", after, limit: 2 });
      pages.push([page.voters.map(({ VoterId }) => VoterId), page.leftOut]);
      after = page.next;
      last = after === undefined;
    }
    expect(pages).toEqual([
      [["AR-1", "AR-3"], 1],
      [["AR-4", "AR-5"], 0],
    ]);
  });

  test("end only at voters who are shown: the next page’s place is never an id under protection", async () => {
    const { table } = memoryTable();
    const hidden = new Set(["AR-1", "AR-3", "AR-4", "AR-7", "AR-9"]);
    for (let id = 1; id <= 9; id++)
      await table.put(voter(`AR-${id}`, "Birchmere", { Protected: hidden.has(`AR-${id}`) }));
    for (const limit of [1, 2, 3, 4, 9, 100]) {
      const shown: string[] = [];
      let leftOut = 0;
      for (let after: string | undefined, last = false; !last;) {
        const page = await table.page({ county: "Birchmere", after, limit });
        shown.push(...page.voters.map(({ VoterId }) => VoterId));
        leftOut += page.leftOut;
        expect(hidden).not.toContain(page.next);
        after = page.next;
        last = after === undefined;
      }
      expect([shown, leftOut], `${limit} a page`).toEqual([["AR-2", "AR-5", "AR-6", "AR-8"], hidden.size]);
    }
  });

  test("ask DynamoDB itself to leave them out, and for no birth date", async () => {
    const { dynamo, table } = memoryTable();
    await table.page({ county: "Birchmere", after: "AR-1", limit: 10 });
    const { input } = dynamo.calls[0]!;
    expect(input).toMatchObject({
      IndexName: "by-county",
      FilterExpression: "#Protected = :no",
      ExclusiveStartKey: { County: { S: "Birchmere" }, VoterId: { S: "AR-1" } },
      Limit: 10,
    });
    expect(JSON.stringify(input)).not.toContain("DateOfBirth");
  });

  test("hold nobody under protection even when the table’s own sifting fails", async () => {
    const items = [itemOf(full), itemOf(plain)];
    const client = { send: async () => ({ Items: items, ScannedCount: 2 }) };
    const table = dynamoRollTable(client as never, place);
    const page = await table.page({ county: "Birchmere", after: undefined, limit: 10 });
    expect(page.voters.map(({ VoterId }) => VoterId)).toEqual([plain.VoterId]);
    expect(page.leftOut).toBe(1);
  });
});

test("what AWS refuses is told by name; its message, which may quote a voter, goes no further", async () => {
  const { dynamo, table } = memoryTable();
  dynamo.hook = () => {
    throw new ServiceError("ValidationException", 400, "Invalid value AR-7");
  };
  const page = { county: "Birchmere", after: undefined, limit: 1 };
  for (const work of [() => table.put(plain), () => table.get("AR-7"), () => table.page(page)]) {
    const cause: unknown = await work().catch((reason: unknown) => reason);
    expect(cause).toBeInstanceOf(RollwardError);
    expect(cause).toMatchObject({ code: "aws-refused", args: { reason: "ValidationException" } });
    expect((cause as RollwardError).message).not.toContain("AR-7");
    expect((cause as RollwardError).cause).toBeUndefined();
  }
});
