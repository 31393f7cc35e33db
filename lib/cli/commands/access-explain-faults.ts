import { defineFaults } from "../../base/faults.ts";

/** What can go wrong with the one request of `rollward access explain`. */
export const explainFaults = defineFaults({
  "context-malformed": {
    exit: 2,
    en: "--context takes KEY=VALUE, such as aws:MultiFactorAuthPresent=true, and {value} is none; correct it",
    fr: "--context prend CLÉ=VALEUR, par exemple aws:MultiFactorAuthPresent=true, et {value} n’en est pas un ; corrigez-le",
  },
  "principal-malformed": {
    exit: 2,
    en: "--principal takes the ARN of a user, a role, a session or an account’s root, or * alone, and {value} is none; correct it",
    fr: "--principal prend l’ARN d’un utilisateur, d’un rôle, d’une session ou de la racine d’un compte, ou * seul, et {value} n’en est pas un ; corrigez-le",
  },
});
