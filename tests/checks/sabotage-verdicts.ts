import { checks } from "../../checks/index.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import { prepare } from "../../lib/audit/prepare.ts";
import { say } from "../../lib/base/words.ts";
import type { Config } from "../../lib/contract/config.ts";
import type { Snapshot } from "../../lib/snapshot/model.ts";
import { now, objectives } from "../audit/healthy.ts";
import { config } from "../stacks/templates.ts";

export interface Told extends Verdict {
  readonly check: string;
}

/** Every verdict of every check, with the engine that they asked. */
export function judge(snapshot: Snapshot, own: Config = config) {
  const { contract, access, reach } = prepare(snapshot, own);
  const input = { snapshot, objectives, now, contract, access, reach };
  const verdicts = checks.flatMap(({ id, judge: ask }) =>
    ask(input).map((verdict): Told => ({ ...verdict, check: id })),
  );
  return { access, verdicts };
}

/** Verdicts that fail or do not know. */
export function notPassed(snapshot: Snapshot, own?: Config): readonly Told[] {
  return judge(snapshot, own).verdicts.filter(({ status }) => status === "fail" || status === "unknown");
}

export function sentence({ words, args }: Verdict, lang: "en" | "fr" = "en"): string {
  return say(words, lang, args);
}

export function line({ check, status, subject }: Told): string {
  return `${check} ${status} ${subject}`;
}
