/** A policy as AWS stores it. */
export interface PolicyJson {
  readonly [key: string]: unknown;
  readonly Version: string;
  readonly Statement: readonly StatementJson[];
}

export type StatementJson = Readonly<Record<string, unknown>>;
type Texts = string | readonly string[];

export function policyOf(...Statement: readonly StatementJson[]): PolicyJson {
  return { Version: "2012-10-17", Statement };
}

export function allow(Action: Texts, Resource: Texts = "*", Condition?: StatementJson): StatementJson {
  return { Effect: "Allow", Action, Resource, ...(Condition && { Condition }) };
}

export function deny(Action: Texts, Resource: Texts = "*", Condition?: StatementJson): StatementJson {
  return { Effect: "Deny", Action, Resource, ...(Condition && { Condition }) };
}

/** One that stands on a resource. */
export function standing(statement: StatementJson, Principal: unknown): StatementJson {
  return { ...statement, Principal };
}

/** Who may assume a role. */
export function trust(Principal: unknown, Condition?: StatementJson): PolicyJson {
  const Action =
    typeof Principal === "object" && Principal !== null && "Federated" in Principal
      ? "sts:AssumeRoleWithWebIdentity"
      : "sts:AssumeRole";
  return policyOf({ Effect: "Allow", Principal, Action, ...(Condition && { Condition }) });
}
