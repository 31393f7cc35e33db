import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checks } from "../../checks/index.ts";
import { prepare } from "../../lib/audit/prepare.ts";
import type { Accounts, Config } from "../../lib/contract/config.ts";
import type { Organization, RoleDetail, UserDetail } from "../../lib/iam/input.ts";
import { readTemplates } from "../../lib/snapshot/template/read-templates.ts";
import type { Account, Snapshot } from "../../lib/snapshot/model.ts";
import { synthesise } from "../../lib/stacks/synthesise.ts";
import { at, frozen, healthy, mirror, now, objectives, snapshotOf } from "../audit/healthy.ts";
import { config, standIn } from "../stacks/templates.ts";
import { rootUser } from "./sound-accounts.ts";

/** A snapshot of which everything may be changed. */
export type Open<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer One)[]
    ? Open<One>[]
    : { -readonly [Key in keyof T]: Open<T[Key]> };
export type OpenAccounts = Record<keyof Accounts, Open<Required<Account>>>;

export type Statement = Record<string, unknown>;
export interface Policy {
  Version: string;
  Statement: Statement[];
}

/** One change for the worse, and the checks that must say so. */
export interface Sabotage {
  readonly name: string;
  readonly edit?: (accounts: OpenAccounts) => void;
  readonly config?: (config: Config) => Config;
  /** Done to a live snapshot of the same accounts, which has what templates cannot have. */
  readonly live?: boolean;
  /** What was read of the organisation; templates have none. */
  readonly organization?: Organization;
  /** As `check status`; `fail` when only the check is named. */
  readonly names: readonly string[];
}

/** The accounts that our own stacks make, read from their templates. */
export async function ourAccounts(): Promise<Snapshot> {
  const outdir = await mkdtemp(join(tmpdir(), "rollward-sabotage-"));
  try {
    const entry = await standIn(outdir);
    const folder = join(import.meta.dirname, "../..");
    await synthesise({ config, folder, outdir, entries: () => entry });
    return await readTemplates(outdir, { tool: "rollward test", now, nowGiven: false, lang: "en" });
  } finally {
    await rm(outdir, { recursive: true, force: true });
  }
}

/**
 * The same accounts as a live snapshot shows them: healthy backups, one of them at the mirror outside, roots with a
 * second factor, no other sign-in, every role in use.
 */
export function lived(snapshot: Snapshot): Snapshot {
  const accounts = snapshot.accounts.map((one) => ({
    ...one,
    credentials: [rootUser(one.id)],
    lastAccessed: one.authorizationDetails.RoleDetailList.map(({ Arn }) => ({
      principal: Arn,
      services: [{ service: "dynamodb", lastAt: at(-864e5) }],
    })),
  }));
  const { backups } = snapshotOf([...healthy, mirror("d", { url: config.mirrors![2]! })]);
  return { ...snapshot, source: "live", accounts, ...(backups === undefined ? {} : { backups }) };
}

/** A copy of the accounts with a sabotage done to it. */
export function sabotaged(
  base: Snapshot,
  { edit, live = false, organization }: Omit<Sabotage, "name" | "names">,
): Snapshot {
  const copy = structuredClone(live ? lived(base) : base);
  const ids = config.accounts;
  const at = (name: keyof Accounts) =>
    copy.accounts.find(({ id }) => id === ids[name]) as OpenAccounts["register"];
  edit?.({ register: at("register"), vault: at("vault"), mirror: at("mirror"), audit: at("audit") });
  return organization === undefined ? copy : { ...copy, organization };
}

/** Every verdict that is neither pass nor not-applicable, as `check status subject`. */
export function told(snapshot: Snapshot, own: Config = config): readonly string[] {
  const input = frozen({ snapshot, objectives, now });
  const { contract, access, reach } = prepare(snapshot, own);
  const whole = { ...input, contract, access, reach };
  return checks
    .flatMap(({ id, judge }) => judge(whole).map(({ status, subject }) => `${id} ${status} ${subject}`))
    .filter((line) => !/^\S+ (pass|not-applicable) /.test(line));
}

/** As {@link told}, without the subjects. */
export function named(snapshot: Snapshot, own: Config = config): readonly string[] {
  return [...new Set(told(snapshot, own).map((line) => line.split(" ", 2).join(" ")))].sort();
}

export function roleOf(account: OpenAccounts["register"], name: string): Open<RoleDetail> {
  return account.authorizationDetails.RoleDetailList.find(({ RoleName }) => RoleName === `rollward-${name}`)!;
}

/** The statements of the policy that says who may become a role. */
export function trustOf(account: OpenAccounts["register"], name: string): Statement[] {
  return (roleOf(account, name).AssumeRolePolicyDocument as unknown as Policy).Statement;
}

/** The statements of a role’s own policy. */
export function rightsOf(account: OpenAccounts["register"], name: string): Statement[] {
  return (roleOf(account, name).RolePolicyList![0]!.PolicyDocument as unknown as Policy).Statement;
}

/** The statements of the policy that bounds every role of an account. */
export function boundaryOf(account: OpenAccounts["register"]): Statement[] {
  return (account.authorizationDetails.Policies[0]!.PolicyVersionList![0]!.Document as unknown as Policy)
    .Statement;
}

/** The statements of the policy on the first resource whose ARN holds `part`. */
export function policyOn(account: OpenAccounts["register"], part: string): Statement[] {
  const found = account.resourcePolicies.find(({ resource }) => resource.includes(part));
  return (found!.policy as unknown as Policy).Statement;
}

/** Gives a role more than its task needs, in its own policy and in the boundary. */
export function widen(account: OpenAccounts["register"], name: string, statement: Statement): void {
  rightsOf(account, name).push({ Effect: "Allow", ...statement });
  boundaryOf(account).push({ Effect: "Allow", ...statement });
}

/** A role that people of the account take on, with these rights. */
export function person(
  account: OpenAccounts["register"],
  name: string,
  ...statements: readonly Statement[]
): Open<RoleDetail> {
  const trust = {
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${account.id}:root` },
    Action: "sts:AssumeRole",
  };
  const made: Open<RoleDetail> = {
    RoleName: name,
    RoleId: `AROA${name.toUpperCase()}`,
    Arn: `arn:aws:iam::${account.id}:role/${name}`,
    Path: "/",
    AttachedManagedPolicies: [],
    AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [trust] },
    RolePolicyList: [
      {
        PolicyName: "own",
        PolicyDocument: {
          Version: "2012-10-17",
          Statement: statements.map((one) => ({ Effect: "Allow", Resource: "*", ...one })),
        },
      },
    ],
    InstanceProfileList: [],
  };
  account.authorizationDetails.RoleDetailList.push(made);
  return made;
}

/** A role with a boundary that allows just these rights. */
export function holder(
  account: OpenAccounts["register"],
  name: string,
  ...statements: readonly Statement[]
): Open<RoleDetail> {
  const made = person(account, name, ...statements);
  bind(account, made, ...statements);
  return made;
}

/** Holds a role to what these statements allow. */
export function bind(
  account: OpenAccounts["register"],
  role: Open<RoleDetail>,
  ...statements: readonly Statement[]
): void {
  const name = `edge-of-${role.RoleName}`;
  const edge = `arn:aws:iam::${account.id}:policy/${name}`;
  role.PermissionsBoundary = { PermissionsBoundaryArn: edge };
  const Statement = statements.map((one) => ({ Effect: "Allow", Resource: "*", ...one }));
  const version = { VersionId: "v1", IsDefaultVersion: true, Document: { Version: "2012-10-17", Statement } };
  account.authorizationDetails.Policies.push({
    PolicyName: name,
    Arn: edge,
    DefaultVersionId: "v1",
    PolicyVersionList: [version],
  });
}

export function user(account: OpenAccounts["register"], name: string): Open<UserDetail> {
  const made: Open<UserDetail> = {
    UserName: name,
    UserId: `AIDA${name.toUpperCase()}`,
    Arn: `arn:aws:iam::${account.id}:user/${name}`,
    Path: "/",
    AttachedManagedPolicies: [],
    UserPolicyList: [],
    GroupList: [],
  };
  account.authorizationDetails.UserDetailList.push(made);
  return made;
}
