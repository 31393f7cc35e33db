import type { Proof } from "../access.ts";
import type { Assumption } from "../escalation.ts";
import { answerAt, type Asked, type Asking, type Verdicts } from "./asking.ts";
import { accompliceIn } from "./accomplices.ts";
import { placed, type Candidates, type Ground } from "./candidates.ts";
import { namelessHops } from "./nameless-hops.ts";
import type { Guise, Guises } from "./guises.ts";
import type { EscalationPath, PathNeed } from "./path.ts";
import { addPlace, inBoth, inEither, isEmpty, without, type Places } from "./places.ts";
import { meets } from "./spoken.ts";
import { takenBy } from "./taken.ts";

/** What one row of the table gives somebody: whom, for certain or perhaps. */
export interface Hop {
  readonly row: EscalationPath;
  /** Acting as them; or only writing them rights, or taking off their boundary. */
  readonly gives: "acting" | "rights" | "boundary";
  readonly sure: Places;
  readonly unsure: Places;
  /** What each need comes to for whom is gained at a place. */
  answers(place: number): readonly Answer[];
  assumes(place: number): readonly Assumption[];
  /** Why it is not certain. */
  why(place: number): string;
}

/** A proof for one need, and what it was asked about. */
export interface Answer {
  readonly proof: Exclude<Proof, { readonly verdict: "no" }>;
  /** Any one of these. */
  readonly actions: readonly string[];
  /** With these keys. */
  readonly given?: PathNeed["given"];
  /** The very resource, where the proof is about another of which the same is true. */
  readonly resource?: string;
  /** The request is made after the trust policy was rewritten. */
  readonly rewritten?: true;
  /** Who makes it, where it is not the one who goes this way. */
  readonly asker?: string;
}

const onWhom = new Set(["whom", "policyOfWhom", "groupOfWhom", "boundaryOfWhom", "instanceProfileOfWhom"]);
const ofOthers = new Set([
  "passed-role",
  "running-role",
  "role",
  "user",
  "rights-of-whom",
  "boundary-of-whom-gone",
]);

/** Does what a need is asked about hang on who is gained? */
export function hangsOnWhom({ on }: PathNeed): boolean {
  return typeof on === "string" ? onWhom.has(on) : "workload" in on;
}

/** Rows by which somebody is gained. */
export function isOfOthers({ gains: { kind } }: EscalationPath): boolean {
  return ofOthers.has(kind);
}

const givings: ReadonlyMap<string, Hop["gives"]> = new Map([
  ["rights-of-whom", "rights"],
  ["boundary-of-whom-gone", "boundary"],
]);

export interface Table {
  readonly rows: readonly EscalationPath[];
  readonly asking: Asking;
  readonly ground: Ground;
  readonly guises: Guises;
}

/**
 * All whom each of some guises gains by the rows of the table. Row after row rather than one after the other: what is
 * made ready for a question serves all of whom it is asked.
 */
export function hopsOf(table: Table, guises: readonly Guise[]): ReadonlyMap<Guise, readonly Hop[]> {
  const found = new Map<Guise, Hop[]>(guises.map((guise) => [guise, []]));
  const all = guises.flatMap((guise) => {
    const layers = table.asking.layers.of(guise);
    if (layers !== undefined) return [{ guise, layers, hops: found.get(guise)! }];
    found.set(guise, [...namelessHops(table, guise)]);
    return [];
  });
  for (const row of table.rows.filter(isOfOthers)) {
    const asked = row.needs.map(({ actions }) => table.asking.speech.of(actions));
    for (const { guise, layers, hops } of all) {
      if (!asked.every((spoken) => meets(layers.allowed, spoken))) continue;
      const hop = hopOf(table, guise, layers.account, row);
      if (hop !== undefined) hops.push(hop);
    }
  }
  return found;
}

interface About extends Pick<Answer, "actions" | "given" | "rewritten" | "asker"> {
  readonly verdicts: Verdicts;
}

const assuming: Asked = { actions: ["sts:AssumeRole"] };

function hopOf(table: Table, guise: Guise, account: string, row: EscalationPath): Hop | undefined {
  const { asking, ground } = table;
  const { gains } = row;
  const candidates = ground.candidates(row, account);
  if (isEmpty(candidates.places)) return undefined;
  const { onWhom, others } = needsOf(row);
  const about: About[] = [];
  for (const need of onWhom) {
    const verdicts = asking.verdicts(guise, need, ground.universe(need, gains, account));
    if (verdicts.parts.length === 0) return undefined;
    about.push({ verdicts, ...askedIn(need) });
  }
  if (gains.kind === "role" && gains.trust === "rewritten") {
    const verdicts = asking.verdicts(guise, assuming, ground.open(account), guise.trusting);
    about.push({ verdicts, actions: assuming.actions, rewritten: true });
  }
  if (gains.kind === "role" && gains.trust === "handed") {
    const verdicts = accompliceIn(table, account);
    about.push({ verdicts, actions: assuming.actions, rewritten: true, asker: "*" });
  }
  const fixed: Answer[] = [];
  for (const need of others) {
    const answer = fixedAnswer(asking, guise, need, account);
    if (answer === undefined) return undefined;
    fixed.push(answer);
  }
  const met = meet(
    candidates,
    about.map(({ verdicts }) => verdicts),
    fixed,
  );
  if (isEmpty(met.sure) && isEmpty(met.unsure)) return undefined;
  const own = takenBy(row, account, ground.landscape);
  const answers = (place: number): readonly Answer[] => [
    ...about.flatMap(({ verdicts, ...asked }) => {
      const found = answerAt(verdicts, place);
      return found === undefined ? [] : [{ proof: found.proof, resource: found.entry.resource, ...asked }];
    }),
    ...fixed,
  ];
  return {
    row,
    gives: givings.get(gains.kind) ?? "acting",
    ...met,
    answers,
    assumes: (place) => [...(candidates.assumes.get(place)?.() ?? []), ...own],
    why: (place) => candidates.unsure.get(place) ?? whyOf(answers(place)),
  };
}

interface Needs {
  readonly onWhom: readonly PathNeed[];
  readonly others: readonly PathNeed[];
}

const parted = new WeakMap<EscalationPath, Needs>();

/** Those that hang on who is gained come first: mostly there is nobody, and nothing else is asked. */
function needsOf(row: EscalationPath): Needs {
  const before = parted.get(row);
  if (before !== undefined) return before;
  const others = row.needs.filter((need) => !hangsOnWhom(need));
  const made = { onWhom: row.needs.filter(hangsOnWhom), others };
  parted.set(row, made);
  return made;
}

interface Met {
  readonly sure: Places;
  readonly unsure: Places;
}

const known = new WeakMap<object, Map<string, Met>>();
const numbers = new WeakMap<object, number>();
let last = 0;

function numberOf(each: object): number {
  const number = numbers.get(each) ?? ++last;
  numbers.set(each, number);
  return number;
}

/** Those of whom all needs are met, for certain or perhaps: the same sets for all whose answers are. */
function meet(candidates: Candidates, about: readonly Verdicts[], fixed: readonly Answer[]): Met {
  const vague = fixed.some(({ proof }) => proof.verdict === "unknown");
  const byAnswers = known.get(candidates) ?? new Map<string, Met>();
  known.set(candidates, byAnswers);
  const key = `${about.map(numberOf).join()} ${vague}`;
  const before = byAnswers.get(key);
  if (before !== undefined) return before;
  let sure = candidates.places;
  let any = candidates.places;
  for (const verdicts of about) {
    sure = inBoth(sure, verdicts.sure);
    any = inBoth(any, inEither(verdicts.sure, verdicts.unsure));
  }
  if (vague) sure = new Uint32Array(sure.length);
  const doubtful = new Uint32Array(sure.length);
  for (const place of candidates.unsure.keys()) addPlace(doubtful, place);
  sure = without(sure, doubtful);
  const made = { sure, unsure: without(any, sure) };
  byAnswers.set(key, made);
  return made;
}

export function fixedAnswer(
  asking: Asking,
  guise: Guise,
  need: PathNeed,
  account: string,
): Answer | undefined {
  const { principal } = guise;
  const partition = principal.split(":")[1] ?? "aws";
  const { on } = need;
  const pattern = typeof on === "object" && "pattern" in on ? on.pattern : undefined;
  const resource = pattern === undefined ? principal : placed(pattern, account, partition);
  const proof = asking.ask(guise, need, [resource]);
  return proof.verdict === "no" ? undefined : { proof, ...askedIn(need) };
}

/** What a need asks for, beside what it is on. */
export function askedIn({ actions, given }: PathNeed): Pick<Answer, "actions" | "given"> {
  return { actions, ...(given && { given }) };
}

export function whyOf(answers: readonly Answer[]): string {
  const [why = "a step was neither proved nor refuted"] = answers.flatMap(({ proof }) =>
    proof.verdict === "unknown" ? [proof.why] : [],
  );
  return why;
}
