import { describe, expect, test } from "vitest";
import { allow, bucket, clerkMay, deny, home, object, type Json } from "./world.ts";

type Row = readonly [
  name: string,
  statement: Json | readonly Json[],
  expected: string,
  request?: { readonly action?: string; readonly resource?: string },
];
const not = (NotAction: unknown, Resource: unknown = "*", Effect = "Allow"): Json => ({
  Effect,
  NotAction,
  Resource,
});
const except = (Action: unknown, NotResource: unknown, Effect = "Allow"): Json => ({
  Effect,
  Action,
  NotResource,
});

const tables: Readonly<Record<string, readonly Row[]>> = {
  actions: [
    ["by name", allow("s3:GetObject"), "allowed"],
    ["in any case", allow("S3:getOBJECT"), "allowed"],
    ["asked in any case", allow("s3:GetObject"), "allowed", { action: "S3:GETOBJECT" }],
    ["a run", allow("s3:Get*"), "allowed"],
    ["one character", allow("s3:?etObject"), "allowed"],
    ["a run across the colon", allow("s3*"), "unknown"],
    ["all", allow("*"), "allowed"],
    ["a longer name", allow("s3:GetObject"), "implicitDeny", { action: "s3:GetObjectAcl" }],
    ["a list", allow(["s3:PutObject", "s3:GetObject"]), "allowed"],
    ["an empty list", allow([]), "implicitDeny"],
    ["what would be a regular expression", allow("s3:(Get|Put)Object"), "implicitDeny"],
    ["NotAction of another", not("iam:*"), "allowed"],
    ["NotAction of it", not("s3:*"), "implicitDeny"],
    ["NotAction of none", not([]), "allowed"],
    ["a deny of all but it", [allow("*"), not("s3:Get*", "*", "Deny")], "allowed"],
    ["a deny of all but another", [allow("*"), not("iam:*", "*", "Deny")], "explicitDeny"],
    ["one that AWS has not published", allow("s3:*"), "allowed", { action: "s3:GetMoonObject" }],
  ],

  resources: [
    ["by name", allow("s3:*", object), "allowed"],
    [
      "in another case",
      allow("s3:*", object.toUpperCase().replace("ARN:AWS:S3", "arn:aws:s3")),
      "implicitDeny",
    ],
    ["a run across /", allow("s3:*", `${bucket}/*`), "allowed"],
    ["a run across :", allow("s3:*", "arn:aws:*/7.age"), "allowed"],
    ["one character", allow("s3:*", `${bucket}/county/?.age`), "allowed"],
    ["the bucket is not its objects", allow("s3:*", bucket), "implicitDeny"],
    ["a dot is a dot", allow("s3:*", `${bucket}/county/7xage`), "implicitDeny"],
    ["NotResource of another", except("s3:*", `${bucket}/private/*`), "allowed"],
    ["NotResource of it", except("s3:*", `${bucket}/*`), "implicitDeny"],
    ["NotResource of one of a list", except("s3:*", ["arn:aws:s3:::x", object]), "implicitDeny"],
    ["a deny of all but it", [allow("*"), except("*", `${bucket}/*`, "Deny")], "allowed"],
    ["a deny of all but another", [allow("*"), except("*", `${bucket}/x`, "Deny")], "explicitDeny"],
    [
      "an action without resource types needs *",
      allow("s3:ListAllMyBuckets", bucket),
      "implicitDeny",
      { action: "s3:ListAllMyBuckets", resource: "*" },
    ],
    [
      "… whatever the request names",
      allow("s3:ListAllMyBuckets", bucket),
      "implicitDeny",
      { action: "s3:ListAllMyBuckets", resource: bucket },
    ],
    [
      "… and has it",
      allow("s3:ListAllMyBuckets"),
      "allowed",
      { action: "s3:ListAllMyBuckets", resource: bucket },
    ],
    [
      "a role is passed",
      allow("iam:PassRole", "arn:aws:iam::*:role/jobs/*"),
      "allowed",
      { action: "iam:PassRole", resource: `arn:aws:iam::${home}:role/jobs/x` },
    ],
    ["a deny of the whole", [allow("s3:*"), deny("s3:*", `${bucket}*`)], "explicitDeny"],
  ],
};

describe.each(Object.entries(tables))("%s", (_title, table) => {
  test.each(table.map((row) => ({ name: row[0], row })))(
    "$name",
    ({ row: [, statement, expected, request = {}] }) => {
      expect(clerkMay(statement, request)).toBe(expected);
    },
  );
});
