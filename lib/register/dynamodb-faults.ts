import { defineFaults } from "../base/faults.ts";

/** What an AWS service can answer to a function of the backend. */
export const dynamodbFaults = defineFaults({
  "aws-refused": {
    exit: 3,
    en: "AWS refused {action} on {place} ({reason}); check that it exists and that the role in use has exactly the rights that its task needs",
    fr: "AWS a refusé {action} sur {place} ({reason}) ; vérifiez que la ressource existe et que le rôle utilisé a exactement les droits que sa tâche demande",
  },
});
