/** The function `rollward-register`: POST /voters. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { HttpEvent, HttpReply } from "../../lib/handlers/http.ts";
import { logTo } from "../../lib/handlers/log.ts";
import { registerVoter } from "../../lib/handlers/register.ts";
import { setting } from "../../lib/handlers/settings.ts";
import { dynamoRollTable } from "../../lib/register/dynamodb-table.ts";

const table = dynamoRollTable(new DynamoDBClient(), {
  table: setting(process.env, "ROLL_TABLE"),
  index: "",
});
const log = logTo(process.stdout);

export async function handler(event: HttpEvent): Promise<HttpReply> {
  return registerVoter(event, { table, clock: () => new Date(), log });
}
