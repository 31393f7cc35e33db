import type { Config } from "../../lib/contract/config.ts";
import type { OpenAccounts, Sabotage, Statement } from "./sabotage-accounts.ts";
import { person, policyOn } from "./sabotage-accounts.ts";

const roll = "arn:aws:dynamodb:ca-central-1:111111111111:table/rollward-roll";
const trailBucket = "arn:aws:s3:::rollward-trail-444444444444";
const secondFactor = { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } };

/** Somebody who holds tasks of the contract, with a boundary, and rights of which each is allowed alone. */
function holder(account: OpenAccounts["register"], ...statements: readonly Statement[]): void {
  const edge = `arn:aws:iam::${account.id}:policy/edge`;
  account.authorizationDetails.Policies.push({
    PolicyName: "edge",
    Arn: edge,
    DefaultVersionId: "v1",
    PolicyVersionList: [
      {
        VersionId: "v1",
        IsDefaultVersion: true,
        Document: {
          Version: "2012-10-17",
          Statement: statements.map((one) => ({ Effect: "Allow", Resource: "*", ...one })),
        },
      },
    ],
  });
  person(account, "trusted", ...statements).PermissionsBoundary = { PermissionsBoundaryArn: edge };
}

const holding =
  (account: string, ...tasks: readonly (keyof NonNullable<Config["tasks"]>)[]) =>
  (config: Config): Config => ({
    ...config,
    tasks: Object.fromEntries(tasks.map((task) => [task, [`arn:aws:iam::${account}:role/trusted`]])),
  });

/** An organisation that the audit account manages, with no guardrail. */
const managed = {
  id: "o-alder",
  managementAccount: "444444444444",
  serviceControlPolicies: [
    {
      name: "FullAWSAccess",
      policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
      targets: ["111111111111", "222222222222", "333333333333"],
    },
  ],
  resourceControlPolicies: [],
};

/** Rights that the contract allows one by one and nobody may hold together. */
export const apartSabotages: readonly Sabotage[] = [
  {
    name: "one person who may close every account, by the contract’s own words",
    // A mirror stands outside, which this snapshot did not look at.
    config: (config) => ({
      ...holding("444444444444", "break-glass")(config),
      mirrors: [...config.mirrors!.slice(0, 2), "s3://far/roll?region=r&endpoint=https://far.example"],
    }),
    live: true,
    organization: managed,
    edit: ({ audit }) => holder(audit, { Action: "organizations:CloseAccount", ...secondFactor }),
    names: ["lone-destroyer unknown", "mirror-outside unknown"],
  },
  {
    name: "the same, with no mirror outside",
    config: (config) => ({
      ...holding("444444444444", "break-glass")(config),
      mirrors: config.mirrors!.slice(0, 2),
    }),
    live: true,
    organization: managed,
    edit: ({ audit }) => holder(audit, { Action: "organizations:CloseAccount", ...secondFactor }),
    names: ["lone-destroyer", "mirror-outside"],
  },
  {
    name: "one person who may alter the roll and write into the trail",
    config: holding("111111111111", "break-glass"),
    edit: ({ register, audit }) => {
      holder(
        register,
        { Action: "dynamodb:UpdateItem", Resource: roll, ...secondFactor },
        { Action: "s3:PutObject", Resource: `${trailBucket}/*`, ...secondFactor },
      );
      policyOn(audit, ":s3:::").push({
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::111111111111:role/trusted" },
        Action: "s3:PutObject",
        Resource: `${trailBucket}/*`,
      });
    },
    names: ["trail-apart"],
  },
  {
    name: "one person who may read the roll and change the code",
    config: holding("111111111111", "approve-change", "witness"),
    edit: ({ register }) =>
      holder(
        register,
        { Action: "dynamodb:Query", Resource: roll },
        { Action: "lambda:UpdateFunctionCode", ...secondFactor },
      ),
    names: ["rules-apart"],
  },
];
