import { writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { details, home, openAccess, outside, roleArn, snapshot, vault } from "./access-snapshot.ts";
import { expectHelp } from "./help.ts";
import { expectRefusal, expectRefused } from "./traces.ts";

const asked = ["--action", "s3:GetObject", "--resource", `${vault}/*`];
const who = (...args: readonly string[]) => ["access", "who", "--snapshot", "snapshot.json", ...args];

interface Answer {
  readonly principal: string;
  readonly verdict: string;
  readonly witness?: object;
  readonly when?: object;
  readonly why?: string;
}

test("lists as JSON whoever can or may, each yes with a request that decide allows as it stands", async () => {
  await using session = await openAccess();
  const { exit, stdout, stderr } = await session.run(who(...asked, "--json"));
  expect({ exit, stderr }).toEqual({ exit: 3, stderr: "" });
  const { principals } = JSON.parse(stdout) as { readonly principals: readonly Answer[] };
  const x = { action: "s3:GetObject", resource: `${vault}/x` };
  const mfa = { "aws:MultiFactorAuthPresent": "true" };
  expect(principals.map(({ principal, verdict, witness }) => [principal, verdict, witness])).toEqual([
    [roleArn("auditor"), "yes", x],
    [roleArn("clerk"), "yes", { ...x, context: mfa }],
    [roleArn("odd"), "unknown", undefined],
    [roleArn("mirror", outside), "unknown", x],
    [`arn:aws:iam::${outside}:root`, "yes", x],
  ]);
  const bool = { operator: "Bool", key: "aws:MultiFactorAuthPresent", values: ["true"], wanted: true };
  expect(principals.map(({ when }) => when)).toEqual([undefined, [bool], undefined, undefined, undefined]);
  for (const { verdict, why } of principals) expect(why === undefined).toBe(verdict === "yes");

  const requests = principals
    .filter(({ verdict }) => verdict === "yes")
    .map(({ principal, witness }) => JSON.stringify({ id: principal, principal, ...witness }));
  const again = await session.run(["access", "decide", "--snapshot", "snapshot.json"], {
    stdin: requests.join("\n"),
  });
  expect(again.exit).toBe(0);
  const decided = again.stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as object);
  expect(decided).toMatchObject(requests.map(() => ({ decision: "allowed" })));
});

test("tells people the same, in their language", async () => {
  await using session = await openAccess();
  const english = await session.run(who(...asked));
  expect(english.stdout).toContain(
    "3 can; 2 unknown; for others no way was found, before escalation, which is no proof: something is unknown or was not read.\nNot asked: each account’s root user,",
  );
  expect(english.stdout).toContain(
    `yes      ${roleArn("clerk")}\n         such as s3:GetObject on ${vault}/x with aws:MultiFactorAuthPresent = true\n         as long as Bool aws:MultiFactorAuthPresent [true]\n         allowed by ${roleArn("clerk")}/inline/own, statement Read\n`,
  );
  expect(english.stdout).not.toContain("closed");
  const french = await session.run(who(...asked, "--lang", "fr"));
  expect(french.stdout).toContain(
    "3 peuvent ; 2 inconnus ; pour les autres, aucun moyen n’a été trouvé, avant escalade, ce qui n’est pas une preuve : quelque chose est inconnu ou n’a pas été lu.\nNe sont pas interrogés : l’utilisateur racine de chaque compte,",
  );
  expect(french.stdout).toContain("tant que Bool aws:MultiFactorAuthPresent [true]\n");
  expect(french.stdout).toContain(`inconnu  ${roleArn("mirror", outside)}\n`);
  expect(french.stdout).toContain(`si le compte de ${roleArn("mirror", outside)} le permet aussi`);
});

test("says that nobody can, with exit 0, once that is proved", async () => {
  await using session = await openAccess();
  const nobody = ["--action", "s3:DeleteObject*", "--resource", `${vault}/*`];
  const { exit, stdout } = await session.run(who(...nobody));
  expect({ exit, stdout }).toMatchObject({
    exit: 0,
    stdout: expect.stringContaining(
      "No user or role of these accounts can, nor anybody outside them: that is proved",
    ),
  });
  const json = await session.run(who(...nobody, "--json", "--now", "2026-03-04T02:00:00Z"));
  expect(JSON.parse(json.stdout)).toEqual({ principals: [], now: "2026-03-04T02:00:00Z" });
});

describe("a resource that the snapshot does not have", () => {
  const mistyped = ["--action", "s3:DeleteObject", "--resource", "arn:aws:s3:::alder-vualt/*"];

  test.each([
    [
      "en",
      /them: that is proved.+\nNot asked.+\nNo resource of this name was seen \(arn:aws:s3:::alder-vualt\/\*\): .+ spelling/,
    ],
    [
      "fr",
      /l’extérieur : c’est prouvé.+\nNe sont pas.+\nAucune ressource de ce nom n’a été vue \(arn:aws:s3:::alder-vualt\/\*\) : .+orthographe/,
    ],
  ])("is named beside the answer, in %s, with the same exit code", async (lang, words) => {
    await using session = await openAccess();
    const { exit, stdout, stderr } = await session.run(who(...mistyped, "--lang", lang));
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: expect.stringMatching(words) });
    expect(stderr).toMatch(/^rollward: .+alder-vualt.+\n$/);
  });

  test("stands in the JSON", async () => {
    await using session = await openAccess();
    const { stdout } = await session.run(who(...mistyped, "--resource", `${vault}/*`, "--json"));
    expect(JSON.parse(stdout)).toMatchObject({ unseen: ["arn:aws:s3:::alder-vualt/*"] });
  });

  test.each([
    ["everything", "*"],
    ["an object of a bucket that was seen", `${vault}/roll/1`],
    ["a pattern that takes it in", "arn:aws:s3:::*/roll/*"],
    ["a role that was seen", roleArn("clerk")],
    ["whatever takes too long to compare", `arn:aws:s3:::${"*a?".repeat(60)}b`],
  ])("is not said of %s", async (_, resource) => {
    await using session = await openAccess();
    const { stderr } = await session.run(who("--action", "s3:DeleteObject", "--resource", resource));
    expect(stderr).not.toContain("No resource");
  });
});

describe("refuses", () => {
  const about = (action: string, resource: string) => who("--action", action, "--resource", resource);
  test.each<readonly [string, readonly string[], string, readonly string[]]>([
    [
      "an action that AWS has not published",
      about("s3:GetObjects", "*"),
      "action-unknown",
      ["s3:GetObjects", "s3:GetObject"],
    ],
    ["a service that there is not", about("s4:GetObject", "*"), "action-unknown", ["s4:GetObject"]],
    ["a pattern that means no action", about("s3:Got*", "*"), "action-unknown", ["s3:Got*"]],
    [
      "a resource that is no ARN",
      about("s3:GetObject", "alder-vault"),
      "resource-malformed",
      ["alder-vault"],
    ],
    [
      "a resource with control characters",
      about("s3:GetObject", `${vault}/\u001b[2J`),
      "resource-malformed",
      ["\\u{1b}"],
    ],
    [
      "a resource without end",
      about("s3:GetObject", `${vault}/${"*a".repeat(2000)}`),
      "resource-malformed",
      ["048"],
    ],
    ["no source", ["access", "who", ...asked], "option-missing", ["--snapshot", "--template"]],
    ["two sources", who(...asked, "--template", "cdk.out"), "option-conflict", ["--template"]],
    ["an account for no template", who(...asked, "--account", home), "option-needs", ["--account"]],
    [
      "a snapshot that is not there",
      ["access", "who", "--snapshot", "gone.json", ...asked],
      "file-missing",
      ["gone.json"],
    ],
  ])("%s", async (_, args, code, named) => {
    await using session = await openAccess();
    await expectRefused(session, args, { exit: 2, code, named });
  });

  test("a snapshot that is none", async () => {
    await using session = await openAccess();
    writeFileSync(session.path("snapshot.json"), '{"format":"rollward/snapshot@1","accounts":7}');
    expectRefusal(await session.run(who(...asked)), { exit: 2, code: "snapshot-malformed" });
  });
});

test("patterns, names and policies of an attacker end soon and print harmlessly", async () => {
  await using session = await openAccess();
  const [first, ...roles] = details.RoleDetailList;
  const hostile = {
    ...first,
    Arn: `arn:aws:iam::${home}:role/\u202e\u001b]0;x\u0007`,
    RoleName: "\u202e\u001b]0;x\u0007",
    RolePolicyList: [
      {
        PolicyName: "\u001b[31m",
        PolicyDocument: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: `*${"?*".repeat(300)}`,
              Resource: `*${"?*a".repeat(300)}*`,
              __proto__: {},
            },
            { Sid: "\u001b[2J", Effect: "Allow", Action: "*", Resource: "*" },
          ],
        },
      },
    ],
  };
  const account = {
    ...snapshot.accounts[0],
    authorizationDetails: { ...details, RoleDetailList: [hostile, ...roles] },
  };
  writeFileSync(session.path("snapshot.json"), JSON.stringify({ ...snapshot, accounts: [account] }));
  const { exit, stdout, stderr } = await session.run(who("--action", "s3:*", "--resource", "*"));
  expect([0, 2, 3]).toContain(exit);
  expect(stdout + stderr).not.toMatch(/[\u001b\u0007\u202e]/);
});

test("has help", () => expectHelp("access who", ["--snapshot", "--template", "--action", "--resource"]));
