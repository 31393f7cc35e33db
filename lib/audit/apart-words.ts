import type { Words } from "../base/words.ts";
import { routeWords } from "./route.ts";

/** What is said of who can do alone what nobody may. `deeds` follows “can …” and « peut … ». */
export const apartWords = {
  before: {
    en: "{principal} can {deeds}{assumed, select, yes {, if its own account lets it (assumed, for that account was not read)} other {}}, before escalation.",
    fr: "{principal} peut {deeds}{assumed, select, yes {, si son propre compte le lui accorde (supposé, car ce compte n’a pas été lu)} other {}}, avant escalade de privilèges.",
  },
  after: {
    en: `{principal} can make itself able to {deeds}: ${routeWords.en}.`,
    fr: `{principal} peut, en s’en donnant d’abord les moyens, {deeds} : ${routeWords.fr}.`,
  },
  perhaps: {
    en: "{principal} may be able to {deeds}, before escalation or after; it could not be decided.",
    fr: "{principal} peut peut-être {deeds}, avant ou après escalade de privilèges ; on n’a pas pu en décider.",
  },
} satisfies Record<string, Words>;
