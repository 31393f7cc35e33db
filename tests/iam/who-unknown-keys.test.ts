import { describe, expect, test } from "vitest";
import { compileAccess } from "../../lib/iam/compile.ts";
import { index, when } from "./proofs.ts";
import { allow, bucket, deny, inputOf, policy, roleArn, userArn, type Json } from "./world.ts";

/** Keys that AWS derives and whose value is known in part or not at all: a `no` must hold whatever the value is. */
const question = { actions: ["s3:PutObject"], resources: [bucket, `${bucket}/*`] };
const clerk = userArn("clerk");
const sealer = roleArn("sealer");

interface Doubt {
  readonly noId?: boolean;
  readonly tags?: readonly { readonly Key: string; readonly Value: string }[];
}

function proofOf(principal: string, statements: readonly Json[], { noId, tags }: Doubt = {}) {
  const inline = [policy(...statements)];
  const world = {
    users: { clerk: { inline } },
    roles: { sealer: { inline } },
    resources: { [bucket]: policy() },
    organization: { id: "o-county", serviceControlPolicies: [], resourceControlPolicies: [] },
  };
  const input = inputOf(world);
  const accounts = input.accounts.map((account) => {
    const details = account.authorizationDetails;
    const UserDetailList = details.UserDetailList.map(({ UserId, ...user }) => ({
      ...user,
      ...(!noId && UserId !== undefined && { UserId }),
      ...(tags && { Tags: tags }),
    }));
    return { ...account, authorizationDetails: { ...details, UserDetailList } };
  });
  const access = compileAccess({ ...input, accounts }, index);
  const proof = access.can(principal, question);
  if (proof.verdict === "yes") {
    const { by, ...request } = proof.witness;
    expect(access.decide({ principal, ...request })).toEqual({ decision: "allowed", by });
  }
  return proof;
}

const own = `${bucket}/\${aws:userid}/*`;
const notOwn = (Effect: string): Json => ({ Effect, Action: "s3:*", NotResource: own });

describe("a role’s id is known, its session’s name is the request’s", () => {
  test.each<readonly [string, readonly Json[], string]>([
    ["an allow of its own folder", [allow("s3:PutObject", own)], `${bucket}/AROASEALER:x/`],
    ["a deny of all but its own folder", [allow("s3:*"), notOwn("Deny")], `${bucket}/AROASEALER:x/`],
    ["a deny of its own folder", [allow("s3:*"), deny("*", own)], `${bucket}/x`],
    ["an allow of all but its own folder", [notOwn("Allow")], `${bucket}/x`],
    [
      "its own folder for one session",
      [allow("s3:*", own, when({ StringLike: { "aws:userid": "*:eve" } }))],
      `${bucket}/AROASEALER:eve/`,
    ],
  ])("%s", (_, statements, resource) => {
    expect(proofOf(sealer, statements)).toMatchObject({ verdict: "yes", witness: { resource } });
  });

  test.each<readonly [string, readonly Json[]]>([
    ["the folder of another role", [allow("s3:*", own, when({ StringLike: { "aws:userid": "AROAX:*" } }))]],
    ["a folder of another bucket", [allow("s3:*", "arn:aws:s3:::elsewhere/${aws:userid}/*")]],
    ["its own folder, but denied", [allow("s3:*", own), deny("s3:*", `${bucket}/AROASEALER:*`)]],
  ])("no: %s", (_, statements) => {
    expect(proofOf(sealer, statements)).toEqual({ verdict: "no" });
  });
});

describe("a value that nobody knows leaves unknown what hangs on it, and nothing else", () => {
  const twice = [
    { Key: "county", Value: "7" },
    { Key: "County", Value: "8" },
  ];
  const tagged = `${bucket}/\${aws:PrincipalTag/county}/*`;
  const paths = `${bucket}/\${aws:PrincipalOrgPaths}/*`;
  test.each<readonly [string, readonly Json[], Doubt, string]>([
    ["allow", [allow("s3:*", own)], { noId: true }, "unknown"],
    ["allow elsewhere", [allow("s3:*", "arn:aws:s3:::elsewhere/${aws:userid}")], { noId: true }, "no"],
    ["deny", [allow("s3:*"), deny("s3:*", own)], { noId: true }, "unknown"],
    [
      "deny elsewhere",
      [allow("s3:*"), deny("s3:*", "arn:aws:s3:::x/${aws:userid}")],
      { noId: true },
      "yes|unknown",
    ],
    ["deny all but", [allow("s3:*"), notOwn("Deny")], { noId: true }, "unknown"],
    ["allow all but", [notOwn("Allow")], { noId: true }, "unknown"],
    ["two tags of one name", [allow("s3:*", tagged)], { tags: twice }, "unknown"],
    ["one tag", [allow("s3:*", tagged)], { tags: twice.slice(1) }, "yes"],
    ["paths of the organisation", [allow("s3:*", paths)], {}, "unknown"],
  ])("%s", (_, statements, doubt, verdict) => {
    expect(proofOf(clerk, statements, doubt).verdict).toMatch(new RegExp(`^(${verdict})$`));
  });
});
