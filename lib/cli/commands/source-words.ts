import type { Words } from "../../base/words.ts";

/** What the options that name a source say. */
export const sourceWords = {
  template: {
    en: "Templates instead of live accounts: what cdk synth wrote (cdk.out), or one template file",
    fr: "Des modèles au lieu de comptes réels : ce que cdk synth a écrit (cdk.out), ou un fichier de modèle",
  },
  account: {
    en: "The account of templates that name none, twelve digits",
    fr: "Le compte des modèles qui n’en nomment pas, douze chiffres",
  },
  profile: {
    en: "A profile of the AWS configuration, one for each account; without any, the credentials of this shell",
    fr: "Un profil de la configuration AWS, un par compte ; sans aucun, les identifiants de cet environnement",
  },
  region: {
    en: "A region in which to look; repeat for several",
    fr: "Une région où regarder ; à répéter pour plusieurs",
  },
} satisfies Record<string, Words>;
