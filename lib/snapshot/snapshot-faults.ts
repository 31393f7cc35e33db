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
});
