import { isAccountId, parseArn } from "../arn.ts";
import { membersOf } from "../document.ts";
import { listed, relisted, withElement } from "./elements.ts";
import { areaOf, keptPairs, type Narrowing, type Target } from "./target.ts";

/**
 * Fewer principals, in policies of resources and roles: the entry that names the principal goes; one that names its
 * account, or everybody, gives way to those for whom something is kept.
 */
export function principalNarrowings(target: Target): readonly Narrowing[] {
  const { statement } = target;
  const value = statement["Principal"];
  const takes = () => [areaOf(target)];
  if (value === "*") {
    const kept = keptPrincipals(target, undefined);
    if (kept.length === 0) return [];
    return [{ statements: [withElement(statement, "Principal", { AWS: relisted("*", kept) })], takes }];
  }
  const members = membersOf(value);
  if (members === undefined || !members.has("AWS")) return [];
  const entries = listed(members.get("AWS"));
  const instead = (of: (account: string | undefined) => readonly string[]) =>
    entries.flatMap((entry) => {
      const means = meaning(entry, target.principal);
      if (means === "no") return [entry];
      return means === "itself" ? [] : of(means === "everybody" ? undefined : means.account);
    });
  const withKept = instead((account) => keptPrincipals(target, account));
  // What is kept may well be allowed elsewhere: then nobody has to stand in for the entry.
  const bare = instead(() => []);
  return [bare, ...(withKept.length > bare.length ? [withKept] : [])].flatMap((left) => {
    if (left.length === entries.length && left.every((entry, at) => entry === entries[at])) return [];
    const principals = Object.fromEntries(
      [...members].flatMap(([kind, own]): readonly [string, unknown][] => {
        if (kind !== "AWS") return [[kind, own]];
        return left.length === 0 ? [] : [[kind, relisted(own, left)]];
      }),
    );
    if (Object.keys(principals).length === 0) return [];
    return [{ statements: [withElement(statement, "Principal", principals)], takes }];
  });
}

function meaning(
  entry: string,
  principal: string,
): "no" | "itself" | "everybody" | { readonly account: string } {
  if (entry === "*") return "everybody";
  const account = isAccountId(entry) ? entry : rootOf(entry);
  if (account !== undefined && account === parseArn(principal)?.account) return { account };
  return entry === principal || sessionOf(entry, principal) ? "itself" : "no";
}

function rootOf(entry: string): string | undefined {
  const arn = parseArn(entry);
  return arn?.service === "iam" && arn.resource === "root" ? arn.account : undefined;
}

/** A session of the role: its ARN names the role without path. */
function sessionOf(entry: string, role: string): boolean {
  const [session, own] = [parseArn(entry), parseArn(role)];
  if (session?.service !== "sts" || session.account !== own?.account) return false;
  return session.resource.startsWith(`assumed-role/${role.slice(role.lastIndexOf("/") + 1)}/`);
}

/** Who must keep something that this statement may allow, of one account or of any. */
function keptPrincipals(target: Target, account: string | undefined): readonly string[] {
  const all = target.kept.filter(
    (asked) =>
      asked.principal !== target.principal &&
      asked.principal !== "*" &&
      (account === undefined || parseArn(asked.principal)?.account === account) &&
      keptPairs({ ...target, kept: [asked] }).length > 0,
  );
  return [...new Set(all.map(({ principal }) => principal))].sort();
}
