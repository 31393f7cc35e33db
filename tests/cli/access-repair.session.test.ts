import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { details, openAccess, outside, policy, roleArn, snapshot, vault } from "./access-snapshot.ts";
import { expectHelp } from "./help.ts";
import type { Session } from "./session.ts";
import { expectRefusal, treeOf } from "./traces.ts";

const objects = `${vault}/*`;
const repair = (...args: readonly string[]) => ["access", "repair", "--snapshot", "snapshot.json", ...args];
const on = (principal: string, resource: string, action = "s3:GetObject") =>
  repair("--principal", principal, "--action", action, "--resource", resource);
const about = (principal: string, action?: string) => on(principal, objects, action);

interface Result {
  readonly edits: readonly {
    readonly policy: string;
    readonly change: string;
    readonly elements: number;
    readonly after: unknown;
    readonly diff?: string;
    readonly hint: string;
  }[];
  readonly removed: readonly { readonly principal: string; readonly witness: object }[];
  readonly kept: readonly object[];
  readonly neverWas: readonly object[];
  readonly unsolved: readonly {
    readonly principal: string;
    readonly reason: string;
    readonly why?: string;
  }[];
  readonly smallest: boolean;
}
const resultOf = (stdout: string) => JSON.parse(stdout) as Result;

/** An office whose vault this is, and where the clerk verifies: with a second factor, as the policy asks. */
async function openOffice(
  tasks: Record<string, readonly string[]> = { verify: [roleArn("clerk")] },
): Promise<Session> {
  const session = await openAccess();
  const config = { format: "rollward/config@1", assets: { vault: [vault, objects] }, tasks };
  writeFileSync(session.path("rollward.config.json"), JSON.stringify(config));
  return session;
}

describe("of one principal", () => {
  test("proposes an edit, with its diff, and exit 1", async () => {
    await using session = await openAccess();
    const before = treeOf(session.folder);
    const { exit, stdout, stderr } = await session.run([...about(roleArn("sealer"), "s3:Put*"), "--json"]);
    expect({ exit, stderr }).toEqual({ exit: 1, stderr: "" });
    const { edits, removed, unsolved, smallest } = resultOf(stdout);
    const own = `${roleArn("sealer")}/inline/own`;
    expect(edits).toMatchObject([{ policy: own, change: "deleted", elements: 3, after: null }]);
    expect(edits[0]!.diff).toContain(`--- ${own}\n+++ /dev/null\n@@ -1,10 +0,0 @@\n-{`);
    expect(edits[0]!.hint).toContain("AWS::IAM::Role");
    expect(removed).toMatchObject([
      { principal: roleArn("sealer"), witness: { action: "s3:PutObject", resource: `${vault}/x` } },
    ]);
    expect({ unsolved, smallest }).toEqual({ unsolved: [], smallest: true });
    expect(treeOf(session.folder)).toEqual(before);
  });

  test("says with exit 0 that nothing is to repair", async () => {
    await using session = await openAccess();
    const { exit, stdout } = await session.run(about(roleArn("closed")));
    expect({ exit, stdout }).toEqual({
      exit: 0,
      stdout: "Nothing to repair: it is proved that nothing of what was asked is possible.\n",
    });
  });

  test("says with exit 3 what is unknown, and proposes nothing", async () => {
    await using session = await openAccess();
    const { exit, stdout } = await session.run(about(roleArn("odd")));
    expect(exit).toBe(3);
    expect(stdout).toContain("No change is proposed");
    expect(stdout).toContain("Sounds");
  });

  test("keeps what --keep names", async () => {
    await using session = await openAccess();
    const lines = [
      { principal: roleArn("auditor"), action: "s3:GetObject", resource: `${vault}/reports/*` },
      { principal: roleArn("auditor"), action: "s3:PutObject", resource: `${vault}/reports/*` },
    ];
    writeFileSync(session.path("keep.ndjson"), lines.map((line) => JSON.stringify(line)).join("\n"));
    const secret = [...on(roleArn("auditor"), `${vault}/sealed/*`), "--keep", "keep.ndjson", "--json"];
    const { exit, stdout } = await session.run(secret);
    expect(exit).toBe(1);
    const { edits, kept, neverWas } = resultOf(stdout);
    expect(edits).toMatchObject([
      {
        change: "narrowed",
        elements: 2,
        after: policy({
          Sid: "Read",
          Effect: "Allow",
          Action: "s3:GetObject",
          Resource: `${vault}/reports/*`,
        }),
      },
    ]);
    expect(kept).toHaveLength(1);
    expect(neverWas).toMatchObject([{ actions: ["s3:PutObject"] }]);
  });
});

describe("of the contract", () => {
  test("removes every violation, keeps what the contract allows, and leaves the unknown open: exit 3", async () => {
    await using session = await openOffice();
    const { exit, stdout } = await session.run(repair("--json"));
    expect(exit).toBe(3);
    const { edits, removed, kept, unsolved } = resultOf(stdout);
    expect(edits.map(({ policy: name }) => name)).toEqual([
      `${roleArn("auditor")}/inline/own`,
      `${roleArn("sealer")}/inline/own`,
      vault,
    ]);
    expect(removed.map(({ principal }) => principal).toSorted()).toEqual(
      [
        roleArn("auditor"),
        roleArn("sealer"),
        `arn:aws:iam::${outside}:root`,
        roleArn("mirror", outside),
      ].toSorted(),
    );
    expect(kept).toMatchObject([{ principal: roleArn("clerk"), actions: ["s3:GetObject"] }]);
    expect(unsolved).toMatchObject([
      { principal: roleArn("odd"), reason: "unknown", why: expect.stringContaining("Sounds") },
    ]);
  });

  test("once the edits are made, nothing is left to repair", async () => {
    await using session = await openOffice({
      verify: ["auditor", "clerk", "odd"].map((name) => roleArn(name)),
    });
    const first = await session.run(repair("--json"));
    expect(first.exit).toBe(1);
    const { edits } = resultOf(first.stdout);
    expect(edits.map(({ policy: name, change }) => [name, change])).toEqual([
      [`${roleArn("sealer")}/inline/own`, "deleted"],
      [vault, "deleted"],
    ]);
    const gone = new Set(edits.map(({ policy: name }) => name));
    const [account] = snapshot.accounts;
    const RoleDetailList = details.RoleDetailList.map((role) => ({
      ...role,
      RolePolicyList: role.RolePolicyList.filter(
        ({ PolicyName }) => !gone.has(`${role.Arn}/inline/${PolicyName}`),
      ),
    }));
    const accounts = [
      {
        ...account,
        authorizationDetails: { ...details, RoleDetailList },
        resourcePolicies: [{ resource: vault, policy: policy() }],
      },
    ];
    writeFileSync(session.path("snapshot.json"), JSON.stringify({ ...snapshot, accounts }));
    expect(await session.run(repair())).toMatchObject({
      exit: 0,
      stdout: expect.stringContaining("Nothing to repair"),
    });
  });
});

test("tells people in their language", async () => {
  await using session = await openOffice();
  const english = (await session.run(repair())).stdout;
  expect(english).toMatch(/^3 policies to change, 11 statement elements in all\.\n\n1\. .+: delete it/);
  expect(english).toContain("One right that the changes touch stays possible, by what is known.");
  expect(english).not.toContain("proved");
  expect(english).toContain("Nothing was changed: these are proposals.");
  const french = (await session.run(repair("--lang", "fr"))).stdout;
  expect(french).toMatch(
    /^3 politiques à changer, 11 éléments de déclaration en tout\.\n\n1\. .+ : la supprimer/,
  );
  expect(french).toContain("Un droit que touchent les changements reste possible, d’après ce qui est connu.");
  expect(french).not.toContain("prouvé");
  expect(french).toContain("Rien n’a été changé : ce sont des propositions.");
});

test("names the stack that made a role, so that the change is made in its template", async () => {
  await using session = await openAccess();
  const [account] = snapshot.accounts;
  const Tags = [{ Key: "aws:cloudformation:stack-name", Value: "alder-people" }];
  const RoleDetailList = details.RoleDetailList.map((role) => ({ ...role, Tags }));
  const accounts = [{ ...account, authorizationDetails: { ...details, RoleDetailList } }];
  writeFileSync(session.path("snapshot.json"), JSON.stringify({ ...snapshot, accounts }));
  const { stdout } = await session.run(about(roleArn("auditor")));
  expect(stdout).toContain("The stack alder-people made it: change it");
  const named = [...Tags, { Key: "aws:cloudformation:logical-id", Value: "AuditorRole" }];
  const roles = details.RoleDetailList.map((role) => ({ ...role, Tags: named }));
  const again = [{ ...account, authorizationDetails: { ...details, RoleDetailList: roles } }];
  writeFileSync(session.path("snapshot.json"), JSON.stringify({ ...snapshot, accounts: again }));
  expect((await session.run(about(roleArn("auditor")))).stdout).toContain(
    "The stack alder-people made it as AuditorRole: change it",
  );
  expect((await session.run([...about(roleArn("auditor")), "--lang", "fr"])).stdout).toContain(
    "La pile alder-people l’a créée sous le nom AuditorRole : changez-la",
  );
});

describe("--out", () => {
  const args = [...about(roleArn("auditor")), "--out", "proposals"];

  test("writes documents and diffs, and overwrites only with --force", async () => {
    await using session = await openAccess();
    expect((await session.run(args)).exit).toBe(1);
    const files = treeOf(session.path("proposals"));
    expect(Object.keys(files)).toEqual(["001-role-auditor-inline-own.diff", "repair.json"]);
    expect(readFileSync(session.path("proposals/001-role-auditor-inline-own.diff"), "utf8")).toMatch(
      /^--- .+\n\+\+\+ /,
    );
    const again = await session.run(args);
    expectRefusal(again, { exit: 2, code: "target-exists" });
    expect(treeOf(session.path("proposals"))).toEqual(files);
    expect((await session.run([...args, "--force"])).exit).toBe(1);
  });

  test("writes nothing where nothing is to repair", async () => {
    await using session = await openAccess();
    expect((await session.run([...about(roleArn("closed")), "--out", "proposals"])).exit).toBe(0);
    expect(Object.keys(treeOf(session.folder))).toEqual(["snapshot.json"]);
  });
});

test("its help has every option and exit code, in both languages", async () => {
  await expectHelp("access repair", [
    "--snapshot",
    "--template",
    "--principal",
    "--action",
    "--resource",
    "--keep",
    "--unused",
    "--out",
  ]);
});
