/** A policy on a function may stand over its versions too: whoever it names is asked about what runs as one of them. */
import { expect, test } from "vitest";
import { allow, home, inputOf, policy, roleArn, userArn } from "../world.ts";
import { reachOver, withFacts } from "./routes-in.ts";

const code = `arn:aws:lambda:eu-west-1:${home}:function:f`;
const lambda = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } };

test.each([
  ["mallory", ["unknown"]],
  ["eve", []],
])("%s", (name, expected) => {
  const letting = {
    Effect: "Allow",
    Action: "lambda:UpdateFunctionCode",
    Principal: { AWS: userArn("mallory") },
  };
  const input = inputOf({
    users: { mallory: {}, eve: {} },
    roles: { admin: { trust: policy(lambda), inline: [policy(allow("*"))] } },
    resources: { [code]: policy(letting) },
  });
  const workloads = [{ kind: "lambda" as const, resource: `${code}:live`, role: roleArn("admin") }];
  const { reach } = reachOver(withFacts(input, { workloads }));
  const routes = reach.routes(userArn(name)).filter(({ to }) => to === roleArn("admin"));
  expect(routes.map(({ unknown }) => (unknown === undefined ? "certain" : "unknown"))).toEqual(expected);
});
