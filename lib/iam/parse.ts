import { membersOf, readDocument } from "./document.ts";
import type { Policy, PolicyKind, Statement } from "./landscape.ts";
import { parseStatement } from "./statement.ts";

const versions = new Set(["2008-10-17", "2012-10-17"]);
const elements = new Set(["Version", "Id", "Statement"]);

/** Reads a policy. Never throws: what cannot be read is said by `problem`, of the policy, a statement or a condition. */
export function parsePolicy(document: unknown, ref: string, kind: PolicyKind): Policy {
  const broken = (problem: string): Policy => ({ ref, kind, statements: [], problem });
  const read = readDocument(document);
  if ("problem" in read) return broken(read.problem);
  const members = new Map(Object.entries(read.json));
  const extra = [...members.keys()].find((name) => !elements.has(name));
  if (extra !== undefined) return broken(`the policy has the unknown element “${extra.slice(0, 60)}”`);
  const version = members.get("Version") ?? "2008-10-17";
  if (typeof version !== "string" || !versions.has(version))
    return broken("the policy has an unknown Version");
  const listed = members.get("Statement");
  const list: readonly unknown[] = Array.isArray(listed) ? listed : [listed];
  const statements: Statement[] = [];
  const sids = new Set<string>();
  const remarks: string[] = [];
  for (const [index, each] of list.entries()) {
    const own = membersOf(each);
    if (own === undefined) return broken(`statement ${index} is not a JSON object`);
    const statement = parseStatement(own, { index, kind, variables: version === "2012-10-17" });
    if (typeof statement === "string") return broken(statement);
    const { sid, ...nameless } = statement;
    const twice = sid !== undefined && sids.has(sid);
    if (sid !== undefined) sids.add(sid);
    // Its Sid would name two statements, so it is named by its place.
    statements.push(twice ? nameless : statement);
    if (twice)
      remarks.push(
        `statement ${index} has the Sid “${sid.slice(0, 60)}” of another, which AWS does not take`,
      );
  }
  return { ref, kind, statements, ...(remarks.length > 0 && { remarks }) };
}

/** A policy that is named somewhere and stands nowhere. */
export function missingPolicy(ref: string, problem: string): Policy {
  return { ref, kind: "identity", statements: [], problem };
}

/** Everything in a policy that was not understood, one sentence each. */
export function problemsOf(policy: Policy): readonly string[] {
  const own = policy.problem === undefined ? [] : [policy.problem];
  const inside = policy.statements.flatMap((statement) => [
    ...(statement.problem === undefined ? [] : [statement.problem]),
    ...statement.conditions.flatMap(({ problem }) =>
      problem === undefined ? [] : [`statement ${statement.index}: ${problem}`],
    ),
    ...(statement.principals?.of ?? []).flatMap((pattern) =>
      pattern.kind === "unclear"
        ? [`statement ${statement.index}: the principal “${pattern.text}” is not understood`]
        : [],
    ),
  ]);
  return [...own, ...inside];
}
