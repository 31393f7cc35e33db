import * as z from "zod/mini";
import { parseDuration, parseInstant } from "../base/time.ts";
import { assetKeys, phaseNames, taskIds, type Config } from "./config.ts";
import type { Expectation } from "./config-words.ts";
import { isRegion } from "./regions.ts";

// Each leaf bears the name of what it expects (config-words.ts) as zod's message. Objects are strict: a key that was
// misspelt would otherwise leave a setting out in silence.

const longestList = 1000;

const leaf = (expected: Expectation, fits: (text: string) => boolean) =>
  z.string(expected).check(z.refine(fits, { error: expected }));

const list = <Item extends z.core.SomeType>(item: Item) =>
  z.array(item, "list" satisfies Expectation).check(z.maxLength(longestList, "list" satisfies Expectation));

const object = <Shape extends z.core.$ZodShape>(shape: Shape) =>
  z.strictObject(shape, "object" satisfies Expectation);

const filled = z.refine((entries: unknown) => Array.isArray(entries) && entries.length > 0, {
  error: "filled" satisfies Expectation,
});
const once = z.refine(
  (entries: unknown) => Array.isArray(entries) && new Set(entries).size === entries.length,
  {
    error: "once" satisfies Expectation,
  },
);

const account = leaf("account", (text) => /^\d{12}$/.test(text));
const region = leaf("region", isRegion);
const path = leaf("path", (text) => /^[^\0]{1,4096}$/.test(text));
const duration = leaf("duration", (text) => parseDuration(text) !== undefined);
const days = z
  .int("days" satisfies Expectation)
  .check(z.refine((count) => count >= 1 && count <= 36_500, { error: "days" satisfies Expectation }));

const issuer = leaf("issuer", (text) => {
  if (text.length > 255 || /\s/.test(text) || !text.startsWith("https://")) return false;
  const url = URL.parse(text);
  return url !== null && url.username === "" && url.password === "" && url.search === "" && url.hash === "";
});

// A slip in an ARN would leave an asset out of every question, so those of the services that assets stand in are held
// to their form (Service Authorization Reference, “Resource types”): region, account, kind, name.
const forms: Readonly<Record<string, RegExp>> = {
  dynamodb: /^[^:]+:\d{12}:(table|global-table)\/[^/]+(\/[^/].*)?$/,
  kms: /^[^:]+:\d{12}:key\/[^/]+$/,
  lambda: /^[^:]+:\d{12}:(function|layer|event-source-mapping|code-signing-config):[^:].*$/,
  cloudtrail: /^[^:]+:\d{12}:(trail|eventdatastore|channel|dashboard)\/[^/]+$/,
  s3: /^(::[^:/]+(\/.*)?|[^:]+:\d{12}:(accesspoint|access-grants)\/.+)$/,
};
// arn:partition:service:region:account:resource; only the last segment may be a pattern.
const arn = leaf("arn", (text) => {
  if (!/^arn:aws[a-z-]{0,20}:[a-z0-9-]{1,40}:[a-z0-9-]{0,30}:(\d{12})?:[^\s*?][^\s]{0,1500}$/.test(text))
    return false;
  if (/[/:]$/.test(text)) return false;
  const [, , service = "", ...rest] = text.split(":", 2000);
  return !Object.hasOwn(forms, service) || forms[service]!.test(rest.join(":"));
});
// The account stands written out and the kind too: a pattern that took in other accounts, or all of one, would make
// everybody a holder.
const holder = leaf("holder", (text) =>
  /^arn:aws[a-z-]{0,20}:(iam::\d{12}:(root|(user|role)\/[^\s]{1,600})|sts::\d{12}:(assumed-role|federated-user)\/[^\s]{1,600})$/.test(
    text,
  ),
);
const mirror = leaf("mirror", (text) => {
  if (text.length === 0 || text.length > 4096 || /[\u0000-\u001f\u007f]/.test(text)) return false;
  if (!/^[a-z0-9+.-]+:\/\//i.test(text)) {
    // One slash too few would make a folder of what was meant as a bucket; `C:/` is a disk.
    return !/^((s3|file):|[a-z0-9+.-]{2,}:\/)/i.test(text);
  }
  const url = URL.parse(text);
  if (url === null || url.password !== "") return false;
  return url.protocol === "file:" || (url.protocol === "s3:" && url.hostname !== "");
});

const phase = object({
  phase: z.enum(phaseNames, "phase" satisfies Expectation),
  from: leaf("moment", (text) => parseInstant(text) !== undefined && text.endsWith("Z")),
  recoveryPoint: z.optional(duration),
});

const calendar = list(phase).check((seen) => {
  let before = Number.NEGATIVE_INFINITY;
  for (const [index, { from }] of seen.value.entries()) {
    const moment = Date.parse(from);
    // A moment that is malformed is told of as such.
    if (moment <= before)
      seen.issues.push({
        code: "custom",
        message: "later" satisfies Expectation,
        input: from,
        path: [index, "from"],
      });
    before = Number.isNaN(moment) ? before : moment;
  }
});

const shapes = {
  office: {
    id: leaf("officeId", (text) => /^[A-Za-z0-9._-]{1,100}$/.test(text)),
    name: leaf("name", (text) => /^[^\u0000-\u001f\u007f]{1,200}$/u.test(text) && text.trim() !== ""),
  },
  accounts: { register: account, vault: account, mirror: account, audit: account },
  identityProvider: { issuer, audience: leaf("audience", (text) => /^\S{1,255}$/.test(text)) },
  assets: each(assetKeys, list(arn).check(filled, once)),
  tasks: each(taskIds, list(holder).check(once)),
  objectives: {
    recoveryPoint: z.optional(duration),
    retentionDays: z.optional(days),
    idleKeyDays: z.optional(days),
    unusedRightDays: z.optional(days),
  },
};

const top = {
  format: leaf("format", (text) => text === "rollward/config@1"),
  office: z.optional(object(shapes.office)),
  accounts: z.optional(object(shapes.accounts)),
  regions: z.optional(list(region).check(filled, once)),
  identityProvider: z.optional(object(shapes.identityProvider)),
  assets: z.optional(object(shapes.assets)),
  tasks: z.optional(object(shapes.tasks)),
  mirrors: z.optional(list(mirror).check(once)),
  trust: z.optional(path),
  recipients: z.optional(path),
  calendar: z.optional(calendar),
  objectives: z.optional(object(shapes.objectives)),
};

const config = object(top);

export type ConfigIssue = z.core.$ZodIssue;

/** `value` as a configuration, or all that does not fit. */
export function fitConfig(
  value: unknown,
): { readonly config: Config } | { readonly issues: readonly ConfigIssue[] } {
  // What stood at a place is kept for a suggestion, and is never shown.
  const parsed = config.safeParse(value, { reportInput: true });
  // zod types an absent optional as `undefined`, which it never writes.
  return parsed.success ? { config: parsed.data as Config } : { issues: parsed.error.issues };
}

/** The keys that the object at `path` may have. */
export function knownKeys(path: readonly PropertyKey[]): readonly string[] {
  const [first] = path;
  if (first === undefined) return Object.keys(top);
  if (first === "calendar") return ["phase", "from", "recoveryPoint"];
  return typeof first === "string" && Object.hasOwn(shapes, first)
    ? Object.keys(shapes[first as keyof typeof shapes])
    : [];
}

function each<Key extends string, Item extends z.core.SomeType>(keys: readonly Key[], item: Item) {
  const entries = keys.map((key) => [key, z.optional(item)] as const);
  return Object.fromEntries(entries) as Record<Key, z.ZodMiniOptional<Item>>;
}
