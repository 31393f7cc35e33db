/** The function `rollward-hand-out-list`: GET /counties/{county}/voters. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { handOutList } from "../../lib/handlers/hand-out-list.ts";
import type { HttpEvent, HttpReply } from "../../lib/handlers/http.ts";
import { logTo } from "../../lib/handlers/log.ts";
import { setting } from "../../lib/handlers/settings.ts";
import { dynamoRollTable } from "../../lib/register/dynamodb-table.ts";

const table = dynamoRollTable(new DynamoDBClient(), {
  table: setting(process.env, "ROLL_TABLE"),
  index: setting(process.env, "COUNTY_INDEX"),
});
const log = logTo(process.stdout);

export async function handler(event: HttpEvent): Promise<HttpReply> {
  return handOutList(event, { table, log });
}
