import { withoutAccounts } from "../../lib/audit/accounts.ts";
import type { Check, CheckInput } from "../../lib/audit/check.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import { isFunctionRole, isHolder, ownAccounts } from "../../lib/audit/holders.ts";
import { trustedBy } from "../../lib/audit/outsiders.ts";
import { trustFix } from "../../lib/audit/trust-fix.ts";
import { assuming, trustedOthers } from "../../lib/audit/trust-others.ts";
import { gapsIn } from "../../lib/audit/unread.ts";
import type { Args, Words } from "../../lib/base/words.ts";
import type { RoleDetail } from "../../lib/iam/input.ts";
import type { Policy } from "../../lib/iam/landscape.ts";
import { parsePolicy } from "../../lib/iam/parse.ts";
import type { Account } from "../../lib/snapshot/model.ts";

const shown = 20;

export const outsideTrust: Check = {
  id: "outside-trust",
  title: {
    en: "Can nobody from outside take on a role of the office?",
    fr: "Personne de l’extérieur ne peut-il endosser un rôle du bureau ?",
  },
  why: {
    en: "Practice W5.1c of the Paris Call’s workshops recommends restricting access to those who need it. A role that trusts another account is held by whoever that account lets have it: the office sees neither who that is nor how well they guard it. Contractors come and go; trust stays.",
    fr: "La pratique W5.1c des ateliers de l’Appel de Paris recommande de restreindre l’accès à ceux qui en ont besoin. Un rôle qui fait confiance à un autre compte appartient à quiconque ce compte y admet : le bureau ne voit ni qui c’est, ni comment il s’en protège. Les sous-traitants passent, la confiance reste.",
  },
  severity: "high",
  judge: (input) => {
    const none = withoutAccounts(input.snapshot);
    if (none !== undefined) return [none];
    const own = ownAccounts(input.snapshot.accounts, input.contract);
    return input.snapshot.accounts.flatMap((account) => judgeAccount(account, own, input));
  },
};

function judgeAccount(account: Account, own: ReadonlySet<string>, input: CheckInput): readonly Verdict[] {
  const { id, authorizationDetails } = account;
  const roles = authorizationDetails.RoleDetailList;
  const found = [
    ...roles.flatMap((role) => judgeRole(role, own, input)),
    ...gapsIn(input.snapshot, id, "identities", words.what),
  ];
  if (found.length > 0) return found;
  const args = { account: id, roles: roles.length };
  return [{ status: "pass", subject: id, words: words.nobody, args, evidence: { roles: roles.length } }];
}

/** Verdicts for a role that lets an outsider in, or of which that is not known; none for the others. */
function judgeRole(role: RoleDetail, own: ReadonlySet<string>, input: CheckInput): readonly Verdict[] {
  const policy = parsePolicy(role.AssumeRolePolicyDocument, role.Arn, "trust");
  return [...judgeAccounts(role, policy, own, input), ...judgeOthers(role, policy, own, input)];
}

/** Accounts, users and roles from outside. */
function judgeAccounts(
  role: RoleDetail,
  policy: Policy,
  own: ReadonlySet<string>,
  { contract, access }: CheckInput,
): readonly Verdict[] {
  const { outsiders, unclear } = trustedBy(policy.statements, own);
  // Everybody is never a holder, whatever pattern a configuration has.
  const strangers = outsiders.filter((arn) => arn === "*" || !isHolder(contract, arn));
  const proofs = strangers.map((outsider) => ({
    outsider,
    proof: access.can(outsider, { actions: assuming, resources: [role.Arn] }),
  }));
  const passing = proofs.flatMap(({ outsider, proof }) =>
    proof.verdict === "yes" ? [{ outsider, witness: proof.witness }] : [],
  );
  const undecided = proofs.flatMap(({ outsider, proof }) =>
    proof.verdict === "unknown" ? [`${outsider}: ${proof.why}`] : [],
  );
  const broken = policy.statements.find(({ effect, problem }) => effect === "Allow" && problem !== undefined);
  const why = policy.problem ?? broken?.problem ?? unclear[0] ?? undecided[0];
  const [first] = passing;
  const args = { role: role.Arn, outsider: first?.outsider ?? "", count: passing.length, why: why ?? "" };
  if (first !== undefined) {
    const gone = new Set(passing.map(({ outsider }) => outsider));
    const places = policy.statements.flatMap((statement) => {
      const here = trustedBy([statement], own).outsiders.filter((arn) => gone.has(arn));
      return here.length === 0 ? [] : [[statement.index, new Set(here)] as const];
    });
    return [
      {
        status: "fail",
        subject: role.Arn,
        words: first.outsider === "*" ? words.anybody : words.outsider,
        args,
        evidence: { outsiders: passing.slice(0, shown).map(({ outsider }) => outsider) },
        witness: { principal: first.outsider, ...first.witness },
        fix: fixOf(role, words.fix, { ...args, name: role.RoleName }, new Map(places)),
      },
    ];
  }
  if (why === undefined) return [];
  return [{ status: "unknown", subject: role.Arn, words: words.unclear, args, evidence: { why } }];
}

/** Identity providers, and services that run something else than a function with a function’s role. */
function judgeOthers(
  role: RoleDetail,
  { statements }: Policy,
  own: ReadonlySet<string>,
  { contract }: CheckInput,
): readonly Verdict[] {
  const others = trustedOthers(statements, own, isFunctionRole(contract, role.Arn));
  const subjects = new Set(others.map(({ principal }) => principal));
  return [...subjects].map((principal): Verdict => {
    const here = others.filter((one) => one.principal === principal);
    const { kind } = here.find((one) => one.kind !== "held") ?? here[0]!;
    const args = { role: role.Arn, name: role.RoleName, outsider: principal };
    const subject = `${role.Arn} ${principal}`;
    const evidence = { [kind === "service" ? "service" : "provider"]: principal };
    if (kind === "held") return { status: "unknown", subject, words: words.held, args, evidence };
    const places = here
      .filter((one) => one.kind === kind)
      .map(({ index }) => [index, new Set([principal])] as const);
    const fix =
      kind === "loose" ? { words: words.hold, args } : fixOf(role, words.fixOther, args, new Map(places));
    return { status: "fail", subject, words: words[kind], args, evidence, fix };
  });
}

function fixOf(
  role: RoleDetail,
  sentence: Words,
  args: Args,
  places: ReadonlyMap<number, ReadonlySet<string>>,
): NonNullable<Verdict["fix"]> {
  const diff = trustFix(role, places);
  return { words: sentence, args, ...(diff === undefined ? {} : { diff }) };
}

const words = {
  nobody: {
    en: "{account}: {roles, plural, =0 {there is no role} one {the only role trusts no account} other {none of the # roles trusts an account}}{roles, plural, =0 {} other { but the office’s own, and no identity provider}}.",
    fr: "{account} : {roles, plural, =0 {il n’y a aucun rôle} one {le seul rôle ne fait confiance à aucun compte} other {aucun des # rôles ne fait confiance à un compte}}{roles, plural, =0 {} other { hors de ceux du bureau, ni à un fournisseur d’identité}}.",
  },
  held: {
    en: "{role}: the identity provider {outsider} says who takes on this role; its users were not looked at.",
    fr: "{role} : le fournisseur d’identité {outsider} dit qui endosse ce rôle ; ses utilisateurs n’ont pas été examinés.",
  },
  loose: {
    en: "{role}: whoever has a token of the identity provider {outsider} can take on this role: no condition says for whom the token must be and whom it must name.",
    fr: "{role} : quiconque détient un jeton du fournisseur d’identité {outsider} peut endosser ce rôle : aucune condition ne dit à qui le jeton doit être destiné ni qui il doit nommer.",
  },
  foreign: {
    en: "{role}: the identity provider {outsider}, of an account that is not the office’s, says who takes on this role.",
    fr: "{role} : le fournisseur d’identité {outsider}, d’un compte qui n’est pas celui du bureau, dit qui endosse ce rôle.",
  },
  service: {
    en: "{role}: this role is a function’s, and {outsider} may run something else with it.",
    fr: "{role} : ce rôle est celui d’une fonction, et {outsider} peut exécuter autre chose sous ce rôle.",
  },
  outsider: {
    en: "{role}: {outsider}, of an account that is not the office’s, can take on this role{count, plural, one {} other {, as can others from outside ({count} in all)}}.",
    fr: "{role} : {outsider}, d’un compte qui n’est pas celui du bureau, peut endosser ce rôle{count, plural, one {} other {, de même que d’autres de l’extérieur ({count} en tout)}}.",
  },
  anybody: {
    en: "{role}: anybody at all, of any account, can take on this role{count, plural, one {} other { ({count} entries of its trust policy let outsiders in)}}.",
    fr: "{role} : n’importe qui, de n’importe quel compte, peut endosser ce rôle{count, plural, one {} other { ({count} entrées de sa politique de confiance laissent entrer des gens de l’extérieur)}}.",
  },
  unclear: {
    en: "{role}: whether somebody from outside can take on this role cannot be told ({why}).",
    fr: "{role} : on ne peut pas dire si quelqu’un de l’extérieur peut endosser ce rôle ({why}).",
  },
  what: {
    en: "whether somebody from outside can take on a role there",
    fr: "si quelqu’un de l’extérieur peut y endosser un rôle",
  },
  fix: {
    en: "Take {outsider} out of the role’s trust policy (IAM console: Roles, {name}, Trust relationships), and end its sessions (Revoke sessions). If it is meant, name it in rollward.config.json under the task that it has; an external id alone keeps nobody out who knows it.",
    fr: "Retirez {outsider} de la politique de confiance du rôle (console IAM : Rôles, {name}, Relations de confiance), et mettez fin à ses sessions (Révoquer les sessions). S’il est voulu, nommez-le dans rollward.config.json sous la tâche qui est la sienne ; un identifiant externe seul n’écarte personne qui le connaît.",
  },
  hold: {
    en: "Add conditions to the role’s trust policy (IAM console: Roles, {name}, Trust relationships) that name the audience and the subject of the tokens of {outsider}, without a wildcard at their beginning (aud and sub; for SAML, SAML:aud).",
    fr: "Ajoutez à la politique de confiance du rôle (console IAM : Rôles, {name}, Relations de confiance) des conditions qui nomment le destinataire et le sujet des jetons de {outsider}, sans joker au début (aud et sub ; pour SAML, SAML:aud).",
  },
  fixOther: {
    en: "Take {outsider} out of the role’s trust policy (IAM console: Roles, {name}, Trust relationships), and end its sessions (Revoke sessions).",
    fr: "Retirez {outsider} de la politique de confiance du rôle (console IAM : Rôles, {name}, Relations de confiance), et mettez fin à ses sessions (Révoquer les sessions).",
  },
} satisfies Record<string, Words>;
