import { holds } from "../conditions/holds.ts";
import type { Condition, Identity, PrincipalElement, PrincipalPattern } from "../landscape.ts";
import { matchesPattern } from "../wildcard.ts";

/** Whether a role lets a service assume it. */
export type ServiceTrust =
  | {
      readonly verdict: "yes";
      /** Keys of conditions that are taken to hold. */ readonly asks: readonly string[];
    }
  | { readonly verdict: "no" }
  | { readonly verdict: "unknown"; readonly why: string };

/**
 * Reads the role’s trust policy for a service such as `lambda.amazonaws.com`. What a condition asks of the service’s
 * own request, beyond the account it acts for, is not known: whoever sets the service to work can mostly see to it.
 */
export function serviceTrust(role: Identity, service: string): ServiceTrust {
  return trustOf(
    role,
    "sts:assumerole",
    (pattern) => pattern.kind === "service" && isService(pattern.service, service),
  );
}

/**
 * The same for an identity provider of the web, such as `cognito-identity.amazonaws.com`; of providers that every
 * cluster has for itself (`…/oidc.eks.eu-west-1.amazonaws.com/id/…`), for `oidc.eks.amazonaws.com`.
 */
export function webTrust(role: Identity, provider: string): ServiceTrust {
  return trustOf(
    role,
    "sts:assumerolewithwebidentity",
    (pattern) =>
      pattern.kind === "federated" &&
      (pattern.provider === provider ||
        pattern.provider.endsWith(`/${provider}`) ||
        hostOf(pattern.provider) === provider),
  );
}

/** Of a provider’s ARN, without its region. */
function hostOf(provider: string): string | undefined {
  const host = /:oidc-provider\/([^/]+)/.exec(provider)?.[1];
  return host === undefined ? undefined : plainService(host);
}

/** The same for some SAML provider of the role’s account. */
export function samlTrust(role: Identity): ServiceTrust {
  const own = `:iam::${role.account}:saml-provider/`;
  return trustOf(
    role,
    "sts:assumerolewithsaml",
    (pattern) => pattern.kind === "federated" && pattern.provider.includes(own),
  );
}

type Means = (pattern: PrincipalPattern) => boolean;

function trustOf({ arn, account, trust }: Identity, action: string, isMeant: Means): ServiceTrust {
  const means = (element: PrincipalElement) => meansOf(element, isMeant);
  if (trust === undefined) return { verdict: "no" };
  if (trust.problem !== undefined) return { verdict: "unknown", why: trust.problem };
  const own = trust.statements.filter(
    ({ actions, principals }) =>
      actions.negated !== actions.patterns.some((pattern) => matchesPattern(pattern, action)) &&
      principals !== undefined &&
      means(principals) !== "no",
  );
  const may = own.filter(({ conditions }) =>
    conditions.every((condition) => stands(condition, account) !== false),
  );
  const denies = may.filter(({ effect }) => effect === "Deny");
  const allows = may.filter(({ effect }) => effect === "Allow");
  if (allows.length === 0) return { verdict: "no" };
  const sure = ({ conditions }: { readonly conditions: readonly Condition[] }) =>
    conditions.every((condition) => stands(condition, account) === true);
  if (denies.some((deny) => sure(deny) && deny.problem === undefined && means(deny.principals!) === "yes")) {
    return { verdict: "no" };
  }
  const odd = [...allows, ...denies].find(
    ({ problem, principals, conditions }) =>
      problem !== undefined ||
      means(principals!) === "unclear" ||
      conditions.some((condition) => condition.problem !== undefined),
  );
  const allowed = allows.find((allow) => sure(allow)) ?? allows[0]!;
  if (odd !== undefined) {
    const why = odd.problem ?? `the trust policy of ${arn} is not understood where it says who may assume it`;
    return { verdict: "unknown", why };
  }
  const asks = [...(sure(allowed) ? [] : [allowed]), ...denies].flatMap(({ conditions }) =>
    conditions.filter((condition) => stands(condition, account) !== true).map(({ key }) => key),
  );
  return { verdict: "yes", asks: [...new Set(asks)] };
}

/**
 * Services and identity providers that a role’s trust policy names; `undefined` where it may mean others besides. For
 * all others its answer is no.
 */
export function trustedBy({ trust }: Identity): readonly string[] | undefined {
  const elements = (trust?.statements ?? []).map(({ principals }) => principals);
  const open = elements.some(
    (element) =>
      element?.negated || element?.of.some(({ kind }) => kind === "everyone" || kind === "unclear"),
  );
  if (trust?.problem !== undefined || open) return undefined;
  return elements.flatMap((element) =>
    (element?.of ?? []).flatMap((pattern) => {
      if (pattern.kind === "service") return [plainService(pattern.service)];
      return pattern.kind === "federated" ? [pattern.provider] : [];
    }),
  );
}

/** `undefined`: it is the service’s affair. A service acts for the account in which it was set to work: the role’s own. */
function stands(condition: Condition, account: string): boolean | undefined {
  if (condition.key !== "aws:sourceaccount") return undefined;
  const truth = holds(condition, {
    get: (key) => (key === "aws:sourceaccount" ? { kind: "values", values: [account] } : undefined),
  });
  return typeof truth === "boolean" ? truth : undefined;
}

function meansOf({ negated, of }: PrincipalElement, isMeant: Means): "yes" | "no" | "unclear" {
  const meant = of.some(isMeant);
  if (of.some(({ kind }) => kind === "unclear")) return "unclear";
  const everyone = of.some(({ kind }) => kind === "everyone");
  if (negated) return meant || everyone ? "no" : "unclear";
  return meant || everyone ? "yes" : "no";
}

const regional = /^([a-z0-9-]+(?:\.[a-z0-9-]+)?)\.[a-z]{2}(?:-[a-z]+)+-\d\.amazonaws\.com$/;

/** `states.eu-west-1.amazonaws.com` and `ec2.amazonaws.com.cn` are the services `states` and `ec2`. */
function isService(text: string, service: string): boolean {
  return plainService(text) === service;
}

function plainService(text: string): string {
  const plain = text.toLowerCase().replace(/\.cn$/, "");
  const name = regional.exec(plain)?.[1];
  return name === undefined ? plain : `${name}.amazonaws.com`;
}
