import { isAccountId, namedPrincipal, parseArn } from "./arn.ts";
import { membersOf, textsOf } from "./document.ts";
import type { PrincipalElement, PrincipalPattern } from "./landscape.ts";

/** Reads `Principal` or `NotPrincipal` (IAM User Guide, "AWS JSON policy elements: Principal"). */
export function parsePrincipals(value: unknown, negated: boolean): PrincipalElement {
  if (value === "*") return { negated, of: [{ kind: "everyone" }] };
  const map = membersOf(value);
  if (map === undefined) return { negated, of: [unclear(value)] };
  const of = [...map].flatMap(([type, listed]): readonly PrincipalPattern[] => {
    const texts = textsOf(listed);
    return texts === undefined ? [unclear(listed)] : texts.map((text) => patternOf(type, text));
  });
  return { negated, of };
}

function patternOf(type: string, text: string): PrincipalPattern {
  if (type === "AWS") return awsPattern(text);
  if (type === "Service") return { kind: "service", service: text };
  if (type === "Federated") return { kind: "federated", provider: text };
  if (type === "CanonicalUser") return { kind: "canonicalUser", id: text };
  return unclear(`${type} ${text}`);
}

function awsPattern(text: string): PrincipalPattern {
  if (text === "*") return { kind: "everyone" };
  if (isAccountId(text)) return { kind: "account", account: text };
  if (/^(AROA|AIDA)[A-Z0-9]{4,124}$/.test(text)) return { kind: "id", id: text };
  // A wildcard can stand for everybody, never for a part of a name; AWS refuses what this does not know.
  if (/[*?]|\$\{/.test(text)) return unclear(text);
  const named = namedPrincipal(text);
  if (named?.kind === "root") return { kind: "account", account: named.account };
  // CloudFront's origin access identities stand under an account that nobody has.
  return named !== undefined || parseArn(text)?.service === "iam"
    ? { kind: "arn", arn: text }
    : unclear(text);
}

function unclear(value: unknown): PrincipalPattern {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return { kind: "unclear", text: (text ?? "nothing").slice(0, 200) };
}
