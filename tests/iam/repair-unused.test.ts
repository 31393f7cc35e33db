import { describe, expect, test } from "vitest";
import { compileAccess } from "../../lib/iam/compile.ts";
import type { IamInput } from "../../lib/iam/input.ts";
import { repairUnused, type UnusedRequest } from "../../lib/iam/repair-unused.ts";
import { editedInput } from "../../lib/iam/repair/edited.ts";
import type { Repair } from "../../lib/iam/repair/request.ts";
import { allow, deny, home, inputOf, managedArn, policy, userArn, type World } from "./world.ts";
import { clerk, index, keep, only, own, withAws, withOwn } from "./repair/proposals.ts";

const sealer = userArn("sealer");
const full = "arn:aws:iam::aws:policy/AmazonS3FullAccess";
const services = [...new Set(index.matching("*").map(({ name }) => name.split(":")[0]!))].sort();

/** The clerk uses S3 alone, unless it is said otherwise. */
const without = (...actions: readonly string[]): UnusedRequest => ({
  unused: [{ principal: clerk, actions, used: ["s3"] }],
  keep: [],
});

/** Of one account, so that every bucket is its own. */
const alone = (world: World): World => ({ accounts: [home], ...world });

/** The repair; what it promises has been proved of the edited accounts, compiled afresh. */
function repair(world: World, request: UnusedRequest, input: IamInput = inputOf(alone(world))): Repair {
  const found = repairUnused(input, compileAccess(input, index), request);
  const after = compileAccess(editedInput(input, found.edits), index);
  for (const [principal, all] of Map.groupBy(found.removed, (one) => one.principal)) {
    const actions = all.flatMap(({ question }) => question.actions);
    expect(after.can(principal, { actions, resources: ["*"] }).verdict).toBe("no");
  }
  for (const { principal, question } of found.kept)
    expect(after.can(principal, question).verdict).toBe("yes");
  return found;
}

const shared = (statement = allow(["s3:GetObject", "sqs:*"])): World => ({
  users: { clerk: { attached: [managedArn("office")] }, sealer: { attached: [managedArn("office")] } },
  managed: { office: policy(statement) },
});

describe("what nobody used goes", () => {
  test.each<
    [
      string,
      World,
      UnusedRequest,
      { policy?: string; change?: string; statements?: unknown; elements: number },
    ]
  >([
    [
      "an entry of one unused service out of a list",
      withOwn(allow(["s3:*", "sqs:*", "dynamodb:Get*"])),
      without("sqs:*"),
      { statements: [allow(["s3:*", "dynamodb:Get*"])], elements: 1 },
    ],
    [
      "a statement that is wholly unused",
      withOwn(allow("s3:GetObject"), allow(["sqs:SendMessage", "SQS:Get*"])),
      without("sqs:*"),
      { statements: [allow("s3:GetObject")], elements: 4 },
    ],
    [
      "a policy of which nothing is left",
      withOwn(allow("sqs:*")),
      without("sqs:*"),
      { change: "deleted", statements: undefined, elements: 3 },
    ],
    [
      "a single action",
      withOwn(allow(["s3:GetObject", "s3:DeleteBucket"])),
      without("s3:DeleteBucket"),
      { statements: [allow(["s3:GetObject"])], elements: 1 },
    ],
    [
      "a single action out of a wildcard, by a deny where that is shorter",
      withOwn(allow("s3:*")),
      without("s3:DeleteBucket"),
      { statements: [allow("s3:*"), deny("s3:DeleteBucket")], elements: 3 },
    ],
    [
      "a few services out of all",
      withOwn(allow("*")),
      without("sqs:*", "sns:*"),
      { statements: [{ Effect: "Allow", NotAction: ["sns:*", "sqs:*"], Resource: "*" }], elements: 3 },
    ],
    [
      "more out of all but some",
      withOwn({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }),
      without("sqs:*", "iam:*"),
      { statements: [{ Effect: "Allow", NotAction: ["iam:*", "sqs:*"], Resource: "*" }], elements: 1 },
    ],
    [
      "one service out of a pattern over services",
      withOwn(allow("s[qn]s:Send*"), allow("s3:GetObject"), allow("sq?:SendMessage")),
      without("sqs:*"),
      { statements: [allow("s[qn]s:Send*"), allow("s3:GetObject")], elements: 3 },
    ],
  ])("%s", (_, world, request, { policy: named = own, change = "narrowed", statements, elements }) => {
    expect(only(repair(world, request))).toEqual({ policy: named, change, statements, elements });
  });

  test("where most services of all go, those that stay are named", () => {
    const idle = services.filter((service) => !["s3", "kms"].includes(service)).map((each) => `${each}:*`);
    const found = repair(withOwn(allow("*")), without(...idle));
    expect(only(found)).toMatchObject({ statements: [allow(["kms:*", "s3:*"])], elements: 3 });
    expect(found.removed.length).toBeGreaterThan(400);
    expect(found.takesMore).toBe(true);
  });

  test("of a policy of AWS too, by one deny of all but those", () => {
    const world: World = {
      users: {
        clerk: { attached: [managedArn("all")], inline: [] },
        sealer: { attached: [managedArn("all")] },
      },
      managed: { all: policy(allow("*")) },
    };
    const idle = services.filter((service) => service !== "s3").map((each) => `${each}:*`);
    const found = repair(world, without(...idle, "s3:DeleteBucket"));
    expect(only(found)).toMatchObject({
      change: "added",
      statements: [{ Effect: "Deny", NotAction: "s3:*", Resource: "*" }, deny("s3:DeleteBucket")],
    });
    expect(found.takesMore).toBe(true);
  });
});

describe("others lose nothing", () => {
  test("a shared policy stays for who uses it: the one is denied", () => {
    const found = repair(shared(), without("sqs:*"));
    expect(only(found)).toEqual({
      policy: `${clerk}/inline/rollward-repair`,
      change: "added",
      statements: [deny("sqs:*")],
      elements: 3,
    });
  });

  test("a shared policy of which the one uses nothing is taken off", () => {
    const found = repair(shared(allow("sqs:*")), without("sqs:*"));
    expect(found.edits).toMatchObject([{ policy: managedArn("office"), change: "detached", of: [clerk] }]);
  });

  test("a policy that also denies is not taken off", () => {
    const world = shared(allow("sqs:*"));
    const found = repair(
      { ...world, managed: { office: policy(allow("sqs:*"), deny("s3:DeleteObject")) } },
      without("sqs:*"),
    );
    expect(found.edits).toMatchObject([{ change: "added" }]);
  });

  test("what nobody who has it uses is cut out for all", () => {
    const unused = [clerk, sealer].map((principal) => ({ principal, actions: ["sqs:*"], used: ["s3"] }));
    const found = repair(shared(), { unused, keep: [] });
    expect(only(found)).toMatchObject({
      policy: managedArn("office"),
      change: "narrowed",
      statements: [allow(["s3:GetObject"])],
    });
    expect(found.kept).toHaveLength(2);
  });

  test("a boundary stays as it is, though it allows what is unused", () => {
    const world: World = {
      users: { clerk: { inline: [policy(allow("sqs:*"))], boundary: managedArn("limit") } },
      managed: { limit: policy(allow("sqs:*")) },
    };
    expect(repair(world, without("sqs:*")).edits).toMatchObject([{ policy: own, change: "deleted" }]);
  });

  test("a policy of AWS is taken off, or denied in part", () => {
    const world: World = { users: { clerk: { attached: [full] } } };
    const input = withAws(alone(world), full);
    expect(
      repair(world, { unused: [{ principal: clerk, actions: ["s3:*"], used: [] }], keep: [] }, input).edits,
    ).toMatchObject([{ policy: full, change: "detached" }]);
    expect(only(repair(world, without("s3:DeleteBucket"), input))).toMatchObject({
      change: "added",
      statements: [deny("s3:DeleteBucket")],
    });
  });
});

describe("nothing is proposed", () => {
  test.each<[string, World, UnusedRequest]>([
    ["where nothing is unused", withOwn(allow("s3:*")), { unused: [], keep: [] }],
    ["for what is denied already", withOwn(allow(["s3:*", "sqs:*"]), deny("sqs:*")), without("sqs:*")],
    [
      "for a service of which something must stay",
      withOwn(allow(["s3:*", "sqs:*"])),
      { ...without("sqs:*"), keep: [keep("sqs:SendMessage", "*")] },
    ],
    ["for an action that AWS has not published", withOwn(allow("s3:*")), without("nosuch:Thing")],
  ])("%s", (_, world, request) => {
    expect(repair(world, request)).toMatchObject({ edits: [], removed: [], unsolved: [] });
  });

  test("for what nobody knows to be possible", () => {
    const odd = withOwn({ ...allow("sqs:*"), Condition: { Sounds: { x: "y" } } });
    expect(repair(odd, without("sqs:*"))).toMatchObject({
      edits: [],
      unsolved: [{ reason: "unknown", why: expect.stringContaining("Sounds") }],
    });
  });

  test("for a role that AWS keeps", () => {
    const role = "arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/Kept";
    const world: World = {
      roles: { Kept: { path: "/aws-service-role/x.amazonaws.com/", inline: [policy(allow("sqs:*"))] } },
    };
    const request = { unused: [{ principal: role, actions: ["sqs:*"], used: [] }], keep: [] };
    expect(repair(world, request)).toMatchObject({ edits: [], unsolved: [{ reason: "fixed" }] });
  });
});
