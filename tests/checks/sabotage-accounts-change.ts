import type { Config } from "../../lib/contract/config.ts";
import type { OpenAccounts, Sabotage, Statement } from "./sabotage-accounts.ts";
import { bind, holder, person } from "./sabotage-accounts.ts";

const roleArn = (name: string, account = "444444444444") => `arn:aws:iam::${account}:role/${name}`;

/** Who proposes, approves and signs: each a role of its own. */
const named = { "propose-change": ["propose"], "approve-change": ["approve"], "sign-code": ["sign"] };
type Hands = Readonly<Record<keyof typeof named, readonly string[]>>;
const naming =
  (change: Partial<Hands> = {}) =>
  (config: Config): Config => {
    const tasks = Object.entries({ ...named, ...change }).filter(([, names]) => names.length > 0);
    return {
      ...config,
      tasks: Object.fromEntries(tasks.map(([task, names]) => [task, names.map((name) => roleArn(name))])),
    };
  };

const may = {
  propose: { Action: "cloudformation:CreateChangeSet" },
  approve: { Action: "cloudformation:ExecuteChangeSet" },
  sign: { Action: ["signer:StartSigningJob", "signer:GetSigningProfile"] },
} as const satisfies Record<string, Statement>;

/** The rule of change as it is meant: three hands, and functions that take signed code only. */
function ruled(accounts: OpenAccounts, more: Partial<Record<keyof typeof may, Statement>> = {}): void {
  for (const { functions } of Object.values(accounts))
    for (const one of functions ?? [])
      one.codeSigning = "arn:aws:lambda:ca-central-1:111111111111:code-signing-config:csc-1";
  for (const hand of ["propose", "approve", "sign"] as const) {
    const extra = more[hand];
    holder(accounts.audit, hand, may[hand], ...(extra === undefined ? [] : [extra]));
  }
}

/** Lets somebody of another account take on a hand’s role. */
function lent({ audit }: OpenAccounts, hand: string, to: string): void {
  const role = audit.authorizationDetails.RoleDetailList.find(({ RoleName }) => RoleName === hand)!;
  const trust = { Effect: "Allow", Principal: { AWS: to }, Action: "sts:AssumeRole" };
  role.AssumeRolePolicyDocument = { Version: "2012-10-17", Statement: [trust] };
}

const taking = (...names: readonly string[]): Statement => ({
  Action: "sts:AssumeRole",
  Resource: names.map((name) => roleArn(name)),
});

/** A role of the mirror’s account that two hands trust. */
function release(accounts: OpenAccounts): ReturnType<typeof person> {
  ruled(accounts);
  const made = person(accounts.mirror, "release", taking("approve", "sign"));
  lent(accounts, "approve", made.Arn);
  lent(accounts, "sign", made.Arn);
  return made;
}

/** The rule that a change takes two, shown on three hands that no stack makes yet. */
export const changeSabotages: readonly Sabotage[] = [
  {
    name: "three hands of a change, as they are meant",
    config: naming(),
    edit: (accounts) => ruled(accounts),
    names: [],
  },
  {
    name: "who approves may propose",
    config: naming(),
    edit: (accounts) => ruled(accounts, { approve: may.propose }),
    names: ["change-takes-two"],
  },
  {
    name: "who proposes may update a stack at once",
    config: naming(),
    edit: (accounts) => ruled(accounts, { propose: { Action: "cloudformation:UpdateStack" } }),
    names: ["change-takes-two"],
  },
  {
    name: "a role in another account that may take on two of the three",
    config: naming(),
    edit: (accounts) => void release(accounts),
    names: ["change-takes-two"],
  },
  {
    name: "the same, held off by its boundary",
    config: naming(),
    edit: (accounts) => bind(accounts.mirror, release(accounts), { Action: "cloudwatch:GetMetricData" }),
    names: [],
  },
  {
    name: "the same, with one of the two only",
    config: naming(),
    edit: (accounts) => bind(accounts.mirror, release(accounts), taking("sign")),
    names: [],
  },
  {
    name: "a helper between, who may take on the one that approves, and proposes itself",
    config: naming(),
    edit: (accounts) => {
      ruled(accounts);
      const helper = person(accounts.register, "helper", taking("approve"));
      lent(accounts, "approve", helper.Arn);
      person(accounts.register, "clerk", may.propose, { Action: "sts:AssumeRole", Resource: helper.Arn });
    },
    names: ["change-takes-two"],
  },
  {
    name: "one role named for two of the three",
    config: naming({ "approve-change": ["approve", "propose"] }),
    edit: (accounts) => ruled(accounts),
    names: ["change-takes-two"],
  },
  {
    name: "nobody named who signs",
    config: naming({ "sign-code": [] }),
    edit: (accounts) => ruled(accounts),
    names: ["change-takes-two unknown"],
  },
  {
    name: "a function that takes code which nobody signed",
    config: naming(),
    edit: (accounts) => {
      ruled(accounts);
      accounts.vault.functions[0]!.codeSigning = null;
    },
    names: ["change-takes-two"],
  },
  {
    name: "a function of which it was not read whether it takes signed code only",
    config: naming(),
    edit: (accounts) => {
      ruled(accounts);
      Reflect.deleteProperty(accounts.vault.functions[0]!, "codeSigning");
    },
    names: ["change-takes-two unknown"],
  },
];
