import type { Objectives } from "../../audit/check.ts";
import type { Config } from "../../contract/config.ts";
import { recoveryPointAt } from "../../contract/calendar.ts";
import { durationOption } from "../duration.ts";

const defaults = { recoveryPoint: "24h", retentionDays: 400, idleKeyDays: 90, unusedRightDays: 90 } as const;

/**
 * What the office wants at this moment: `--rpo`, else the configuration's calendar and objectives, else the defaults.
 *
 * @throws RollwardError duration-malformed
 */
export function objectivesOf(rpo: string | undefined, config: Config | undefined, now: Date): Objectives {
  const wanted = config === undefined ? undefined : recoveryPointAt(config, now);
  const { retentionDays, idleKeyDays, unusedRightDays } = { ...defaults, ...config?.objectives };
  return {
    recoveryPointMs: durationOption("--rpo", rpo ?? wanted ?? defaults.recoveryPoint),
    retentionDays,
    idleKeyDays,
    unusedRightDays,
  };
}
