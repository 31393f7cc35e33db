import { printable, say, type Lang, type Words } from "../../base/words.ts";
import type { AccessRequest, RequestContext } from "../../iam/access.ts";
import type {
  ExplainedElement,
  ExplainedLayer,
  ExplainedPolicy,
  ExplainedStatement,
  Explanation,
  LackingLayer,
} from "../../iam/explain.ts";
import { elementText } from "./access-explain-element.ts";
import { explainWords as words } from "./access-explain-words.ts";

/** An explanation for people: the decision, what it hangs on, then the other layers in a line each. */
export function explainText(
  asked: AccessRequest,
  explanation: Explanation,
  { all, lang }: { readonly all: boolean; readonly lang: Lang },
): string {
  const { layers, session, lacking, spared } = explanation;
  const first = layers.filter(({ decided }) => decided);
  const rest = layers.filter(({ decided }) => !decided);
  const lines = [
    questionText(asked, lang),
    verdictText(explanation, lang),
    ...(session === undefined ? [] : [say(words.session, lang, { session })]),
    ...(lacking === undefined ? [] : lackingText(lacking, lang)),
    ...(spared === undefined
      ? []
      : [sparedText(spared.decision, lang), ...lackingText(spared.lacking ?? [], lang)]),
    ...[...first, ...rest].flatMap((layer) => ["", ...layerText(layer, explanation, all, lang)]),
  ];
  return `${compact(lines, all ? layers.length : first.length).join("\n")}\n`;
}

/** Layers of one line stand close together. */
function compact(lines: readonly string[], spaced: number): readonly string[] {
  let seen = 0;
  return lines.filter((line) => line !== "" || seen++ <= spaced);
}

function questionText({ principal, action, resource, context }: AccessRequest, lang: Lang): string {
  const who = { principal, action, resource };
  if (context === undefined || Object.keys(context).length === 0) return say(words.asked, lang, who);
  return say(words.askedWith, lang, { ...who, context: contextText(context) });
}

function contextText(context: RequestContext): string {
  return Object.entries(context)
    .map(([key, value]) => `${key} = ${Array.isArray(value) ? `[${value.join(", ")}]` : String(value)}`)
    .join(", ");
}

function verdictText({ decision, layers }: Explanation, lang: Lang): string {
  switch (decision.decision) {
    case "allowed":
      return say(layers.length === 0 ? words.allowedWithout : words.allowed, lang);
    case "explicitDeny":
      return say(words.explicitDeny, lang);
    case "implicitDeny":
      return say(words.implicitDeny, lang);
    case "unknown":
      return say(words.unknown, lang, { why: decision.why ?? "" });
  }
}

function lackingText(lacking: readonly (readonly LackingLayer[])[], lang: Lang): readonly string[] {
  if (lacking.length === 0) return [];
  const ways = lacking.map((set) =>
    set
      .map((each) => nameOf(each, lang))
      .reduce((first, second) => say(words.together, lang, { first, second })),
  );
  return [say(ways.length === 1 ? words.lackingOne : words.lackingSome, lang, { ways: ways.join(" · ") })];
}

function sparedText(decision: NonNullable<Explanation["spared"]>["decision"], lang: Lang): string {
  if (decision === "allowed") return say(words.sparedAllowed, lang);
  return say(decision === "unknown" ? words.sparedUnknown : words.sparedNot, lang);
}

const names = {
  scp: words.scp,
  rcp: words.rcp,
  resource: words.resourcePolicy,
  grants: words.grants,
  identity: words.identity,
  boundary: words.boundary,
  session: words.sessionPolicies,
} as const satisfies Record<ExplainedLayer["layer"], Words>;

function nameOf({ layer, level = "" }: LackingLayer, lang: Lang): string {
  return say(names[layer], lang, { level: level === "" ? "none" : level });
}

const verdicts = {
  allows: words.allows,
  denies: words.denies,
  handsOn: words.handsOn,
  barred: words.barred,
  silent: words.silent,
  unknown: words.notKnown,
} as const satisfies Record<ExplainedLayer["verdict"], Words>;

function layerText(
  layer: ExplainedLayer,
  { decision }: Explanation,
  all: boolean,
  lang: Lang,
): readonly string[] {
  const passes = layer.layer === "rcp" && layer.verdict === "silent";
  const name = nameOf(layer, lang);
  const colon = lang === "fr" ? " : " : ": ";
  const verdict = say(passes ? words.passes : verdicts[layer.verdict], lang);
  const head = `${name[0]!.toUpperCase()}${name.slice(1)}${colon}${verdict}`;
  const statements = layer.policies.flatMap((policy) => [
    ...(policy.problem === undefined
      ? []
      : [indented(1, say(words.problem, lang, { policy: policy.policy, why: policy.problem }))]),
    ...policy.statements
      .filter((each) => all || (layer.decided && isDeciding(each, layer, decision.decision)))
      .flatMap((each) => statementText(policy, each, layer, lang)),
  ]);
  const empty = all && layer.policies.length === 0 ? [indented(1, say(words.noPolicy, lang))] : [];
  return [head, ...(layer.decided || all ? [...statements, ...empty, ...nearestText(layer, lang)] : [])];
}

function isDeciding(
  { effect, speaks }: ExplainedStatement,
  layer: ExplainedLayer,
  decision: string,
): boolean {
  if (decision === "unknown") return speaks === "unknown";
  if (layer.verdict === "denies") return effect === "Deny" && speaks === true;
  return effect === "Allow" && speaks === true;
}

function statementText(
  { policy }: ExplainedPolicy,
  { statement, effect, speaks, elements }: ExplainedStatement,
  { verdict }: ExplainedLayer,
  lang: Lang,
): readonly string[] {
  const named = say(words.statement, lang, { policy, statement: String(statement), effect });
  const list = (of: readonly ExplainedElement[]) =>
    of.map((each) => indented(2, `- ${elementText(each, lang)}`));
  if (speaks === true) {
    const spares = effect === "Deny" && verdict === "denies" ? elements.filter(couldSpare) : [];
    return [
      indented(1, `${named} ${say(words.speaks, lang)}`),
      ...(spares.length === 0 ? [] : [indented(2, say(words.wouldSpare, lang)), ...list(spares)]),
    ];
  }
  const failed = elements.filter(({ fits }) => fits !== true);
  return [
    indented(1, `${named} ${say(speaks === false ? words.speaksNot : words.speaksPerhaps, lang)}`),
    ...list(failed),
  ];
}

/** Every element but one that any request fits, and the action, which is what was asked. */
function couldSpare({ element, asks }: ExplainedElement): boolean {
  return element !== "Action" && !(element === "Resource" && asks.includes("*"));
}

function nearestText({ nearest, policies, verdict, layer }: ExplainedLayer, lang: Lang): readonly string[] {
  if (verdict !== "silent" || layer === "rcp" || layer === "grants") return [];
  if (nearest === undefined) {
    const none = policies.length === 0 ? words.noPolicy : words.noAllow;
    return [indented(1, say(none, lang))];
  }
  const { policy, statement, lacked } = nearest;
  const named = say(words.statement, lang, { policy, statement: String(statement), effect: "Allow" });
  return [
    indented(1, printable(say(words.nearest, lang, { statement: named }))),
    indented(2, say(words.lacked, lang)),
    ...lacked.map((each) => indented(2, `- ${elementText(each, lang)}`)),
  ];
}

function indented(depth: number, line: string): string {
  return "  ".repeat(depth) + line;
}
