import { defineFaults } from "../base/faults.ts";

/** What can be wrong with a snapshot file. */
export const snapshotFaults = defineFaults({
  "snapshot-malformed": {
    exit: 2,
    en: "The snapshot {path} is not a rollward/snapshot@1 file (at {at}: {expected}); take it anew with rollward snapshot, its format is in docs/formats/snapshot.md",
    fr: "L’instantané {path} n’est pas un fichier rollward/snapshot@1 (à {at} : {expected}) ; prenez-le de nouveau avec rollward snapshot, son format est décrit dans docs/formats/snapshot.md",
  },
  "snapshot-newer": {
    exit: 2,
    en: "The snapshot {path} has the format {format}, which this version does not know; install a newer Rollward",
    fr: "L’instantané {path} a le format {format}, inconnu de cette version ; installez un Rollward plus récent",
  },
  "snapshot-accounts-mixed": {
    exit: 2,
    en: "{path} holds the identities of two accounts, {id} and {other}, in one reply of aws iam get-account-authorization-details; give one file for each account, or take a snapshot of both with rollward snapshot",
    fr: "{path} contient les identités de deux comptes, {id} et {other}, dans une seule réponse de aws iam get-account-authorization-details ; donnez un fichier par compte, ou prenez un instantané des deux avec rollward snapshot",
  },
  "snapshot-account-none": {
    exit: 2,
    en: "{path} looks like the output of aws iam get-account-authorization-details, but no ARN in it names an account; check that it is whole, or take a snapshot with rollward snapshot",
    fr: "{path} ressemble à la sortie de aws iam get-account-authorization-details, mais aucun ARN n’y nomme un compte ; vérifiez qu’il est entier, ou prenez un instantané avec rollward snapshot",
  },
});
