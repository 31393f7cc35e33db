import { describe, expect, test } from "vitest";
import { accountOf, asked, here, hole, one, type Properties } from "./cdk-out.ts";

const is =
  (type: string) =>
  (properties: Properties = {}) =>
    one(type, properties);

describe("routes of an HTTP API", () => {
  const api = { Api: is("AWS::ApiGatewayV2::Api")({ Name: "register", ProtocolType: "HTTP" }) };
  const f = `arn:aws:lambda:${here}:function:f`;
  const behind = (uri: unknown) =>
    is("AWS::ApiGatewayV2::Integration")({ ApiId: { Ref: "Api" }, IntegrationUri: uri });
  const authorizer = is("AWS::ApiGatewayV2::Authorizer")({
    ApiId: { Ref: "Api" },
    AuthorizerType: "JWT",
    JwtConfiguration: { Issuer: "https://login.example", Audience: ["register"] },
  });
  const route = (properties: Properties = {}) =>
    is("AWS::ApiGatewayV2::Route")({ ApiId: { Ref: "Api" }, RouteKey: "GET /voters/{id}", ...properties });
  const read = (others: Properties) => accountOf({ ...api, Login: authorizer, ...others }, asked);

  test("with token, scopes and the function behind them", async () => {
    const { account, unread } = await read({
      Route: route({
        AuthorizationType: "JWT",
        AuthorizerId: { Ref: "Login" },
        AuthorizationScopes: ["voters:read"],
        Target: { "Fn::Sub": "integrations/${Behind}" },
      }),
      Behind: behind({
        "Fn::Sub": `arn:aws:apigateway:ca-central-1:lambda:path/2015-03-31/functions/${f}/invocations`,
      }),
    });
    expect(unread).toEqual([]);
    expect(account.routes).toEqual([
      {
        api: expect.stringMatching(/^arn:aws:apigateway:ca-central-1::\/apis\/[a-z0-9]{10}$/),
        apiName: "register",
        key: "GET /voters/{id}",
        authorization: "JWT",
        scopes: ["voters:read"],
        authorizer: { issuer: "https://login.example", audience: ["register"] },
        target: f,
      },
    ]);
  });

  test("that anybody may call", async () => {
    const { account, unread } = await read({
      Route: route({ Target: { "Fn::Sub": "integrations/${Behind}" } }),
      Behind: behind("https://elsewhere.example"),
    });
    expect(unread).toEqual([]);
    expect(account.routes).toMatchObject([{ authorization: "NONE", scopes: [] }]);
    expect(account.routes[0]).not.toHaveProperty("target");
  });

  test.each<[string, Properties]>([
    ["an authorization that is not known", { Route: route({ AuthorizationType: hole }) }],
    [
      "scopes that are not known",
      {
        Route: route({
          AuthorizationType: "JWT",
          AuthorizerId: { Ref: "Login" },
          AuthorizationScopes: [hole],
        }),
      },
    ],
    [
      "an authorizer that is not there",
      { Route: route({ AuthorizationType: "JWT", AuthorizerId: "a1b2c3" }) },
    ],
    ["an API that is not there", { Route: route({ ApiId: "a1b2c3" }) }],
    ["a key that is not known", { Route: route({ RouteKey: hole }) }],
    ["an API written as OpenAPI", { Api: is("AWS::ApiGatewayV2::Api")({ Body: { paths: {} } }) }],
    ["an API of web sockets", { Api: is("AWS::ApiGatewayV2::Api")({ ProtocolType: "WEBSOCKET" }) }],
    [
      "an API that makes its own route",
      { Api: is("AWS::ApiGatewayV2::Api")({ ProtocolType: "HTTP", Target: f }) },
    ],
    ["an API of the first version", { Rest: is("AWS::ApiGateway::RestApi")({ Name: "r" }) }],
    ["an address of a function", { Url: is("AWS::Lambda::Url")({ AuthType: "NONE", TargetFunctionArn: f }) }],
  ])("%s: unread", async (_, others) => {
    const { unread } = await read(others);
    expect(unread.map(({ facts }) => facts)).toContain("routes");
  });

  test("an API of the first version with a policy: who may call it is unread too", async () => {
    const factsOf = async (more: object) => {
      const { unread } = await read({ Rest: is("AWS::ApiGateway::RestApi")({ Name: "r", ...more }) });
      return unread.map(({ facts }) => facts);
    };
    const Policy = { Statement: [{ Effect: "Deny", Principal: "*", Action: "*", Resource: "*" }] };
    expect(await factsOf({ Policy })).toContain("resource-policies");
    expect(await factsOf({})).not.toContain("resource-policies");
  });
});
