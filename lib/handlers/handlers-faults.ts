import { defineFaults } from "../base/faults.ts";

/** What can be wrong with how a function of the backend was deployed. */
export const handlersFaults = defineFaults({
  "setting-missing": {
    exit: 2,
    en: "The function lacks the setting {name}; deploy the stacks again, they set it",
    fr: "Il manque à la fonction le réglage {name} ; déployez de nouveau les piles, qui le fixent",
  },
  "setting-malformed": {
    exit: 2,
    en: "The function’s setting {name} must be {expected}; correct the configuration and deploy again",
    fr: "Le réglage {name} de la fonction doit être {expected} ; corrigez la configuration et déployez de nouveau",
  },
});
