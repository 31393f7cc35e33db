import type { AccessRequest, Decision } from "../../iam/access.ts";
import { standOf } from "../../iam/decide/request.ts";
import { meet } from "../../iam/globs.ts";
import { askedPattern } from "../../iam/who/question.ts";
import { bareTool } from "../../snapshot/bare.ts";
import type { FactKind, Snapshot, Unread } from "../../snapshot/model.ts";
import { say, type Lang } from "../../base/words.ts";
import { accessWords as words } from "./access-words.ts";

const deciding: ReadonlySet<FactKind> = new Set(["identities", "resource-policies", "organization"]);
const anyBucket = "arn:*:s3:::*";
const bucketsOfAll = /^arn:[^:]+:s3:::\*$/;

/** What could not be read of the policies that answers hang on. */
export interface UnreadPolicies {
  readonly gaps: readonly Unread[];
  /**
   * ARNs whose policy the snapshot has, or knows that there is none: no gap over many resources is about them. Of
   * templates none, where a policy that could not be read may stand on what has one already.
   */
  readonly known: ReadonlySet<string>;
}

/**
 * Of live accounts whose buckets could not be listed, the policy of any bucket is among it. A gap in policies of
 * resources that names none is one over all of its account, and over buckets, whose names say no account; but of AWS’s
 * own list of identities, which never has any, that is only remarked.
 */
export function unreadPolicies({ source, tool, accounts, unread = [] }: Snapshot): UnreadPolicies {
  const read = source === "live" ? accounts : [];
  const known = read.flatMap(({ buckets = [], resourcePolicies }) => [
    ...buckets.map(({ arn }) => arn),
    ...resourcePolicies.map(({ resource }) => resource),
  ]);
  const gaps = unread.flatMap((each): readonly Unread[] => {
    const { facts, account, resource } = each;
    if (facts === "resource-policies" && resource === undefined && tool !== bareTool) {
      const all = [`arn:*:*:*:${account ?? "*"}:*`, anyBucket];
      return all.map((pattern) => ({ ...each, resource: pattern }));
    }
    if (facts !== undefined && deciding.has(facts)) return [each];
    if (facts !== "buckets" || resource !== undefined || source !== "live") return [];
    const told = unread.some(
      (other) =>
        other.facts === "resource-policies" &&
        (other.resource === undefined || bucketsOfAll.test(other.resource)) &&
        (other.account === undefined || other.account === account),
    );
    return told ? [] : [{ ...each, facts: "resource-policies", resource: anyBucket }];
  });
  return { gaps, known: new Set(known.filter((arn) => !isMany(arn))) };
}

/** Those of the gaps that a question about these resources may hang on: all but policies of other resources. */
export function bearingOn({ gaps, known }: UnreadPolicies, resources: readonly string[]): readonly Unread[] {
  return gaps.filter(
    ({ facts, resource }) =>
      facts !== "resource-policies" ||
      resource === undefined ||
      resources.some((asked) => concerns(resource, asked, known)),
  );
}

/**
 * Whether gaps that bear on a question leave its answer open: identities, and policies of resources. That policies of
 * resources were not looked for at all is only remarked: AWS’s own list of identities has no other.
 */
export function leaveOpen(bearing: readonly Unread[]): boolean {
  return bearing.some(
    ({ facts, resource }) =>
      facts === "identities" || (facts === "resource-policies" && resource !== undefined),
  );
}

/** Whether they keep a “no” from being proved. Policies of the organisation only take rights away. */
export function leaveUnproved(bearing: readonly Unread[]): boolean {
  return bearing.some(({ facts }) => facts !== "organization");
}

/** What they mean for the answers, in a sentence for each sort of gap. */
export function unreadRemarks(bearing: readonly Unread[], lang: Lang): readonly string[] {
  const sorts = [
    [words.unread, bearing.filter((each) => leaveOpen([each]))],
    [words.unreadKind, bearing.filter((each) => leaveUnproved([each]) && !leaveOpen([each]))],
    [words.unreadOrganization, bearing.filter((each) => !leaveUnproved([each]))],
  ] as const;
  return sorts.flatMap(([sentence, gaps]) => {
    const whats = [...new Set(gaps.map(({ what }) => what))];
    if (whats.length === 0) return [];
    return [say(sentence, lang, { count: whats.length, what: whats.slice(0, 5).join(", ") })];
  });
}

/** The gaps as a key of a result in JSON; no key where there is none. */
export function unreadKey(bearing: readonly Unread[]) {
  const unread = bearing.map(({ what, why, resource }) => ({
    what,
    why,
    ...(resource !== undefined && { resource }),
  }));
  return unread.length === 0 ? {} : { unread };
}

/** The decision, or `unknown` where a policy that was not read stands over this resource or principal. */
export function unlessUnread(
  decision: Decision,
  { principal, resource }: AccessRequest,
  { gaps, known }: UnreadPolicies,
  lang: Lang,
): Decision {
  // A deny that was read holds whatever else there is.
  if (decision.decision === "explicitDeny" || decision.decision === "unknown") return decision;
  const arns = namedIn({ principal, resource });
  const missing = gaps.find(
    (each) => each.resource !== undefined && arns.some((arn) => concerns(each.resource!, arn, known)),
  );
  if (missing === undefined) return decision;
  const { what, why } = missing;
  return { decision: "unknown", by: [], why: say(words.unreadWhy, lang, { what, why }) };
}

/** What a request names: what is done to no resource is ruled by the policy of none, and `*` is nobody’s ARN. */
export function namedIn({ principal, resource }: Pick<AccessRequest, "principal" | "resource">) {
  return [principal, resource].filter((arn) => arn !== "*");
}

/** The resource itself, or what is in it. */
function concerns(unread: string, asked: string, known: ReadonlySet<string>): boolean {
  // Users, roles and their sessions have no policies but those that are read with identities.
  if (isMany(unread) && (known.has(standOf(asked)) || /^arn:[^:]+:(iam|sts):/.test(asked))) return false;
  // As the engine reads questions: only the wildcards of an ARN’s last part cross colons.
  const pattern = askedPattern(asked);
  return [unread, `${unread}/*`].some((each) => meet(askedPattern(each), pattern));
}

function isMany(resource: string): boolean {
  return /[*?]/.test(resource);
}
