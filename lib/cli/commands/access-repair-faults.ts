import { defineFaults } from "../../base/faults.ts";

/** What can go wrong with what `rollward access repair` is to keep. */
export const repairFaults = defineFaults({
  "keep-malformed": {
    exit: 2,
    en: "Line {line} of the --keep file is no right to keep: {at} is not as expected; write principal, action and resource, and given where needed, as in docs/formats/repair.md",
    fr: "La ligne {line} du fichier de --keep n’est pas un droit à conserver : {at} n’est pas comme attendu ; écrivez principal, action et resource, et given au besoin, comme dans docs/formats/repair.md",
  },
});
