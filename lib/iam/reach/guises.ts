import type { Engine } from "../compile.ts";
import type { Identity, Policy } from "../landscape.ts";
import { parsePolicy } from "../parse.ts";
import { isProtected } from "./facts.ts";

/** A principal as it is, or as it has made itself: what is asked of it is asked in its guise. */
export interface Guise {
  readonly id: number;
  /** ARN. */
  readonly principal: string;
  /** The accounts in which it is so; made when they are first asked. */
  readonly engine: Engine;
  /** The same if anybody were trusted by every role whose trust policy can be written. */
  readonly trusting: Engine;
  /** Absent for whoever is not in the snapshot. */
  readonly identity?: Identity;
  readonly made: Made;
}

/** What has become of a principal. */
export interface Made {
  /** It has written itself a policy that allows everything. */
  readonly granted: boolean;
  /** Its boundary is off. */
  readonly unbounded: boolean;
  /** Names of policies that it has got rid of. */
  readonly without: readonly string[];
  /** Policies that it has got besides, by what gives them: a group, a version. */
  readonly more: ReadonlyMap<string, readonly Policy[]>;
}

const asItIs: Made = { granted: false, unbounded: false, without: [], more: new Map() };

/** What somebody writes for itself: one policy object for all, so that those who have it are found alike. */
const everything = parsePolicy(
  { Version: "2012-10-17", Statement: { Sid: "Written", Effect: "Allow", Action: "*", Resource: "*" } },
  "the policy that the path writes",
  "identity",
);

const anybody = parsePolicy(
  {
    Version: "2012-10-17",
    Statement: { Sid: "Written", Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" },
  },
  "",
  "trust",
);

/**
 * Makes each guise once. Accounts in which somebody is otherwise are costly to lay out, so that they are made for many
 * at once: nobody’s answers hang on what another’s own policies are.
 */
export class Guises {
  /** The accounts as the snapshot has them. */
  readonly engine: Engine;
  readonly #known = new Map<string, Guise>();
  readonly #shared = new Map<string, Engine>();
  readonly #own = new Map<number, Engine>();
  readonly #open = new WeakMap<Engine, Engine>();
  /** Guises that have no accounts yet. */
  #pending: Guise[] = [];

  constructor(engine: Engine) {
    this.engine = engine;
  }

  plain(principal: string): Guise {
    return this.#guise(principal, asItIs);
  }

  /** The guise with something more made of it. */
  with(guise: Guise, change: Partial<Made>): Guise {
    return this.#guise(guise.principal, { ...guise.made, ...change });
  }

  #trusting(engine: Engine): Engine {
    const known = this.#open.get(engine);
    if (known !== undefined) return known;
    const roles = [...engine.landscape.identities.values()].filter(
      ({ arn, trust }) => trust !== undefined && !isProtected(arn),
    );
    const identities = new Map(
      roles.map((role) => [role.arn, { ...role, trust: { ...anybody, ref: role.arn } }]),
    );
    const made = engine.supposing({ identities });
    this.#open.set(engine, made);
    return made;
  }

  #guise(principal: string, made: Made): Guise {
    const { granted, unbounded, without, more } = made;
    const key = JSON.stringify([principal, granted, unbounded, without, [...more.keys()]]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const before = this.engine.landscape.identities.get(principal);
    const identity = before && changedBy(before, made);
    const engineOf = (): Engine => this.#engineOf(guise);
    const trustingOf = (): Engine => this.#trusting(this.#engineOf(guise));
    const guise: Guise = {
      id: this.#known.size,
      principal,
      made,
      ...(identity && { identity }),
      get engine() {
        return engineOf();
      },
      get trusting() {
        return trustingOf();
      },
    };
    this.#known.set(key, guise);
    if (without.length > 0 || more.size > 0) this.#pending.push(guise);
    return guise;
  }

  #engineOf(guise: Guise): Engine {
    const { granted, unbounded, without, more } = guise.made;
    if (without.length > 0 || more.size > 0) return this.#own.get(guise.id) ?? this.#makeOwn(guise);
    if (!granted && !unbounded) return this.engine;
    const key = `${granted} ${unbounded}`;
    const known = this.#shared.get(key);
    if (known !== undefined) return known;
    const { identities } = this.engine.landscape;
    const changed = [...identities].map(([arn, identity]) => [arn, changedBy(identity, guise.made)] as const);
    const engine = this.engine.supposing({ identities: new Map(changed) });
    this.#shared.set(key, engine);
    return engine;
  }

  /** For the guise, and one of each other principal that still has none. */
  #makeOwn(guise: Guise): Engine {
    const chosen = new Map([[guise.principal, guise]]);
    for (const each of this.#pending) if (!chosen.has(each.principal)) chosen.set(each.principal, each);
    const made = new Set(chosen.values());
    this.#pending = this.#pending.filter((each) => !made.has(each));
    const identities = new Map(
      [...chosen].flatMap(([principal, { identity }]) =>
        identity === undefined ? [] : [[principal, identity] as const],
      ),
    );
    const engine = this.engine.supposing({ identities });
    for (const { id } of made) this.#own.set(id, engine);
    return engine;
  }
}

function changedBy(identity: Identity, made: Made): Identity {
  if (made === asItIs) return identity;
  const { boundary, ...rest } = identity;
  const gone = new Set(made.without);
  return {
    ...rest,
    policies: [
      ...identity.policies.filter(({ ref }) => !gone.has(ref)),
      ...[...made.more.values()].flat(),
      ...(made.granted ? [everything] : []),
    ],
    ...(boundary !== undefined && !made.unbounded && { boundary }),
  };
}
