import { describe, expect, test } from "vitest";
import { fitTemplate } from "../../../lib/snapshot/template/template.ts";
import { openStack } from "../../../lib/snapshot/template/open-stack.ts";
import { newWorld } from "../../../lib/snapshot/template/world.ts";
import { Unresolved, type MaybeValue } from "../../../lib/snapshot/template/value.ts";
import type { Json } from "../../../lib/base/json.ts";

const sections = {
  Parameters: {
    Office: { Type: "String", Default: "alder" },
    Counties: { Type: "CommaDelimitedList", Default: "north, south" },
    Days: { Type: "Number", Default: 400 },
    Asked: { Type: "String" },
    Stored: { Type: "AWS::SSM::Parameter::Value<String>", Default: "/office/name" },
  },
  Mappings: { Modes: { prod: { lock: "COMPLIANCE", list: ["a", "b"] } } },
  Conditions: {
    IsAlder: { "Fn::Equals": [{ Ref: "Office" }, "alder"] },
    IsBirch: { "Fn::Equals": [{ Ref: "Office" }, "birch"] },
    IsAsked: { "Fn::Equals": [{ Ref: "Asked" }, "x"] },
    Neither: { "Fn::Not": [{ "Fn::Or": [{ Condition: "IsBirch" }, { Condition: "IsBirch" }] }] },
    AskedOrAlder: { "Fn::Or": [{ Condition: "IsAsked" }, { Condition: "IsAlder" }] },
    AskedAndBirch: { "Fn::And": [{ Condition: "IsAsked" }, { Condition: "IsBirch" }] },
    AskedAndAlder: { "Fn::And": [{ Condition: "IsAsked" }, { Condition: "IsAlder" }] },
    Round: { "Fn::Not": [{ Condition: "Round" }] },
    Odd: { "Fn::Maybe": [] },
  },
  Resources: {
    Fixed: { Type: "AWS::S3::Bucket", Properties: { BucketName: "rolls" } },
    Free: { Type: "AWS::S3::Bucket" },
    Clerk: { Type: "AWS::IAM::Role", Properties: { RoleName: "Clerk", Path: "/desk/" } },
    Table: { Type: "AWS::DynamoDB::Table", Properties: { TableName: { "Fn::Sub": "${Office}-roll" } } },
    Key: { Type: "AWS::KMS::Key" },
    Queue: { Type: "AWS::SQS::Queue", Properties: { QueueName: "q" } },
    Odd: { Type: "AWS::Odd::Thing" },
    Never: { Type: "AWS::S3::Bucket", Condition: "IsBirch" },
    Perhaps: { Type: "AWS::S3::Bucket", Condition: "IsAsked" },
    Hen: { Type: "AWS::S3::Bucket", Properties: { BucketName: { "Fn::Sub": "of-${Egg}" } } },
    Egg: { Type: "AWS::S3::Bucket", Properties: { BucketName: { Ref: "Hen" } } },
    Itself: { Type: "AWS::S3::Bucket", Properties: { BucketName: { Ref: "Itself" } } },
    Dynamic: { Type: "AWS::S3::Bucket", Properties: { BucketName: "{{resolve:ssm:/name}}" } },
  },
};

const place = { account: "111111111111", region: "ca-central-1", regionGiven: true };

function open(json: unknown, name = "Register") {
  const source = { name, template: fitTemplate(json as Json, "t.json"), tags: {}, assets: new Map() };
  return openStack({ source, place }, newWorld());
}

const resolve = (expression: unknown): MaybeValue => open(sections).evaluate(expression);

describe("functions that can be resolved", () => {
  test.each<[string, unknown, unknown]>([
    ["a parameter’s default", { Ref: "Office" }, "alder"],
    ["a list parameter", { Ref: "Counties" }, ["north", "south"]],
    ["a number parameter, which CloudFormation passes as text", { Ref: "Days" }, "400"],
    ["the account", { Ref: "AWS::AccountId" }, "111111111111"],
    ["the region", { Ref: "AWS::Region" }, "ca-central-1"],
    ["the partition", { Ref: "AWS::Partition" }, "aws"],
    ["the suffix", { Ref: "AWS::URLSuffix" }, "amazonaws.com"],
    ["the stack", { Ref: "AWS::StackName" }, "Register"],
    ["no value in an object", { a: { Ref: "AWS::NoValue" }, b: 1 }, { b: 1 }],
    ["no value in a list", ["a", { Ref: "AWS::NoValue" }], ["a"]],
    ["a resource with a fixed name", { Ref: "Fixed" }, "rolls"],
    ["a resource whose name CloudFormation invents", { Ref: "Free" }, "register-free"],
    ["a name that is a function", { Ref: "Table" }, "alder-roll"],
    ["an ARN of a bucket", { "Fn::GetAtt": ["Fixed", "Arn"] }, "arn:aws:s3:::rolls"],
    [
      "an ARN with a path, asked with a dot",
      { "Fn::GetAtt": "Clerk.Arn" },
      "arn:aws:iam::111111111111:role/desk/Clerk",
    ],
    [
      "an ARN with a region",
      { "Fn::GetAtt": ["Table", "Arn"] },
      "arn:aws:dynamodb:ca-central-1:111111111111:table/alder-roll",
    ],
    ["a queue’s address", { Ref: "Queue" }, "https://sqs.ca-central-1.amazonaws.com/111111111111/q"],
    ["Join", { "Fn::Join": ["-", ["a", { Ref: "Days" }, 1, true]] }, "a-400-1-true"],
    ["Join of a list that is a reference", { "Fn::Join": ["+", { Ref: "Counties" }] }, "north+south"],
    [
      "Sub",
      { "Fn::Sub": "${Office}/${Clerk.Arn}/${AWS::Region}" },
      "alder/arn:aws:iam::111111111111:role/desk/Clerk/ca-central-1",
    ],
    ["Sub with names of its own", { "Fn::Sub": ["${x}-${Office}", { x: { Ref: "Days" } }] }, "400-alder"],
    [
      "Sub leaves what is written with !",
      { "Fn::Sub": "${!aws:username}/${Office}" },
      "${aws:username}/alder",
    ],
    ["Sub does not look into what it put in", { "Fn::Sub": ["${x}", { x: "${Asked}" }] }, "${Asked}"],
    ["policy variables outside Sub", "${aws:username}", "${aws:username}"],
    [
      "Select, by a number or a text",
      [{ "Fn::Select": [1, ["a", "b"]] }, { "Fn::Select": ["0", { Ref: "Counties" }] }],
      ["b", "north"],
    ],
    [
      "Select of a list in which another place is not known",
      { "Fn::Select": [0, ["a", { Ref: "Asked" }]] },
      "a",
    ],
    ["Split", { "Fn::Split": [":", "a:b:"] }, ["a", "b", ""]],
    ["Base64", { "Fn::Base64": "é" }, "w6k="],
    ["FindInMap", { "Fn::FindInMap": ["Modes", "prod", "lock"] }, "COMPLIANCE"],
    ["FindInMap of a list", { "Fn::FindInMap": ["Modes", "prod", "list"] }, ["a", "b"]],
    [
      "FindInMap with a default",
      { "Fn::FindInMap": ["Modes", "trial", "lock", { DefaultValue: "none" }] },
      "none",
    ],
    ["If", [{ "Fn::If": ["IsAlder", "yes", "no"] }, { "Fn::If": ["IsBirch", "yes", "no"] }], ["yes", "no"]],
    ["If leaves the other branch alone", { "Fn::If": ["IsAlder", "yes", { Ref: "Asked" }] }, "yes"],
    ["If without a value", { a: { "Fn::If": ["IsBirch", 1, { Ref: "AWS::NoValue" }] } }, {}],
    ["Not and Or", { "Fn::If": ["Neither", "yes", "no"] }, "yes"],
    ["Or that holds whatever is not known", { "Fn::If": ["AskedOrAlder", "yes", "no"] }, "yes"],
    ["And that fails whatever is not known", { "Fn::If": ["AskedAndBirch", "yes", "no"] }, "no"],
    ["Length", { "Fn::Length": { Ref: "Counties" } }, 2],
    ["ToJsonString", { "Fn::ToJsonString": { a: { Ref: "Office" } } }, `{"a":"alder"}`],
    ["an object of two keys is no function", { Ref: "Office", b: 1 }, { Ref: "Office", b: 1 }],
  ])("%s", (_, expression, expected) => {
    expect(resolve(expression)).toEqual(expected);
  });

  test("invented names hang on stack and logical id alone", () => {
    const key = (name: string) => open(sections, name).reference("Key");
    expect(key("Register")).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(key("Register")).toBe(key("Register"));
    expect(key("Register")).not.toBe(key("Vault"));
  });

  test("in China and in GovCloud, partition and suffix are others", () => {
    const source = {
      name: "S",
      template: fitTemplate(sections, "t"),
      tags: {},
      assets: new Map(),
    };
    const at = (region: string) => openStack({ source, place: { ...place, region } }, newWorld());
    expect(at("cn-north-1").evaluate({ "Fn::Sub": "${AWS::Partition} ${AWS::URLSuffix}" })).toBe(
      "aws-cn amazonaws.com.cn",
    );
    expect(at("us-gov-west-1").attribute("Fixed", "Arn")).toBe("arn:aws-us-gov:s3:::rolls");
  });
});

describe("what cannot be resolved is unresolved, with the reason, and never a guess", () => {
  test.each<[string, unknown, string]>([
    ["a parameter without default", { Ref: "Asked" }, "no default value"],
    ["a parameter from the parameter store", { Ref: "Stored" }, "parameter store"],
    ["a dynamic reference", "x{{resolve:secretsmanager:s}}", "dynamic reference"],
    [
      "a dynamic reference that Join puts together",
      { "Fn::Join": ["", ["{{resolve", ":ssm:/x}}"]] },
      "dynamic reference",
    ],
    ["a bucket named by one", { Ref: "Dynamic" }, "dynamic reference"],
    ["a name that nobody has", { Ref: "Nobody" }, "not in the template"],
    ["a resource that its condition leaves out", { Ref: "Never" }, "by its condition"],
    ["a resource whose condition is not known", { "Fn::GetAtt": ["Perhaps", "Arn"] }, "no default value"],
    ["a type whose names are not known", { Ref: "Odd" }, "once it is deployed"],
    ["an attribute that is not known", { "Fn::GetAtt": ["Fixed", "Mood"] }, "Fixed.Mood"],
    ["an attribute from the prototype", { "Fn::GetAtt": ["Fixed", "constructor"] }, "Fixed.constructor"],
    [
      "a mapping from the prototype",
      { "Fn::FindInMap": ["Modes", "__proto__", "toString"] },
      "not in the template",
    ],
    ["a circle of two", { Ref: "Hen" }, "circle"],
    ["a circle of one", { Ref: "Itself" }, "circle"],
    ["a condition in a circle", { "Fn::If": ["Round", 1, 2] }, "circle"],
    ["a condition of an unknown function", { "Fn::If": ["Odd", 1, 2] }, "Fn::Maybe"],
    ["a condition that is not there", { "Fn::If": ["Nobody", 1, 2] }, "not in the template"],
    ["And that hangs on what is not known", { "Fn::If": ["AskedAndAlder", 1, 2] }, "no default value"],
    ["an unknown function", { "Fn::Transform": { Name: "AWS::Include" } }, "Fn::Transform"],
    ["zones", { "Fn::Select": [0, { "Fn::GetAZs": "" }] }, "Fn::GetAZs"],
    ["an import that nobody exports", { "Fn::ImportValue": "x" }, "exports x"],
    ["Join of objects", { "Fn::Join": ["", [{ a: 1 }]] }, "Fn::Join"],
    ["Join of one argument", { "Fn::Join": "a" }, "Fn::Join"],
    ["Sub of a list", { "Fn::Sub": "x${Counties}" }, "Counties"],
    ["Sub that is no text", { "Fn::Sub": 1 }, "Fn::Sub"],
    ["Select beyond the end", { "Fn::Select": [9, ["a"]] }, "Fn::Select"],
    ["Select before the beginning", { "Fn::Select": ["-1", ["a"]] }, "Fn::Select"],
    ["Split by nothing", { "Fn::Split": ["", "abc"] }, "Fn::Split"],
    ["GetAtt of a number", { "Fn::GetAtt": 5 }, "Fn::GetAtt"],
  ])("%s", (_, expression, why) => {
    const value = resolve(expression);
    const hole = value instanceof Unresolved ? value : undefined;
    expect(hole).toBeInstanceOf(Unresolved);
    const said = hole!.why.en.replace(/\{(\w+)\}/g, (_all, key: string) => hole!.args[key] as string);
    expect(said).toContain(why);
  });

  test("the rest of an object keeps its values", () => {
    expect(resolve({ a: { Ref: "Office" }, b: { Ref: "Asked" } })).toMatchObject({
      a: "alder",
      b: expect.any(Unresolved),
    });
  });
});

describe("a template made to keep the reader busy", () => {
  const chain = (count: number, name: (below: string) => unknown) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `B${index}`,
        {
          Type: "AWS::S3::Bucket",
          Properties: { BucketName: index === 0 ? "ten-letter" : name(`B${index - 1}`) },
        },
      ]),
    );

  test("names that double again and again end as unresolved", () => {
    const Resources = chain(60, (below) => ({
      "Fn::Join": ["", Array.from({ length: 10 }, () => ({ Ref: below }))],
    }));
    expect(open({ Resources }).reference("B59")).toBeInstanceOf(Unresolved);
  });

  test("a chain of thousands ends as unresolved", () => {
    const Resources = chain(5000, (below) => ({ Ref: below }));
    expect(open({ Resources }).reference("B4999")).toBeInstanceOf(Unresolved);
    expect(open({ Resources }).reference("B100")).toBe("ten-letter");
  });

  test("lists and texts without end are refused", () => {
    const text = "x".repeat(150_000);
    const Parameters = { Long: { Type: "String", Default: text } };
    const many = Array.from({ length: 5000 }, () => ({ "Fn::Sub": "${Long}" }));
    expect(() => open({ Parameters, Resources: {} }).evaluate(many)).toThrow(
      expect.objectContaining({ code: "template-large" }),
    );
  });
});
