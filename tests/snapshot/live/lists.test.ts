import { describe, expect, test } from "vitest";
import { gathered, id, type Gathered } from "../../fakes/gathered-account.ts";
import { awsError, type Script } from "../../fakes/scripted-account.ts";

describe("a list that breaks off", () => {
  const page = (marker: string | undefined, role: string) => ({
    UserDetailList: [],
    RoleDetailList: [
      { RoleName: role, Arn: `arn:aws:iam::${id}:role/${role}`, AssumeRolePolicyDocument: "%7B%7D" },
    ],
    IsTruncated: marker !== undefined,
    ...(marker === undefined ? {} : { Marker: marker }),
  });
  const paged = (...pages: readonly object[]): Script => ({
    GetAccountAuthorizationDetailsCommand: (_, call) => pages[Math.min(call, pages.length) - 1],
  });
  const roles = ({ account }: Gathered) =>
    account.authorizationDetails.RoleDetailList.map(({ RoleName }) => RoleName);

  test("goes on page by page to its end", async () => {
    const read = await gathered(paged(page("2", "a"), page("3", "b"), page(undefined, "c")));
    expect(roles(read)).toEqual(["a", "b", "c"]);
    expect(read.gaps).toEqual([]);
    const asked = read.clients.calls.filter(({ command }) => command.startsWith("GetAccount"));
    expect(asked.map(({ input }) => input["Marker"])).toEqual([undefined, "2", "3"]);
  });

  test.each([
    ["says that it goes on, not where", [{ ...page("2", "a"), Marker: undefined }], /breaks off/],
    [
      "does not say whether it ends",
      [{ ...page(undefined, "a"), IsTruncated: undefined }],
      /whether the list ends/,
    ],
    ["names the same page again", [page("2", "a")], /round in circles/],
    ["is refused in the midst", [page("2", "a"), "refuse"], /fewer requests/],
  ])("and %s: what came is kept, the rest is a gap", async (_, pages, words) => {
    const script = paged(...(pages as object[]));
    const read = await gathered({
      GetAccountAuthorizationDetailsCommand: (input, call) => {
        const reply = script["GetAccountAuthorizationDetailsCommand"]!(input, call);
        if (reply === "refuse") throw awsError("Throttling", 400);
        return reply;
      },
    });
    expect(roles(read)).toContain("a");
    expect(read.gaps).toMatchObject([{ facts: "identities", account: id }]);
    expect(read.gaps[0]!.why).toMatch(words);
  });

  test("of buckets, in circles", async () => {
    const { account, gaps } = await gathered({
      ListBucketsCommand: () => ({
        Buckets: [{ Name: "rolls", BucketRegion: "ca-central-1" }],
        ContinuationToken: "x",
      }),
    });
    expect(account.buckets).toHaveLength(1);
    expect(gaps[0]!.why).toMatch(/round in circles/);
  });

  test("of an empty reply is not an empty account", async () => {
    const { gaps } = await gathered({ GetAccountAuthorizationDetailsCommand: () => ({}) });
    expect(gaps).toMatchObject([{ facts: "identities" }]);
    const bare = await gathered({ ListBucketsCommand: () => ({}) });
    expect(bare.gaps).toMatchObject([
      { what: "s3:ListAllMyBuckets", facts: "buckets" },
      { facts: "resource-policies", resource: "arn:aws:s3:::*" },
    ]);
  });
});
