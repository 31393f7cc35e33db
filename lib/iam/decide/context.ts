import type { RequestContext } from "../access.ts";
import type { Context, ContextEntry } from "../conditions/context.ts";
import type { Landscape } from "../landscape.ts";
import { unknown, isUnknown, type Unknown } from "../truth.ts";
import { derivedEntry, isOverridable, type Subject } from "./derived.ts";

/**
 * The request's keys, with those that AWS derives itself (IAM User Guide, "AWS global condition context keys"). What
 * the request says of these may repeat the snapshot and not contradict it. A derived key is looked up when a policy
 * asks for it.
 */
export function contextOf(landscape: Landscape, subject: Subject, given: RequestContext): Context | Unknown {
  const asked = normalise(given);
  if (isUnknown(asked)) return asked;
  const { requester } = subject;
  const claim =
    requester.kind === "anonymous" && requester.service === undefined ? claimOf(landscape, asked) : undefined;
  if (claim !== undefined)
    return unknown(
      `* is nobody of the snapshot’s accounts, and the request’s ${claim} says that it comes from there`,
    );
  if (requester.kind === "anonymous" && differs(asked))
    return unknown("the request’s aws:PrincipalArn and aws:PrincipalAccount name two accounts");
  for (const [key, entry] of asked) {
    const known = derivedEntry(landscape, subject, key);
    if (isOverridable(requester, key) && entry.values.length === 1) continue;
    if (known === "absent" || (known !== undefined && !agrees(known, entry))) {
      return unknown(`the request's ${key} contradicts the snapshot`);
    }
  }
  if (subject.service === "kms") withEncryptionKeys(asked, given);
  return {
    get: (key) => {
      const own = asked.get(key) ?? derivedEntry(landscape, subject, key);
      return own === "absent" ? undefined : own;
    },
  };
}

/** A key by which “*” would say that it comes from the snapshot’s accounts or their organisation: those are asked by name. */
function claimOf(landscape: Landscape, asked: ReadonlyMap<string, Given>): string | undefined {
  const { accounts, organization } = landscape;
  const ours = (key: string, is: (value: string) => boolean): boolean =>
    asked.get(key)?.values.some(is) ?? false;
  return ["principal", "source"]
    .flatMap((side) => [
      ours(`aws:${side}account`, (value) => accounts.has(value)) ? `aws:${side}account` : [],
      ours(`aws:${side}arn`, (value) => accounts.has(value.split(":")[4] ?? "")) ? `aws:${side}arn` : [],
      ours(`aws:${side}orgid`, (value) => value === organization?.id) ? `aws:${side}orgid` : [],
      ours(`aws:${side}orgpaths`, (value) => value.split("/", 1)[0] === organization?.id)
        ? `aws:${side}orgpaths`
        : [],
    ])
    .concat(
      ours("kms:calleraccount", (value) => accounts.has(value)) ? "kms:calleraccount" : [],
      ours("aws:userid", (value) => isOurId(landscape, value)) ? "aws:userid" : [],
    )
    .flat()[0];
}

const ids = new WeakMap<Landscape["identities"], ReadonlySet<string | undefined>>();

/** Is `aws:userid` that of a user, of a role’s session or of an account’s root of the snapshot? */
function isOurId({ accounts, identities }: Landscape, userid: string): boolean {
  const known = ids.get(identities) ?? new Set([...identities.values()].map(({ id }) => id));
  ids.set(identities, known);
  const [id] = userid.split(":", 1);
  return known.has(id) || accounts.has(userid);
}

/** A principal is of the account that its ARN names. */
function differs(asked: ReadonlyMap<string, Given>): boolean {
  const account = asked.get("aws:principalaccount")?.values[0];
  const arn = asked.get("aws:principalarn")?.values[0];
  return account !== undefined && arn !== undefined && arn.split(":")[4] !== account;
}

function agrees(known: ContextEntry, { values }: Given): boolean {
  if (known.kind === "unknown") return true;
  if (values.length !== 1) return false;
  return known.kind === "beginning" ? values[0]!.startsWith(known.text) : values[0] === known.values[0];
}

type Given = Extract<ContextEntry, { kind: "values" }>;

/** Keys in lower case, values as AWS writes them. One key in two spellings is one key, and must say one thing. */
function normalise(given: RequestContext): Map<string, Given> | Unknown {
  const keys = new Map<string, Given>();
  for (const [spelling, value] of Object.entries(given)) {
    const key = spelling.toLowerCase();
    const entry: Given = { kind: "values", values: (Array.isArray(value) ? value : [value]).map(String) };
    const before = keys.get(key)?.values.join("\0");
    if (before !== undefined && before !== entry.values.join("\0"))
      return unknown(`the request has ${key} twice`);
    keys.set(key, entry);
  }
  return keys;
}

const encryptionContext = "kms:encryptioncontext:";
const encryptionKeys = "kms:encryptioncontextkeys";

/**
 * The names in an encryption context are a key of their own (KMS Developer Guide, "kms:EncryptionContextKeys"): where
 * the request leaves them out, they are those that it has values for.
 */
function withEncryptionKeys(asked: Map<string, Given>, given: RequestContext): void {
  if (asked.has(encryptionKeys)) return;
  const names = Object.keys(given)
    .filter((key) => key.toLowerCase().startsWith(encryptionContext))
    .map((key) => key.slice(encryptionContext.length));
  if (names.length > 0) asked.set(encryptionKeys, { kind: "values", values: names });
}
