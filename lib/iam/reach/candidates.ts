import { sayWhole, type Words } from "../../base/words.ts";
import type { Assumption } from "../escalation.ts";
import type { Identity, Landscape } from "../landscape.ts";
import { matchesPattern } from "../wildcard.ts";
import {
  customerBoundaryOf,
  customerPoliciesOf,
  isOfIdentityCenter,
  isProtected,
  type ReachFacts,
} from "./facts.ts";
import { kindsTold } from "./paths.ts";
import type { EscalationPath, NeedTarget, PathGain, PathNeed } from "./path.ts";
import { addPlace, noPlaces, type Places } from "./places.ts";
import { reachWords as words } from "./reach-words.ts";
import { samlTrust, serviceTrust, trustedBy, webTrust, type ServiceTrust } from "./service-trust.ts";
import { Universe, type Entry } from "./universe.ts";

/** Whom a gain may give, before any need is asked. */
export interface Candidates {
  readonly places: Places;
  /** Of whom it is not known, and why. */
  readonly unsure: ReadonlyMap<number, string>;
  /** What is taken for granted; put into words when somebody looks at it. */
  readonly assumes: ReadonlyMap<number, () => readonly Assumption[]>;
}

/** Finds whom a gain may give and what a need is asked about, each once. */
export class Ground {
  readonly facts: ReachFacts;
  readonly landscape: Landscape;
  readonly #candidates = new Map<string, Candidates>();
  readonly #trusts = new WeakMap<Identity, { readonly names: ReadonlySet<string> | undefined }>();
  readonly #byRow = new Map<EscalationPath, Map<string, Candidates>>();
  readonly #universes = new Map<string, Universe>();

  constructor(facts: ReachFacts, landscape: Landscape) {
    this.facts = facts;
    this.landscape = landscape;
  }

  /** For somebody of this account. */
  candidates(row: EscalationPath, account: string): Candidates {
    const own = this.#byRow.get(row) ?? new Map<string, Candidates>();
    this.#byRow.set(row, own);
    const known = own.get(account) ?? this.#find(row, account);
    own.set(account, known);
    return known;
  }

  #find({ gains, needs }: EscalationPath, account: string): Candidates {
    // The management account assigns permission sets in every account.
    const manages = this.landscape.organization?.managementAccount === account;
    const assigns = manages && gains.kind === "role" && gains.trust === "identity-center";
    const abroad = needs.some(({ on }) => typeof on === "object" && "workload" in on);
    const key = JSON.stringify([gains, abroad, account]);
    const known = this.#candidates.get(key);
    if (known !== undefined) return known;
    const found = { places: noPlaces(this.facts.identities.length), unsure: new Map(), assumes: new Map() };
    for (const [place, identity] of this.facts.identities.entries()) {
      const near = identity.account === account || (assigns && isOfIdentityCenter(identity.arn));
      const fit = this.#fitOf(gains, identity, near, abroad);
      if (fit === undefined) continue;
      addPlace(found.places, place);
      if (fit.unsure !== undefined) found.unsure.set(place, fit.unsure);
      if (fit.assumes !== undefined) found.assumes.set(place, fit.assumes);
    }
    this.#candidates.set(key, found);
    return found;
  }

  /** What a need that hangs on who is gained is asked about, for somebody of this account. */
  universe(need: PathNeed, gains: PathGain, account: string): Universe {
    const trusts = need.on === "whom" && need.actions.every((action) => action.startsWith("sts:"));
    const everywhere = trusts || gains.kind === "running-role";
    const edits = need.actions.every(isEdit);
    const key = JSON.stringify([need.on, trusts, everywhere || account, edits]);
    const known = this.#universes.get(key);
    if (known !== undefined) return known;
    const identities = this.facts.identities.map((identity, place) => ({ identity, place }));
    const entries = identities
      .filter(({ identity }) => everywhere || identity.account === account)
      .filter(({ identity }) => !trusts || identity.kind === "role")
      .flatMap(({ identity, place }) => this.#entriesOf(need, identity, place));
    const made = new Universe(this.#universes.size, entries, this.landscape, trusts);
    this.#universes.set(key, made);
    return made;
  }

  /** Roles of an account whose trust policies can be written, whatever these say. */
  open(account: string): Universe {
    const need: PathNeed = { actions: ["sts:AssumeRole"], on: "whom" };
    const key = JSON.stringify(["open", account]);
    const entries = this.facts.identities.flatMap((identity, place) =>
      identity.kind === "role" && identity.account === account && !isProtected(identity.arn)
        ? this.#entriesOf(need, identity, place)
        : [],
    );
    const known =
      this.#universes.get(key) ?? new Universe(this.#universes.size, entries, this.landscape, false);
    this.#universes.set(key, known);
    return known;
  }

  /** What a need about oneself is asked about. */
  own(need: PathNeed, identity: Identity, place: number): Universe {
    // Of its policies and boundary there may be others by now: they are looked up each time.
    const entries = this.#entriesOf(need, identity, place);
    const key = JSON.stringify([
      "own",
      identity.arn,
      identity.boundary?.ref,
      entries.map(({ resource }) => resource),
    ]);
    const known = this.#universes.get(key);
    if (known !== undefined) return known;
    const made = new Universe(this.#universes.size, entries, this.landscape, false);
    this.#universes.set(key, made);
    return made;
  }

  #entriesOf(need: PathNeed, identity: Identity, place: number): readonly Entry[] {
    if (need.on === "whom" || need.on === "self") {
      if (isProtected(identity.arn) && need.actions.every(isEdit)) return [];
      return [{ resource: identity.arn, place, identity }];
    }
    return this.#resourcesOf(need.on, identity).map((resource) => ({ resource, place }));
  }

  #resourcesOf(on: Exclude<NeedTarget, "whom" | "self">, identity: Identity): readonly string[] {
    const { facts } = this;
    const partition = identity.arn.split(":")[1]!;
    if (on === "policyOfWhom") return customerPoliciesOf(identity);
    if (on === "boundaryOfWhom") return customerBoundaryOf(identity);
    if (on === "groupOfWhom") return facts.groupsOf(identity.arn).map(({ arn }) => arn);
    if (on === "anyGroup") return facts.groupsIn(identity.account).map(({ arn }) => arn);
    if (on === "instanceProfileOfWhom") {
      const any = `arn:${partition}:iam::${identity.account}:instance-profile/*`;
      const own = facts.profilesOf(identity) ?? [];
      return own.length > 0 ? own : [any];
    }
    if ("workload" in on) {
      const any = placed(on.else, identity.account, partition);
      if (!this.#isRead(on.workload, identity.account)) return [any];
      const running = facts.workloadsOf(identity.arn).filter(({ kind }) => on.workload.includes(kind));
      return [...new Set(running.map(({ resource }) => (matchesPattern(any, resource) ? resource : any)))];
    }
    return [placed(on.pattern, identity.account, partition)];
  }

  /**
   * `undefined`: it is none that the gain could give.
   *
   * @param abroad a need of the row is on what runs, in whatever account that is: the engine decides whether its policy
   * lets others in. All other requests reach nothing beyond the account of whoever makes them.
   */
  #fitOf(gains: PathGain, identity: Identity, near: boolean, abroad: boolean): Fit {
    const { kind } = identity;
    if (gains.kind === "user") return kind === "user" && near ? {} : undefined;
    if (gains.kind === "rights-of-whom" || gains.kind === "boundary-of-whom-gone")
      return near ? {} : undefined;
    if (kind !== "role") return undefined;
    if (gains.kind === "role") return roleFit(gains.trust, identity, near);
    if (gains.kind !== "running-role" && gains.kind !== "passed-role") return undefined;
    if (!near && !(gains.kind === "running-role" && abroad)) return undefined;
    if (gains.kind === "running-role" && this.#isRead(gains.workloads, identity.account)) {
      const running = this.facts.workloadsOf(identity.arn);
      return running.some((each) => gains.workloads.includes(each.kind)) ? {} : undefined;
    }
    if (gains.federated === undefined && this.#trusted(identity)?.has(gains.service) === false)
      return undefined;
    const fit = trustFit(identity, gains);
    const held = gains.kind === "passed-role" ? gains.inProfile : gains.service === "ec2.amazonaws.com";
    const profiles = held ? this.facts.profilesOf(identity) : [""];
    if (fit === undefined || profiles?.length === 0) return undefined;
    const { arn: role } = identity;
    const assumes = (): readonly Assumption[] => [
      ...(gains.kind === "running-role" ? [assumption(words.runs, { role, service: gains.service })] : []),
      ...(profiles === undefined ? [assumption(words.profile, { role })] : []),
      ...(fit.assumes?.() ?? []),
    ];
    const none = gains.kind === "passed-role" && profiles !== undefined && fit.assumes === undefined;
    return none ? fit : { ...fit, assumes };
  }

  #trusted(identity: Identity): ReadonlySet<string> | undefined {
    const known = this.#trusts.get(identity);
    if (known !== undefined) return known.names;
    const listed = trustedBy(identity);
    const names = listed && new Set(listed);
    this.#trusts.set(identity, { names });
    return names;
  }

  /** Whether the account’s workloads tell of these kinds: those that a snapshot can tell, and those that it does. */
  #isRead(kinds: readonly string[], account: string): boolean {
    const seen = this.facts.kindsRunning(account);
    return seen !== undefined && kinds.every((kind) => kindsTold.has(kind) || seen.has(kind));
  }
}

type Fit = { readonly unsure?: string; readonly assumes?: () => readonly Assumption[] } | undefined;

function roleFit(
  trust: Extract<PathGain, { readonly kind: "role" }>["trust"],
  identity: Identity,
  near: boolean,
): Fit {
  if (trust === "asked") return {};
  if (!near) return undefined;
  if (trust === "rewritten" || trust === "handed") return isProtected(identity.arn) ? undefined : {};
  if (trust === "identity-center") return isOfIdentityCenter(identity.arn) ? {} : undefined;
  return said(identity, samlTrust(identity), "saml");
}

/** Actions by which IAM’s own entities are changed: nobody can change those of AWS’s services. */
function isEdit(action: string): boolean {
  return action.startsWith("iam:") && action !== "iam:PassRole";
}

function trustFit(
  identity: Identity,
  { service, federated }: { readonly service: string; readonly federated?: true },
): Fit {
  return said(identity, federated ? webTrust(identity, service) : serviceTrust(identity, service), service);
}

function said(identity: Identity, trust: ServiceTrust, service: string): Fit {
  if (trust.verdict === "no") return undefined;
  if (trust.verdict === "unknown") return { unsure: trust.why };
  if (trust.asks.length === 0) return {};
  return {
    assumes: () => [assumption(words.asks, { role: identity.arn, service, keys: trust.asks.join(", ") })],
  };
}

export function assumption(of: Words, args: Readonly<Record<string, string>>): Assumption {
  return { en: sayWhole(of, "en", args), fr: sayWhole(of, "fr", args) };
}

/** A pattern of the table in one’s own account and partition. */
export function placed(pattern: string, account: string, partition: string): string {
  return pattern.replaceAll("{account}", account).replace(/^arn:aws:/, `arn:${partition}:`);
}
