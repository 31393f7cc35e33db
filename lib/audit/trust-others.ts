import { matchesPattern } from "../actions/wildcard.ts";
import type { Condition, Statement } from "../iam/landscape.ts";
import { accountIn } from "./facts.ts";
import { isExact } from "./office-sources.ts";

/** Actions by which somebody takes on a role. */
export const assuming = ["sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"];

/**
 * Somebody beside accounts, users and roles whom a trust policy lets in.
 *
 * - `held`: an own identity provider, with conditions that say whom it must name; its users are known to nobody here.
 * - `loose`: a provider of which the trust does not say for whom and whom its tokens must be.
 * - `foreign`: a provider of another account.
 * - `service`: a service that is not the one which runs functions.
 */
export interface TrustedOther {
  readonly kind: "held" | "loose" | "foreign" | "service";
  /** As the policy names it. */
  readonly principal: string;
  /** Place of its statement, from 0. */
  readonly index: number;
}

/**
 * Identity providers and services that the Allow statements of a trust policy let take on its role.
 *
 * @param functionRole the role of a function: then services other than Lambda’s are told too
 */
export function trustedOthers(
  statements: readonly Statement[],
  own: ReadonlySet<string>,
  functionRole: boolean,
): readonly TrustedOther[] {
  return statements.flatMap(({ effect, principals, actions, conditions, index }) => {
    if (effect !== "Allow" || principals === undefined || principals.negated) return [];
    const lets = (action: string): boolean =>
      actions.patterns.some((pattern) => matchesPattern(pattern, action, true)) !== actions.negated;
    if (!assuming.some(lets)) return [];
    return principals.of.flatMap((one): readonly TrustedOther[] => {
      if (one.kind === "federated")
        return [{ kind: kindOf(one.provider, conditions, own), principal: one.provider, index }];
      const other = one.kind === "service" && functionRole && one.service !== "lambda.amazonaws.com";
      return other ? [{ kind: "service", principal: one.service, index }] : [];
    });
  });
}

function kindOf(
  provider: string,
  conditions: readonly Condition[],
  own: ReadonlySet<string>,
): "held" | "loose" | "foreign" {
  if (provider.startsWith("arn:") && !own.has(accountIn(provider) ?? "")) return "foreign";
  const asks = (keys: readonly string[]): boolean =>
    conditions.some((one) => keys.includes(one.key) && isExact(one) && namesSomebody(one));
  return keysOf(provider).every(asks) ? "held" : "loose";
}

/**
 * The condition keys by which a token is held to an audience, and to a subject: one of each must be asked for (IAM User
 * Guide, “Available keys for AWS web identity federation”, “… for SAML-based AWS STS federation”). What Cognito gives
 * to somebody who did not sign in has a subject too, so there `amr` counts.
 */
function keysOf(provider: string): readonly (readonly string[])[] {
  if (provider.includes(":saml-provider/")) return [["saml:aud"]];
  const [, issuer = provider] = provider.split(":oidc-provider/", 2);
  const name = issuer.toLowerCase();
  return [
    [`${name}:aud`, `${name}:app_id`],
    [`${name}:sub`, `${name}:id`, `${name}:user_id`, `${name}:amr`],
  ];
}

/** Every value begins with a letter of its own: not `*`, nor what begins in any way. */
function namesSomebody({ values, key }: Condition): boolean {
  if (key.endsWith(":amr")) return values.every(({ text }) => text === "authenticated");
  return values.every(({ text }) => text !== "" && !/^[*?$]/.test(text));
}
