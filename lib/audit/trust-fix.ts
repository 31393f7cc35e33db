import { isAccountId } from "../iam/arn.ts";
import { readDocument } from "../iam/document.ts";
import type { RoleDetail } from "../iam/input.ts";
import { policyDiff } from "./policy-diff.ts";

type Members = Readonly<Record<string, unknown>>;

/**
 * A role's trust policy without some principals, as a diff; statements that name nobody else go. `undefined` where the
 * policy is no JSON.
 *
 * @param outsiders what goes, by the place of the statement that names it; ARNs, names of services and providers, or `*`
 */
export function trustFix(
  { Arn, AssumeRolePolicyDocument }: RoleDetail,
  outsiders: ReadonlyMap<number, ReadonlySet<string>>,
): string | undefined {
  const read = readDocument(AssumeRolePolicyDocument);
  if (!("json" in read)) return undefined;
  const listed = read.json["Statement"];
  const statements: readonly unknown[] = Array.isArray(listed) ? listed : [listed];
  const left = statements.flatMap((statement, index): readonly unknown[] => {
    const gone = outsiders.get(index);
    return gone === undefined ? [statement] : without(statement as Members, gone);
  });
  // A trust policy has at least one statement: this one lets nobody in.
  const closed = [{ Effect: "Deny", Principal: "*", Action: "sts:AssumeRole" }];
  return policyDiff(Arn, read.json, { ...read.json, Statement: left.length === 0 ? closed : left });
}

/** The statement without these principals, as a list of one; empty where it names no other. */
function without(statement: Members, gone: ReadonlySet<string>): readonly Members[] {
  const principals = statement["Principal"];
  if (typeof principals !== "object" || principals === null) return [];
  const left = Object.entries(principals as Members).flatMap(
    ([kind, named]): readonly [string, unknown][] => {
      const spelt = (text: string): string => (kind === "AWS" ? arnOf(text) : text);
      if (!Array.isArray(named))
        return typeof named === "string" && gone.has(spelt(named)) ? [] : [[kind, named]];
      const kept = named.filter((text) => typeof text !== "string" || !gone.has(spelt(text)));
      return kept.length === 0 ? [] : [[kind, kept]];
    },
  );
  return left.length === 0 ? [] : [{ ...statement, Principal: Object.fromEntries(left) }];
}

function arnOf(text: string): string {
  return isAccountId(text) ? `arn:aws:iam::${text}:root` : text;
}
