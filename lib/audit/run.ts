import { printableWhole, say, sayWhole, type Lang, type Words } from "../base/words.ts";
import { byText } from "./backups.ts";
import type { Check, CheckInput } from "./check.ts";
import type { Finding, Verdict } from "./finding.ts";
import type { PracticeMap } from "./practice.ts";

/**
 * Runs checks and makes findings of their verdicts, sorted by check and subject. Pure. A check that throws, or that
 * says nothing, becomes an `unknown` finding of its own severity: no question is lost.
 *
 * A finding's id is the check's id, a colon and the subject, such as `backup-fresh:file:///mirror-a`: stable as long
 * as the subject is called the same. A second finding with the same id gets `#2`, or the next number that no subject
 * bears already.
 */
export function runChecks(
  checks: readonly Check[],
  map: PracticeMap,
  input: CheckInput,
  lang: Lang,
): readonly Finding[] {
  return checks.flatMap((check) => {
    const practices = map.filter((practice) => practice.checks.includes(check.id)).map(({ id }) => id);
    const verdicts = judge(check, input, lang);
    const ids = idsOf(verdicts.map(({ subject }) => `${check.id}:${subject}`));
    return verdicts.map((judged, index): Finding => {
      return { id: ids[index]!, check: check.id, practices, severity: check.severity, ...judged };
    });
  });
}

/** Each plain id for its first bearer; a number behind it for the others, so that no two are alike. */
function idsOf(plain: readonly string[]): readonly string[] {
  const taken = new Set(plain);
  const borne = new Set<string>();
  return plain.map((id) => {
    if (!borne.has(id)) {
      borne.add(id);
      return id;
    }
    let count = 2;
    while (taken.has(`${id}#${count}`)) count++;
    taken.add(`${id}#${count}`);
    return `${id}#${count}`;
  });
}

type Judged = Omit<Finding, "id" | "check" | "practices" | "severity">;

function judge(check: Check, input: CheckInput, lang: Lang): readonly Judged[] {
  try {
    const verdicts = check.judge(input).map((verdict) => spoken(verdict, lang));
    if (verdicts.length === 0) return [fallen(words.silent, "", lang)];
    return verdicts.sort(
      (a, b) => byText(a.subject, b.subject) || byText(JSON.stringify(a), JSON.stringify(b)),
    );
  } catch (cause) {
    return [fallen(words.thrown, cause instanceof Error ? cause.message : String(cause), lang)];
  }
}

function spoken(
  { status, subject, words: sentence, args, witness, route, assumes, evidence, fix }: Verdict,
  lang: Lang,
): Judged {
  return {
    status,
    subject,
    message: sayWhole(sentence, lang, args),
    ...(witness === undefined ? {} : { witness }),
    ...(route === undefined ? {} : { route }),
    // Made sentences, with names in them: no message to be formatted once more.
    ...(assumes === undefined ? {} : { assumes: assumes.map((one) => printableWhole(one[lang])) }),
    ...(evidence === undefined ? {} : { evidence }),
    ...(fix === undefined ? {} : { fix: sayWhole(fix.words, lang, fix.args) }),
    ...(fix?.diff === undefined ? {} : { diff: fix.diff }),
  };
}

function fallen(sentence: Words, reason: string, lang: Lang): Judged {
  return {
    status: "unknown",
    subject: "check",
    message: say(sentence, lang, { reason }),
    fix: say(words.report, lang),
  };
}

const words = {
  thrown: {
    en: "This check itself failed ({reason}), so its question is not answered.",
    fr: "Ce contrôle a lui-même échoué ({reason}) ; sa question reste donc sans réponse.",
  },
  silent: {
    en: "This check gave no answer, so its question is open.",
    fr: "Ce contrôle n’a donné aucune réponse ; sa question reste ouverte.",
  },
  report: {
    en: "Please report it as CONTRIBUTING.md says, without the snapshot if that is confidential.",
    fr: "Veuillez le signaler comme l’indique CONTRIBUTING.md, sans l’instantané s’il est confidentiel.",
  },
} satisfies Record<string, Words>;
