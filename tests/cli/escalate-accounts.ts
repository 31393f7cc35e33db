/** The accounts of the sessions of `rollward access escalate`. */
import { writeFileSync } from "node:fs";
import { home, openAccess, outside, policy, roleArn, snapshot } from "./access-snapshot.ts";
import type { Session } from "./session.ts";

const trusting = (Principal: object) => policy({ Effect: "Allow", Principal, Action: "sts:AssumeRole" });
export const role = (name: string, Principal: object, ...statements: readonly object[]) => ({
  Arn: roleArn(name),
  RoleName: name,
  RoleId: `AROA${name.toUpperCase()}`,
  Path: "/",
  AssumeRolePolicyDocument: trusting(Principal),
  RolePolicyList: [{ PolicyName: "own", PolicyDocument: policy(...statements) }],
});
export const allow = (Action: string | readonly string[], Resource: string = "*") => ({
  Effect: "Allow",
  Action,
  Resource,
});

export const clerk = `arn:aws:iam::${home}:user/clerk`;
export const writer = `arn:aws:iam::${home}:user/writer`;
export const user = (Arn: string, ...statements: readonly object[]) => ({
  Arn,
  UserName: Arn.slice(Arn.lastIndexOf("/") + 1),
  UserId: `AIDA${Arn.slice(Arn.lastIndexOf("/") + 1).toUpperCase()}`,
  Path: "/",
  UserPolicyList: [{ PolicyName: "own", PolicyDocument: policy(...statements) }],
});

export const details = {
  UserDetailList: [
    user(clerk, allow("sts:AssumeRole", roleArn("desk")), allow("s3:GetObject")),
    user(writer, allow("iam:PutUserPolicy", writer)),
  ],
  GroupDetailList: [],
  RoleDetailList: [
    role("desk", { AWS: home }, allow(["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"])),
    role("sealer", { Service: "lambda.amazonaws.com" }, allow("s3:PutObject")),
    role("reader", { AWS: home }, allow("s3:GetObject")),
    role("guest", { AWS: outside }, allow("s3:GetObject")),
  ],
  Policies: [],
};

export async function open(more: object = {}, of: object = details): Promise<Session> {
  const session = await openAccess();
  const account = { ...snapshot.accounts[0], authorizationDetails: of, resourcePolicies: [], workloads: [] };
  writeFileSync(session.path("snapshot.json"), JSON.stringify({ ...snapshot, accounts: [account], ...more }));
  return session;
}

export const escalate = (...args: readonly string[]) => [
  "access",
  "escalate",
  "--snapshot",
  "snapshot.json",
  ...args,
];

export interface Path {
  readonly from: string;
  readonly to: string;
  readonly steps: readonly {
    readonly kind: string;
    readonly via: readonly string[];
    readonly target: string;
    readonly requests: readonly {
      readonly principal: string;
      readonly action: string;
      readonly resource: string;
      readonly context?: Readonly<Record<string, string>>;
    }[];
  }[];
  readonly assumes?: readonly string[];
  readonly unknown?: string;
}

export const pathsIn = (stdout: string) => (JSON.parse(stdout) as { readonly paths: readonly Path[] }).paths;
