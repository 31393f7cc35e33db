import { defineFaults } from "../../base/faults.ts";

/** What can go wrong with the two sides of `rollward access diff`. */
export const diffFaults = defineFaults({
  "diff-snapshots": {
    exit: 2,
    en: "rollward access diff compares two snapshots, the older one first, and {count, plural, =0 {none was} one {# was} other {# were}} given{template, select, yes { beside --template} other {}}; give --snapshot twice, or once together with --template",
    fr: "rollward access diff compare deux instantanés, le plus ancien d’abord, et {count, plural, =0 {aucun n’a été donné} one {# a été donné} other {# ont été donnés}}{template, select, yes { en plus de --template} other {}} ; donnez --snapshot deux fois, ou une fois avec --template",
  },
});
