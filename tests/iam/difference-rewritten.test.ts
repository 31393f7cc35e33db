import { describe, expect, test } from "vitest";
import { clerk, compare, inline, objects, same } from "./differences.ts";
import { index, when } from "./proofs.ts";
import {
  allow,
  bucket,
  deny,
  managedArn,
  object,
  outside,
  policy,
  rootArn,
  userArn,
  type World,
} from "./world.ts";

describe("a policy that is written otherwise and means the same is no change", () => {
  const read = allow("s3:GetObject", objects);
  const write = allow("s3:PutObject", objects);
  const condition = (operator: string, name: string, values: unknown) =>
    when({ [operator]: { [name]: values } });
  const gets = index.matching("s3:Get*").map(({ name }) => name);
  const others = index
    .ofService("s3")
    .map(({ name }) => name)
    .filter((name) => !gets.includes(name));

  test.each<readonly [string, World, World]>([
    ["statements in another order", inline(read, write), inline(write, read)],
    [
      "actions of two statements in one",
      inline(read, write),
      inline(allow(["s3:PutObject", "s3:getobject"], objects)),
    ],
    [
      "resources of one statement in two",
      inline(allow("s3:GetObject", [bucket, objects])),
      inline(allow("s3:GetObject", bucket), read),
    ],
    ["a pattern written out", inline(allow("s3:Get*", "*")), inline(allow(gets, "*"))],
    ["NotAction", inline(allow("s3:Get*", "*")), inline(deny(others), allow("s3:*", "*"))],
    [
      "NotAction of all but one",
      inline(allow(others, "*")),
      inline(
        { Effect: "Allow", NotAction: gets, Resource: "*" },
        { Effect: "Deny", NotAction: "s3:*", Resource: "*" },
      ),
    ],
    [
      "an inline policy attached",
      inline(read),
      clerk({ attached: [managedArn("reading")] }, { managed: { reading: policy(read) } }),
    ],
    [
      "a right of one’s own by a group",
      inline(read),
      clerk({ groups: ["readers"] }, { groups: { readers: [policy(read)] } }),
    ],
    [
      "two values of a condition as two statements",
      inline({ ...read, ...condition("StringEquals", "aws:RequestedRegion", ["a", "b"]) }),
      inline(
        { ...read, ...condition("StringEquals", "aws:RequestedRegion", "a") },
        { ...read, ...condition("StringEquals", "aws:RequestedRegion", "b") },
      ),
    ],
    [
      "an allow when as a deny unless",
      inline({ ...read, ...condition("Bool", "aws:SecureTransport", "true") }),
      inline(
        read,
        deny("s3:GetObject", "*", condition("BoolIfExists", "aws:SecureTransport", "false")),
        deny("*", "*", condition("Null", "aws:SecureTransport", "true")),
      ),
    ],
    ["a narrower allow beside a wider", inline(read), inline(read, allow("s3:GetObject", object))],
    ["a deny of what nothing allows", inline(read), inline(read, deny("s3:DeleteObject"))],
    [
      "NotResource twice",
      inline({ Effect: "Allow", Action: "s3:GetObject", NotResource: [bucket, object] }),
      inline(allow("s3:GetObject", "*"), deny("s3:GetObject", [object, bucket])),
    ],
    [
      "a boundary that takes nothing",
      inline(read),
      clerk(
        { inline: [policy(read)], boundary: managedArn("edge") },
        { managed: { edge: policy(allow("s3:*")) } },
      ),
    ],
    [
      "a variable written out",
      inline(allow("s3:GetObject", `${bucket}/\${aws:username}/*`)),
      inline(allow("s3:GetObject", `${bucket}/clerk/*`)),
    ],
    [
      "principals of a bucket’s policy in two statements",
      {
        ...inline(),
        resources: {
          [bucket]: policy({ ...read, Principal: { AWS: [userArn("clerk"), rootArn(outside)] } }),
        },
      },
      {
        ...inline(),
        resources: {
          [bucket]: policy(
            { ...read, Principal: { AWS: rootArn(outside) } },
            { ...read, Principal: { AWS: userArn("clerk") } },
          ),
        },
      },
    ],
    [
      "what neither snapshot could read",
      clerk({ inline: [policy(read, write)], attached: [managedArn("lost")] }),
      clerk({ inline: [policy(write), policy(read)], attached: [managedArn("lost")] }),
    ],
    [
      "an operator that is not understood, beside another order",
      inline(read, write, { ...read, ...condition("Sounds", "x", "y") }),
      inline({ ...read, ...condition("Sounds", "x", "y") }, write, read),
    ],
  ])("%s", (_, before, after) => {
    expect(compare(before, after)).toEqual(same);
    expect(compare(after, before)).toEqual(same);
  });
});
