/** Of resources of other accounts that let nobody in, nothing more is asked (IAM User Guide, "Cross-account policy evaluation logic"). */
import { describe, expect, test } from "vitest";
import { compileAccess } from "../../../lib/iam/compile.ts";
import { abroadIn } from "../../../lib/iam/reach/abroad.ts";
import type { Layers } from "../../../lib/iam/reach/layers.ts";
import { home, inputOf, other, outside, policy, roleArn, rootArn, userArn, type Json } from "../world.ts";
import { index, trusting } from "./routes-in.ts";

const visitor = userArn("visitor", other);
const lets = (AWS: string): Json =>
  policy({ Effect: "Allow", Principal: { AWS }, Action: "*", Resource: "*" });
const [open, shut] = ["arn:aws:s3:::alder-open", "arn:aws:s3:::alder-shut"];
const sqs = (name: string, account = home) => `arn:aws:sqs:eu-west-1:${account}:${name}`;

const input = inputOf({
  roles: { a: { trust: trusting(visitor) }, b: { trust: trusting(rootArn()) } },
  resources: {
    [open]: lets(visitor),
    [shut]: lets(userArn("ann")),
    [sqs("open")]: lets(rootArn(other)),
    [sqs("shut")]: lets(rootArn(outside)),
    [`arn:aws:sns:eu-west-1:${home}:seen`]: lets("*"),
  },
});
const abroad = abroadIn(compileAccess(input, index).landscape);
const from = (account: string, ...names: readonly string[]) =>
  ({ account, names: ["everyone", `account ${account}`, ...names] }) as unknown as Layers;

describe("to somebody of another account", () => {
  test.each<readonly [string, string, boolean]>([
    ["a bucket that lets it in", open, false],
    ["what is in that bucket", `${open}/roll`, false],
    ["a bucket that lets in somebody else", shut, true],
    ["what is in that one", `${shut}/roll`, true],
    ["a bucket of which nobody knows whose it is", "arn:aws:s3:::elsewhere", false],
    ["buckets, of which there may be any", "arn:aws:s3:::*", false],
    ["a queue that lets in its account", sqs("open"), false],
    ["a queue that lets in another account", sqs("shut"), true],
    ["a queue without a policy", sqs("none"), true],
    ["queues, one of which lets it in", sqs("*"), false],
    ["topics, one of which lets everybody in", `arn:aws:sns:eu-west-1:${home}:*`, false],
    ["functions, of which none has a policy", `arn:aws:lambda:eu-west-1:${home}:function:*`, true],
    ["anything of whatever service", `arn:aws:*:eu-west-1:${home}:x`, false],
    ["a queue of its own account", sqs("own", other), false],
    ["a queue of an account that nobody has read", sqs("far", outside), false],
    ["a key without a policy that was read", `arn:aws:kms:eu-west-1:${home}:key/1`, false],
    ["what is no ARN", "*", false],
  ])("%s", (_, resource, expected) => {
    expect(abroad(from(other, `arn ${visitor}`), resource)).toBe(expected);
  });
});

test("whoever is let in is so by each of its names, and nobody by another’s", () => {
  expect(abroad(from(other, `arn ${roleArn("x", other)}`), open)).toBe(true);
  expect(abroad(from(outside), sqs("open"))).toBe(true);
  expect(abroad(from(outside), sqs("shut"))).toBe(false);
  expect(abroad(from(home), shut)).toBe(false);
});
