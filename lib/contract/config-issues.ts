import type { JsonSlip } from "../base/json-slip.ts";
import { nearest } from "../base/nearest.ts";
import { langs, printable, say, type Args, type Lang, type Words } from "../base/words.ts";
import { knownKeys, type ConfigIssue } from "./config-shape.ts";
import { expectations, faultForms, type Expectation } from "./config-words.ts";
import { nearestRegion } from "./regions.ts";

const shownFaults = 20;
const shownKey = 60;

const slips = {
  "comma-missing": "missing",
  "comma-extra": "extra",
  "cut-off": "cut",
  foreign: "foreign",
} as const satisfies Record<JsonSlip["slip"], string>;

/** The sentence of a file that is not JSON at all: where it stops being it, and why. */
export function wordsOfSlip({ line, column, slip }: JsonSlip): Words {
  const args = { line: String(line), column: String(column), slip: slips[slip] };
  return inBoth((lang) => say(faultForms.slip, lang, args));
}

/**
 * What does not fit, each with its place and what was expected there, never with what stood there: somebody may have
 * pasted a secret. At most twenty, and how many more.
 */
export function wordsOfIssues(issues: readonly ConfigIssue[]): Words {
  const faults = issues.flatMap(faultsOf);
  return inBoth((lang) => {
    const shown = faults.slice(0, shownFaults).map(({ form, args }) => say(form, lang, args));
    const more = faults.length - shown.length;
    return [...shown, ...(more === 0 ? [] : [say(faultForms.more, lang, { count: more })])].join(
      lang === "fr" ? " ; " : "; ",
    );
  });
}

interface Fault {
  readonly form: Words;
  readonly args: Args;
}

function faultsOf(issue: ConfigIssue): readonly Fault[] {
  if (issue.code === "unrecognized_keys") {
    const known = knownKeys(issue.path);
    return issue.keys.map((key) => ({
      form: faultForms.unknownKey,
      args: {
        at: placeOf([...issue.path, key]),
        known: known.join(", "),
        near: nearest(key, known) ?? "none",
      },
    }));
  }
  const expected = Object.hasOwn(expectations, issue.message) ? (issue.message as Expectation) : "object";
  // A name of AWS’s own list is shown; what stood there is not.
  const near =
    expected === "region" && typeof issue.input === "string" ? nearestRegion(issue.input) : undefined;
  const args = { at: placeOf(issue.path), expected: expectations[expected], near: near ?? "none" };
  return [{ form: faultForms.place, args }];
}

/** Such as `accounts.vault` or `regions[0]`; the file as a whole has words. */
function placeOf(path: readonly PropertyKey[]): Words | string {
  if (path.length === 0) return faultForms.whole;
  const steps = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${short(String(step))}`));
  return steps.join("").replace(/^\./, "");
}

function short(key: string): string {
  return printable(key.length > shownKey ? `${key.slice(0, shownKey)}…` : key);
}

/**
 * Words made of finished text. What stands in it is put into a sentence as an argument, where an opening brace would
 * be read as ICU syntax ("Quoting/Escaping" of ICU4J MessageFormat), so it is quoted.
 */
function inBoth(text: (lang: Lang) => string): Words {
  const [en, fr] = langs.map((lang) => {
    const plain = text(lang);
    return plain.includes("{") ? plain.replaceAll("'", "''").replace(/[{}]+/g, "'$&'") : plain;
  });
  return { en: en!, fr: fr! };
}
