import type { Config } from "../../lib/contract/config.ts";
import type { Sabotage } from "./sabotage-accounts.ts";
import { holder, policyOn } from "./sabotage-accounts.ts";

const roll = "arn:aws:dynamodb:ca-central-1:111111111111:table/rollward-roll";
const trailBucket = "arn:aws:s3:::rollward-trail-444444444444";
const secondFactor = { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } };

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
    edit: ({ audit }) => holder(audit, "trusted", { Action: "organizations:CloseAccount", ...secondFactor }),
    names: ["lone-destroyer unknown", "mirror-outside unknown"],
  },
  {
    name: "the same, where templates cannot tell whether the mirror outside holds the sets",
    config: holding("444444444444", "break-glass"),
    organization: managed,
    edit: ({ audit }) => holder(audit, "trusted", { Action: "organizations:CloseAccount", ...secondFactor }),
    names: ["lone-destroyer unknown"],
  },
  {
    name: "the same, with no mirror outside",
    config: (config) => ({
      ...holding("444444444444", "break-glass")(config),
      mirrors: config.mirrors!.slice(0, 2),
    }),
    live: true,
    organization: managed,
    edit: ({ audit }) => holder(audit, "trusted", { Action: "organizations:CloseAccount", ...secondFactor }),
    names: ["lone-destroyer", "mirror-outside"],
  },
  {
    name: "one person who may alter the roll and write into the trail",
    config: holding("111111111111", "break-glass"),
    edit: ({ register, audit }) => {
      holder(
        register,
        "trusted",
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
        "trusted",
        { Action: "dynamodb:Query", Resource: roll },
        { Action: "lambda:UpdateFunctionCode", ...secondFactor },
      ),
    // As one of the functions it can more than read; and it approves what nobody else proposed.
    names: ["change-takes-two", "change-takes-two unknown", "roll-readers", "roll-writers", "rules-apart"],
  },
  {
    name: "one person who may read the roll and set the tags that policies go by",
    config: holding("111111111111", "break-glass", "witness"),
    edit: ({ register }) =>
      holder(
        register,
        "trusted",
        { Action: "dynamodb:Query", Resource: roll },
        { Action: "dynamodb:TagResource", Resource: roll, ...secondFactor },
      ),
    names: ["rules-apart"],
  },
];
