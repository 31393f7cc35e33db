/** What runs with a role in another account: its own requests must reach there, or nothing is gained. */
import { describe, expect, test } from "vitest";
import { loadActions } from "../../../lib/actions/load.ts";
import { compileAccess } from "../../../lib/iam/compile.ts";
import type { IamAccount, IamInput, Workload } from "../../../lib/iam/input.ts";
import { escalationPaths } from "../../../lib/iam/reach/paths.ts";
import { reachOf } from "../../../lib/iam/reach.ts";
import { home, other, outside, policy, allow, roleArn, rootArn, userArn, inputOf } from "../world.ts";
import { account, type Json } from "./path-parts.ts";
import { goerOf, prizeOf, worldOf } from "./path-world.ts";
import { reachOver, serving } from "./routes-in.ts";

const index = loadActions();
const elsewhere = "222222222222";
const rows = escalationPaths.filter(
  ({ gains }) => gains.kind === "running-role" || gains.kind === "passed-role",
);

/** The role, and what runs with it, in another account; the rights of the goer are for all of both. */
function apart(input: IamInput, read: boolean): IamInput {
  const [{ authorizationDetails, workloads = [], ...rest }] = input.accounts as [IamAccount];
  const moved = <T>(value: T): T => JSON.parse(JSON.stringify(value).replaceAll(account, elsewhere)) as T;
  const { UserDetailList, RoleDetailList, ...more } = authorizationDetails;
  const widely = JSON.parse(
    JSON.stringify(UserDetailList).replaceAll(/"Resource":"[^"]*"/g, '"Resource":"*"'),
  ) as typeof UserDetailList;
  const ran = (of: readonly Workload[]) => (read ? { workloads: of } : {});
  return {
    ...input,
    accounts: [
      {
        ...rest,
        ...ran([]),
        authorizationDetails: { ...more, UserDetailList: widely, RoleDetailList: [] },
      },
      {
        id: elsewhere,
        resourcePolicies: [],
        ...ran(moved(workloads)),
        authorizationDetails: {
          UserDetailList: [],
          GroupDetailList: [],
          Policies: [],
          RoleDetailList: moved(RoleDetailList),
        },
      },
    ],
  };
}

describe("no row goes to the role of another account by itself, whatever the rights in one’s own", () => {
  test.each(rows.map((path) => [path.id, path] as const))("%s", (_, path) => {
    const verdicts = [true, false].map((read) => {
      const input = apart(worldOf(path), read);
      const reach = reachOf(compileAccess(input, index), input);
      const gained = reach.routes(goerOf(path)).map(({ to, unknown }) => [to, unknown]);
      const { actions } = prizeOf(path);
      const roll = { actions, resources: [`arn:aws:dynamodb:ca-central-1:${elsewhere}:table/roll`] };
      return [reach.can(goerOf(path), roll).verdict, gained];
    });
    expect(verdicts).toEqual([
      ["no", []],
      ["no", []],
    ]);
  });
});

describe("where the policy of what runs lets the other account in", () => {
  const ann = userArn("ann");
  const keeper = policy(allow("dynamodb:*"));
  const seal = `arn:aws:lambda:ca-central-1:${other}:function:seal`;
  const image = `arn:aws:ecr:ca-central-1:${other}:repository/seal`;
  const lets = (who: string, Action: readonly string[]): Json =>
    policy({ Effect: "Allow", Principal: { AWS: who }, Action, Resource: "*" });
  const code = ["lambda:UpdateFunctionCode"];
  const push = ["ecr:PutImage", "ecr:CompleteLayerUpload"];

  const worlds = (
    service: string,
    rights: readonly string[],
    governed: readonly (readonly [string, Json])[],
    workloads: readonly Workload[] | undefined,
  ): IamInput => {
    const input = inputOf({
      users: { ann: { inline: [policy(allow(rights))] } },
      roles: { a: { account: other, inline: [keeper], trust: serving(service) } },
    });
    return {
      ...input,
      accounts: input.accounts.map((each) => ({
        ...each,
        ...(workloads && { workloads: each.id === other ? workloads : [] }),
        resourcePolicies:
          each.id === other ? governed.map(([resource, policy]) => ({ resource, policy })) : [],
      })),
    };
  };
  const ways = (input: IamInput) =>
    reachOver(input)
      .reach.routes(ann)
      .map(({ to, steps, assumes, unknown }) => [
        to,
        steps.map(({ kind }) => kind).join(" "),
        assumes !== undefined,
        unknown,
      ]);

  const a = roleArn("a", other);
  const fn: Workload = { kind: "lambda", resource: seal, role: a };
  const task: Workload = {
    kind: "ecs",
    resource: `arn:aws:ecs:ca-central-1:${other}:task-definition/seal:1`,
    role: a,
  };
  const lambda = "lambda.amazonaws.com";
  const tasks = "ecs-tasks.amazonaws.com";

  test.each<readonly [string, IamInput, readonly unknown[]]>([
    [
      "a function",
      worlds(lambda, code, [[seal, lets(rootArn(home), code)]], [fn]),
      [[a, "lambda-update-function-code", false, undefined]],
    ],
    [
      "a function, of which nobody has read what runs with which role",
      worlds(lambda, code, [[seal, lets(rootArn(home), code)]], undefined),
      [[a, "lambda-update-function-code", true, undefined]],
    ],
    [
      "a function that lets in another account",
      worlds(lambda, code, [[seal, lets(rootArn(outside), code)]], [fn]),
      [],
    ],
    [
      "a function that only lets itself be called",
      worlds(lambda, code, [[seal, lets(rootArn(home), ["lambda:InvokeFunction"])]], [fn]),
      [],
    ],
    [
      "a function, without rights of one’s own",
      worlds(lambda, ["lambda:GetFunction"], [[seal, lets(rootArn(home), code)]], [fn]),
      [],
    ],
    [
      "a function that runs with no role there",
      worlds(lambda, code, [[seal, lets(rootArn(home), code)]], []),
      [],
    ],
    [
      "a repository of images",
      worlds(tasks, push, [[image, lets(rootArn(home), push)]], [task]),
      [[a, "ecr-put-image", true, undefined]],
    ],
    [
      "a repository that may only be read",
      worlds(tasks, push, [[image, lets(rootArn(home), ["ecr:BatchGetImage"])]], [task]),
      [],
    ],
    ["a repository, where no task runs", worlds(tasks, push, [[image, lets(rootArn(home), push)]], []), []],
  ])("%s", (_, input, expected) => {
    expect(ways(input)).toEqual(expected);
  });
});
