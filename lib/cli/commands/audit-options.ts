import { auditFaults } from "../../audit/audit-faults.ts";
import { severities, type Severity } from "../../audit/finding.ts";
import { failure } from "../../base/faults.ts";
import { cliFaults } from "../cli-faults.ts";
import type { OptionSpecs, Values } from "../command.ts";
import { auditWords as words } from "./audit-words.ts";
import { snapshotWords } from "./snapshot-words.ts";
import { sourceOptions } from "./source-options.ts";

/** The options of `rollward audit`. */
export const auditOptions = {
  snapshot: { kind: "one", value: "FILE", words: words.snapshot },
  ...sourceOptions,
  practice: { kind: "many", value: "ID", words: words.practice },
  only: { kind: "many", value: "CHECK", words: words.only },
  rpo: { kind: "one", value: "TIME", words: words.rpo },
  "fail-on": { kind: "one", value: "low|medium|high|critical", words: words.failOn },
  format: { kind: "one", value: "text|json|html", words: words.format },
  out: { kind: "one", value: "FILE|-", words: words.out },
  force: { kind: "flag", words: snapshotWords.force },
} as const satisfies OptionSpecs;

export type AuditValues = Values<typeof auditOptions>;

const formats = ["text", "json", "html"] as const;

export interface AuditChoices {
  readonly format: (typeof formats)[number];
  readonly failOn: Severity;
}

/**
 * What the options choose, defaults filled in.
 *
 * @throws RollwardError choice-unknown, option-conflict, audit-sources
 */
export function readAuditOptions(values: AuditValues, json: boolean): AuditChoices {
  const failOn = oneOf("--fail-on", severities, values["fail-on"] ?? "low");
  const format = oneOf("--format", formats, values.format ?? "text");
  // What a program asked for must not be taken for what it would print to people.
  if (json && format !== "json" && values.format !== undefined)
    throw failure(cliFaults["option-conflict"], { option: "--json", other: `--format ${format}` });
  checkSources(values);
  return { format: json ? "json" : format, failOn };
}

function oneOf<T extends string>(option: string, choices: readonly T[], value: string): T {
  const choice = choices.find((candidate) => candidate === value);
  if (choice === undefined)
    throw failure(auditFaults["choice-unknown"], { option, choices: choices.join(", "), value });
  return choice;
}

/** A snapshot holds what was seen: nothing else is read beside it. */
function checkSources(values: AuditValues): void {
  if (values.snapshot === undefined) return;
  for (const name of Object.keys(sourceOptions) as (keyof typeof sourceOptions)[]) {
    const value = values[name];
    if (value !== undefined && value.length > 0) {
      throw failure(auditFaults["audit-sources"], { option: `--${name}` });
    }
  }
}
