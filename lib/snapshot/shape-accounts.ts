import * as z from "zod/mini";
import { authorizationDetails } from "./shape-identities.ts";
import { accountId, anyText, arn, instant, longestName, policy, text } from "./shape-parts.ts";
import * as resources from "./shape-resources.ts";
import { factKinds } from "./model.ts";

const resourcePolicy = z.object({ resource: arn, policy, account: z.optional(accountId) });

const credentials = z.object({
  user: arn,
  password: z.boolean(),
  mfa: z.boolean(),
  createdAt: instant,
  passwordLastUsedAt: z.nullable(instant),
  accessKeys: z.array(z.object({ active: z.boolean(), createdAt: instant, lastUsedAt: z.nullable(instant) })),
});

const action = z.object({ action: text(200), lastAt: z.nullable(instant) });
const serviceUse = z.object({
  service: text(200),
  lastAt: z.nullable(instant),
  actions: z.optional(z.array(action)),
});
const lastAccessed = z.object({ principal: arn, services: z.array(serviceUse) });

const pairs = z.optional(z.record(anyText(1000), anyText(1000)));
const keyGrant = z.object({
  key: arn,
  id: text(200),
  grantee: text(longestName),
  retiring: z.optional(text(longestName)),
  operations: z.array(text(200)),
  constraints: z.optional(z.object({ encryptionContextSubset: pairs, encryptionContextEquals: pairs })),
});

const list = <T extends z.ZodMiniType>(one: T) => z.optional(z.array(one));

const account = z.object({
  id: accountId,
  alias: z.optional(text(200)),
  authorizationDetails,
  resourcePolicies: z.array(resourcePolicy),
  workloads: list(z.object({ kind: text(200), resource: arn, role: arn })),
  credentials: list(credentials),
  lastAccessed: list(lastAccessed),
  keyGrants: list(keyGrant),
  buckets: list(resources.bucket),
  tables: list(resources.table),
  keys: list(resources.key),
  functions: list(resources.functionFacts),
  routes: list(resources.route),
  trails: list(resources.trail),
  publicAccessBlock: z.optional(z.nullable(resources.publicAccessBlock)),
});

export const idTwice = "an account that is not there yet";
export const ofAccount = "an ARN of this account";
export const arnTwice = "a resource that is not there yet";

const single = ["buckets", "tables", "keys", "functions", "trails"] as const;

// What holds between entries: an account stands once, and every identity in it is its own. Whoever moved a role into
// another account's list would otherwise have it judged by the wrong account's rules. A resource stands once: whoever
// put a sound copy beside it would otherwise have the copy judged. An organisation's trail shows in each of its accounts.
export const accounts = z.array(account).check((seen) => {
  const ids = new Set<string>();
  const arns = new Set<string>();
  for (const [index, one] of seen.value.entries()) {
    const { id, authorizationDetails: details } = one;
    const wrong = (message: string, path: readonly (string | number)[], input: unknown) =>
      seen.issues.push({ code: "custom", message, input, path: [index, ...path] });
    if (ids.has(id)) wrong(idTwice, ["id"], id);
    ids.add(id);
    for (const name of ["UserDetailList", "GroupDetailList", "RoleDetailList"] as const) {
      const stray = details[name].findIndex(({ Arn }) => !isIdentityOf(Arn, id));
      const path = ["authorizationDetails", name, stray, "Arn"];
      if (stray >= 0) wrong(ofAccount, path, details[name][stray]?.Arn);
    }
    for (const kind of single) {
      for (const [place, { arn }] of (one[kind] ?? []).entries()) {
        const entry = kind === "trails" ? `${id} ${arn}` : arn;
        if (arns.has(entry)) wrong(arnTwice, [kind, place, "arn"], arn);
        arns.add(entry);
      }
    }
  }
});

function isIdentityOf(arn: string, id: string): boolean {
  const [, , service, region, account] = arn.split(":", 5);
  return service === "iam" && region === "" && account === id;
}

const organizationPolicy = z.object({
  name: text(512),
  policy,
  targets: z.array(accountId),
  level: z.optional(anyText(512)),
});

export const organization = z.object({
  id: z.optional(text(200)),
  managementAccount: z.optional(accountId),
  serviceControlPolicies: list(organizationPolicy),
  resourceControlPolicies: list(organizationPolicy),
});

export const unread = z.object({
  what: text(4096),
  why: anyText(20_000),
  account: z.optional(accountId),
  facts: z.optional(z.enum(factKinds)),
  resource: z.optional(text(4096)),
});
