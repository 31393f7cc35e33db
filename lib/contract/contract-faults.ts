import { defineFaults } from "../base/faults.ts";

/** What can be wrong with an office's configuration. */
export const contractFaults = defineFaults({
  "config-malformed": {
    exit: 2,
    en: "The configuration {path} is not a rollward/config@1 file: {faults}. Put it right, its format is in docs/formats/config.md",
    fr: "La configuration {path} n’est pas un fichier rollward/config@1 : {faults}. Corrigez-la, son format est décrit dans docs/formats/config.md",
  },
  "config-newer": {
    exit: 2,
    en: "The configuration {path} has the format {format}, which this version does not know; install a newer Rollward",
    fr: "La configuration {path} a le format {format}, inconnu de cette version ; installez un Rollward plus récent",
  },
});
