import { describe, expect, test } from "vitest";
import { can, clerk, index, shown, when } from "./proofs.ts";
import { allow, bucket, deny, home, table, userArn } from "./world.ts";

const lambda = `arn:aws:lambda:ca-central-1:${home}:function:seal`;
const asked = (action: string, resource: string) => ({ actions: [action], resources: [resource] });
/** What is said of who may do anything with some resources, asked about one action on others. */
const answer = (allowed: string | readonly string[], action: string, resource: string) =>
  shown(can(clerk(allow("*", allowed)), userArn("clerk"), asked(action, resource)));

describe("a witness is a request that there can be", () => {
  test.each<readonly [string, string | readonly string[], string, string, string]>([
    ["a bucket’s name is not empty", "arn:aws:s3:::", "s3:DeleteBucket", "arn:aws:s3:::*", "no"],
    ["an object’s key is not empty", `${bucket}/`, "s3:GetObject", `${bucket}/*`, "no"],
    ["a bucket’s name has no slash", `${bucket}/*`, "s3:DeleteBucket", `${bucket}*`, "no"],
    ["an object’s key has slashes and colons", `${bucket}/?:/`, "s3:GetObject", "*", `${bucket}/x:/`],
    ["a key may begin with a slash", `${bucket}//*`, "s3:GetObject", `${bucket}/*`, `${bucket}//`],
    ["a table’s name has no slash", `${table}/*`, "dynamodb:DeleteTable", `${table}*`, "no"],
    ["nor does it end in one", `${table}/`, "dynamodb:DeleteTable", `${table}/`, "no"],
    ["an index is no table", `${table}/index/*`, "dynamodb:GetItem", `${table}*`, "no"],
    ["and may be read whole", `${table}/index/*`, "dynamodb:Scan", `${table}*`, `${table}/index/xxx`],
    [
      "a stream is called by a time",
      "*:*T*:*:*",
      "dynamodb:GetRecords",
      `${table}/stream/*`,
      `${table}/stream/T::`,
    ],
    [
      "one that is called as none may be is no proof of anything: it is there",
      `arn:aws:dynamodb:ca-central-1:${home}:table/{<roll>'`,
      "dynamodb:Scan",
      `arn:aws:dynamodb:ca-central-1:${home}:table/{<roll>'`,
      `arn:aws:dynamodb:ca-central-1:${home}:table/{<roll>'`,
    ],
    ["a table is no bucket", [bucket, `${bucket}/*`], "dynamodb:Scan", "*", "no"],
    ["asked by its name neither", bucket, "dynamodb:Scan", bucket, "no"],
    ["a version’s name has no colon", `${lambda}:a:*`, "lambda:InvokeFunction", `${lambda}*`, "no"],
    ["a function has versions", `${lambda}:*`, "lambda:InvokeFunction", `${lambda}*`, `${lambda}:xxx`],
    [
      "a state machine’s run has a label",
      `arn:aws:states:eu-west-1:${home}:stateMachine:x/label`,
      "states:DescribeStateMachine",
      "*",
      `arn:aws:states:eu-west-1:${home}:stateMachine:x/label`,
    ],
    [
      "a log stream may be left open",
      `arn:aws:logs:eu-west-1:${home}:log-group:x:log-stream:`,
      "logs:GetLogEvents",
      "*",
      `arn:aws:logs:eu-west-1:${home}:log-group:x:log-stream:`,
    ],
    ["partitions are called aws", "arn:x:*", "sqs:SendMessage", "*", "no"],
    ["a queue’s ARN has a region", `arn:aws:sqs::${home}:*`, "sqs:SendMessage", "*", "no"],
    ["and an account of digits", "arn:aws:sqs:*:?:*", "sqs:SendMessage", "arn:aws:sqs:*", "no"],
    [
      "a role’s path has slashes",
      "*:role/a/*",
      "iam:GetRole",
      `arn:aws:iam::${home}:role/*`,
      `arn:aws:iam::${home}:role/a/xxx`,
    ],
    ["a role’s name is not empty", "*:role/a/", "iam:GetRole", `arn:aws:iam::${home}:role/*`, "no"],
    [
      "a secret’s name has slashes",
      "*:secret:a/b/*",
      "secretsmanager:GetSecretValue",
      `arn:aws:secretsmanager:ca-central-1:${home}:*`,
      `arn:aws:secretsmanager:ca-central-1:${home}:secret:a/b/`,
    ],
    [
      "a managed policy may be AWS’s own",
      "arn:aws:iam::aws:policy/*",
      "iam:GetPolicy",
      "*",
      "arn:aws:iam::aws:policy/xxx",
    ],
    ["an action without types is on “*”", "*", "s3:ListAllMyBuckets", "*", "*"],
    ["what nobody published may be about anything", "arn:x:*", "roll:Seal", "arn:x:*:::*", "arn:x:x:::x"],
  ])("%s", (_, allowed, action, resource, expected) => {
    expect(answer(allowed, action, resource)).toEqual(expected);
  });

  test("of two actions that the same statements speak of, each is asked about what it can be about", () => {
    const one = { actions: ["dynamodb:DeleteTable", "dynamodb:Scan"], resources: [`${table}*`] };
    expect(can(clerk(allow("dynamodb:*", `${table}/index/*`)), userArn("clerk"), one)).toMatchObject({
      verdict: "yes",
      witness: { action: "dynamodb:Scan", resource: `${table}/index/xxx` },
    });
  });

  test("denies of all that there can be leave nothing", () => {
    const shut = clerk(allow("dynamodb:*"), deny("*", "arn:aws:dynamodb:*:*:table/*"));
    expect(shown(can(shut, userArn("clerk"), asked("dynamodb:DeleteTable", "arn:aws:*")))).toBe("no");
  });
});

describe("the region that a request is sent to", () => {
  const region = (name: string) => when({ StringEquals: { "aws:RequestedRegion": name } });
  const tables = asked("dynamodb:Scan", "arn:aws:dynamodb:*:*:table/roll");
  test.each([
    [
      "that of the resource, where that may be anywhere",
      tables,
      `arn:aws:dynamodb:eu-west-1:${home}:table/roll`,
    ],
    ["another, where it is known", asked("dynamodb:Scan", table), table],
  ])("%s", (_, question, resource) => {
    const world = clerk(allow("dynamodb:*", "*", region("eu-west-1")));
    expect(can(world, userArn("clerk"), question)).toMatchObject({
      verdict: "yes",
      witness: { resource, context: { "aws:RequestedRegion": "eu-west-1" } },
    });
  });
});

test("whatever AWS lists as a resource type has a resource of its shape, and its witness is one", () => {
  const services = [
    "s3",
    "dynamodb",
    "lambda",
    "iam",
    "kms",
    "sqs",
    "events",
    "ec2",
    "execute-api",
    "backup",
  ];
  const nobody: string[] = [];
  for (const service of services) {
    const actions = index.ofService(service).filter(({ resources }) => resources.length > 0);
    for (const { name, resources } of actions.filter((_, at) => at % 9 === 0)) {
      for (const type of resources) {
        const proof = can({ ...clerk(allow("*")), accounts: [home] }, userArn("clerk"), asked(name, type));
        if (proof.verdict === "no") nobody.push(`${name} ${type}`);
      }
    }
  }
  expect(nobody).toEqual([]);
});
