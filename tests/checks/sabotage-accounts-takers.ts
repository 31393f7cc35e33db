import type { OpenAccounts, Sabotage } from "./sabotage-accounts.ts";
import { boundaryOf, person, roleOf, trustOf } from "./sabotage-accounts.ts";

const lookUp = "arn:aws:lambda:ca-central-1:111111111111:function:rollward-look-up";
const handOut = "arn:aws:iam::111111111111:role/rollward-hand-out-list";
const provider = (account: string, name = "oidc-provider/ci.alder-county.example") =>
  `arn:aws:iam::${account}:${name}`;

/** Roles that identity providers or other services take on. */
export const trustSabotages: readonly Sabotage[] = [
  {
    name: "any token of an own identity provider becomes the look-up",
    edit: ({ register }) =>
      void trustOf(register, "look-up").push({
        Effect: "Allow",
        Principal: { Federated: provider("111111111111") },
        Action: "sts:AssumeRoleWithWebIdentity",
      }),
    names: ["outside-trust"],
  },
  {
    name: "some tokens of an own identity provider become a clerk",
    edit: ({ register }) =>
      void (person(register, "clerk").AssumeRolePolicyDocument = {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Federated: provider("111111111111", "saml-provider/office") },
            Action: "sts:AssumeRoleWithSAML",
            Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
          },
        ],
      }),
    names: ["outside-trust unknown"],
  },
  {
    name: "an identity provider of another account makes a clerk",
    edit: ({ register }) =>
      void (person(register, "clerk").AssumeRolePolicyDocument = {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Federated: provider("999999999999", "saml-provider/office") },
            Action: "sts:AssumeRoleWithSAML",
            Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
          },
        ],
      }),
    names: ["outside-trust"],
  },
  {
    name: "a machine that may run as the hand-out",
    edit: ({ register }) =>
      void (trustOf(register, "hand-out-list")[0]!["Principal"] = {
        Service: ["lambda.amazonaws.com", "ec2.amazonaws.com"],
      }),
    names: ["outside-trust"],
  },
  {
    name: "a boundary that allows everything",
    edit: ({ mirror }) =>
      void boundaryOf(mirror).splice(0, Infinity, { Effect: "Allow", Action: "*", Resource: "*" }),
    names: ["boundaries"],
  },
  {
    name: "a boundary that allows everything but one service",
    edit: ({ mirror }) =>
      void boundaryOf(mirror).push({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }),
    names: ["boundaries"],
  },
  {
    name: "AWS’s own policy of administrators as a boundary",
    edit: ({ mirror }) =>
      void (roleOf(mirror, "mirror").PermissionsBoundary = {
        PermissionsBoundaryArn: "arn:aws:iam::aws:policy/AdministratorAccess",
      }),
    names: ["boundaries"],
  },
  {
    name: "a role that may do everything but one service’s, where nothing of the office is",
    edit: ({ mirror }) => {
      const made = person(mirror, "builder", { NotAction: ["iam:*", "s3:*"] });
      const edge = "arn:aws:iam::333333333333:policy/edge";
      made.PermissionsBoundary = { PermissionsBoundaryArn: edge };
      mirror.authorizationDetails.Policies.push({
        PolicyName: "edge",
        Arn: edge,
        DefaultVersionId: "v1",
        PolicyVersionList: [
          {
            VersionId: "v1",
            IsDefaultVersion: true,
            Document: {
              Version: "2012-10-17",
              Statement: [{ Effect: "Allow", Action: "cloudwatch:GetMetricData", Resource: "*" }],
            },
          },
        ],
      });
    },
    names: ["administrators"],
  },
];

/** A function that nobody knows of, with the role of a task. */
function stray({ register }: OpenAccounts): void {
  const arn = "arn:aws:lambda:ca-central-1:111111111111:function:evil";
  register.functions.push({
    arn,
    name: "evil",
    role: handOut,
    environment: [],
    secrets: [],
    eventSources: [],
  });
  register.workloads.push({ kind: "lambda", resource: arn, role: handOut });
}

/** Code that runs as a task. */
export const codeSabotages: readonly Sabotage[] = [
  {
    name: "a clerk who may change a function that runs as the hand-out, under another name",
    edit: (accounts) => {
      stray(accounts);
      const Resource = "arn:aws:lambda:ca-central-1:111111111111:function:evil";
      person(accounts.register, "clerk", { Action: "lambda:UpdateFunctionCode", Resource });
    },
    names: ["code-runners", "key-users", "roll-readers", "rules-apart"],
  },
  {
    name: "the look-up runs as the hand-out",
    edit: ({ register }) => {
      for (const one of register.functions) if (one.arn === lookUp) one.role = handOut;
      for (const one of register.workloads) if (one.resource === lookUp) one.role = handOut;
    },
    names: ["code-runners", "route-scopes"],
  },
  {
    name: "a machine that runs as the hand-out",
    edit: ({ register }) =>
      void register.workloads.push({
        kind: "ec2",
        resource: "arn:aws:ec2:ca-central-1:111111111111:instance/i-0abc",
        role: handOut,
      }),
    names: ["code-runners unknown"],
  },
  {
    name: "an account of which it was not read what runs there",
    edit: ({ register }) => void Reflect.deleteProperty(register, "workloads"),
    names: ["code-runners unknown"],
  },
];
