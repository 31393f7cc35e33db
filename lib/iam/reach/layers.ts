import { serviceControl } from "../decide/rails.ts";
import { requesterOf, type Requester } from "../decide/requester.ts";
import type { Landscape, Policy } from "../landscape.ts";
import { remembered } from "../remembered.ts";
import { isUnknown } from "../truth.ts";
import { namesOf } from "../who/question.ts";
import type { Guise } from "./guises.ts";
import { isServiceLinked } from "./facts.ts";
import { standingOf, type Standing } from "./named.ts";
import { meets, unite, type Speech, type Spoken } from "./spoken.ts";
import { Views, type PolicyViews, type View } from "./views.ts";

/** All that a guise’s answers hang on, beside the policies of resources. */
export interface Layers {
  readonly requester: Requester;
  /** Empty for nobody in particular. */
  readonly account: string;
  /** Under which policies of resources name it. */
  readonly names: readonly string[];
  readonly identity: PolicyViews;
  readonly boundary?: PolicyViews;
  /** SCPs by level. */
  readonly rails: readonly PolicyViews[];
  /** RCPs of all accounts. */
  readonly walls: PolicyViews;
  /** The table’s actions that its own policies may allow. */
  readonly own: Spoken;
  /** Those that policies of resources may allow without any of its own. */
  readonly direct: Spoken;
  /** And those that any policy may. */
  readonly allowed: Spoken;
  /** Whether policies of resources of a service may say to it what they say to nobody else; as {@link Standing.regards}. */
  regarded(service: string): boolean;
}

/** Lays out the layers of each guise once. */
export class LayersOf {
  readonly #landscape: Landscape;
  readonly #speech: Speech;
  readonly standing: Standing;
  readonly views: Views;
  readonly #known = new Map<number, Layers | undefined>();
  readonly #relevant = new Map<string, Relevant>();

  constructor(landscape: Landscape, speech: Speech) {
    this.#landscape = landscape;
    this.#speech = speech;
    this.standing = standingOf(landscape, speech);
    this.views = new Views(landscape);
  }

  /** `undefined` for whoever cannot be asked about. */
  of(guise: Guise): Layers | undefined {
    if (this.#known.has(guise.id)) return this.#known.get(guise.id);
    const made = this.#layers(guise);
    this.#known.set(guise.id, made);
    return made;
  }

  #layers({ principal, identity }: Guise): Layers | undefined {
    const landscape = this.#landscape;
    const found = requesterOf(landscape, principal);
    if (isUnknown(found)) return undefined;
    const requester = "identity" in found && identity !== undefined ? { ...found, identity } : found;
    const account = requester.kind === "anonymous" ? "" : requester.account;
    const policies = identity?.policies ?? [];
    const view = (of: readonly Policy[]) => this.views.of(of, requester);
    const own = this.#speech.allowedBy(policies);
    const direct = this.standing.allowedTo(requester);
    const allowed = direct.slice();
    unite(allowed, own);
    // Of an outsider its own account’s policies are not known: they may allow all that is let in.
    const outside = identity === undefined && requester.kind !== "anonymous";
    if (outside) unite(allowed, this.standing.toAccount(account));
    return {
      requester,
      account,
      names: namesOf(requester),
      identity: view(policies),
      ...(identity?.boundary !== undefined && { boundary: view([identity.boundary]) }),
      rails: serviceControl(landscape, requester).map(view),
      walls: view(wallsOf(landscape)),
      own: outside ? allowed : own,
      direct,
      allowed,
      regarded: remembered((service) => this.standing.regards(requester, service)),
    };
  }

  /**
   * Alike for two guises exactly when no answer about the actions can differ between them, other than by policies of
   * resources that look at who asks; and what of it there is that tells resources apart.
   */
  relevant(layers: Layers, principal: string, asked: Spoken): Relevant {
    const spoken = ({ statement }: View): Spoken => this.#speech.byStatement(statement);
    const speaks = (view: View) => meets(spoken(view), asked);
    const whole = layers.identity.views.find((view) => takesIn(spoken(view), asked) && isWhole(view));
    const identity = layers.identity.views.filter(
      (view) => speaks(view) && (whole === undefined || view === whole || view.statement.effect === "Deny"),
    );
    const boundary = layers.boundary?.views.filter(speaks);
    const rails = layers.rails.map(({ views }) => views.filter(speaks));
    const walls = layers.walls.views.filter(speaks);
    const views = [...identity, ...(boundary ?? []), ...rails.flat(), ...walls];
    const { requester } = layers;
    const known = "identity" in requester && requester.identity !== undefined;
    const alone = !known || views.some(({ own }) => own);
    const key = [
      layers.account,
      requester.kind,
      isServiceLinked(principal),
      ids(identity),
      // A boundary that says nothing of it lets nothing through; none at all, everything.
      boundary === undefined ? "unbound" : ids(boundary),
      ...rails.map(ids),
      ids(walls),
      problemsIn(layers),
      alone ? principal : "",
    ].join(";");
    // Those who are alike share one: there are many more guises than there are kinds of them.
    const before = this.#relevant.get(key);
    if (before !== undefined) return before;
    const allows = identity.filter(({ statement }) => statement.effect === "Allow");
    const made = { id: this.#relevant.size, views, allows };
    this.#relevant.set(key, made);
    return made;
  }
}

export interface Relevant {
  readonly id: number;
  readonly views: readonly View[];
  /** Of its own policies, what allows. */
  readonly allows: readonly View[];
}

/** An allow for every resource, whatever the request. */
export function isWhole({ statement, resources, conditions }: View): boolean {
  const all = resources?.negated === false && resources.of.some(({ text }) => text === "*");
  return statement.effect === "Allow" && statement.problem === undefined && all && conditions.length === 0;
}

/** All of what is asked. */
function takesIn(own: Spoken, asked: Spoken): boolean {
  for (let at = 0; at < asked.length; at++) if ((asked[at]! & ~own[at]!) !== 0) return false;
  return true;
}

/** The same text for the same views, in whatever order they stand. */
function ids(views: readonly View[]): string {
  if (views.length === 1) return String(views[0]!.id);
  return [...new Set(views.map(({ id }) => id))].sort((a, b) => a - b).join();
}

function problemsIn({ identity, boundary, rails, walls }: Layers): string {
  const all = [identity, ...(boundary ? [boundary] : []), ...rails, walls];
  return all.every(({ problems }) => problems.length === 0)
    ? ""
    : JSON.stringify(all.flatMap(({ problems }) => problems));
}

function wallsOf({ organization }: Landscape): readonly Policy[] {
  return (organization?.resourceControl ?? []).map(({ policy }) => policy);
}
