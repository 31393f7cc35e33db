import type { Words } from "../base/words.ts";
import { routeWords } from "./route.ts";

/** What is said of who can make itself able to do what. `deeds` follows “able to” and « peut ». */
export const escalatedWords = {
  stranger: {
    en: `{asset}: {principal} can make itself able to {deeds}, and no task of the contract allows it: ${routeWords.en}.`,
    fr: `{asset} : {principal} peut, en s’en donnant d’abord les moyens, {deeds}, et aucune tâche du contrat ne le permet : ${routeWords.fr}.`,
  },
  excess: {
    en: `{asset}: {principal} can make itself able to {deeds} in more ways than its task needs: ${routeWords.en}.`,
    fr: `{asset} : {principal} peut, en s’en donnant d’abord les moyens, {deeds} de plus de façons que sa tâche ne l’exige : ${routeWords.fr}.`,
  },
  mfa: {
    en: `{asset}: {principal} can make itself able to {deeds} without the second factor that its task asks for: ${routeWords.en}.`,
    fr: `{asset} : {principal} peut, en s’en donnant d’abord les moyens, {deeds} sans le second facteur que sa tâche demande : ${routeWords.fr}.`,
  },
  undecided: {
    en: "{asset}: {principal} may be able to make itself able to {deeds}, by escalation; it could not be decided ({why}).",
    fr: "{asset} : {principal} peut peut-être, en s’en donnant d’abord les moyens par escalade de privilèges, {deeds} ; on n’a pas pu en décider ({why}).",
  },
} satisfies Record<string, Words>;

/** What to do about it. */
export const escalatedFixes = {
  narrow: {
    en: "Take the first step away: change {policy} as the diff shows (statement {statement}), or narrow {via} there to what {principal} needs it for. If it should hold the task, name it under tasks in rollward.config.json.",
    fr: "Supprimez la première étape : modifiez {policy} comme le montre le diff (déclaration {statement}), ou restreignez-y {via} à ce dont {principal} a besoin. S’il doit tenir la tâche, nommez-le sous tasks dans rollward.config.json.",
  },
  step: {
    en: "Take the first step away from {principal}: {via}, which leads to {target}. A boundary or a deny that holds it off does too. If it should hold the task, name it under tasks in rollward.config.json.",
    fr: "Retirez la première étape à {principal} : {via}, qui mène à {target}. Une limite ou un refus qui l’en empêche convient aussi. S’il doit tenir la tâche, nommez-le sous tasks dans rollward.config.json.",
  },
} satisfies Record<string, Words>;
