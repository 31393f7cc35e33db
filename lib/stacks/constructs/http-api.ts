import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import { HttpApi, LogGroupLogDestination, type HttpMethod } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpJwtAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import type { Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { RemovalPolicy, type Stack } from "aws-cdk-lib/core";
import { fixedNames } from "../../contract/names.ts";
import type { Office } from "../office.ts";

/** A route of the contract and the function behind it. */
export interface RouteTo {
  /** Such as `GET /voters/{id}`. */
  readonly key: string;
  readonly scope: string;
  readonly lambda: LambdaFunction;
}

/** Requests a second, and how many may come at once: an office's counters, not the public. */
const throttle = { rateLimit: 50, burstLimit: 100 };

/**
 * The only door to the roll for people: every route asks for a token of the office's identity provider with the scope
 * that the contract names for it. The log says who came by which route, and no voter's number.
 */
export function makeHttpApi(stack: Stack, office: Office, routes: readonly RouteTo[]): HttpApi {
  const { issuer, audience } = office.identityProvider;
  const api = new HttpApi(stack, "Api", {
    apiName: fixedNames.api,
    description: "Rollward: the register",
    createDefaultStage: false,
  });
  const authorizer = new HttpJwtAuthorizer("Staff", issuer, {
    authorizerName: "rollward-staff",
    jwtAudience: [audience],
  });
  for (const { key, scope, lambda } of routes) {
    const [method, path] = key.split(" ") as [HttpMethod, string];
    api.addRoutes({
      path,
      methods: [method],
      integration: new HttpLambdaIntegration(`${lambda.node.id}Integration`, lambda),
      authorizer,
      authorizationScopes: [scope],
    });
  }
  const logs = new LogGroup(stack, "ApiLogs", {
    logGroupName: `/rollward/api/${fixedNames.api}`,
    retention: RetentionDays.THIRTEEN_MONTHS,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  api.addStage("Stage", {
    stageName: "$default",
    autoDeploy: true,
    throttle,
    accessLogSettings: { destination: new LogGroupLogDestination(logs), format: accessLog },
  });
  return api;
}

/** The route's key, never the path: a path holds the voter's number. */
const accessLog = AccessLogFormat.custom(
  JSON.stringify({
    time: "$context.requestTime",
    requestId: "$context.requestId",
    route: "$context.routeKey",
    status: "$context.status",
    who: "$context.authorizer.claims.sub",
    from: "$context.identity.sourceIp",
    refused: "$context.authorizer.error",
  }),
);
