import type { AccessRequest, Decision } from "../../iam/access.ts";
import { meet, patternOf } from "../../iam/globs.ts";
import type { FactKind, Snapshot, Unread } from "../../snapshot/model.ts";
import { say, type Lang } from "../../base/words.ts";
import { accessWords as words } from "./access-words.ts";

const deciding: ReadonlySet<FactKind> = new Set(["identities", "resource-policies", "organization"]);

/** What could not be read of the policies that answers hang on. */
export function unreadPolicies({ unread = [] }: Snapshot): readonly Unread[] {
  return unread.filter(({ facts }) => facts !== undefined && deciding.has(facts));
}

/** One sentence about all of them; `undefined` when there is none. */
export function unreadRemark(unread: readonly Unread[], lang: Lang): string | undefined {
  if (unread.length === 0) return undefined;
  const what = unread
    .slice(0, 5)
    .map((each) => each.what)
    .join(", ");
  return say(words.unread, lang, { count: unread.length, what });
}

/**
 * Those without which a list of who can would not be whole: identities, and the policy of a resource that is asked
 * about. That a kind of policies was not looked for at all is only remarked: AWS’s own list of identities has no other.
 */
export function missingFrom(unread: readonly Unread[], resources: readonly string[]): readonly Unread[] {
  return unread.filter(({ facts, resource }) => {
    if (facts === "identities") return true;
    return resource !== undefined && resources.some((asked) => concerns(resource, asked));
  });
}

/** The decision, or `unknown` where a policy that was not read stands over this resource or principal. */
export function unlessUnread(
  decision: Decision,
  { principal, resource }: AccessRequest,
  unread: readonly Unread[],
  lang: Lang,
): Decision {
  // A deny that was read holds whatever else there is.
  if (decision.decision === "explicitDeny" || decision.decision === "unknown") return decision;
  const missing = unread.find(
    (each) =>
      each.resource !== undefined && [principal, resource].some((arn) => concerns(each.resource!, arn)),
  );
  if (missing === undefined) return decision;
  const { what, why } = missing;
  return { decision: "unknown", by: [], why: say(words.unreadWhy, lang, { what, why }) };
}

/** The resource itself, or what is in it. */
function concerns(unread: string, asked: string): boolean {
  const pattern = patternOf(asked);
  return [unread, `${unread}/*`].some((each) => meet(pattern, patternOf(each)));
}
