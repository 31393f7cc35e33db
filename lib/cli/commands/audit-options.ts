import { auditFaults } from "../../audit/audit-faults.ts";
import { severities, type Severity } from "../../audit/finding.ts";
import { failure } from "../../base/faults.ts";
import type { OptionSpecs, Values } from "../command.ts";
import { durationOption } from "../duration.ts";
import { auditWords as words } from "./audit-words.ts";
import { mirrorOptions, stateOption, trustOptions } from "./mirror-options.ts";
import { snapshotWords } from "./snapshot-words.ts";

/** The options of `rollward audit`. */
export const auditOptions = {
  snapshot: { kind: "one", value: "FILE", words: words.snapshot },
  mirror: { kind: "many", value: "URL", words: mirrorOptions.mirror.words },
  ...trustOptions,
  ...stateOption,
  practice: { kind: "many", value: "ID", words: words.practice },
  only: { kind: "many", value: "CHECK", words: words.only },
  rpo: { kind: "one", value: "TIME", words: words.rpo },
  "fail-on": { kind: "one", value: "low|medium|high|critical", words: words.failOn },
  format: { kind: "one", value: "text|json", words: words.format },
  out: { kind: "one", value: "FILE|-", words: words.out },
  force: { kind: "flag", words: snapshotWords.force },
} as const satisfies OptionSpecs;

export type AuditValues = Values<typeof auditOptions>;

const formats = ["text", "json"] as const;
const defaultRecoveryPoint = "24h";

export interface AuditChoices {
  readonly format: (typeof formats)[number];
  readonly failOn: Severity;
  readonly recoveryPointMs: number;
}

/**
 * What the options choose, defaults filled in.
 *
 * @throws RollwardError choice-unknown, duration-malformed, audit-sources, audit-nothing
 */
export function readAuditOptions(values: AuditValues, json: boolean): AuditChoices {
  const failOn = oneOf("--fail-on", severities, values["fail-on"] ?? "low");
  const format = oneOf("--format", formats, values.format ?? "text");
  const recoveryPointMs = durationOption("--rpo", values.rpo ?? defaultRecoveryPoint);
  checkSources(values);
  return { format: json ? "json" : format, failOn, recoveryPointMs };
}

function oneOf<T extends string>(option: string, choices: readonly T[], value: string): T {
  const choice = choices.find((candidate) => candidate === value);
  if (choice === undefined)
    throw failure(auditFaults["choice-unknown"], { option, choices: choices.join(", "), value });
  return choice;
}

function checkSources(values: AuditValues): void {
  const { snapshot, mirror, trust, "public-key": publicKey, state } = values;
  if (snapshot === undefined) {
    if (mirror.length === 0) throw failure(auditFaults["audit-nothing"]);
    return;
  }
  const ofMirrors = { "--mirror": mirror[0], "--trust": trust, "--public-key": publicKey, "--state": state };
  const extra = Object.entries(ofMirrors).find(([, value]) => value !== undefined);
  if (extra !== undefined) throw failure(auditFaults["audit-sources"], { option: extra[0] });
}
