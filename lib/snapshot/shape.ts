import * as z from "zod/mini";
import type { Snapshot } from "./model.ts";
import { accounts, arnTwice, idTwice, ofAccount, organization, unread } from "./shape-accounts.ts";
import { verifyResult } from "./shape-backups.ts";
import { instant, text } from "./shape-parts.ts";

// A snapshot comes from wherever it was kept, so nothing of it is taken on trust. Unknown keys are dropped, among
// them `__proto__`; what is known must fit exactly. Only the inside of a policy is the engine's to judge.

/** The fields of a snapshot, in the order in which they are written. */
export const snapshotFields = z.object({
  format: z.literal("rollward/snapshot@1"),
  takenAt: instant,
  source: z.enum(["live", "template"]),
  tool: text(200),
  nowGiven: z.boolean(),
  accounts,
  organization: z.optional(organization),
  backups: z.optional(z.array(verifyResult)),
  unread: z.optional(z.array(unread)),
});

// One snapshot is one look. A long verification may take days; months apart, a time was edited or a clock was wrong.
const longestLookMs = 31 * 86_400_000;
const oneLook = "takenAt ± 31 d";

const snapshot = snapshotFields.check((seen) => {
  const taken = Date.parse(seen.value.takenAt);
  for (const [index, { observedAt }] of (seen.value.backups ?? []).entries()) {
    if (Math.abs(Date.parse(observedAt) - taken) <= longestLookMs) continue;
    const path = ["backups", index, "observedAt"];
    seen.issues.push({ code: "custom", message: oneLook, input: observedAt, path });
  }
});

export type Fitted = { readonly snapshot: Snapshot } | { readonly at: string; readonly expected: string };

/**
 * `value` as a snapshot, or the first place that does not fit, such as `backups[0].mirrors[1].sets` (the whole is
 * `$`), with the rule it breaks in zod's words, such as `int`.
 */
export function fitSnapshot(value: unknown): Fitted {
  const parsed = snapshot.safeParse(value);
  // zod types an absent optional as `undefined`, which it never writes.
  if (parsed.success) return { snapshot: parsed.data as Snapshot };
  return misfitOf(parsed.error);
}

/** The first place where a value does not fit, and the rule it breaks. */
export function misfitOf({ issues: [issue] }: z.core.$ZodError): {
  readonly at: string;
  readonly expected: string;
} {
  return { at: pathText(issue?.path ?? []), expected: ruleOf(issue) };
}

/** Rules of ours, which are shown in their own words. */
const ownRules = new Set([oneLook, idTwice, arnTwice, ofAccount, "RFC 3339", "12 digits", "ARN", "policy"]);

function ruleOf(issue: z.core.$ZodIssue | undefined): string {
  if (issue !== undefined && ownRules.has(issue.message)) return issue.message;
  if (issue?.code === "invalid_type") return issue.expected;
  if (issue?.code === "invalid_value") return issue.values.map(String).join(" | ");
  return issue?.code ?? "object";
}

function pathText(path: readonly PropertyKey[]): string {
  const steps = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`));
  return `$${steps.join("")}`;
}
