/** A second snapshot of the invented office, to be compared with the first. */
import { writeFileSync } from "node:fs";
import { details, policy, roleArn, snapshot, vault } from "./access-snapshot.ts";
import type { Session } from "./session.ts";

/** The command line that compares the two. */
export const diff = (...args: readonly string[]) => [
  "access",
  "diff",
  "--snapshot",
  "snapshot.json",
  "--snapshot",
  "newer.json",
  ...args,
];

export const elsewhere = "333344445555";

export type Role = (typeof details.RoleDetailList)[number];

/** Writes `newer.json`: the same accounts with roles changed, and a bucket’s policy. */
export function writeNewer(session: Session, change: (role: Role) => Role, more: object = {}): void {
  const [first] = snapshot.accounts;
  const roles = details.RoleDetailList.map(change);
  const account = { ...first, authorizationDetails: { ...details, RoleDetailList: roles }, ...more };
  writeFileSync(session.path("newer.json"), JSON.stringify({ ...snapshot, accounts: [account] }));
}

export const rewritten = (role: Role, ...statements: readonly object[]): Role => ({
  ...role,
  RolePolicyList: [{ PolicyName: "own", PolicyDocument: policy(...statements) }],
});
export const read = (...names: readonly string[]) => ({
  Sid: "Read",
  Effect: "Allow",
  Action: names,
  Resource: [`${vault}/*`],
});
export const named = (role: Role, name: string) => role.Arn === roleArn(name);
