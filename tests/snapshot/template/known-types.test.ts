import { describe, expect, test } from "vitest";
import { accountOf, one, readStacks } from "./cdk-out.ts";

describe("types that are not understood", () => {
  test.each<[string, unknown, readonly string[]]>([
    ["one that has a role", one("AWS::Odd::Thing", { ServiceRoleArn: "x" }), ["workloads"]],
    ["one that has a policy", one("AWS::Odd::Thing", { ResourcePolicy: {} }), ["resource-policies"]],
    [
      "one that has both",
      one("AWS::Odd::Thing", { RoleArn: "x", PolicyDocument: {} }),
      ["workloads", "resource-policies"],
    ],
    ["one of which nothing is known", one("AWS::Odd::Thing"), ["workloads"]],
    ["one of IAM", one("AWS::IAM::ServiceLinkedRole", { AWSServiceName: "x" }), ["identities"]],
    ["one of the organisation", one("AWS::Organizations::Policy"), ["organization"]],
    ["code that runs when it is deployed", one("Custom::Anything"), ["workloads"]],
    [
      "a harmless one that has a policy all the same",
      one("AWS::EC2::VPCEndpoint", { PolicyDocument: {} }),
      ["resource-policies"],
    ],
  ])("%s", async (_, resource, facts) => {
    const { unread } = await accountOf({ A: resource, B: resource });
    const { Type } = resource as { readonly Type: string };
    expect(unread.map(({ what, facts: kind }) => [what, kind])).toEqual(facts.map((kind) => [Type, kind]));
  });

  test("harmless ones are silent", async () => {
    const { unread } = await accountOf({
      Logs: one("AWS::Logs::LogGroup", { RetentionInDays: 400 }),
      Alarm: one("AWS::CloudWatch::Alarm"),
      Meta: one("AWS::CDK::Metadata"),
      Network: one("AWS::EC2::VPC"),
      Bus: one("AWS::Events::Rule", { Targets: [{ Id: "1", Arn: "arn:aws:events:x" }] }),
    });
    expect(unread).toEqual([]);
  });

  test("a macro rewrites everything, so that every kind of fact is unread", async () => {
    const { unread } = await accountOf(
      {},
      { Transform: ["AWS::LanguageExtensions", "AWS::Serverless-2016-10-31"] },
    );
    expect(unread).toHaveLength(9);
    expect(unread[0]!.why).toContain("AWS::Serverless-2016-10-31");
  });

  test("in French too", async () => {
    const { unread } = await readStacks({ S: { resources: { A: one("AWS::Odd::Thing") } } }, { lang: "fr" });
    expect(unread![0]!.why).toContain("ne les comprend pas");
  });
});
