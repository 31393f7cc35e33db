import type { AccessQuestion } from "../access.ts";
import { standOf } from "../decide/request.ts";
import { meet, patternOf } from "../globs.ts";
import { placed } from "./candidates.ts";
import type { Guise } from "./guises.ts";
import type { Answer, Table } from "./hops.ts";
import type { EscalationPath, PathNeed } from "./path.ts";
import { meets } from "./spoken.ts";
import { mayUndeny } from "./undenied.ts";

/** One way to write what stands over a resource that is asked about. */
export interface Opening {
  /** With the needs of this way alone. */
  readonly row: EscalationPath;
  /** One of the question’s resources. */
  readonly asked: string;
  /** Who can, or may be able to, by the guise’s id: the answers to the needs. */
  readonly writers: ReadonlyMap<number, readonly Answer[]>;
}

/** A way of a row, and those of whom it is not plain that they cannot take it. */
interface Way {
  readonly row: EscalationPath;
  readonly able: readonly Guise[];
}

/** Who can open what to itself; the same for all questions about a resource. */
export class Openings {
  readonly #table: Table;
  readonly #guises: readonly Guise[];
  readonly #ways = new Map<EscalationPath, readonly Way[]>();
  readonly #known = new Map<Way, Map<string, Opening>>();

  constructor(table: Table, guises: readonly Guise[]) {
    this.#table = table;
    this.#guises = guises;
  }

  /** By the rows that may open what is asked about. */
  to({ actions, resources }: AccessQuestion): readonly Opening[] {
    const rows = this.#table.rows.filter(
      ({ gains }) => gains.kind === "resource-opened" && opens(gains.opens, actions),
    );
    return rows
      .flatMap((row) =>
        [...new Set(resources)].flatMap((asked) => this.#waysOf(row).map((way) => this.#opening(way, asked))),
      )
      .filter(({ writers }) => writers.size > 0);
  }

  #waysOf(row: EscalationPath): readonly Way[] {
    const known = this.#ways.get(row);
    if (known !== undefined) return known;
    const { layers, speech } = this.#table.asking;
    const made = writingOf(row).map((needs): Way => {
      const spoken = needs.map(({ actions }) => speech.of(actions));
      const able = this.#guises.filter((guise) => {
        const own = layers.of(guise);
        return own !== undefined && spoken.every((each) => meets(own.allowed, each));
      });
      return { row: { ...row, needs }, able };
    });
    this.#ways.set(row, made);
    return made;
  }

  #opening(way: Way, asked: string): Opening {
    const byAsked = this.#known.get(way) ?? new Map<string, Opening>();
    this.#known.set(way, byAsked);
    const known = byAsked.get(asked);
    if (known !== undefined) return known;
    const writers = new Map<number, readonly Answer[]>();
    for (const guise of way.able) {
      const answers = this.#answersOf(guise, way.row, asked);
      if (answers !== undefined) writers.set(guise.id, answers);
    }
    const made = { row: way.row, asked, writers };
    byAsked.set(asked, made);
    return made;
  }

  #answersOf(guise: Guise, row: EscalationPath, asked: string): readonly Answer[] | undefined {
    const { gains, needs } = row;
    // Of what is taken away, more than what is asked about counts: it is answered when one is tried.
    if (gains.kind === "resource-opened" && gains.removed)
      return mayUndeny(this.#table, guise, row, asked) ? [] : undefined;
    const { asking } = this.#table;
    const { account } = asking.layers.of(guise)!;
    const partition = guise.principal.split(":")[1] ?? "aws";
    const answers: Answer[] = [];
    for (const [at, need] of needs.entries()) {
      const resource =
        askedOn(need, asked, account, partition) ??
        (at > 0 ? patternOfNeed(need, account, partition) : undefined);
      const proof = resource === undefined ? undefined : asking.ask(guise, need, [resource]);
      if (proof === undefined || proof.verdict === "no") return undefined;
      answers.push({ proof, actions: need.actions });
    }
    return answers;
  }
}

/** Putting a policy in place of what stands does away with its denies: adding to it, which is less, is asked after. */
function writingOf({ needs: [first, ...rest] }: EscalationPath): readonly (readonly PathNeed[])[] {
  if (first === undefined) return [];
  const ways = [first.actions.filter((action) => !adds(action)), first.actions.filter(adds)];
  return ways.filter(({ length }) => length > 0).map((actions) => [{ ...first, actions }, ...rest]);
}

/** A grant, a permission or an entry of a list is added to what stands. */
export function adds(action: string): boolean {
  return /:(?:add\w*permission|removepermission|putpermission|creategrant|put\w+acl)$/i.test(action);
}

/** What a need is asked about, where what is asked, or what it stands under, is one of those that it is on. */
function askedOn(need: PathNeed, asked: string, account: string, partition: string): string | undefined {
  const pattern = patternOfNeed(need, account, partition);
  if (pattern === undefined || pattern === "*" || asked === "*") return pattern;
  return [standOf(asked), asked].find((each) => meet(patternOf(pattern), patternOf(each)));
}

function patternOfNeed({ on }: PathNeed, account: string, partition: string): string | undefined {
  return typeof on === "object" && "pattern" in on ? placed(on.pattern, account, partition) : undefined;
}

function opens(patterns: readonly string[], actions: readonly string[]): boolean {
  return patterns.some((pattern) =>
    actions.some((action) => {
      const [own, asked] = [pattern.toLowerCase(), action.toLowerCase()];
      const [service, other] = [own.split(":", 1)[0]!, asked.split(":", 1)[0]!];
      return (service === other || /[*?]/.test(other)) && meet(patternOf(own), patternOf(asked));
    }),
  );
}
