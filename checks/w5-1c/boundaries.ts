import { withoutAccounts } from "../../lib/audit/accounts.ts";
import type { Check, CheckInput } from "../../lib/audit/check.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import { isHolder } from "../../lib/audit/holders.ts";
import { gapsIn } from "../../lib/audit/unread.ts";
import { wideStatements } from "../../lib/audit/wide-statements.ts";
import type { Words } from "../../lib/base/words.ts";
import type { RoleDetail } from "../../lib/iam/input.ts";
import { policyInForce } from "../../lib/iam/landscape-identities.ts";
import type { Policy } from "../../lib/iam/landscape.ts";
import { missingPolicy } from "../../lib/iam/parse.ts";
import type { Account } from "../../lib/snapshot/model.ts";

/** What these stacks call their roles. */
const prefix = "rollward-";

export const boundaries: Check = {
  id: "boundaries",
  title: {
    en: "Does every role that holds a task of the contract have a permission boundary?",
    fr: "Tout rôle qui détient une tâche du contrat a-t-il une limite d’autorisations ?",
  },
  why: {
    en: "Practice W5.1c of the Paris Call’s workshops recommends that each hold only the rights that a task needs. A boundary is the most that a role can ever do, whatever is attached to it later, by mistake or not: a policy that is too wide then widens nothing.",
    fr: "La pratique W5.1c des ateliers de l’Appel de Paris recommande que chacun ne détienne que les droits qu’exige sa tâche. Une limite est le plus qu’un rôle puisse jamais faire, quoi qu’on lui attache ensuite, par erreur ou non : une politique trop large n’élargit alors rien.",
  },
  severity: "medium",
  judge: (input) => {
    const none = withoutAccounts(input.snapshot);
    if (none !== undefined) return [none];
    const verdicts = input.snapshot.accounts.flatMap((account) => judgeAccount(account, input));
    return verdicts.length > 0 ? verdicts : [nobody];
  },
};

function judgeAccount(account: Account, { snapshot, contract }: CheckInput): readonly Verdict[] {
  const { id, authorizationDetails } = account;
  const gaps = gapsIn(snapshot, id, "identities", words.what);
  const roles = authorizationDetails.RoleDetailList.filter(
    ({ Arn, RoleName }) => RoleName.startsWith(prefix) || isHolder(contract, Arn),
  );
  const policies = new Map(authorizationDetails.Policies.map((one) => [one.Arn, policyInForce(one)]));
  const told = roles.flatMap((role) => judgeRole(role, policies));
  if (told.length > 0 || gaps.length > 0 || roles.length === 0) return [...told, ...gaps];
  const args = { account: id, roles: roles.length };
  const evidence = { roles: roles.map(({ Arn }) => Arn).slice(0, shownRoles) };
  return [{ status: "pass", subject: id, words: words.all, args, evidence }];
}

const shownRoles = 20;

/** A verdict for a role without a boundary, or with one that is none or not known; none for the others. */
function judgeRole(role: RoleDetail, policies: ReadonlyMap<string, Policy>): readonly Verdict[] {
  const { Arn, RoleName, PermissionsBoundary } = role;
  const boundary = PermissionsBoundary?.PermissionsBoundaryArn;
  const args = { role: Arn, name: RoleName, boundary: boundary ?? "" };
  const tell = (status: "fail" | "unknown", sentence: Words, more: Readonly<Record<string, string>> = {}) => [
    {
      status,
      subject: Arn,
      words: sentence,
      args: { ...args, ...more },
      evidence: { boundary: boundary ?? null, ...more },
      fix: { words: words.bind, args },
    },
  ];
  if (boundary === undefined) return tell("fail", words.unbound);
  const policy = policies.get(boundary) ?? missingPolicy(boundary, "");
  const [wide] = wideStatements(policy);
  if (wide !== undefined) return tell("fail", words.wide, { statement: String(wide.statement) });
  if (!policies.has(boundary)) return tell("unknown", words.dangling);
  const broken = policy.statements.find(({ effect, problem }) => effect === "Allow" && problem !== undefined);
  const why = policy.problem ?? broken?.problem;
  return why === undefined ? [] : tell("unknown", words.unclear, { why });
}

const words = {
  all: {
    en: "{account}: {roles, plural, one {the only role that holds a task has} other {all # roles that hold a task have}} a permission boundary.",
    fr: "{account} : {roles, plural, one {le seul rôle qui détient une tâche a} other {les # rôles qui détiennent une tâche ont}} une limite d’autorisations.",
  },
  unbound: {
    en: "{role}: this role has no permission boundary, so whatever is attached to it, it may do.",
    fr: "{role} : ce rôle n’a pas de limite d’autorisations ; il peut donc tout ce qu’on lui attache.",
  },
  wide: {
    en: "{role}: its permission boundary, {boundary}, holds nothing back: statement {statement} allows everything, or everything but what it names.",
    fr: "{role} : sa limite d’autorisations, {boundary}, ne retient rien : la déclaration {statement} permet tout, ou tout sauf ce qu’elle nomme.",
  },
  unclear: {
    en: "{role}: the policy of its permission boundary, {boundary}, is not understood ({why}), so what it holds back is not known.",
    fr: "{role} : la politique de sa limite d’autorisations, {boundary}, n’est pas comprise ({why}) ; on ne sait donc pas ce qu’elle retient.",
  },
  dangling: {
    en: "{role}: the policy of its permission boundary, {boundary}, was not read or is gone, so what it holds back is not known.",
    fr: "{role} : la politique de sa limite d’autorisations, {boundary}, n’a pas été lue ou n’existe plus ; on ne sait donc pas ce qu’elle retient.",
  },
  nobody: {
    en: "No role of the accounts holds a task of the contract, as far as is known, so there is none to judge.",
    fr: "Aucun rôle des comptes ne détient une tâche du contrat, autant qu’on le sache ; il n’y en a donc aucun à juger.",
  },
  what: {
    en: "whether every role that holds a task has a permission boundary",
    fr: "si tout rôle qui détient une tâche a une limite d’autorisations",
  },
  bind: {
    en: "Give the role a boundary that allows what its task needs and nothing else: aws iam put-role-permissions-boundary --role-name {name} --permissions-boundary <ARN of the policy>. The stacks make one in each account, rollward-boundary.",
    fr: "Donnez au rôle une limite qui permet ce qu’exige sa tâche et rien d’autre : aws iam put-role-permissions-boundary --role-name {name} --permissions-boundary <ARN de la politique>. Les piles en créent une dans chaque compte, rollward-boundary.",
  },
  name: {
    en: "Name who holds each task in rollward.config.json (under tasks), and give a snapshot of every account.",
    fr: "Nommez qui détient chaque tâche dans rollward.config.json (sous tasks), et donnez un instantané de tous les comptes.",
  },
} satisfies Record<string, Words>;

const nobody: Verdict = {
  status: "unknown",
  subject: "accounts",
  words: words.nobody,
  fix: { words: words.name },
};
