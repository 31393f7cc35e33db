import { describe, expect, test } from "vitest";
import { allow, bucket, other, policy, roleArn, rootArn, userArn } from "../world.ts";
import { ask, clerk, keep, objects, only, own, read, repair, without, type Case } from "./proposals.ts";

describe("the smallest edit of whom a policy names", () => {
  test.each<[string, Case]>([
    [
      "takes one principal out of a resource’s policy",
      {
        world: {
          users: { clerk: {}, sealer: {} },
          resources: {
            [bucket]: policy({
              Effect: "Allow",
              Principal: { AWS: [clerk, userArn("sealer")] },
              Action: "s3:GetObject",
              Resource: objects,
            }),
          },
        },
        request: without(read, [keep("s3:GetObject", objects, userArn("sealer"))]),
        policy: bucket,
        statements: [
          {
            Effect: "Allow",
            Principal: { AWS: [userArn("sealer")] },
            Action: "s3:GetObject",
            Resource: objects,
          },
        ],
        elements: 1,
      },
    ],
    [
      "names those who need it in place of everybody",
      {
        world: {
          users: { clerk: {}, sealer: {} },
          resources: {
            [bucket]: policy({ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: objects }),
          },
        },
        request: {
          remove: ["*", clerk].map((principal) => ({ principal, questions: [read] })),
          keep: [keep("s3:GetObject", objects, userArn("sealer"))],
        },
        policy: bucket,
        statements: [
          {
            Effect: "Allow",
            Principal: { AWS: userArn("sealer") },
            Action: "s3:GetObject",
            Resource: objects,
          },
        ],
        elements: 2,
      },
    ],
    [
      "names the roles that need it in place of their account",
      {
        world: {
          users: { clerk: {}, sealer: {} },
          roles: {
            guest: { account: other, inline: [policy(allow("s3:*"))] },
            mirror: { account: other, inline: [policy(allow("s3:*"))] },
          },
          resources: {
            [bucket]: policy({
              Effect: "Allow",
              Principal: { AWS: rootArn(other) },
              Action: "s3:GetObject",
              Resource: objects,
            }),
          },
        },
        request: {
          remove: [
            { principal: rootArn(other), questions: [read] },
            { principal: roleArn("guest", other), questions: [read] },
          ],
          keep: [keep("s3:GetObject", objects, roleArn("mirror", other))],
        },
        policy: bucket,
        statements: [
          {
            Effect: "Allow",
            Principal: { AWS: roleArn("mirror", other) },
            Action: "s3:GetObject",
            Resource: objects,
          },
        ],
        elements: 2,
      },
    ],
    [
      "takes a role’s name out of another’s trust policy",
      {
        world: {
          roles: {
            clerks: { inline: [policy(allow("sts:AssumeRole"))] },
            sealers: { inline: [policy(allow("sts:AssumeRole"))] },
            vault: {
              trust: policy({
                Effect: "Allow",
                Principal: { AWS: [roleArn("clerks"), roleArn("sealers")] },
                Action: "sts:AssumeRole",
              }),
            },
          },
        },
        request: without(
          ask("sts:AssumeRole", roleArn("vault")),
          [
            keep("sts:AssumeRole", roleArn("vault"), roleArn("sealers")),
            ...["vault", "clerks"].map((name) => keep("sts:TagSession", roleArn(name), roleArn("clerks"))),
          ],
          roleArn("clerks"),
        ),
        policy: roleArn("vault"),
        statements: [{ Effect: "Allow", Principal: { AWS: [roleArn("sealers")] }, Action: "sts:AssumeRole" }],
        elements: 1,
      },
    ],
  ])("%s", (_, { world, request, policy: named = own, change = "narrowed", statements, elements }) => {
    expect(only(repair(world, request))).toEqual({ policy: named, change, statements, elements });
  });
});
