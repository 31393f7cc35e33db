/** The function `rollward-export`: begins the export that is sealed. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { exportRoll, type ScheduledEvent } from "../../lib/handlers/export.ts";
import { logTo } from "../../lib/handlers/log.ts";
import { setting } from "../../lib/handlers/settings.ts";
import { dynamoExport } from "../../lib/register/dynamodb-export.ts";

const start = dynamoExport(new DynamoDBClient());
const log = logTo(process.stdout);

export async function handler(event: ScheduledEvent): Promise<{ readonly export: string }> {
  return exportRoll(event, {
    start,
    tableArn: setting(process.env, "TABLE_ARN"),
    bucket: setting(process.env, "EXPORTS_BUCKET"),
    prefix: setting(process.env, "EXPORT_PREFIX"),
    dataKey: setting(process.env, "DATA_KEY"),
    clock: () => new Date(),
    log,
  });
}
