import { langs, printable, say, type Args, type Lang, type Words } from "../base/words.ts";
import { knownKeys, type ConfigIssue } from "./config-shape.ts";
import { expectations, faultForms, type Expectation } from "./config-words.ts";

const shownFaults = 20;
const shownKey = 60;

/** The sentence of a file that is not JSON at all. */
export const jsonFault: Words = inBoth((lang) =>
  say(faultForms.place, lang, { at: "$", expected: expectations.json }),
);

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
    const known = knownKeys(issue.path).join(", ");
    return issue.keys.map((key) => ({
      form: faultForms.unknownKey,
      args: { at: placeOf([...issue.path, key]), known },
    }));
  }
  const expected = Object.hasOwn(expectations, issue.message) ? (issue.message as Expectation) : "object";
  return [{ form: faultForms.place, args: { at: placeOf(issue.path), expected: expectations[expected] } }];
}

function placeOf(path: readonly PropertyKey[]): string {
  const steps = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${short(String(step))}`));
  return `$${steps.join("")}`;
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
