import type { Config, Phase } from "./config.ts";

/** The phase that the election calendar is in at a moment; `undefined` before the first one, or without a calendar. */
export function phaseAt({ calendar = [] }: Pick<Config, "calendar">, now: Date): Phase | undefined {
  let current: Phase | undefined;
  let since = Number.NEGATIVE_INFINITY;
  for (const phase of calendar) {
    const from = Date.parse(phase.from);
    if (from <= now.getTime() && from >= since) [current, since] = [phase, from];
  }
  return current;
}

/**
 * How old the newest set may be at a moment, such as `24h`: what the current phase says, else what the objectives
 * say, else `undefined`.
 */
export function recoveryPointAt(
  config: Pick<Config, "calendar" | "objectives">,
  now: Date,
): string | undefined {
  return phaseAt(config, now)?.recoveryPoint ?? config.objectives?.recoveryPoint;
}
