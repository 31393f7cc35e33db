import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { generateActions } from "../../lib/actions/generate.ts";
import { loadActions } from "../../lib/actions/load.ts";

const index = loadActions();

test("the committed file is what the installed data makes: else run `node lib/actions/generate.ts`", () => {
  const committed = readFileSync(new URL("../../lib/actions/actions.json", import.meta.url), "utf8");
  expect(committed === generateActions(), "run `node lib/actions/generate.ts` and commit actions.json").toBe(
    true,
  );
});

describe("facts that everybody can look up", () => {
  test.each([
    ["s3:GetObject", "Read", "arn:*:s3:::*/*"],
    ["s3:DeleteBucket", "Write", "arn:*:s3:::*"],
    ["dynamodb:ExportTableToPointInTime", "Write", "arn:*:dynamodb:*:*:table/*"],
    ["dynamodb:Query", "Read", "arn:*:dynamodb:*:*:table/*/index/*"],
    ["iam:PassRole", "Write", "arn:*:iam::*:role/*"],
    ["kms:PutKeyPolicy", "Permissions management", "arn:*:kms:*:*:key/*"],
    ["s3:PutObjectTagging", "Tagging", "arn:*:s3:::*/*"],
    ["sts:AssumeRole", "Write", "arn:*:iam::*:role/*"],
    ["dynamodb:ListStreams", "Read", undefined],
    ["apigateway:GET", "Read", "arn:*:apigateway:*::/apis/*/authorizers/*"],
  ] as const)("%s is %s on %s", (name, level, resource) => {
    const fact = index.find(name)!;
    expect({ name: fact.name, level: fact.level }).toEqual({ name, level });
    expect(resource === undefined ? fact.resources : fact.resources.includes(resource)).toEqual(
      resource === undefined ? [] : true,
    );
  });

  test.each(["s3:ListAllMyBuckets", "dynamodb:ListTables", "ec2:DescribeInstances", "iam:ListUsers"])(
    "%s takes only *",
    (name) => expect(index.find(name)!.resources).toEqual([]),
  );

  test("keys of the service are there, in its spelling; those that every service has are not", () => {
    expect(index.find("dynamodb:GetItem")!.conditionKeys).toContain("dynamodb:LeadingKeys");
    expect(index.find("iam:PassRole")!.conditionKeys).toContain("iam:PassedToService");
    expect(
      index.matching("*").flatMap((fact) => fact.conditionKeys.filter((key) => /^aws:/i.test(key))),
    ).toEqual([]);
  });

  test("no variable and no separator of the file is left in a pattern", () => {
    const patterns = new Set(index.matching("*").flatMap((fact) => fact.resources));
    expect([...patterns].filter((pattern) => !/^arn:\*:[^\s|;,${}]+$/.test(pattern))).toEqual([]);
  });

  test("permissions management is told from plain writing", () => {
    expect(index.find("dynamodb:PutResourcePolicy")!.level).toBe("Permissions management");
  });
});

describe("ids", () => {
  const all = index.matching("*");
  test("run from 0 to the count, in the order of names", () => {
    expect(all.map((fact) => fact.id)).toEqual(Array.from({ length: index.count }, (_, id) => id));
    expect(index.count).toBeGreaterThan(20_000);
  });
  test("every action is found again by its name, and the fact is the same object", () => {
    expect(all.filter((fact) => index.find(fact.name) !== fact)).toEqual([]);
  });
});

describe("find", () => {
  test.each(["s3:GetObject", "s3:getobject", "S3:GETOBJECT"])("%s in any case", (name) => {
    expect(index.find(name)?.name).toBe("s3:GetObject");
  });
  test.each([
    "",
    ":",
    "s3",
    "s3:",
    "s3:Get*",
    "s3:NoSuchAction",
    "nosuch:Get",
    "__proto__:x",
    "constructor:name",
    "*",
  ])("%j is none", (name) => expect(index.find(name)).toBeUndefined());
});

describe("matching", () => {
  const names = (pattern: string): readonly string[] => index.matching(pattern).map((fact) => fact.name);
  test("one action, in any case", () => expect(names("DYNAMODB:getitem")).toEqual(["dynamodb:GetItem"]));
  test("? is one character", () => expect(names("sts:AssumeRol?")).toEqual(["sts:AssumeRole"]));
  test("a run", () =>
    expect(names("sts:AssumeRole*")).toEqual([
      "sts:AssumeRole",
      "sts:AssumeRoleWithSAML",
      "sts:AssumeRoleWithWebIdentity",
    ]));
  test("a wildcard in the service", () => {
    expect(names("s3*:GetObject")).toEqual(expect.arrayContaining(["s3-outposts:GetObject", "s3:GetObject"]));
    expect(names("*:DescribeStream")).toContain("kinesis:DescribeStream");
  });
  test("without a colon the run crosses it", () =>
    expect(names("s3*").length).toBeGreaterThan(names("s3:*").length));
  test("a whole service", () =>
    expect(names("dynamodb:*")).toEqual(index.ofService("dynamodb").map((f) => f.name)));
  test.each(["", "s3", "s3:", "(s3|sts):.*", "s3:Get[OA]*", "nosuch:*"])("%j matches none", (pattern) => {
    expect(names(pattern)).toEqual([]);
  });
  test("sorted by id", () => {
    const ids = index.matching("*:*e*").map((fact) => fact.id);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
  });
});

test("ofService takes any case, and none for one that AWS lacks", () => {
  expect(index.ofService("S3").length).toBeGreaterThan(100);
  expect(index.ofService("nosuch")).toEqual([]);
});
