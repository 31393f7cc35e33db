import { holds } from "../conditions/holds.ts";
import { variablesOf } from "../conditions/context.ts";
import type { Requester } from "../decide/requester.ts";
import type { Condition, Landscape, Policy, Statement } from "../landscape.ts";
import { isUnknown } from "../truth.ts";
import { readTemplate, type Template } from "../variables.ts";
import type { Glob } from "../wildcard.ts";
import { knownKeys, type KnownKeys } from "../who/known-keys.ts";

/**
 * A statement as it stands before one principal: what hangs on who asks is settled, so that statements that say the
 * same to two principals have the same `id`, wherever they stand.
 */
export interface View {
  readonly id: number;
  readonly statement: Statement;
  /** Absent: whatever the policy stands on. */
  readonly resources?: { readonly negated: boolean; readonly of: readonly ResourceView[] };
  /** Those that are not settled. */
  readonly conditions: readonly Condition[];
  /** Something hangs on who asks and cannot be settled: it may say the same to nobody else. */
  readonly own: boolean;
}

/** `glob` is absent where a variable is left that the request fills. */
export interface ResourceView {
  readonly text: string;
  readonly glob?: Glob;
}

export interface PolicyViews {
  /** Those that may speak; whatever surely does not, to this principal, is left out. */
  readonly views: readonly View[];
  /** Names of policies that could not be read. */
  readonly problems: readonly string[];
}

/** Statements before one principal; those that do not look at who asks have one view for all. */
export class Views {
  readonly #landscape: Landscape;
  readonly #ids = new Map<string, number>();
  readonly #shared = new WeakMap<Statement, View>();

  constructor(landscape: Landscape) {
    this.#landscape = landscape;
  }

  of(policies: readonly Policy[], requester: Requester): PolicyViews {
    const owner = requester.kind === "anonymous" ? "" : requester.account;
    const known = knownKeys(this.#landscape, { requester, service: "iam", owner });
    return {
      views: policies.flatMap(({ statements }) =>
        statements.flatMap((statement) => this.#viewOf(statement, known) ?? []),
      ),
      problems: policies.flatMap(({ ref, problem }) => (problem === undefined ? [] : [ref])),
    };
  }

  /** One statement before a requester; `undefined`: it surely does not speak to it. */
  one(statement: Statement, requester: Requester): View | undefined {
    return this.of([{ ref: "", kind: "resource", statements: [statement] }], requester).views[0];
  }

  #viewOf(statement: Statement, known: KnownKeys): View | undefined {
    const shared = this.#shared.get(statement);
    if (shared !== undefined) return shared;
    const looking = looksAtWho(statement);
    const made = settle(statement, known);
    if (made === undefined) return undefined;
    const view = { ...made, id: this.#idOf(made) };
    if (!looking) this.#shared.set(statement, view);
    return view;
  }

  #idOf({ statement, resources, conditions, own }: Omit<View, "id">): number {
    const { effect, actions, problem = "" } = statement;
    const said = conditions.map(({ operator, ifExists, quantifier = "", key, values, problem = "" }) => [
      [operator, ifExists, quantifier, key, problem],
      values.map(({ text, fixed }) => [text, fixed !== undefined]),
    ]);
    const on = resources && [
      resources.negated,
      resources.of.map(({ text, glob }) => [text, glob !== undefined]),
    ];
    const text = JSON.stringify([effect, actions, on ?? 0, said, problem, own]);
    const id = this.#ids.get(text) ?? this.#ids.size;
    this.#ids.set(text, id);
    return id;
  }
}

/** Does what a statement says hang on who asks, beyond whom its `Principal` names? */
export function looksAtWho({ conditions, resources }: Statement): boolean {
  const templates = [...(resources?.patterns ?? []), ...conditions.flatMap(({ values }) => values)];
  return (
    conditions.some(({ key }) => isOfPrincipal(key)) || templates.some(({ fixed }) => fixed === undefined)
  );
}

const ofPrincipal = /^aws:(principal|userid$|username$)/;

function isOfPrincipal(key: string): boolean {
  return ofPrincipal.test(key);
}

/** `undefined`: it surely does not speak to this principal. */
function settle(statement: Statement, known: KnownKeys): Omit<View, "id"> | undefined {
  let own = false;
  const conditions: Condition[] = [];
  for (const condition of statement.conditions) {
    const truth = truthOf(condition, known);
    if (truth === "no") return undefined;
    if (truth === "yes") continue;
    conditions.push(condition);
    own ||= truth === "own";
  }
  const of: ResourceView[] = [];
  for (const template of statement.resources?.patterns ?? []) {
    const read = readFor(template, known);
    if (read === "own") own = true;
    if (read === "own" || read === "free") of.push({ text: template.text });
    else if (read !== "none") of.push(read);
  }
  const resources = statement.resources && { negated: statement.resources.negated, of };
  return { statement, conditions, own, ...(resources && { resources }) };
}

/** `free`: it is the request’s affair, and the same for whoever asks. */
function truthOf(condition: Condition, known: KnownKeys): "yes" | "no" | "own" | "free" {
  const variables = condition.values.flatMap(variablesIn);
  const fixed = (key: string) => known.of(key).kind === "fixed";
  if (!isOfPrincipal(condition.key) && !variables.some(isOfPrincipal)) return "free";
  if (!fixed(condition.key)) return variables.some(fixed) ? "own" : "free";
  if (!variables.every(fixed)) return "own";
  const truth = holds(condition, known.context);
  if (isUnknown(truth)) return "own";
  return truth ? "yes" : "no";
}

function readFor(template: Template, known: KnownKeys): ResourceView | "own" | "free" | "none" {
  if (template.fixed !== undefined) return { text: template.text, glob: template.fixed.glob };
  const variables = variablesIn(template);
  const fixed = variables.filter((key) => known.of(key).kind === "fixed");
  if (fixed.length < variables.length) return fixed.length > 0 ? "own" : "free";
  const reading = readTemplate(template, variablesOf(known.context));
  if (reading === undefined) return "none";
  // What takes a variable’s place is no wildcard: the text tells it from one that is.
  return isUnknown(reading) ? "own" : { text: `=${reading.glob.join()}`, glob: reading.glob };
}

function variablesIn({ parts }: Template): readonly string[] {
  return parts.flatMap((part) => (part.kind === "variable" ? [part.key] : []));
}
