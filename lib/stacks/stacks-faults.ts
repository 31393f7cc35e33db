import { defineFaults } from "../base/faults.ts";

/** What keeps the stacks from being made. */
export const stacksFaults = defineFaults({
  "stacks-config": {
    exit: 2,
    en: "The configuration lacks {lacks}, without which the stacks cannot be made; add what is missing (docs/formats/config.md)",
    fr: "Il manque à la configuration {lacks}, sans quoi les piles ne peuvent être faites ; ajoutez ce qui manque (docs/formats/config.md)",
  },
});
