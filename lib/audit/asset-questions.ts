import { loadActions } from "../actions/load.ts";
import { meet, patternOf, type Pattern } from "../iam/globs.ts";
import type { AccessQuestion } from "../iam/access.ts";

/** A question about an asset, and whether its actions know no resources, so that they act on the asker’s own account. */
export interface AssetQuestion extends AccessQuestion {
  readonly ownAccountOnly: boolean;
}

/**
 * Questions that together ask for these actions on these resources, as few as there are kinds of resources: each action
 * is asked only on what it can be done to. Otherwise a right to objects would be taken for one to their bucket, since
 * AWS’s pattern of a bucket, `arn:aws:s3:::*`, matches the text of an object’s ARN.
 */
export function questionsOf(
  actions: readonly string[],
  resources: readonly string[],
): readonly AssetQuestion[] {
  const groups = new Map<string, { readonly actions: string[]; readonly resources: readonly string[] }>();
  for (const action of actions) {
    const types = loadActions().find(action)?.resources;
    if (types === undefined) continue;
    const suited =
      types.length === 0 ? ["*"] : resources.filter((one) => types.some((type) => suits(type, one)));
    if (suited.length === 0) continue;
    const key = suited.join(" ");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { actions: [action], resources: suited });
    else group.actions.push(action);
  }
  return [...groups.values()].map((group) => ({ ...group, ownAccountOnly: group.resources[0] === "*" }));
}

const known = new Map<string, boolean>();
const mostKnown = 20_000;

/** Can an ARN that matches `resource` be of the kind that AWS writes as `type`? */
function suits(type: string, resource: string): boolean {
  const key = `${type} ${resource}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const found = sameKind(type, resource);
  if (known.size < mostKnown) known.set(key, found);
  return found;
}

// In these services a name holds no separator, so that the number of separators tells a bucket from its objects and a
// table from its indexes. Elsewhere names may have paths (roles) or qualifiers (functions).
const plainNames = ["s3", "dynamodb"];

/** Segment by segment: a wildcard in one would else run on over the colons behind it. */
function sameKind(type: string, resource: string): boolean {
  const [ofType, ofResource] = [type.split(":"), resource.split(":")];
  const service = ofType[2] ?? "";
  if (service !== ofResource[2]) return false;
  for (const at of [1, 3, 4]) {
    const [a, b] = [ofType[at] ?? "", ofResource[at] ?? ""];
    if (a !== b && !a.includes("*") && !b.includes("*")) return false;
  }
  const [a, b] = [ofType.slice(5).join(":"), ofResource.slice(5).join(":")];
  if (plainNames.includes(service)) {
    const [deep, deeper] = [a.split("/").length, b.split("/").length];
    if (resource.endsWith("/*") ? deep < deeper : deep !== deeper) return false;
  }
  return meet(compiled(a), compiled(b));
}

const patterns = new Map<string, Pattern>();

function compiled(text: string): Pattern {
  const before = patterns.get(text);
  if (before !== undefined) return before;
  const made = patternOf(text);
  if (patterns.size < mostKnown) patterns.set(text, made);
  return made;
}
