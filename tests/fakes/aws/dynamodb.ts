import {
  ConditionalCheckFailedException,
  type AttributeValue,
  type DynamoDBClient,
} from "@aws-sdk/client-dynamodb";
import { callOf, type Call, type Command, type Hook } from "./calls.ts";

type Item = Record<string, AttributeValue>;

export interface MemoryDynamo {
  readonly client: Pick<DynamoDBClient, "send">;
  readonly calls: readonly Call[];
  hook: Hook | undefined;
  /** Runs after a call took effect and before its reply: to lose replies. */
  after: Hook | undefined;
  /** Items of a table by the value of their key. */
  items(table: string): Map<string, Item>;
}

/** DynamoDB as far as the functions use it: two tables by their keys, the conditions and the query that they send. */
export function memoryDynamo(keys: Readonly<Record<string, string>>): MemoryDynamo {
  const tables = new Map(Object.keys(keys).map((table) => [table, new Map<string, Item>()]));
  const calls: Call[] = [];
  const items = (table: unknown) => {
    const found = tables.get(String(table));
    if (found === undefined) throw new Error(`no table ${String(table)}`);
    return found;
  };
  const memory: MemoryDynamo = {
    client: { send: send as never },
    calls,
    hook: undefined,
    after: undefined,
    items,
  };
  return memory;

  async function send(command: Command): Promise<unknown> {
    const call = callOf(command);
    calls.push(call);
    await memory.hook?.(call, calls.length);
    const reply = answer(call);
    await memory.after?.(call, calls.length);
    return reply;
  }

  function answer({ command, input }: Call): unknown {
    const table = String(input["TableName"]);
    switch (command) {
      case "PutItemCommand":
        return put(table, structuredClone(input["Item"]) as Item, input);
      case "GetItemCommand": {
        const found = items(table).get(keyOf(table, input["Key"] as Item));
        return found === undefined ? {} : { Item: structuredClone(found) };
      }
      case "QueryCommand":
        return query(table, input);
      case "ExportTableToPointInTimeCommand":
        return { ExportDescription: { ExportArn: `${String(input["TableArn"])}/export/0123-abcd` } };
      default:
        throw new Error(`${command} is not in this memory`);
    }
  }

  function keyOf(table: string, item: Item): string {
    return item[keys[table]!]!.S!;
  }

  function put(table: string, item: Item, input: Call["input"]): unknown {
    const old = items(table).get(keyOf(table, item));
    const condition = String(input["ConditionExpression"]);
    const values = input["ExpressionAttributeValues"] as Item | undefined;
    const holds =
      condition === `attribute_not_exists(${keys[table]!})`
        ? old === undefined
        : condition === "Revision = :before" && old?.["Revision"]?.N === values?.[":before"]?.N;
    if (!holds) {
      throw new ConditionalCheckFailedException({
        message: "The conditional request failed",
        $metadata: { httpStatusCode: 400 },
        ...(input["ReturnValuesOnConditionCheckFailure"] === "ALL_OLD" &&
          old && { Item: structuredClone(old) }),
      });
    }
    items(table).set(keyOf(table, item), item);
    return {};
  }

  /** `#County = :county`, sifted by `#Protected = :no`, in the order of ids; `Limit` counts what is looked at. */
  function query(table: string, input: Call["input"]): unknown {
    if (input["KeyConditionExpression"] !== "#County = :county") throw new Error("another query");
    if (input["FilterExpression"] !== "#Protected = :no") throw new Error("another filter");
    const values = input["ExpressionAttributeValues"] as Item;
    const after = (input["ExclusiveStartKey"] as Item | undefined)?.["VoterId"]?.S ?? "";
    const names = Object.values(input["ExpressionAttributeNames"] as Record<string, string>);
    const county = [...items(table).values()]
      .filter((item) => item["County"]?.S === values[":county"]?.S && item["VoterId"]!.S! > after)
      .toSorted((one, other) => (one["VoterId"]!.S! < other["VoterId"]!.S! ? -1 : 1));
    const looked = county.slice(0, Number(input["Limit"]));
    const found = looked
      .filter((item) => item["Protected"]?.BOOL === values[":no"]?.BOOL)
      .map((item) => Object.fromEntries(Object.entries(item).filter(([key]) => names.includes(key))));
    const last = looked.length < county.length ? looked.at(-1) : undefined;
    return {
      Items: structuredClone(found),
      ScannedCount: looked.length,
      ...(last && { LastEvaluatedKey: { County: last["County"], VoterId: last["VoterId"] } }),
    };
  }
}
