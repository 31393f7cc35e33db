import type { RequestContext } from "../access.ts";
import type { Context, ContextEntry } from "../conditions/context.ts";
import type { Landscape } from "../landscape.ts";
import { isUnknown, unknown, type Unknown } from "../truth.ts";
import type { Request } from "./request.ts";
import type { Requester } from "./requester.ts";

type Subject = Pick<Request, "requester" | "service" | "owner">;

/**
 * The request's keys, with those that AWS derives itself (IAM User Guide, "AWS global condition context keys"). What
 * the request says of these may repeat the snapshot and not contradict it.
 */
export function contextOf(landscape: Landscape, subject: Subject, given: RequestContext): Context | Unknown {
  const derived = derive(landscape, subject);
  const merged = new Map(derived.keys);
  const asked = normalise(given);
  if (isUnknown(asked)) return asked;
  const claim = subject.requester.kind === "anonymous" ? claimOf(landscape, asked) : undefined;
  if (claim !== undefined)
    return unknown(
      `* is nobody of the snapshot’s accounts, and the request’s ${claim} says that it comes from there`,
    );
  for (const [key, entry] of asked) {
    const known = derived.keys.get(key) ?? derived.others(key);
    if (known === "absent" || (known !== undefined && !agrees(known, entry))) {
      return unknown(`the request's ${key} contradicts the snapshot`);
    }
    merged.set(key, entry);
  }
  return {
    get: (key) => {
      const other = merged.get(key) ?? derived.others(key);
      return other === "absent" ? undefined : other;
    },
  };
}

/** A key by which “*” would say that it comes from the snapshot’s accounts or their organisation: those are asked by name. */
function claimOf(
  { accounts, organization }: Landscape,
  asked: ReadonlyMap<string, Given>,
): string | undefined {
  const ours = (key: string, is: (value: string) => boolean): boolean =>
    asked.get(key)?.values.some(is) ?? false;
  return ["principal", "source"]
    .flatMap((side) => [
      ours(`aws:${side}account`, (value) => accounts.has(value)) ? `aws:${side}account` : [],
      ours(`aws:${side}arn`, (value) => accounts.has(value.split(":")[4] ?? "")) ? `aws:${side}arn` : [],
      ours(`aws:${side}orgid`, (value) => value === organization?.id) ? `aws:${side}orgid` : [],
    ])
    .flat()[0];
}

interface Derived {
  readonly keys: ReadonlyMap<string, ContextEntry>;
  /** A key that is not in the map: known to be absent, not to be known, or the request's own affair. */
  others(key: string): ContextEntry | "absent" | undefined;
}

function derive(landscape: Landscape, { requester, service, owner }: Subject): Derived {
  const keys = new Map<string, ContextEntry>();
  const put = (key: string, value: string): void => void keys.set(key, { kind: "values", values: [value] });
  if (isUnknown(owner)) keys.set("aws:resourceaccount", { kind: "unknown", why: owner.unknown });
  else {
    put("aws:resourceaccount", owner);
    if (service === "s3") put("s3:resourceaccount", owner);
    membership(landscape, owner, "resource", keys);
  }
  put("aws:principalisawsservice", "false");
  put("aws:principaltype", principalTypes[requester.kind]);
  if (requester.kind === "anonymous") return { keys, others: () => undefined };
  put("aws:principalarn", requester.arn);
  put("aws:principalaccount", requester.account);
  if (service === "kms") put("kms:calleraccount", requester.account);
  membership(landscape, requester.account, "principal", keys);
  if (requester.kind === "root") put("aws:userid", requester.account);
  else identityKeys(requester, keys);
  return { keys, others: (key) => otherKey(requester, key) };
}

const principalTypes = {
  anonymous: "Anonymous",
  root: "Account",
  user: "User",
  role: "AssumedRole",
} as const;

function identityKeys(
  requester: Extract<Requester, { kind: "user" | "role" }>,
  keys: Map<string, ContextEntry>,
): void {
  const { identity, kind, session, arn } = requester;
  const userid = identity?.id;
  if (userid === undefined)
    keys.set("aws:userid", { kind: "unknown", why: `the id of ${arn} is not in the snapshot` });
  else if (kind === "user") keys.set("aws:userid", { kind: "values", values: [userid] });
  else if (session === undefined) keys.set("aws:userid", { kind: "beginning", text: `${userid}:` });
  else keys.set("aws:userid", { kind: "values", values: [`${userid}:${session}`] });
  if (kind === "user") {
    keys.set("aws:username", {
      kind: "values",
      values: [identity?.name ?? arn.slice(arn.lastIndexOf("/") + 1)],
    });
  }
  for (const { key, value } of identity?.tags ?? []) {
    const name = tagPrefix + key.toLowerCase();
    const twice = keys.has(name);
    keys.set(
      name,
      twice ? { kind: "unknown", why: `${arn} has two tags ${key}` } : { kind: "values", values: [value] },
    );
  }
}

const tagPrefix = "aws:principaltag/";

function otherKey(requester: Requester, key: string): ContextEntry | "absent" | undefined {
  if (key === "aws:username") return "absent";
  if (!key.startsWith(tagPrefix) || requester.kind === "anonymous") return undefined;
  if (requester.kind === "root") return "absent";
  if (requester.identity === undefined)
    return { kind: "unknown", why: `the tags of ${requester.arn} were not read` };
  // A session may carry tags that its role has not.
  return requester.kind === "role" ? undefined : "absent";
}

/** `aws:PrincipalOrgID` or `aws:ResourceOrgID`, where it is known that the account belongs to the organisation. */
function membership(
  landscape: Landscape,
  account: string,
  side: "principal" | "resource",
  keys: Map<string, ContextEntry>,
): void {
  const { organization, accounts } = landscape;
  if (organization === undefined) return;
  const rails = [...(organization.serviceControl ?? []), ...(organization.resourceControl ?? [])];
  const listed =
    organization.managementAccount === account || rails.some(({ targets }) => targets.has(account));
  const outside = !listed && rails.length > 0 && accounts.has(account);
  if (outside) return;
  const why = `whether ${account} belongs to the organisation is not known`;
  const member = listed || accounts.has(account);
  keys.set(
    `aws:${side}orgid`,
    member && organization.id !== undefined
      ? { kind: "values", values: [organization.id] }
      : { kind: "unknown", why: member ? "the organisation's id is not in the snapshot" : why },
  );
  keys.set(`aws:${side}orgpaths`, {
    kind: "unknown",
    why: "the organisation's paths are not in the snapshot",
  });
}

function agrees(known: ContextEntry, { values }: Given): boolean {
  if (known.kind === "unknown") return true;
  if (values.length !== 1) return false;
  return known.kind === "beginning" ? values[0]!.startsWith(known.text) : values[0] === known.values[0];
}

type Given = Extract<ContextEntry, { kind: "values" }>;

/** Keys in lower case, values as AWS writes them. One key in two spellings is one key, and must say one thing. */
function normalise(given: RequestContext): ReadonlyMap<string, Given> | Unknown {
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
