import { withoutAccounts } from "../../lib/audit/accounts.ts";
import type { Check, CheckInput } from "../../lib/audit/check.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import { holdersIn, type Holder } from "../../lib/audit/identity-policies.ts";
import { policyFix } from "../../lib/audit/policy-fix.ts";
import { gapsIn } from "../../lib/audit/unread.ts";
import { wideStatements } from "../../lib/audit/wide-statements.ts";
import type { Words } from "../../lib/base/words.ts";
import type { Policy } from "../../lib/iam/landscape.ts";
import type { Account } from "../../lib/snapshot/model.ts";

export const administrators: Check = {
  id: "administrators",
  title: {
    en: "Does no standing policy let anybody do everything to everything?",
    fr: "Aucune politique permanente ne laisse-t-elle quelqu’un tout faire sur tout ?",
  },
  why: {
    en: "Practice W5.1c of the Paris Call’s workshops recommends that each hold only the rights that a task needs. No task needs them all. Whoever holds them, or takes over somebody who does, can read the roll, alter it, and take away what would show it; a boundary that holds it back today can be taken off tomorrow.",
    fr: "La pratique W5.1c des ateliers de l’Appel de Paris recommande que chacun ne détienne que les droits qu’exige sa tâche. Aucune tâche ne les exige tous. Qui les détient, ou s’empare de qui les détient, peut lire la liste, la modifier et effacer ce qui le montrerait ; la limite qui le retient aujourd’hui peut être levée demain.",
  },
  severity: "high",
  judge: (input) => {
    const none = withoutAccounts(input.snapshot);
    return none === undefined
      ? input.snapshot.accounts.flatMap((account) => judgeAccount(account, input))
      : [none];
  },
};

function judgeAccount({ id, authorizationDetails }: Account, input: CheckInput): readonly Verdict[] {
  const { snapshot } = input;
  const holders = holdersIn(authorizationDetails);
  const found = [
    ...holders.flatMap((holder) => judgeHolder(holder, input)),
    ...gapsIn(snapshot, id, "identities", words.what).filter(
      // A gap that is about a policy shows in everybody who holds that policy.
      ({ subject }) => !holders.some(({ policies }) => policies.some(({ ref }) => ref === subject)),
    ),
  ];
  if (found.length > 0) return found;
  const args = { account: id, count: holders.length };
  return [
    { status: "pass", subject: id, words: words.nobody, args, evidence: { principals: holders.length } },
  ];
}

/** A verdict for somebody who may do everything, or of whom that cannot be told; none for the others. */
function judgeHolder(
  { arn, policies, boundary }: Holder,
  { snapshot, contract }: CheckInput,
): readonly Verdict[] {
  const found = policies.flatMap(wideStatements);
  const wide = found.map(({ policy, statement, effect }) => ({ policy, statement, effect }));
  const first = found.find(({ width }) => width === "everything") ?? found[0];
  if (first !== undefined) {
    const { policy, statement, width } = first;
    const args = { principal: arn, policy, statement: String(statement), width };
    // AWS’s own policies can be taken off, not edited.
    const own = wide.filter(({ policy }) => !policy.includes(":iam::aws:"));
    const diff = policyFix(snapshot, contract, { principal: arn, actions: [anyOne], by: own })?.diff;
    const fixed = { words: words.fix, args };
    return [
      {
        status: "fail",
        subject: arn,
        words: boundary === undefined ? words.everything : words.bounded,
        args,
        evidence: { statements: wide, boundary: boundary ?? null },
        fix: diff === undefined ? fixed : { ...fixed, diff },
      },
    ];
  }
  const unclear = policies.find(isUnclear);
  if (unclear === undefined) return [];
  const why =
    unclear.problem ?? unclear.statements.find(({ problem }) => problem !== undefined)?.problem ?? "";
  const args = { principal: arn, policy: unclear.ref, why };
  return [
    { status: "unknown", subject: arn, words: words.unclear, args, evidence: { policy: unclear.ref, why } },
  ];
}

/** An action that only a pattern of everything allows by accident: it marks what the diff narrows. */
const anyOne = "iam:CreateUser";

function isUnclear({ problem, statements }: Policy): boolean {
  return (
    problem !== undefined || statements.some((one) => one.effect === "Allow" && one.problem !== undefined)
  );
}

const words = {
  nobody: {
    en: "{account}: no policy lets {count, plural, =0 {anybody} one {the only user, group or role} other {any of the # users, groups and roles}} do everything to everything.",
    fr: "{account} : aucune politique ne laisse {count, plural, =0 {qui que ce soit} one {le seul utilisateur, groupe ou rôle} other {l’un des # utilisateurs, groupes et rôles}} tout faire sur tout.",
  },
  everything: {
    en: "{principal}: the policy {policy} (statement {statement}) {width, select, nearly {lets it do everything but what it names (NotAction, NotResource); whatever AWS adds is allowed too} other {lets it do everything to everything}}.",
    fr: "{principal} : la politique {policy} (déclaration {statement}) {width, select, nearly {lui permet tout sauf ce qu’elle nomme (NotAction, NotResource) ; tout ce qu’AWS ajoutera est permis aussi} other {lui permet de tout faire sur tout}}.",
  },
  bounded: {
    en: "{principal}: the policy {policy} (statement {statement}) {width, select, nearly {lets it do everything but what it names (NotAction, NotResource)} other {lets it do everything to everything}}; only its boundary holds it back.",
    fr: "{principal} : la politique {policy} (déclaration {statement}) {width, select, nearly {lui permet tout sauf ce qu’elle nomme (NotAction, NotResource)} other {lui permet de tout faire sur tout}} ; seule sa limite le retient.",
  },
  unclear: {
    en: "{principal}: whether it may do everything cannot be told, for its policy {policy} is not understood ({why}).",
    fr: "{principal} : on ne peut pas dire s’il peut tout faire, car sa politique {policy} n’est pas comprise ({why}).",
  },
  what: {
    en: "whether somebody there may do everything to everything",
    fr: "si quelqu’un y peut tout faire sur tout",
  },
  fix: {
    en: "Take the policy {policy} off (IAM console: Permissions), and give what the task needs: name its actions and resources. For the day when nothing else helps, keep one role that asks for a second factor and rings an alarm, as the task break-glass describes.",
    fr: "Retirez la politique {policy} (console IAM : Autorisations), et donnez ce qu’exige la tâche : nommez-en les actions et les ressources. Pour le jour où rien d’autre n’aide, gardez un seul rôle qui exige un second facteur et déclenche une alarme, comme le décrit la tâche break-glass.",
  },
} satisfies Record<string, Words>;
