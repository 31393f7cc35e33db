import type { Requester } from "./requester.ts";

/**
 * Who asks without belonging to an account: a service, as `Principal` names it, or whoever shows the token of an
 * identity provider (IAM User Guide, "AWS JSON policy elements: Principal"). `undefined` for anybody else.
 */
export function nobodyNamed(principal: string): Requester | undefined {
  if (webProviders.has(principal) || providerArn.test(principal)) {
    return { kind: "anonymous", provider: principal };
  }
  return servicePrincipal.test(principal) ? { kind: "anonymous", service: principal } : undefined;
}

const webProviders: ReadonlySet<string> = new Set([
  "accounts.google.com",
  "cognito-identity.amazonaws.com",
  "graph.facebook.com",
  "www.amazon.com",
]);
const providerArn = /^arn:[a-z-]{1,20}:iam::[0-9]{12}:(saml|oidc)-provider\/[^*?]{1,1000}$/;
const servicePrincipal = /^[a-z0-9][a-z0-9.-]{0,100}\.amazonaws\.com(\.cn)?$/;
