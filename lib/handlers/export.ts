import { sha256Hex } from "../base/bytes.ts";
import { formatInstant, parseInstant, type Clock } from "../base/time.ts";
import type { StartExport } from "../register/dynamodb-export.ts";
import type { Log } from "./answer.ts";

/**
 * What a schedule sends (EventBridge): `time` is the moment that was planned, the same however often it is tried.
 * Source: docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
 */
export interface ScheduledEvent {
  readonly time?: string;
}

export interface ExportDeps {
  readonly start: StartExport;
  readonly tableArn: string;
  readonly bucket: string;
  /** The folder of all exports; each day's lie in a folder of their own. */
  readonly prefix: string;
  readonly dataKey: string;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Begins the export of the whole register that will be sealed. A schedule that is delivered twice begins it once: the
 * token is made of the planned moment, and everything else in the request follows from that moment too.
 *
 * @throws RollwardError aws-refused
 */
export async function exportRoll(
  event: ScheduledEvent,
  deps: ExportDeps,
): Promise<{ readonly export: string }> {
  const { start, tableArn, bucket, dataKey, clock, log } = deps;
  const planned = formatInstant(parseInstant(event.time) ?? clock());
  const prefix = `${deps.prefix}/${planned.slice(0, 10)}`;
  const token = sha256Hex(Buffer.from(["rollward/export@1", tableArn, bucket, planned].join("\n"))).slice(
    0,
    32,
  );
  const arn = await start({ tableArn, bucket, prefix, dataKey, token });
  log({ task: "export", planned, export: arn });
  return { export: arn };
}
