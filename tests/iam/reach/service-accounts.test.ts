/** Roles of Kubernetes’ service accounts: whoever administers the cluster uses them. */
import { describe, expect, test } from "vitest";
import { allow, home, other, policy, userArn, type Json } from "../world.ts";
import { waysFrom } from "./routes-in.ts";

const host = "oidc.eks.ca-central-1.amazonaws.com/id/0123456789ABCDEF";
const provider = (name: string, account = home) => `arn:aws:iam::${account}:oidc-provider/${name}`;
const trusting = (Federated: string, more: Json = {}): Json =>
  policy({ Effect: "Allow", Principal: { Federated }, Action: "sts:AssumeRoleWithWebIdentity", ...more });
const administers = allow(["eks:CreateAccessEntry", "eks:AssociateAccessPolicy"]);
const account = { StringEquals: { [`${host}:sub`]: "system:serviceaccount:roll:seal" } };

describe("of somebody who makes itself administrator of the cluster", () => {
  test.each<readonly [string, Json, Json, string]>([
    [
      "a role of a service account, whose name the trust policy asks for",
      administers,
      trusting(provider(host), { Condition: account }),
      "eks-create-access-entry-service-account (assumed)",
    ],
    [
      "in China",
      administers,
      trusting(provider("oidc.eks.cn-north-1.amazonaws.com.cn/id/01")),
      "eks-create-access-entry-service-account (assumed)",
    ],
    ["of another provider", administers, trusting(provider("token.actions.example.net")), ""],
    ["of one that only looks alike", administers, trusting(provider("oidc.eks.example.net/id/01")), ""],
    ["of one whose path looks alike", administers, trusting(provider(`example.net/${host}x`)), ""],
    [
      "that is trusted for something else",
      administers,
      trusting(provider(host), { Action: "sts:TagSession" }),
      "",
    ],
    ["without the access policy", allow("eks:CreateAccessEntry"), trusting(provider(host)), ""],
  ])("%s", (_, right, trust, way) => {
    const world = {
      users: { ann: { inline: [policy(right)] } },
      roles: { a: { inline: [policy(allow("dynamodb:*"))], trust } },
    };
    expect(waysFrom(world, userArn("ann"))["role/a"] ?? "").toBe(way);
  });

  test("not of another account", () => {
    const world = {
      users: { ann: { inline: [policy(administers)] } },
      roles: {
        a: { account: other, inline: [policy(allow("dynamodb:*"))], trust: trusting(provider(host, other)) },
      },
    };
    expect(waysFrom(world, userArn("ann"))).toEqual({});
  });
});
