import { withoutAccounts } from "../../lib/audit/accounts.ts";
import type { Check, CheckInput } from "../../lib/audit/check.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import { isHolder, ownAccounts } from "../../lib/audit/holders.ts";
import { trustedBy } from "../../lib/audit/outsiders.ts";
import { trustFix } from "../../lib/audit/trust-fix.ts";
import { gapsIn } from "../../lib/audit/unread.ts";
import type { Words } from "../../lib/base/words.ts";
import type { RoleDetail } from "../../lib/iam/input.ts";
import { parsePolicy } from "../../lib/iam/parse.ts";
import type { Account } from "../../lib/snapshot/model.ts";

const assume = ["sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"];
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
  const judged = roles.map((role) => judgeRole(role, own, input));
  const found = [
    ...judged.flatMap(({ verdict }) => verdict ?? []),
    ...gapsIn(input.snapshot, id, "identities", words.what),
  ];
  if (found.length > 0) return found;
  const federated = [...new Set(judged.flatMap((one) => one.federated))].sort();
  const args = { account: id, roles: roles.length, providers: federated.length };
  const evidence = { roles: roles.length, federated: federated.slice(0, shown) };
  return [{ status: "pass", subject: id, words: words.nobody, args, evidence }];
}

interface Judged {
  readonly verdict?: Verdict;
  readonly federated: readonly string[];
}

/** A verdict for a role that lets an outsider in, or of which that is not known; none for the others. */
function judgeRole(role: RoleDetail, own: ReadonlySet<string>, { contract, access }: CheckInput): Judged {
  const policy = parsePolicy(role.AssumeRolePolicyDocument, role.Arn, "trust");
  const { outsiders, federated, unclear } = trustedBy(policy.statements, own);
  // Everybody is never a holder, whatever pattern a configuration has.
  const strangers = outsiders.filter((arn) => arn === "*" || !isHolder(contract, arn));
  const proofs = strangers.map((outsider) => ({
    outsider,
    proof: access.can(outsider, { actions: assume, resources: [role.Arn] }),
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
  const evidence = {
    outsiders: passing.slice(0, shown).map(({ outsider }) => outsider),
    ...(federated.length === 0 ? {} : { federated: federated.slice(0, shown) }),
  };
  if (first !== undefined) {
    const gone = new Set(passing.map(({ outsider }) => outsider));
    const places = policy.statements.flatMap((statement) => {
      const here = trustedBy([statement], own).outsiders.filter((arn) => gone.has(arn));
      return here.length === 0 ? [] : [[statement.index, new Set(here)] as const];
    });
    const diff = trustFix(role, new Map(places));
    const fixed = { words: words.fix, args: { ...args, name: role.RoleName } };
    const verdict: Verdict = {
      status: "fail",
      subject: role.Arn,
      words: first.outsider === "*" ? words.anybody : words.outsider,
      args,
      evidence,
      witness: { principal: first.outsider, ...first.witness },
      fix: diff === undefined ? fixed : { ...fixed, diff },
    };
    return { verdict, federated };
  }
  if (why === undefined) return { federated };
  return {
    verdict: { status: "unknown", subject: role.Arn, words: words.unclear, args, evidence: { why } },
    federated,
  };
}

const words = {
  nobody: {
    en: "{account}: {roles, plural, =0 {there is no role} one {the only role trusts no account} other {none of the # roles trusts an account}}{roles, plural, =0 {} other { but the office’s own}}{providers, plural, =0 {} one {; one identity provider is trusted, whose users were not looked at} other {; # identity providers are trusted, whose users were not looked at}}.",
    fr: "{account} : {roles, plural, =0 {il n’y a aucun rôle} one {le seul rôle ne fait confiance à aucun compte} other {aucun des # rôles ne fait confiance à un compte}}{roles, plural, =0 {} other { hors de ceux du bureau}}{providers, plural, =0 {} one { ; un fournisseur d’identité a leur confiance, dont les utilisateurs n’ont pas été examinés} other { ; # fournisseurs d’identité ont leur confiance, dont les utilisateurs n’ont pas été examinés}}.",
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
} satisfies Record<string, Words>;
