import { functionBehind } from "./read-functions.ts";
import { identify, known, type Reader } from "./reading.ts";
import { whyMissing } from "./template-words.ts";

const facts = "routes";

const api: Reader = (reading) => {
  const named = identify(reading, facts);
  if (named === undefined) return;
  const given = reading.given(facts, named.arn);
  const protocol = given.text("ProtocolType");
  const unlike = ["Body", "BodyS3Location", "Target", "RouteKey"].some(
    (name) => given.value(name) !== undefined,
  );
  if (unlike || (protocol !== "HTTP" && protocol !== undefined))
    reading.unread(facts, whyMissing.routes, {}, named.arn);
  const name = given.text("Name");
  reading.draft.later.apis.set(named.name, { arn: named.arn, ...(typeof name === "string" ? { name } : {}) });
};

const authorizer: Reader = (reading) => {
  const id = reading.physical?.name;
  if (typeof id !== "string") return;
  const given = reading.given(facts);
  const type = given.text("AuthorizerType");
  const [issuer, audience] = [
    given.text("JwtConfiguration", "Issuer"),
    given.texts("JwtConfiguration", "Audience"),
  ];
  const jwt = type === "JWT" && typeof issuer === "string" && audience !== undefined;
  reading.draft.later.authorizers.set(id, jwt ? { issuer, audience: audience ?? [] } : undefined);
};

const integration: Reader = (reading) => {
  const id = reading.physical?.name;
  if (typeof id !== "string") return;
  const uri = reading.given(facts).text("IntegrationUri");
  reading.draft.later.integrations.set(id, typeof uri === "string" ? functionBehind(uri) : undefined);
};

const route: Reader = (reading) => {
  const given = reading.given(facts);
  const [apiId, key] = [given.text("ApiId"), given.text("RouteKey")];
  if (apiId === null || key === null) reading.unread(facts, whyMissing.required, { name: "ApiId, RouteKey" });
  if (typeof apiId !== "string" || typeof key !== "string") return;
  const authorization = given.word(["NONE", "AWS_IAM", "JWT", "CUSTOM"], "AuthorizationType");
  const scopes = given.texts("AuthorizationScopes");
  const target = given.text("Target");
  reading.draft.later.routes.push({
    apiId,
    key,
    ...known({
      authorization: authorization === null ? "NONE" : authorization,
      scopes: scopes === null ? [] : scopes,
      authorizerId: given.text("AuthorizerId") ?? undefined,
      integrationId:
        target?.startsWith("integrations/") === true ? target.slice("integrations/".length) : undefined,
    }),
    shown: `${reading.type} ${reading.id} (${reading.stack})`,
  });
};

export const routeReaders: readonly (readonly [string, Reader])[] = [
  ["AWS::ApiGatewayV2::Api", api],
  ["AWS::ApiGatewayV2::Authorizer", authorizer],
  ["AWS::ApiGatewayV2::Integration", integration],
  ["AWS::ApiGatewayV2::Route", route],
];
