import type { AccessQuestion, AccessRequest } from "../access.ts";
import { applies } from "../decide/requester.ts";
import type { Guise } from "./guises.ts";
import { allows, denies, isAll, isAllow, isCovered, within } from "./covered.ts";
import type { Layers, LayersOf } from "./layers.ts";
import type { View } from "./views.ts";

/**
 * Proves that one principal can do whatever another can: statement by statement, by what the texts say. What is not
 * proved so is taken to be more, so that no path is left out for a mistake of this comparison.
 */
export class Covering {
  readonly #layers: LayersOf;
  readonly #covered = new Map<string, boolean>();
  readonly #void = new Map<string, boolean>();
  readonly #looks = new Map<string, number>();
  readonly #looked = new Map<string, number>();
  readonly #around = new Map<number, string>();

  constructor(layers: LayersOf) {
    this.#layers = layers;
  }

  /**
   * Everything that `other` is allowed, `guise` is allowed too.
   *
   * @param asking also asks the engine whether a statement that seems to be more gives anything at all
   */
  covers(guise: Guise, other: Guise, asking = false): boolean {
    if (guise === other) return true;
    const [own, theirs] = [this.#layers.of(guise), this.#layers.of(other)];
    if (own === undefined || theirs === undefined) return false;
    if (guise.identity === undefined || other.identity === undefined) return false;
    if (!this.#namedAlike(guise, own, other, theirs)) return false;
    if (!this.#deniedLess(own, theirs)) return false;
    const limits = [theirs.identity, ...(theirs.boundary ? [theirs.boundary] : [])];
    return limits.some(
      (layer) =>
        layer.problems.length === 0 &&
        layer.views.every((view) => this.#has(guise, own, other, theirs, view, asking)),
    );
  }

  /**
   * Alike for two guises of one account of which nothing else than their own policies, boundaries, and what policies of
   * resources say by naming them, tells one from the other.
   */
  surroundings(guise: Guise): string {
    const known = this.#around.get(guise.id);
    if (known !== undefined) return known;
    const layers = this.#layers.of(guise);
    const views = layers === undefined ? [] : [...layers.rails, layers.walls];
    const said = views.map(({ views, problems }) => [
      views.map(({ id, own }) => (own ? guise.principal : id)),
      problems,
    ]);
    const made =
      layers === undefined
        ? guise.principal
        : JSON.stringify([layers.account, said, this.#looksAt(guise, layers)]);
    this.#around.set(guise.id, made);
    return made;
  }

  /** More of its own statements deny something: where several deny the same, each must go before anything is gained. */
  isDeniedOftener(guise: Guise, other: Guise): boolean {
    const count = (of: Guise): number => denies(this.#layers.of(of)?.identity ?? noViews).length;
    return count(guise) > count(other);
  }

  /** Nothing that policies of resources say to the other do they not say to this one. */
  #namedAlike(guise: Guise, own: Layers, other: Guise, theirs: Layers): boolean {
    if (guise.principal === other.principal) return true;
    const { standing } = this.#layers;
    if (standing.singledBy("Allow", theirs.requester) || standing.singledBy("Deny", own.requester))
      return false;
    return this.#looksAt(guise, own) === this.#looksAt(other, theirs);
  }

  /** Alike for those of whom statements that look at who asks make the same. */
  #looksAt({ principal }: Guise, { requester }: Layers): number {
    const known = this.#looks.get(principal);
    if (known !== undefined) return known;
    const said = this.#layers.standing.lookers.map((statement) => {
      const meant = statement.principals === undefined || applies(statement.principals, requester);
      const view = meant === false ? undefined : this.#layers.views.one(statement, requester);
      if (view === undefined) return "";
      return view.own || meant !== true ? `${view.id} ${principal}` : String(view.id);
    });
    const text = said.join();
    const made = this.#looked.get(text) ?? this.#looked.size;
    this.#looked.set(text, made);
    this.#looks.set(principal, made);
    return made;
  }

  /** Whatever denies this one, or fails to allow it at a level of SCPs, does the same to the other. */
  #deniedLess(own: Layers, theirs: Layers): boolean {
    const problems = [own.identity, ...(own.boundary ? [own.boundary] : [])].flatMap(
      ({ problems }) => problems,
    );
    if (problems.length > 0) return false;
    const denied = (layers: Layers) =>
      [layers.identity, ...(layers.boundary ? [layers.boundary] : []), ...layers.rails, layers.walls].flatMap(
        denies,
      );
    if (!within(denied(own), denied(theirs))) return false;
    if (own.account !== theirs.account)
      return own.rails.every(({ views, problems }) => problems.length === 0 && views.some(isAll));
    if (own.rails.length === 0) return true;
    if (own.rails.length !== theirs.rails.length) return false;
    return own.rails.every(({ views }, at) => within(allows(theirs.rails[at]!), views.filter(isAllow)));
  }

  /** A statement of the other that allows: this one is allowed the same, or it gives nothing at all. */
  #has(guise: Guise, own: Layers, other: Guise, theirs: Layers, view: View, asking: boolean): boolean {
    if (view.statement.effect === "Deny") return true;
    if (own.account === theirs.account) {
      const key = `${guise.id} ${view.id} ${view.own ? other.principal : ""}`;
      const known = this.#covered.get(key);
      const covered = known ?? isCovered(guise, own, other, view);
      this.#covered.set(key, covered);
      if (covered) return true;
    }
    return asking && this.#isVoid(other, theirs, view);
  }

  #isVoid({ id, engine, principal }: Guise, layers: Layers, { statement, resources }: View): boolean {
    const limited = layers.boundary !== undefined || denies(layers.identity).length > 0;
    if (!limited || statement.actions.negated || resources === undefined || resources.negated) return false;
    const key = `${id} ${statement.index} ${statement.actions.patterns.join()} ${resources.of.map(({ text }) => text).join()}`;
    const known = this.#void.get(key);
    if (known !== undefined) return known;
    const asked = {
      actions: statement.actions.patterns,
      resources: statement.resources!.patterns.map(({ text }) => text),
    };
    const fixed = statement.resources!.patterns.every((pattern) => pattern.fixed !== undefined);
    const made =
      fixed &&
      !examplesOf(engine, asked).some((one) => engine.decide({ principal, ...one }).decision === "allowed") &&
      engine.can(principal, asked).verdict === "no";
    this.#void.set(key, made);
    return made;
  }
}

/** A few of the requests that a statement may be about: mostly one of them is allowed, which is quickly found. */
function examplesOf(
  { index }: Guise["engine"],
  { actions, resources }: Pick<AccessQuestion, "actions" | "resources">,
): readonly Pick<AccessRequest, "action" | "resource">[] {
  const [first] = resources;
  const resource =
    first === undefined || first === "*" ? "*" : first.replaceAll("*", "x").replaceAll("?", "x");
  return actions.slice(0, fewEnough).flatMap((pattern) => {
    const known = index.matching(pattern).slice(0, fewEnough);
    return known.map(({ name }) => ({ action: name, resource }));
  });
}

const fewEnough = 3;

const noViews = { views: [], problems: [] };
