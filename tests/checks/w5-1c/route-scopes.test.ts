import { describe, expect, test } from "vitest";
import { routeScopes } from "../../../checks/w5-1c/route-scopes.ts";
import type { Route } from "../../../lib/snapshot/resources.ts";
import { noMirrors } from "../../audit/healthy.ts";
import {
  arns,
  but,
  changed,
  config,
  functionArn,
  ids,
  route,
  sound,
  templates,
  unread,
} from "../sound-accounts.ts";
import { engine, statuses, told } from "../telling.ts";

const lookUp = route("GET /voters/{id}", "look-up");
const withRoutes = (...routes: readonly Route[]) => ({ snapshot: changed(ids.register, { routes }) });
const witness = {
  verdict: "yes",
  witness: { action: "dynamodb:GetItem", resource: arns.roll, by: [] },
} as const;

/** A function that holds no task of the contract, and a route before it. */
const stray = {
  arn: `arn:aws:lambda:ca-central-1:${ids.register}:function:stray`,
  name: "stray",
  role: `arn:aws:iam::${ids.register}:role/stray`,
};
const strayRoute = (change: Partial<Route> = {}): Route => ({
  api: `${arns.api}9`,
  key: "GET /x",
  authorization: "NONE",
  scopes: [],
  target: stray.arn,
  ...change,
});
const withStray = (...routes: readonly Route[]) => ({
  snapshot: changed(ids.register, { routes, functions: [...sound.accounts[0]!.functions!, stray] }),
});

describe("route-scopes passes", () => {
  test("the contract’s routes with the contract’s scopes", () => {
    expect(statuses(routeScopes)).toEqual(["pass", "pass", "pass"]);
    expect(told(routeScopes)[0]).toBe(
      `pass ${arns.api} POST /voters: POST /voters: asks for a token with the scope rollward/register.`,
    );
    expect(statuses(routeScopes, { snapshot: templates(sound) })).toEqual(["pass", "pass", "pass"]);
  });

  test.each([
    ["a version of the function behind it", { target: `${functionArn("look-up", ids.register)}:live` }],
  ])("%s", (_, change) => {
    expect(statuses(routeScopes, withRoutes(but(lookUp, change)))).toEqual(["pass"]);
  });

  test("a route that no task has, with some scope, before a function that does not touch the roll", () => {
    const beside = strayRoute({
      ...lookUp,
      target: stray.arn,
      key: "GET /health",
      scopes: ["office/health"],
    });
    expect(told(routeScopes, withStray(lookUp, beside))[1]).toMatch(/^pass .*does not touch the roll\.$/);
  });

  test("an office without an identity provider in its configuration, whoever signs", () => {
    const { identityProvider: _, ...own } = config;
    expect(
      statuses(routeScopes, { ...withRoutes(but(lookUp, { authorizer: undefined })), config: own }),
    ).toEqual(["pass"]);
  });
});

describe("route-scopes fails", () => {
  const elsewhere = { issuer: "https://login.elsewhere.example", audience: ["rollward-register"] };
  test.each<[string, Parameters<typeof but<Route>>[1], string]>([
    ["no authorization", { authorization: "NONE" }, "asks for no token at all"],
    [
      "no authorization, whatever scopes it names",
      { authorization: "NONE", scopes: undefined },
      "asks for no token at all",
    ],
    ["signatures of AWS", { authorization: "AWS_IAM" }, "in another way"],
    ["a function that decides", { authorization: "CUSTOM" }, "in another way"],
    ["no scope", { scopes: [] }, "it asks for no scope"],
    [
      "a route that no task has",
      { key: "GET /dump", scopes: ["openid"] },
      "no task of the contract leads over this route",
    ],
    [
      "the function of another task",
      { target: functionArn("hand-out-list", ids.register) },
      "which is not the function of its task",
    ],
    [
      "another task’s scope",
      { scopes: ["rollward/register"] },
      "is opened by rollward/register, while the contract names rollward/look-up",
    ],
    ["one scope more", { scopes: ["rollward/look-up", "openid"] }, "is opened by rollward/look-up, openid"],
    ["a route for whatever comes", { key: "$default" }, "takes whatever no other route takes"],
    [
      "a route for whatever comes, open",
      { key: "$default", authorization: "NONE" },
      "asks for no token at all",
    ],
    ["another issuer", { authorizer: elsewhere }, "its tokens come from https://login.elsewhere.example"],
    [
      "another audience",
      { authorizer: { ...lookUp.authorizer!, audience: ["rollward-register", "shop"] } },
      "meant for somebody else",
    ],
    ["no audience", { authorizer: { ...lookUp.authorizer!, audience: [] } }, "meant for somebody else"],
  ])("%s", (_, change, said) => {
    const lines = told(routeScopes, withRoutes(route("POST /voters", "register"), but(lookUp, change)));
    expect(lines[0]).toMatch(/^pass /);
    expect(lines[1]).toMatch(/^fail /);
    expect(lines[1]).toContain(said);
  });

  test("a route before a version of the function", () => {
    const target = `${functionArn("look-up", ids.register)}:live`;
    expect(statuses(routeScopes, withRoutes(but(lookUp, { target, scopes: [] })))).toEqual(["fail"]);
  });

  test("every route of an interface of which one leads to the roll", () => {
    const beside = strayRoute({ api: arns.api });
    expect(statuses(routeScopes, withStray(lookUp, beside))).toEqual(["pass", "fail"]);
  });

  test("a route to a function that holds no task, but could touch the roll", () => {
    const change = { ...withStray(strayRoute()), access: engine({ [stray.role]: witness }) };
    expect(told(routeScopes, change)).toEqual([expect.stringContaining(`fail ${arns.api}9 GET /x`)]);
  });

  test("a route with a hostile key, printed safely", () => {
    expect(
      told(routeScopes, withRoutes(but(lookUp, { key: "GET /{x}\u202e", authorization: "NONE" })))[0],
    ).toContain("GET /{x}\\u{202e}: this route");
  });
});

describe("route-scopes does not know", () => {
  test.each<[string, Parameters<typeof but<Route>>[1]]>([
    ["an authorization that was not read", { authorization: undefined }],
    ["scopes that were not read", { scopes: undefined }],
    ["an issuer that was not read", { authorizer: undefined }],
    ["a function that was not read", { target: `${functionArn("look-up", ids.register)}-2` }],
  ])("%s", (_, change) => {
    expect(told(routeScopes, withRoutes(but(lookUp, change)))).toEqual([
      expect.stringMatching(/^unknown .*what this route asks for/),
    ]);
  });

  test.each<[string, Parameters<typeof told>[1]]>([
    ["the function behind it", withStray(strayRoute({ target: `${stray.arn}2` }))],
    ["that there is one", withStray(but(strayRoute(), { target: undefined }))],
    [
      "what its role may do",
      { ...withStray(strayRoute()), access: engine({ [stray.role]: { verdict: "unknown", why: "x" } }) },
    ],
    ["what the roll is", { ...withStray(strayRoute()), config: undefined }],
  ])("whether an open route leads to the roll, without %s", (_, change) => {
    expect(told(routeScopes, change)).toEqual([expect.stringMatching(/^unknown .*could not be told\.$/)]);
  });

  test("routes that were not read, of one account or one interface", () => {
    expect(statuses(routeScopes, { snapshot: changed(ids.vault, { routes: undefined }) })[0]).toBe("unknown");
    const entry = {
      what: "x",
      why: "not resolved",
      account: ids.register,
      facts: "routes",
      resource: arns.api,
    } as const;
    expect(told(routeScopes, { snapshot: unread(sound, entry) })[0]).toMatch(
      new RegExp(`^unknown ${arns.api}: .*not resolved`),
    );
  });
});

test("route-scopes is not applicable without accounts, or without a route to the roll", () => {
  expect(statuses(routeScopes, { snapshot: noMirrors })).toEqual(["not-applicable"]);
  expect(told(routeScopes, withStray(strayRoute()))).toEqual([
    expect.stringContaining("not-applicable routes: None of the interfaces"),
  ]);
  expect(statuses(routeScopes, withRoutes())).toEqual(["not-applicable"]);
});
