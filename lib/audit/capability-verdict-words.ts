import type { Words } from "../base/words.ts";

/** What is said of who can do what to an asset. `deeds` follows “can” and « peut ». */
export const verdictWords = {
  nobody: {
    en: "{id}: nobody outside the contract can {deeds}, before escalation or after. {asked, plural, =0 {No user or role was there to be asked} one {One user or role was asked} other {# users and roles were asked}}, {holders, plural, =0 {none of whom can} one {of whom one can, for its task} other {of whom # can, for their tasks}}.",
    fr: "{id} : hors du contrat, personne ne peut {deeds}, ni avant ni après escalade de privilèges. {asked, plural, =0 {Il n’y avait aucun utilisateur ni rôle à examiner} one {Un utilisateur ou rôle a été examiné} other {# utilisateurs et rôles ont été examinés}}, {holders, plural, =0 {dont aucun ne le peut} one {dont un le peut, pour sa tâche} other {dont # le peuvent, pour leurs tâches}}.",
  },
  stranger: {
    en: "{asset}: {principal} can {deeds}, and no task of the contract allows it: {action} on {resource} is allowed {assumed, select, yes {if its own account lets it (assumed, for that account was not read)} other {as it stands}}, before escalation.",
    fr: "{asset} : {principal} peut {deeds}, et aucune tâche du contrat ne le permet : {action} sur {resource} est permis {assumed, select, yes {si son propre compte le lui accorde (supposé, car ce compte n’a pas été lu)} other {tel quel}}, avant escalade de privilèges.",
  },
  excess: {
    en: "{asset}: {principal} can {deeds} in more ways than its task needs: {action} on {resource} is allowed {assumed, select, yes {if its own account lets it (assumed, for that account was not read)} other {as it stands}}, before escalation.",
    fr: "{asset} : {principal} peut {deeds} de plus de façons que sa tâche ne l’exige : {action} sur {resource} est permis {assumed, select, yes {si son propre compte le lui accorde (supposé, car ce compte n’a pas été lu)} other {tel quel}}, avant escalade de privilèges.",
  },
  mfa: {
    en: "{asset}: {principal} can {deeds} without the second factor that its task asks for: {action} on {resource} is allowed {assumed, select, yes {if its own account lets it (assumed, for that account was not read)} other {as it stands}}, before escalation.",
    fr: "{asset} : {principal} peut {deeds} sans le second facteur que sa tâche demande : {action} sur {resource} est permis {assumed, select, yes {si son propre compte le lui accorde (supposé, car ce compte n’a pas été lu)} other {tel quel}}, avant escalade de privilèges.",
  },
  undecided: {
    en: "{asset}: {principal} may be able to {deeds}, before escalation; it could not be decided ({why}).",
    fr: "{asset} : {principal} peut peut-être {deeds}, avant escalade de privilèges ; on n’a pas pu en décider ({why}).",
  },
  leftOut: {
    en: "{asset}: {principal} may be able to {deeds}, before escalation; account {account} is the office’s but was not read, so whom it lets act is not known.",
    fr: "{asset} : {principal} peut peut-être {deeds}, avant escalade de privilèges ; le compte {account} est celui du bureau mais n’a pas été lu, et l’on ne sait donc pas qui il laisse agir.",
  },
  unclear: {
    en: "{asset}: the policy {policy} is not understood ({why}), so whom it lets in is not known.",
    fr: "{asset} : la politique {policy} n’est pas comprise ({why}) ; on ne sait donc pas qui elle laisse entrer.",
  },
} satisfies Record<string, Words>;

/** What to do about it. */
export const fixes = {
  narrow: {
    en: "Change {policy} as the diff shows (statement {statement}); if {principal} needs the actions for something else, name those resources instead. If it should hold the task, name it under tasks in rollward.config.json.",
    fr: "Modifiez {policy} comme le montre le diff (déclaration {statement}) ; si {principal} a besoin de ces actions pour autre chose, nommez plutôt ces ressources-là. S’il doit tenir la tâche, nommez-le sous tasks dans rollward.config.json.",
  },
  take: {
    en: "Take the right from {principal} in the statements that the witness names. If it should hold the task, name it under tasks in rollward.config.json.",
    fr: "Retirez ce droit à {principal} dans les déclarations que nomme la requête à l’appui. S’il doit tenir la tâche, nommez-le sous tasks dans rollward.config.json.",
  },
  mfa: {
    en: "Add to the statements that the witness names the condition Bool aws:MultiFactorAuthPresent true.",
    fr: "Ajoutez aux déclarations que nomme la requête à l’appui la condition Bool aws:MultiFactorAuthPresent true.",
  },
  read: {
    en: "Read account {account} too, take a new snapshot and audit that.",
    fr: "Lisez aussi le compte {account}, prenez un nouvel instantané et auditez celui-là.",
  },
  clear: {
    en: "Write the policy without what was not understood, or read what is missing; then audit again.",
    fr: "Écrivez la politique sans ce qui n’a pas été compris, ou lisez ce qui manque ; puis auditez de nouveau.",
  },
} satisfies Record<string, Words>;
