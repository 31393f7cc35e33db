import type { ContextEntry } from "../conditions/context.ts";
import type { Landscape } from "../landscape.ts";
import { isUnknown } from "../truth.ts";
import { matchesPattern } from "../wildcard.ts";
import type { Request } from "./request.ts";
import type { Requester } from "./requester.ts";

/** What derived keys hang on. */
export type Subject = Pick<Request, "requester" | "service" | "owner">;

/**
 * What AWS itself says of a key, in lower case, in every request by this requester on a resource of this owner:
 * `absent`: the request cannot have it; `undefined`: the request's own affair.
 */
export function derivedEntry(
  landscape: Landscape,
  subject: Subject,
  key: string,
): ContextEntry | "absent" | undefined {
  const { owner, requester, service } = subject;
  switch (key) {
    case "aws:resourceaccount":
      return isUnknown(owner) ? notKnown(owner.unknown) : value(owner);
    case "s3:resourceaccount":
      return isUnknown(owner) || service !== "s3" ? undefined : value(owner);
    case "aws:resourceorgid":
    case "aws:resourceorgpaths":
      return isUnknown(owner) ? undefined : membership(landscape, owner, key);
  }
  if (requester.kind === "anonymous") return ofNobody(requester, key);
  switch (key) {
    case "aws:principalisawsservice":
      return value("false");
    case "aws:principaltype":
      return value(principalTypes[requester.kind]);
    case "aws:principalarn":
      return value(requester.arn);
    case "aws:principalaccount":
      return value(requester.account);
    case "kms:calleraccount":
      return service === "kms" ? value(requester.account) : undefined;
    case "aws:principalorgid":
    case "aws:principalorgpaths":
      return membership(landscape, requester.account, key);
    case "aws:userid":
      return requester.kind === "root" ? value(requester.account) : userId(requester);
    case "aws:username":
      return requester.kind === "user" ? value(nameOf(requester)) : "absent";
  }
  return key.startsWith(tagPrefix) ? tag(requester, key) : undefined;
}

const principalTypes = { root: "Account", user: "User", role: "AssumedRole" } as const;

const service = "whether AWS gives this key to a service’s own request is not known";

/** Of `*`, of an AWS service that asks for itself, or of whoever shows an identity provider's token. */
function ofNobody(
  requester: Extract<Requester, { kind: "anonymous" }>,
  key: string,
): ContextEntry | undefined {
  if (key === "aws:principalisawsservice") return value(String(requester.service !== undefined));
  if (requester.service !== undefined) {
    if (key === "aws:principalservicename") return value(requester.service);
    if (key.startsWith("aws:principal") || key === "aws:userid" || key === "aws:username")
      return notKnown(service);
    return undefined;
  }
  if (key === "aws:federatedprovider" && requester.provider !== undefined) return value(requester.provider);
  if (key !== "aws:principaltype") return undefined;
  return requester.provider === undefined
    ? value("Anonymous")
    : notKnown("the type of a token’s owner is not known");
}

type Named = Extract<Requester, { kind: "user" | "role" }>;

function userId({ identity, kind, session, arn }: Named): ContextEntry {
  const id = identity?.id;
  if (id === undefined) return notKnown(`the id of ${arn} is not in the snapshot`);
  if (kind === "user") return value(id);
  return session === undefined ? { kind: "beginning", text: `${id}:` } : value(`${id}:${session}`);
}

function nameOf({ identity, arn }: Named): string {
  return identity?.name ?? arn.slice(arn.lastIndexOf("/") + 1);
}

const tagPrefix = "aws:principaltag/";

function tag(
  requester: Exclude<Requester, { kind: "anonymous" }>,
  key: string,
): ContextEntry | "absent" | undefined {
  if (requester.kind === "root") return "absent";
  const { identity, arn, kind } = requester;
  if (identity === undefined) return notKnown(`the tags of ${arn} were not read`);
  const [own, ...others] = identity.tags.filter((each) => tagPrefix + each.key.toLowerCase() === key);
  if (others.length > 0) return notKnown(`${arn} has two tags ${others.at(-1)!.key}`);
  if (own !== undefined) return value(own.value);
  // A session may carry tags that its role has not.
  return kind === "role" || identity.tagsUnread ? undefined : "absent";
}

/**
 * Whether a session of a role may bear another value of a tag than the role has: whoever assumes it passes one, where
 * the trust policy allows `sts:TagSession` (IAM User Guide, "Pass session tags in AWS STS": a session tag overrides the
 * role’s tag of the same key).
 */
export function isOverridable(requester: Requester, key: string): boolean {
  if (requester.kind !== "role" || !key.startsWith(tagPrefix)) return false;
  const { trust, tags = [] } = requester.identity ?? {};
  if (trust === undefined || !tags.some((own) => tagPrefix + own.key.toLowerCase() === key)) return false;
  return (
    trust.problem !== undefined ||
    trust.statements.some(
      ({ effect, actions: { negated, patterns } }) =>
        effect === "Allow" && patterns.some((each) => matchesPattern(each, "sts:tagsession")) !== negated,
    )
  );
}

/** `aws:PrincipalOrgID`, `aws:ResourceOrgID` and the paths, where it is known that the account belongs to the organisation. */
function membership(landscape: Landscape, account: string, key: string): ContextEntry | undefined {
  const { organization, accounts } = landscape;
  if (organization === undefined) return undefined;
  const rails = [...(organization.serviceControl ?? []), ...(organization.resourceControl ?? [])];
  const listed =
    organization.managementAccount === account || rails.some(({ targets }) => targets.has(account));
  if (!listed && rails.length > 0 && accounts.has(account)) return undefined;
  if (key.endsWith("paths")) return notKnown("the organisation's paths are not in the snapshot");
  const member = listed || accounts.has(account);
  if (member && organization.id !== undefined) return value(organization.id);
  return notKnown(
    member
      ? "the organisation's id is not in the snapshot"
      : `whether ${account} belongs to the organisation is not known`,
  );
}

function value(text: string): ContextEntry {
  return { kind: "values", values: [text] };
}

function notKnown(why: string): ContextEntry {
  return { kind: "unknown", why };
}
