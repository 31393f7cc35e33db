import { describe, expect, test } from "vitest";
import { accountOf, allow, asked, hole, one, type Properties } from "./cdk-out.ts";

const is =
  (type: string) =>
  (properties: Properties = {}) =>
    one(type, properties);

describe("a key", () => {
  const read = async (properties: Properties) => {
    const alias = is("AWS::KMS::Alias");
    const { account, unread } = await accountOf(
      {
        K: is("AWS::KMS::Key")(properties),
        A: alias({ AliasName: "alias/b", TargetKeyId: { "Fn::GetAtt": ["K", "Arn"] } }),
        B: alias({ AliasName: "alias/a", TargetKeyId: { Ref: "K" } }),
      },
      asked,
    );
    return { key: account.keys[0]!, policy: account.resourcePolicies[0]!, unread };
  };

  test("of which nothing is said has KMS’s default policy", async () => {
    const { key, policy, unread } = await read({});
    expect(unread).toEqual([]);
    expect(key).toMatchObject({
      aliases: ["alias/a", "alias/b"],
      enabled: true,
      rotation: false,
      usage: "ENCRYPT_DECRYPT",
      manager: "customer",
    });
    expect(policy).toMatchObject({
      resource: key.arn,
      policy: { Statement: [{ Principal: { AWS: "arn:aws:iam::111111111111:root" }, Action: "kms:*" }] },
    });
  });

  test("that signs, rotates or is switched off", async () => {
    const { key } = await read({ KeyUsage: "SIGN_VERIFY", EnableKeyRotation: true, Enabled: false });
    expect(key).toMatchObject({ usage: "SIGN_VERIFY", rotation: true, enabled: false });
  });

  test("whose policy is not known", async () => {
    const { key, policy, unread } = await read({ KeyPolicy: allow("kms:*", hole) });
    expect(policy.policy).toContain("unread: ");
    expect(unread).toMatchObject([{ facts: "resource-policies", resource: key.arn }]);
  });
});
