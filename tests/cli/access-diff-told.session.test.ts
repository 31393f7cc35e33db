import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { home, openAccess, policy, roleArn, vault } from "./access-snapshot.ts";
import { diff, named, read, rewritten, writeNewer, type Role } from "./diff-snapshots.ts";

test("a trust in an identity provider that was loosened is told, with a token that shows it", async () => {
  await using session = await openAccess();
  const forge = `arn:aws:iam::${home}:oidc-provider/token.forge.example`;
  const trusting = (subject: string) => ({
    ...policy({
      Sid: "Forge",
      Effect: "Allow",
      Principal: { Federated: forge },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: { StringLike: { "token.forge.example:sub": subject } },
    }),
  });
  const trusted = (subject: string) => (role: Role) =>
    named(role, "sealer") ? { ...role, AssumeRolePolicyDocument: trusting(subject) } : role;
  writeNewer(session, trusted("repo:county/roll"));
  writeFileSync(session.path("snapshot.json"), readFileSync(session.path("newer.json")));
  writeNewer(session, trusted("repo:county/*"));
  const { exit, stdout } = await session.run(diff());
  expect(exit).toBe(1);
  expect(stdout).toContain(`gained   ${forge}
         the policy of ${roleArn("sealer")} now lets it in to more: sts:AssumeRoleWithWebIdentity
           such as sts:AssumeRoleWithWebIdentity on ${roleArn("sealer")}`);
  expect(stdout).toContain(`now allowed by ${roleArn("sealer")}, statement Forge`);
  const french = await session.run(diff("--lang", "fr"));
  expect(french.stdout).toContain(`la politique de ${roleArn("sealer")} l’autorise désormais à plus`);
});

test("principals of whom the same is told are told together", async () => {
  await using session = await openAccess();
  writeNewer(session, (role) =>
    named(role, "auditor") || named(role, "sealer")
      ? rewritten(role, read("s3:GetObject", "s3:PutObject", "s3:DeleteObject"))
      : role,
  );
  const { stdout } = await session.run(diff("--action", "s3:DeleteObject"));
  expect(stdout).toContain(
    `gained   2 principals, shown by the first of them: ${roleArn("auditor")}, ${roleArn("sealer")}
         s3:DeleteObject on ${vault}/*
`,
  );
  const french = await session.run(diff("--action", "s3:DeleteObject", "--lang", "fr"));
  expect(french.stdout).toContain("2 identités, montrées par la première : ");
});
