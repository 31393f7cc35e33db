import { printable, printableWhole, say, type Lang } from "../../base/words.ts";
import { contextText, whenText } from "./access-witness-text.ts";
import { repairWords as words } from "./access-repair-words.ts";
import type { RepairResult } from "./access-repair-result.ts";

const mostListed = 20;

/** The repair for people: each policy with its diff, then what it removes, keeps, takes besides, and leaves open. */
export function repairText(
  result: RepairResult,
  { lang, proved }: { readonly lang: Lang; readonly proved: boolean },
): string {
  const sure = proved ? "yes" : "no";
  const { edits, removed, kept, neverWas, alsoTakes, takesMore, unsolved, smallest, window } = result;
  const elements = edits.reduce((sum, edit) => sum + edit.elements, 0);
  const head =
    edits.length > 0
      ? say(words.proposed, lang, { edits: edits.length, elements })
      : say(
          unsolved.length > 0 ? words.noneFound : window === undefined ? words.nothing : words.allUsed,
          lang,
          { sure },
        );
  const section = (title: string, lines: readonly string[]): readonly string[] => {
    if (lines.length === 0) return [];
    const left = lines.length - mostListed;
    const more = left > 0 ? [`  ${say(words.more, lang, { count: left })}`] : [];
    return ["", title, ...lines.slice(0, mostListed).map((line) => `  ${line}`), ...more];
  };
  const windowLines = ({ days, until, principals, unobserved }: NonNullable<RepairResult["window"]>) => [
    ...section(
      say(words.observed, lang, { count: principals.length, days }),
      principals.map(({ principal, since }) => say(words.window, lang, { principal, since, until })),
    ),
    ...section(say(words.unobserved, lang, { count: unobserved.length }), unobserved.map(printable)),
    ...(edits.length > 0 ? ["", say(words.noProof, lang)] : []),
  ];
  const lines = [
    head,
    ...(window === undefined ? [] : windowLines(window)),
    ...edits.flatMap((edit, at) => editLines(edit, at + 1, lang)),
    ...section(
      say(words.removed, lang, { count: removed.length, sure }),
      removed.flatMap((one) => lostLines(one, lang)),
    ),
    ...(edits.length > 0 ? ["", say(words.kept, lang, { count: kept.length, sure })] : []),
    ...section(
      say(words.neverWas, lang, { count: neverWas.length }),
      neverWas.map(({ principal, actions, resources }) =>
        say(words.request, lang, { principal, action: actions.join(", "), resource: resources.join(", ") }),
      ),
    ),
    ...section(
      say(words.alsoTakes, lang, { count: alsoTakes.length }),
      alsoTakes.flatMap((one) => lostLines(one, lang)),
    ),
    ...(edits.length > 0 && takesMore ? ["", say(words.takesMore, lang)] : []),
    ...section(
      say(words.unsolved, lang, { count: unsolved.length }),
      unsolved.map((one) => {
        const why = one.why === undefined ? "" : ` (${printable(one.why)})`;
        return `${openText(one, lang)}: ${say(words[one.reason], lang)}${why}`;
      }),
    ),
    ...(edits.length > 0 && !smallest ? ["", say(words.notSmallest, lang)] : []),
    ...(edits.length > 0 ? ["", say(words.applied, lang)] : []),
  ];
  return `${lines.join("\n")}\n`;
}

/** A request that goes, and on what it hung. */
function lostLines(
  { principal, witness: { action, resource, context, when } }: RepairResult["removed"][number],
  lang: Lang,
): readonly string[] {
  const request =
    context === undefined
      ? say(words.request, lang, { principal, action, resource })
      : say(words.requestWith, lang, { principal, action, resource, context: contextText(context) });
  return [request, ...whenText({ ...(when && { when }) }, lang).map((line) => `  ${line}`)];
}

function openText({ principal, actions, resources }: RepairResult["unsolved"][number], lang: Lang): string {
  const [few, rest] = [actions.slice(0, 3), actions.length - 3];
  const action = rest > 0 ? `${few.join(", ")} …` : few.join(", ");
  return say(words.request, lang, { principal, action, resource: resources.slice(0, 3).join(", ") });
}

function editLines(edit: RepairResult["edits"][number], number: number, lang: Lang): readonly string[] {
  const { policy, change, of = [], elements, diff, hint } = edit;
  const title = say(words[change], lang, { policy, of: of.join(", "), elements });
  const shown = diff?.split("\n").map((line) => `   ${printableWhole(line)}`);
  const long = change === "detached" ? [] : [`   ${say(words.long, lang)}`];
  return ["", `${number}. ${title}`, ...(shown ?? long), `   ${hint}`];
}
