import { describe, expect, test } from "vitest";
import { clerk, details, gathered, id } from "../../fakes/gathered-account.ts";
import { refusing, type Reply, type Script } from "../../fakes/scripted-account.ts";

const used = new Date("2026-10-01T10:00:00Z");
const page =
  (reply: object): Reply =>
  () => ({
    JobStatus: "COMPLETED",
    ServicesLastAccessed: [],
    IsTruncated: false,
    ...reply,
  });
const reading = (reply: Reply): Script => ({ GetServiceLastAccessedDetailsCommand: reply });
const s3 = { ServiceName: "Amazon S3", ServiceNamespace: "s3" };

test("what somebody last used: services, the actions that IAM follows, and what it never used", async () => {
  const { account, gaps, clients } = await gathered(
    reading(
      page({
        ServicesLastAccessed: [
          {
            ...s3,
            LastAuthenticated: used,
            TrackedActionsLastAccessed: [
              { ActionName: "CreateBucket", LastAccessedTime: used },
              { ActionName: "DeleteBucket" },
            ],
          },
          { ServiceNamespace: "ec2" },
        ],
      }),
    ),
  );
  expect(account.lastAccessed).toEqual([
    {
      principal: clerk,
      services: [
        {
          service: "s3",
          lastAt: "2026-10-01T10:00:00Z",
          actions: [
            { action: "CreateBucket", lastAt: "2026-10-01T10:00:00Z" },
            { action: "DeleteBucket", lastAt: null },
          ],
        },
        { service: "ec2", lastAt: null },
      ],
    },
  ]);
  expect(gaps).toEqual([]);
  const asked = clients.calls.find(({ command }) => command === "GenerateServiceLastAccessedDetailsCommand");
  expect(asked?.input).toEqual({ Arn: clerk, Granularity: "ACTION_LEVEL" });
});

test("several pages, after waiting until the report is written", async () => {
  const { account, clients } = await gathered(
    reading(({ Marker }, call) => {
      if (call < 3) return { JobStatus: "IN_PROGRESS" };
      const more = Marker === undefined;
      return {
        JobStatus: "COMPLETED",
        ServicesLastAccessed: [{ ServiceNamespace: more ? "s3" : "ec2" }],
        IsTruncated: more,
        ...(more && { Marker: "next" }),
      };
    }),
  );
  expect(account.lastAccessed![0]!.services.map(({ service }) => service)).toEqual(["s3", "ec2"]);
  expect(clients.waits).toEqual([500, 1000]);
});

test("roles that a service made for itself are not asked about", async () => {
  const own = `arn:aws:iam::${id}:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX`;
  const { account } = await gathered(
    details({
      RoleDetailList: [{ RoleName: "AWSServiceRoleForX", Arn: own, AssumeRolePolicyDocument: "%7B%7D" }],
    }),
  );
  expect(account.lastAccessed).toEqual([]);
});

describe("one whose use was not read is a gap of its own:", () => {
  test.each<[string, Script, string]>([
    [
      "the report refused",
      { GenerateServiceLastAccessedDetailsCommand: refusing("AccessDenied", 403) },
      "iam:GenerateServiceLastAccessedDetails",
    ],
    [
      "no job",
      { GenerateServiceLastAccessedDetailsCommand: () => ({}) },
      "iam:GenerateServiceLastAccessedDetails",
    ],
    ["the reading refused", reading(refusing("AccessDenied", 403)), "iam:GetServiceLastAccessedDetails"],
    ["the report failed", reading(page({ JobStatus: "FAILED" })), "iam:GetServiceLastAccessedDetails"],
    ["never written", reading(page({ JobStatus: "IN_PROGRESS" })), "iam:GetServiceLastAccessedDetails"],
    ["cut off", reading(page({ IsTruncated: true })), "iam:GetServiceLastAccessedDetails"],
    ["no end said", reading(page({ IsTruncated: undefined })), "iam:GetServiceLastAccessedDetails"],
    [
      "a service without a name",
      reading(page({ ServicesLastAccessed: [{ LastAuthenticated: used }] })),
      "iam:GetServiceLastAccessedDetails",
    ],
  ])("%s", async (_, script, right) => {
    const { account, gaps } = await gathered(script);
    expect(account.lastAccessed).toEqual([]);
    expect(gaps).toEqual([
      {
        what: `${right} of ${clerk}`,
        why: expect.any(String),
        account: id,
        facts: "last-accessed",
        resource: clerk,
      },
    ]);
  });
});
