/** A snapshot of one invented office's account, for the sessions of `access …`. */
import { writeFileSync } from "node:fs";
import { openSession, type Session } from "./session.ts";

export const home = "111122223333";
export const outside = "777788889999";
export const vault = "arn:aws:s3:::alder-vault";
export const roleArn = (name: string, account = home) => `arn:aws:iam::${account}:role/${name}`;

export const policy = (...Statement: readonly object[]) => ({ Version: "2012-10-17", Statement });
const trust = policy({
  Effect: "Allow",
  Principal: { Service: "lambda.amazonaws.com" },
  Action: "sts:AssumeRole",
});

function role(name: string, ...statements: readonly object[]) {
  return {
    Arn: roleArn(name),
    RoleName: name,
    RoleId: `AROA${name.toUpperCase()}`,
    Path: "/",
    AssumeRolePolicyDocument: trust,
    RolePolicyList: [{ PolicyName: "own", PolicyDocument: policy(...statements) }],
  };
}

const read = { Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: `${vault}/*` };
const mfa = "aws:MultiFactorAuthPresent";

export const details = {
  UserDetailList: [],
  GroupDetailList: [],
  RoleDetailList: [
    role("auditor", read),
    role("clerk", { ...read, Condition: { Bool: { [mfa]: "true" } } }),
    role("closed", read, { Effect: "Deny", Action: "s3:*", Resource: `${vault}/*` }),
    role("odd", { ...read, Condition: { Sounds: { x: "y" } } }),
    role("sealer", { Effect: "Allow", Action: "s3:PutObject", Resource: `${vault}/*` }),
  ],
  Policies: [],
};

export const snapshot = {
  format: "rollward/snapshot@1",
  takenAt: "2026-03-04T02:00:00Z",
  source: "live",
  tool: "rollward 0.1.0",
  nowGiven: true,
  accounts: [
    {
      id: home,
      authorizationDetails: details,
      resourcePolicies: [
        {
          resource: vault,
          policy: policy({
            Sid: "Peers",
            Effect: "Allow",
            Principal: { AWS: [`arn:aws:iam::${outside}:root`, roleArn("mirror", outside)] },
            Action: "s3:GetObject",
            Resource: `${vault}/*`,
          }),
        },
      ],
    },
  ],
};

/** A session with `snapshot.json`. */
export async function openAccess(): Promise<Session> {
  const session = await openSession();
  writeFileSync(session.path("snapshot.json"), JSON.stringify(snapshot));
  return session;
}
