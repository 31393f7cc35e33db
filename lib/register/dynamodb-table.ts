import {
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type AttributeValue,
  type DynamoDBClient,
} from "@aws-sdk/client-dynamodb";
import { errorName, refusal } from "./dynamodb-refusal.ts";
import { itemOf, voterOf, type Item } from "./item.ts";
import { listEntryOf, readKeys, type ListEntry } from "./item-list.ts";
import type { Voter } from "./voter.ts";

/** The register's table, as the functions use it. */
export interface RollTable {
  /** Writes a new voter, never over another one. */
  put(voter: Voter): Promise<"stored" | "exists">;
  /** The voter as last written. */
  get(voterId: string): Promise<Voter | undefined>;
  /** One page of a county's voters in the order of their ids; nobody under protection is on it. */
  page(request: PageRequest): Promise<Page>;
}

export interface PageRequest {
  readonly county: string;
  /** The id after which the page begins; the first page without it. */
  readonly after: string | undefined;
  /** Voters a page; the last page may hold fewer. */
  readonly limit: number;
}

export interface Page {
  readonly voters: readonly ListEntry[];
  /** How many were left out because they are under protection. */
  readonly leftOut: number;
  /** Where the next page begins; `undefined` after the last. */
  readonly next: string | undefined;
}

export interface TablePlace {
  readonly table: string;
  /** Keyed by `County`, then `VoterId`. */
  readonly index: string;
}

/**
 * The table in DynamoDB. Its key is `VoterId`.
 *
 * Methods throw RollwardError aws-refused; line-… when an item is no voter of the schema.
 */
export function dynamoRollTable(client: Pick<DynamoDBClient, "send">, place: TablePlace): RollTable {
  const { table } = place;
  return {
    async put(voter) {
      const command = new PutItemCommand({
        TableName: table,
        Item: sdkItem(itemOf(voter)),
        ConditionExpression: "attribute_not_exists(VoterId)",
      });
      try {
        await client.send(command);
        return "stored";
      } catch (cause) {
        if (errorName(cause) === "ConditionalCheckFailedException") return "exists";
        throw refusal("dynamodb:PutItem", table, cause);
      }
    },
    async get(voterId) {
      const command = new GetItemCommand({
        TableName: table,
        Key: { VoterId: { S: voterId } },
        ConsistentRead: true,
      });
      const { Item } = await client.send(command).catch((cause: unknown) => {
        throw refusal("dynamodb:GetItem", table, cause);
      });
      return Item === undefined ? undefined : voterOf(Item);
    },
    page: (request) => queryCounty(client, place, request),
  };
}

/**
 * Those under protection are sifted out by DynamoDB itself, so that their fields do not even reach the function. It
 * counts them into the limit and may stop at one of them; asking on for just what is missing, until the page is full
 * or the county at its end, makes the last one looked at one that is shown: no mark ever holds a protected id.
 */
async function queryCounty(
  client: Pick<DynamoDBClient, "send">,
  { table, index }: TablePlace,
  { county, after, limit }: PageRequest,
): Promise<Page> {
  const names = readKeys.map((key) => [`#${key}`, key] as const);
  const voters: ListEntry[] = [];
  let looked = 0;
  let last = after;
  do {
    const command = new QueryCommand({
      TableName: table,
      IndexName: index,
      KeyConditionExpression: "#County = :county",
      FilterExpression: "#Protected = :no",
      ProjectionExpression: names.map(([name]) => name).join(", "),
      ExpressionAttributeNames: Object.fromEntries(names),
      ExpressionAttributeValues: { ":county": { S: county }, ":no": { BOOL: false } },
      Limit: limit - voters.length,
      ...(last === undefined ? {} : { ExclusiveStartKey: { County: { S: county }, VoterId: { S: last } } }),
    });
    const reply = await client.send(command).catch((cause: unknown) => {
      throw refusal("dynamodb:Query", `${table}/${index}`, cause);
    });
    const shown = (reply.Items ?? []).map(listEntryOf).filter((entry) => entry !== undefined);
    voters.push(...shown);
    looked += reply.ScannedCount ?? shown.length;
    last = reply.LastEvaluatedKey?.["VoterId"]?.S;
  } while (last !== undefined && voters.length < limit);
  return {
    voters,
    leftOut: looked - voters.length,
    next: last === undefined ? undefined : voters.at(-1)?.VoterId,
  };
}

/** The SDK's type has one more kind of attribute for each that DynamoDB may yet invent. */
function sdkItem(item: Item): Record<string, AttributeValue> {
  return item as Record<string, AttributeValue>;
}
