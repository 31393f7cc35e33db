import type { MatrixCell } from "../../lib/audit/matrix.ts";
import type { ToldMatrix } from "../../lib/audit/matrix-told.ts";
import { hostileNames } from "./sample.ts";

const account = "111111111111";
export const arn = (name: string) => `arn:aws:iam::${account}:role/${name}`;
const roll = `arn:aws:dynamodb:ca-central-1:${account}:table/rollward-roll`;

const request = (
  principal: string,
  action: string,
  more: Partial<NonNullable<MatrixCell["witness"]>> = {},
) => ({
  principal,
  action,
  resource: roll,
  by: [{ policy: `${principal}/inline/own`, statement: "Read", effect: "Allow" as const }],
  ...more,
});

/** A matrix with a cell of every sign. */
export const sampleMatrix: ToldMatrix = {
  holders: [
    { principal: arn("look"), tasks: ["look-up"] },
    { principal: arn("seal"), tasks: ["seal", "witness"] },
  ],
  cells: [
    {
      principal: arn("look"),
      capability: "read-voter",
      asset: "roll",
      contract: "allowed",
      fact: "yes",
      escalated: "yes",
      witness: request(arn("look"), "dynamodb:GetItem"),
    },
    {
      principal: arn("look"),
      capability: "read-voter",
      asset: "roll",
      contract: "never",
      beyond: "excess",
      fact: "yes",
      escalated: "yes",
      witness: request(arn("look"), "dynamodb:BatchGetItem", { context: { "aws:SourceVpc": "vpc-1" } }),
    },
    {
      principal: arn("seal"),
      capability: "write-sealed",
      asset: "vault",
      contract: "allowed",
      fact: "no",
      escalated: "no",
    },
    {
      principal: arn("mallory"),
      capability: "destroy-roll",
      asset: "roll",
      contract: "never",
      fact: "no",
      escalated: "yes",
      witness: request(arn("admin"), "dynamodb:DeleteTable"),
      route: [
        { kind: "iam-attach", via: ["iam:AttachRolePolicy"], target: arn("mallory") },
        { kind: "sts-assume-role", via: ["sts:AssumeRole"], target: arn("admin") },
      ],
    },
    {
      principal: arn("odd"),
      capability: "read-roll",
      asset: "roll",
      contract: "never",
      fact: "unknown",
      escalated: "unknown",
      why: "an operator of tomorrow",
    },
  ],
  open: [{ subject: "trail", message: "The trail’s policy was not read." }],
};

/** As many strangers with names that would act, if anything let them. */
export const hostileMatrix: ToldMatrix = {
  holders: [],
  cells: hostileNames.map((name) => ({
    principal: `arn:aws:iam::${account}:role/${name}`,
    capability: "read-roll",
    asset: name,
    contract: "never",
    fact: "yes",
    escalated: "yes",
    witness: request(name, name, { resource: name, context: { [name]: name } }),
  })),
  open: [],
};
