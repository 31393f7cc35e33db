/** What runs was not read: whatever the policy of a function lets in may be what runs with the role. */
import { expect, test } from "vitest";
import { allow, home, inputOf, policy, roleArn, userArn, type World } from "../world.ts";
import { reachOver } from "./routes-in.ts";

const code = `arn:aws:lambda:eu-west-1:${home}:function:f`;
const letting = (principal: unknown, action = "lambda:UpdateFunctionCode") =>
  policy({ Effect: "Allow", Action: action, Resource: code, Principal: principal });
const lambda = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } };

function kindsBy(who: string, resources: World["resources"], inline: readonly unknown[] = []) {
  const world = {
    users: { mallory: { inline } },
    roles: { admin: { trust: policy(lambda), inline: [policy(allow("*"))] } },
    ...(resources && { resources }),
  } as World;
  const routes = reachOver(inputOf(world)).reach.routes(who);
  return routes
    .filter(({ to }) => to === roleArn("admin"))
    .flatMap(({ steps }) => steps.map(({ kind }) => kind));
}

test.each<readonly [string, string, unknown, boolean]>([
  ["one whom it names", userArn("mallory"), { AWS: userArn("mallory") }, true],
  ["everybody", "*", "*", true],
  ["one among everybody", userArn("mallory"), "*", true],
  ["not one whom it does not name", userArn("mallory"), { AWS: userArn("eve") }, false],
  ["not one whose account it names, without a right of its own", userArn("mallory"), { AWS: home }, false],
])("lets in %s", (_, who, principal, expected) => {
  const kinds = kindsBy(who, { [code]: letting(principal) });
  expect(kinds).toEqual(expected ? ["lambda-update-function-code"] : []);
});

test("lets nobody in who may only call it, and nobody where there is no such policy", () => {
  const call = letting({ AWS: userArn("mallory") }, "lambda:InvokeFunction");
  expect(kindsBy(userArn("mallory"), { [code]: call })).toEqual([]);
  expect(kindsBy(userArn("mallory"), {})).toEqual([]);
});
