import type { OpenAccounts, Sabotage } from "./sabotage-accounts.ts";
import { bind, person, trustOf, user } from "./sabotage-accounts.ts";

const roleArn = (name: string, account = "111111111111") => `arn:aws:iam::${account}:role/${name}`;
const handOut = roleArn("rollward-hand-out-list");
const functionArn = (name: string) => `arn:aws:lambda:ca-central-1:111111111111:function:${name}`;

/** A role of a task that somebody of its account may take on as well. */
function opened({ register }: OpenAccounts, name: string, principal: string): void {
  trustOf(register, name).push({
    Effect: "Allow",
    Principal: { AWS: principal },
    Action: "sts:AssumeRole",
  });
}

/** What the role of the hand-out may: read by county, and open what its key closes, through DynamoDB. */
const asHandOut = ["key-users", "roll-readers", "rules-apart"];

const harmless = { Action: "cloudwatch:GetMetricData" };

/** Steps by which somebody gets more rights than are written, and the same held off. */
export const escalationSabotages: readonly Sabotage[] = [
  {
    name: "a clerk who may take on the role of the hand-out",
    edit: (accounts) => {
      const clerk = person(accounts.register, "clerk", { Action: "sts:AssumeRole", Resource: handOut });
      opened(accounts, "hand-out-list", clerk.Arn);
    },
    names: ["code-runners", ...asHandOut],
  },
  {
    name: "a clerk who may take on a helper, who may take on the role of the hand-out",
    edit: (accounts) => {
      const helper = person(accounts.register, "helper", { Action: "sts:AssumeRole", Resource: handOut });
      person(accounts.register, "clerk", { Action: "sts:AssumeRole", Resource: helper.Arn });
      opened(accounts, "hand-out-list", helper.Arn);
    },
    names: ["code-runners", ...asHandOut],
  },
  {
    name: "a clerk who may change the code of the hand-out",
    edit: ({ register }) =>
      void person(register, "clerk", {
        Action: "lambda:UpdateFunctionCode",
        Resource: functionArn("rollward-hand-out-list"),
      }),
    names: ["code-runners", ...asHandOut],
  },
  {
    name: "a clerk who may pass the hand-out’s role to a new function",
    edit: ({ register }) =>
      void person(
        register,
        "clerk",
        { Action: ["lambda:CreateFunction", "lambda:InvokeFunction"], Resource: functionArn("clerk-*") },
        { Action: "iam:PassRole", Resource: handOut },
      ),
    names: ["code-runners", ...asHandOut],
  },
  {
    name: "a clerk who may pass the hand-out’s role, and has nothing to pass it to",
    edit: ({ register }) => void person(register, "clerk", { Action: "iam:PassRole", Resource: handOut }),
    names: [],
  },
  {
    name: "a clerk who may pass the hand-out’s role to machines, which it does not trust",
    edit: ({ register }) =>
      void person(
        register,
        "clerk",
        { Action: "ec2:RunInstances", Resource: "*" },
        { Action: "iam:PassRole", Resource: handOut },
      ),
    names: [],
  },
  {
    name: "a clerk who may rewrite who takes on the hand-out’s role, and then does",
    edit: ({ register }) =>
      void person(register, "clerk", {
        Action: ["iam:UpdateAssumeRolePolicy", "sts:AssumeRole"],
        Resource: handOut,
      }),
    names: ["code-runners", "rule-changers", ...asHandOut],
  },
  {
    name: "a user who may attach policies to herself",
    edit: ({ mirror }) => {
      const made = user(mirror, "pat");
      made.UserPolicyList = [
        {
          PolicyName: "own",
          PolicyDocument: {
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Action: "iam:AttachUserPolicy", Resource: made.Arn }],
          },
        },
      ];
    },
    names: [
      "account-closers",
      "code-runners",
      "rule-changers",
      "vault-deleters",
      "vault-readers",
      "vault-writers",
    ],
  },
  {
    name: "a clerk who may write her own rights, within a boundary that allows nothing of it",
    edit: ({ register }) => {
      bind(register, person(register, "clerk", { Action: "iam:PutRolePolicy" }), harmless);
    },
    names: [],
  },
  {
    name: "a path to the hand-out’s role that a boundary holds off",
    edit: (accounts) => {
      const clerk = person(accounts.register, "clerk", { Action: "sts:AssumeRole", Resource: handOut });
      opened(accounts, "hand-out-list", `arn:aws:iam::111111111111:root`);
      bind(accounts.register, clerk, harmless);
    },
    names: [],
  },
  {
    name: "a path to the hand-out’s role that its trust holds off",
    edit: ({ register }) => void person(register, "clerk", { Action: "sts:AssumeRole", Resource: handOut }),
    names: [],
  },
];
