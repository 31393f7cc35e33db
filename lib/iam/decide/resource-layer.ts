import { parseArn } from "../arn.ts";
import type { Landscape, Policy, PrincipalPattern, Statement } from "../landscape.ts";
import { any, isUnknown, unknown, type Truth } from "../truth.ts";
import { statementsOn } from "./actions.ts";
import { Listener, silent, unheard, type Voice } from "./layer.ts";
import { isPublic } from "./public-policy.ts";
import { standOf, type Request } from "./request.ts";
import { means, type Requester } from "./requester.ts";
import { standingOver } from "./standing.ts";
import { restSpeaksOf } from "./statement.ts";

/**
 * What a resource's own policy says. Whom an allow names decides what else must agree (IAM User Guide, "How AWS
 * enforcement code logic evaluates requests"): a user, a session or everybody is given the right itself; a role's
 * sessions get it within boundary and session policies; an account gets it to hand on by policies of its own.
 */
export interface ResourceLayer {
  readonly direct: Voice;
  readonly role: Voice;
  readonly account: Voice;
  /** Of a key: a grant to the requester. */
  readonly grant: Voice;
  readonly deny: Voice;
  /** Trust policies and key policies: without them no policy of an identity counts. */
  readonly required: boolean;
}

export function resourceLayerOf(landscape: Landscape, request: Request, limited: boolean): ResourceLayer {
  const { policy, required } = policyOf(landscape, request);
  if (policy === undefined) return { ...mute, required };
  const undeniable = isUndeniable(request);
  if (typeof policy === "string") {
    const voice = unheard(policy);
    // Grants that were not read are taken for none, as everywhere.
    return {
      direct: voice,
      role: voice,
      account: voice,
      grant: silent,
      deny: undeniable ? silent : voice,
      required,
    };
  }
  const ears: Readonly<Record<Grant, Listener>> = {
    direct: new Listener(),
    role: new Listener(),
    account: new Listener(),
    grant: new Listener(),
  };
  const deny = new Listener();
  if (policy.problem !== undefined) {
    for (const each of [ears.direct, ears.role, ears.account, deny]) each.hear(unknown(policy.problem));
  }
  for (const statement of statementsOn(policy, request.action, request.service)) {
    const truth = restSpeaksOf(statement, request);
    if (truth === false) continue;
    if (statement.effect === "Deny") deny.hear(truth, policy, statement);
    else {
      for (const grant of grantKinds) {
        const counted = givenBy(statement, request.requester, grant, limited);
        if (counted !== false) ears[grant].hear(truth === true ? counted : truth, policy, statement);
      }
    }
  }
  const barred = outsidersBarred(landscape, request);
  const heard = (grant: Grant): Voice => behind(barred, ears[grant].voice);
  return {
    direct: heard("direct"),
    role: heard("role"),
    account: heard("account"),
    grant: heard("grant"),
    deny: undeniable ? silent : deny.voice,
    required,
  };
}

const mute = { direct: silent, role: silent, account: silent, grant: silent, deny: silent };

/** Lower case. */
export const policyOfBucket: ReadonlySet<string> = new Set([
  "s3:deletebucketpolicy",
  "s3:getbucketpolicy",
  "s3:putbucketpolicy",
]);

/**
 * The root of the account that owns a bucket can always read, put and delete the bucket's policy, "even if the policy
 * explicitly denies the root user" (S3 API Reference, GetBucketPolicy, PutBucketPolicy, DeleteBucketPolicy). What the
 * organisation denies stays denied.
 */
export function isUndeniable({
  requester,
  action,
  owner,
}: Pick<Request, "requester" | "action" | "owner">): boolean {
  return requester.kind === "root" && requester.account === owner && policyOfBucket.has(action);
}

function behind(barred: Truth, voice: Voice): Voice {
  if (barred === false || voice.says === false) return voice;
  return barred === true ? silent : { says: barred, by: [] };
}

/** Does an allow of a resource's policy give the requester the right in this way? */
export function givenBy(statement: Statement, requester: Requester, grant: Grant, limited: boolean): Truth {
  const { principals } = statement;
  if (statement.grant !== undefined) return grant === "grant" && grantedTo(principals, requester);
  if (grant === "grant") return false;
  // AWS supports no allow with NotPrincipal: its statement has a problem, whoever asks.
  if (principals === undefined || principals.negated) return grant === "direct";
  let given: Truth = false;
  for (const pattern of principals.of) {
    if (grantOf(pattern, requester, limited) !== grant) continue;
    const meant = means(pattern, requester);
    if (meant === true) return true;
    if (given === false) given = meant;
  }
  return given;
}

function grantedTo(principals: Statement["principals"], requester: Requester): Truth {
  return any(principals?.of ?? [], (pattern) => {
    const meant = means(pattern, requester);
    return meant === true && pattern.kind === "account" && requester.kind !== "root"
      ? unknown("AWS does not say what a grant to a whole account gives to its users and roles")
      : meant;
  });
}

/**
 * S3's RestrictPublicBuckets: of a bucket whose policy is public only its own account and AWS's services get anything
 * by it (S3 User Guide, "Block public access settings").
 */
export function outsidersBarred(
  landscape: Landscape,
  { resource, service, owner, requester }: Pick<Request, "resource" | "service" | "owner" | "requester">,
): Truth {
  if (service !== "s3") return false;
  const entry = landscape.resources.get(standOf(resource));
  if (entry?.publicRestricted !== true) return false;
  const inside =
    requester.kind === "anonymous" ? requester.service !== undefined : requester.account === owner;
  return !inside && isPublic(entry.policy);
}

/** The policy that stands over the resource, or why it is not known; none where the snapshot has none. */
export function policyOf(
  landscape: Landscape,
  { resource, service, action, owner }: Pick<Request, "resource" | "service" | "action" | "owner">,
): { readonly policy?: Policy | string; readonly required: boolean } {
  const type = parseArn(resource)?.resource ?? "";
  if (service === "sts" && type.startsWith("role/")) {
    const trust = landscape.identities.get(resource)?.trust;
    return { policy: trust ?? `the trust policy of ${resource} is not in the snapshot`, required: true };
  }
  const required = service === "kms" && type.startsWith("key/");
  const entry = standingOver(landscape.resources, resource);
  if (entry !== undefined) return { policy: entry.policy, required };
  if (required) return { policy: `the key policy of ${resource} is not in the snapshot`, required };
  if (resource === "*" || isUnknown(owner)) return { required };
  if (!landscape.accounts.has(owner))
    return { policy: `the account of ${resource} is not in the snapshot`, required };
  if (service === "kms" && type.startsWith("alias/") && !action.endsWith("alias")) {
    return { policy: `which key ${resource} stands for is not known`, required };
  }
  if (service === "s3" && type.startsWith("accesspoint/")) {
    return { policy: `which bucket is behind ${resource} is not known`, required };
  }
  return { required };
}

/** What an allow of a resource’s policy is worth, by whom it names. */
export type Grant = "direct" | "role" | "account" | "grant";

const grantKinds = ["direct", "role", "account", "grant"] as const satisfies readonly Grant[];

/** `limited`: the request is made under session policies, which a grant to a user's own ARN then does not pass by. */
export function grantOf(pattern: PrincipalPattern, requester: Requester, limited: boolean): Grant {
  if (pattern.kind === "account" || pattern.kind === "canonicalUser") return "account";
  const ofRole = requester.kind === "role" && (pattern.kind === "id" || isArn(pattern, requester.arn));
  const ofUser =
    requester.kind === "user" && limited && (pattern.kind === "id" || isArn(pattern, requester.arn));
  return ofRole || ofUser ? "role" : "direct";
}

function isArn(pattern: PrincipalPattern, arn: string): boolean {
  return pattern.kind === "arn" && pattern.arn === arn;
}
