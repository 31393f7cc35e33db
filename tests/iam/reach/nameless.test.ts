/** Where somebody might go of whom nobody can say who it is: never for certain, and nowhere that does not name it. */
import { expect, test } from "vitest";
import type { IamInput, Workload } from "../../../lib/iam/input.ts";
import { allow, home, inputOf, policy, roleArn, rootArn } from "../world.ts";
import type { Json, World } from "../world.ts";
import { reachOver, serving, trusting, withFacts } from "./routes-in.ts";

const gone = "AROAGONE00000000";
const keeper = policy(allow("dynamodb:*"));
const fn = (name: string) => `arn:aws:lambda:ca-central-1:${home}:function:${name}`;
const says = (Action: unknown, more: Json = {}): Json =>
  policy({ Effect: "Allow", Principal: { AWS: gone }, Action, ...more });
const runs = (name: string, role: string): Workload => ({
  kind: "lambda",
  resource: fn(name),
  role: roleArn(role),
});

const code = says("lambda:UpdateFunctionCode", { Resource: "*" });
const lambda = serving("lambda.amazonaws.com");
const functions = (seal: Json): World => ({
  roles: { a: { trust: lambda, inline: [keeper] }, b: { trust: lambda, inline: [keeper] } },
  resources: { [fn("seal")]: seal },
});
const roles = (trust: Json): World => ({
  roles: { a: { trust, inline: [keeper] }, b: { trust: trusting(rootArn()), inline: [keeper] } },
});
const over = (world: World, workloads?: readonly Workload[]): IamInput =>
  withFacts(inputOf(world), workloads === undefined ? {} : { workloads });

test.each<readonly [string, IamInput, readonly string[]]>([
  ["into the role that lets it in, not another", over(roles(says("sts:AssumeRole"))), ["a sts-assume-role"]],
  [
    "into one that lets in others besides",
    over(roles(says("sts:AssumeRole", { Principal: { AWS: [rootArn(), gone] } }))),
    ["a sts-assume-role"],
  ],
  ["not by another right on the role", over(roles(says("sts:TagSession"))), []],
  ["not by a deny", over(roles(says("sts:AssumeRole", { Effect: "Deny" }))), []],
  [
    "into what runs, where its policy lets it in, not another",
    over(functions(code), [runs("seal", "a"), runs("mail", "b")]),
    ["a lambda-update-function-code"],
  ],
  [
    "not by the right to call it",
    over(functions(says("lambda:InvokeFunction", { Resource: "*" })), [runs("seal", "a")]),
    [],
  ],
  ["not where nothing runs", over(functions(code), []), []],
  ["not where it runs with no role that was read", over(functions(code), [runs("seal", "c")]), []],
  [
    "where nobody has read what runs, perhaps with each",
    over(functions(code)),
    ["a lambda-update-function-code (assumed)", "b lambda-update-function-code (assumed)"],
  ],
])("%s", (_, input, expected) => {
  const routes = reachOver(input).reach.routes(gone);
  const shown = routes.map(({ to, steps, assumes }) =>
    [to.split("/")[1], ...steps.map(({ kind }) => kind), ...(assumes ? ["(assumed)"] : [])].join(" "),
  );
  expect(shown).toEqual(expected);
  for (const { unknown } of routes) expect(unknown).toContain(`nobody can say who that is`);
});
