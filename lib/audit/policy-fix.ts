import { matchesPattern } from "../actions/wildcard.ts";
import type { Contract } from "../contract/contract.ts";
import { tasksOf } from "../contract/matrix.ts";
import { tasks } from "../contract/tasks.ts";
import type { StatementRef } from "../iam/access.ts";
import type { Snapshot } from "../snapshot/model.ts";
import { policyDiff } from "./policy-diff.ts";
import { policyText, type PolicyText } from "./policy-text.ts";

/** What is to be taken from whom. */
export interface Excess {
  readonly principal: string;
  /** Such as `s3:GetObject`. */
  readonly actions: readonly string[];
  /** The statements that allow it, as the witness has them. */
  readonly by: readonly StatementRef[];
}

export interface PolicyFix {
  readonly policy: string;
  readonly statement: string | number;
  readonly diff: string;
}

/**
 * How the statement that allows too much would look without it, as a diff: narrowed to the other actions and to those
 * that the principal’s tasks need, or taken out when nothing is left. The first statement that gives the right is
 * taken: of the user, role or group, else of the resource, else of the trust policy; a boundary gives nothing.
 * `undefined` when none of them is in the snapshot as text.
 */
export function policyFix(snapshot: Snapshot, contract: Contract, excess: Excess): PolicyFix | undefined {
  const found = excess.by
    .filter(({ effect, policy }) => effect === "Allow" && !boundaryOf(snapshot, excess.principal, policy))
    .flatMap((ref) => {
      const text = policyText(snapshot, ref.policy);
      return text === undefined ? [] : [{ ref, text }];
    });
  const order: readonly PolicyText["kind"][] = ["identity", "resource", "trust"];
  const [first] = order.flatMap((kind) => found.filter(({ text }) => text.kind === kind));
  if (first === undefined) return undefined;
  const { ref, text } = first;
  const after = withoutExcess(text, ref.statement, excess, contract);
  const diff = after === undefined ? undefined : policyDiff(ref.policy, text.json, after);
  return diff === undefined ? undefined : { policy: ref.policy, statement: ref.statement, diff };
}

function boundaryOf(snapshot: Snapshot, principal: string, policy: string): boolean {
  return snapshot.accounts.some(({ authorizationDetails: { UserDetailList, RoleDetailList } }) =>
    [...UserDetailList, ...RoleDetailList].some(
      ({ Arn, PermissionsBoundary, AttachedManagedPolicies }) =>
        Arn === principal &&
        PermissionsBoundary?.PermissionsBoundaryArn === policy &&
        !AttachedManagedPolicies?.some(({ PolicyArn }) => PolicyArn === policy),
    ),
  );
}

function withoutExcess(
  { kind, json }: PolicyText,
  wanted: string | number,
  excess: Excess,
  contract: Contract,
): unknown {
  const listed = json["Statement"];
  const statements: readonly unknown[] = Array.isArray(listed) ? listed : [listed];
  const at =
    typeof wanted === "number" ? wanted : statements.findIndex((one) => membersOf(one)["Sid"] === wanted);
  if (at < 0 || at >= statements.length) return undefined;
  const statement = membersOf(statements[at]);
  const narrowed =
    (kind === "identity" ? undefined : withoutPrincipal(statement, excess.principal)) ??
    withoutActions(statement, excess, kind === "identity" ? contract : undefined);
  const left = statements.flatMap((one, index) =>
    index !== at ? [one] : narrowed === undefined ? [] : [narrowed],
  );
  return { ...json, Statement: left };
}

/** The statement without this one of the several principals that it names; `undefined` where it names no other. */
function withoutPrincipal(statement: Members, principal: string): Members | undefined {
  const principals = membersOf(statement["Principal"]);
  const aws = principals["AWS"];
  if (!Array.isArray(aws) || !aws.includes(principal)) return undefined;
  const left = (aws as readonly unknown[]).filter((one) => one !== principal);
  return left.length === 0 ? undefined : { ...statement, Principal: { ...principals, AWS: left } };
}

/** The statement with the actions that are wanted all the same; `undefined`: none is. */
function withoutActions(statement: Members, { actions, principal }: Excess, contract: Contract | undefined) {
  if (!Object.hasOwn(statement, "Action")) return undefined;
  const patterns = [statement["Action"]].flat().filter((one): one is string => typeof one === "string");
  const needed = contract === undefined ? [] : neededBy(contract, principal);
  const left = patterns.flatMap((pattern) =>
    actions.some((action) => matchesPattern(pattern, action, true))
      ? needed.filter((action) => matchesPattern(pattern, action, true) && !actions.includes(action))
      : [pattern],
  );
  const each = [...new Set(left)];
  return each.length === 0
    ? undefined
    : { ...statement, Action: each.length === 1 && !Array.isArray(statement["Action"]) ? each[0] : each };
}

/** Every action that the tasks of a function’s role were granted. */
function neededBy(contract: Contract, principal: string): readonly string[] {
  const granted = tasksOf(contract, principal).flatMap((task) => tasks[task].grants ?? []);
  return [...new Set(granted.map(({ action }) => action))].sort();
}

type Members = Readonly<Record<string, unknown>>;

function membersOf(value: unknown): Members {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Members) : {};
}
