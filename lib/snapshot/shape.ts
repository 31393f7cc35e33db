import * as z from "zod/mini";
import { maxSequence } from "../backup/layout.ts";
import { parseInstant } from "../base/time.ts";
import type { Snapshot } from "./model.ts";

// A snapshot comes from wherever it was kept, so nothing of it is taken on trust. Unknown keys are dropped, among
// them `__proto__`; what is known must fit exactly.

const instant = z.string().check(z.refine((text) => parseInstant(text) !== undefined));
const count = z.int().check(z.nonnegative());
const text = (max: number) => z.string().check(z.minLength(1), z.maxLength(max));
const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));

const remark = (exits: readonly (0 | 1 | 2 | 3 | 4)[]) =>
  z.object({
    code: text(200),
    exit: z.literal(exits),
    file: z.optional(z.string().check(z.maxLength(4096))),
    message: z.string().check(z.maxLength(20_000)),
  });

const newestSet = z.object({
  sequence: z.int().check(z.positive(), z.maximum(maxSequence)),
  chain: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  office: text(1000),
  manifest: hash,
  takenAt: instant,
  nextDueAt: instant,
  expiresAt: instant,
  voters: count,
  bytes: count,
  recipients: count,
});

const keys = z.array(hash);
const trustedKeys = { rootKeys: keys, sealKeys: keys, sealThreshold: count, witnessThreshold: count };

// A bare key has no version and no dates, a trust file has them all.
const trust = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("trust-file"),
    hash,
    version: z.int().check(z.positive()),
    issuedAt: instant,
    expiresAt: instant,
    ...trustedKeys,
  }),
  z.object({
    kind: z.literal("public-key"),
    hash,
    version: z.null(),
    issuedAt: z.null(),
    expiresAt: z.null(),
    ...trustedKeys,
  }),
]);

const place = z.object({
  id: text(4096),
  kind: z.enum(["device", "bucket"]),
  label: z.object({ en: text(4096), fr: text(4096) }),
});

const mirror = z
  .object({
    url: text(4096),
    place: z.optional(place),
    sets: count,
    newest: z.nullable(newestSet),
    // A problem without an exit code is none: an edited one must not slip through as harmless.
    problems: z.array(remark([1, 2, 3, 4])),
    notes: z.array(remark([0])),
  })
  .check(z.refine(({ sets, newest }) => (sets === 0) === (newest === null), { path: ["newest"] }));

const verifyResult = z.object({
  format: z.literal("rollward/verify@1"),
  observedAt: instant,
  quick: z.boolean(),
  rollbackChecked: z.boolean(),
  trust,
  mirrors: z.array(mirror),
});

const fields = z.object({
  format: z.literal("rollward/snapshot@1"),
  takenAt: instant,
  source: z.enum(["live", "template"]),
  tool: text(200),
  nowGiven: z.boolean(),
  accounts: z.array(z.unknown()),
  backups: z.optional(z.array(verifyResult)),
  unread: z.optional(z.array(z.object({ what: text(4096), why: z.string().check(z.maxLength(20_000)) }))),
});

// One snapshot is one look. A long verification may take days; months apart, a time was edited or a clock was wrong.
const longestLookMs = 31 * 86_400_000;
const oneLook = "takenAt ± 31 d";

const snapshot = fields.check((seen) => {
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
  const issue = parsed.error.issues[0];
  return { at: pathText(issue?.path ?? []), expected: ruleOf(issue) };
}

function ruleOf(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === "invalid_type") return issue.expected;
  if (issue?.code === "invalid_value") return issue.values.map(String).join(" | ");
  if (issue?.code === "custom" && issue.message === oneLook) return issue.message;
  return issue?.code ?? "object";
}

function pathText(path: readonly PropertyKey[]): string {
  const steps = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`));
  return `$${steps.join("")}`;
}
