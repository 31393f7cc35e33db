import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { details, openAccess, policy, roleArn, snapshot, vault } from "./access-snapshot.ts";
import { treeOf } from "./traces.ts";

const asked = ["--principal", roleArn("auditor"), "--action", "s3:GetObject", "--resource", `${vault}/*`];

test("Ctrl-C ends a long search at once, and leaves nothing", async () => {
  await using session = await openAccess();
  const [account] = snapshot.accounts;
  const many = Array.from({ length: 4_000 }, (_, at) => ({
    Effect: "Allow",
    Action: "s3:GetObject",
    Resource: `${vault}/${at}/*`,
  }));
  const RoleDetailList = details.RoleDetailList.map((role) => ({
    ...role,
    RolePolicyList: [{ PolicyName: "own", PolicyDocument: policy(...many) }],
  }));
  const accounts = [{ ...account, authorizationDetails: { ...details, RoleDetailList } }];
  writeFileSync(session.path("snapshot.json"), JSON.stringify({ ...snapshot, accounts }));
  const keep = many.map(({ Action, Resource }) =>
    JSON.stringify({ principal: roleArn("sealer"), action: Action, resource: Resource }),
  );
  writeFileSync(session.path("keep.ndjson"), keep.join("\n"));
  const before = treeOf(session.folder);
  const args = [
    "access",
    "repair",
    "--snapshot",
    "snapshot.json",
    ...asked,
    "--keep",
    "keep.ndjson",
    "--out",
    "proposals",
  ];
  const outcome = await session.run(args, {
    during: (child) => {
      setTimeout(() => child.kill("SIGINT"), 1_000);
    },
  });
  // Before the search the program hears it and says so; in the midst of it the system ends the program.
  expect([null, 130]).toContain(outcome.exit);
  expect(outcome.stdout).toBe("");
  expect(treeOf(session.folder)).toEqual(before);
});
