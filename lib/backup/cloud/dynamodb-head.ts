import { isDeepStrictEqual } from "node:util";
import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  type DynamoDBClient,
} from "@aws-sdk/client-dynamodb";
import { failure } from "../../base/faults.ts";
import { refusal } from "../../register/dynamodb-refusal.ts";
import { cloudFaults } from "./cloud-faults.ts";
import type { HeadStore } from "./head.ts";
import { headItem, headOf, maxStagedBytes } from "./head-item.ts";

/** Head records in a table whose key is `OfficeId`; `table` is its ARN, for it lies in another account. */
export function dynamoHead(client: Pick<DynamoDBClient, "send">, table: string): HeadStore {
  return {
    place: table,
    async read(office) {
      const command = new GetItemCommand({
        TableName: table,
        Key: { OfficeId: { S: office } },
        ConsistentRead: true,
      });
      const { Item } = await client.send(command).catch((cause: unknown) => {
        throw refusal("dynamodb:GetItem", table, cause);
      });
      if (Item === undefined) return undefined;
      const head = headOf(Item);
      const at = "at" in head ? head.at : head.office === office ? undefined : "OfficeId";
      if ("at" in head || at !== undefined)
        throw failure(cloudFaults["head-malformed"], { office, place: table, at: at ?? "" });
      return head;
    },
    async write(next) {
      const item = headItem(next);
      const staged = item["Staged"];
      if (staged !== undefined && "B" in staged && staged.B.length > maxStagedBytes) {
        const args = { sequence: next.staged!.sequence, bytes: staged.B.length, limit: maxStagedBytes };
        throw failure(cloudFaults["head-large"], args);
      }
      const before = next.revision - 1;
      const command = new PutItemCommand({
        TableName: table,
        Item: item,
        ConditionExpression: before === 0 ? "attribute_not_exists(OfficeId)" : "Revision = :before",
        ...(before === 0 ? {} : { ExpressionAttributeValues: { ":before": { N: String(before) } } }),
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      });
      try {
        await client.send(command);
        return true;
      } catch (cause) {
        if (!(cause instanceof ConditionalCheckFailedException))
          throw refusal("dynamodb:PutItem", table, cause);
        // The SDK asks again when a reply is lost, and then finds its own record there.
        return isDeepStrictEqual(headOf(cause.Item), next);
      }
    },
  };
}
