import type { GovernedResource, Identity, Landscape } from "../landscape.ts";
import { standOf } from "../decide/request.ts";
import { literalPattern, patternFrom, patternOf, type Pattern } from "../globs.ts";
import { typePattern } from "../who/question.ts";
import { zonesOf, type Zone } from "../who/zones.ts";
import { anyRun, literalGlob, matchesPattern } from "../wildcard.ts";

/**
 * The resources of two snapshots together, cut so that within a zone each of the two has one policy and one owner: by
 * every resource that either has a policy for. Which policy that is, each side looks up for itself.
 */
export class SharedZones {
  readonly #both: Landscape;
  readonly #known = new Map<string, readonly Zone[]>();
  readonly #parts = new Map<string, Landscape>();

  constructor(before: Landscape, after: Landscape) {
    this.#both = {
      accounts: new Set([...before.accounts, ...after.accounts]),
      identities: new Map<string, Identity>([...before.identities, ...after.identities]),
      resources: new Map<string, GovernedResource>([...before.resources, ...after.resources]),
      managed: new Map(),
      notUnderstood: [],
    };
  }

  /** Where resources of these types are, of the action data; none: actions that know no resource. */
  of(service: string, types: readonly string[]): readonly Zone[] {
    const key = `${service}\n${types.join("\n")}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const asked = types.length === 0 ? [literalPattern("*")] : types.map(typePattern);
    const beneath = types.flatMap((type) => beneathOf(type, types));
    const made = zonesOf(this.#near(types), service, asked).map((zone) => ({
      ...bare(zone),
      none: [...zone.none, ...beneath],
    }));
    this.#known.set(key, made);
    return made;
  }

  /** One resource that has a policy in either snapshot, with all that is in it, as far as it is of these types. */
  under(service: string, types: readonly string[], arn: string): readonly Zone[] {
    const own = segmentOf(arn);
    const near = types.filter((type) => ["*", own].includes(segmentOf(type)));
    if (near.length === 0) return [];
    const key = `${service}\n${near.join("\n")}\n${arn}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const made = this.#under(service, near, arn);
    this.#known.set(key, made);
    return made;
  }

  #under(service: string, types: readonly string[], arn: string): readonly Zone[] {
    const beneath = types.flatMap((type) => beneathOf(type, types));
    const inside = `${arn}/x`;
    const itself = types.some((type) => matchesPattern(type, arn));
    const within = standOf(inside) === arn;
    const asked = [
      ...(itself ? [literalPattern(arn)] : []),
      ...(within ? [patternFrom([...literalGlob(`${arn}/`), anyRun])] : []),
    ];
    const zones = asked.length === 0 ? [] : zonesOf(this.#both, service, asked);
    return zones
      .map(bare)
      .map((zone) =>
        zone.sample === arn
          ? zone
          : { ...zone, all: [...zone.all, types.map(typePattern)], none: [...zone.none, ...beneath] },
      );
  }

  /** Only what could be of these types: nothing else cuts them. */
  #near(types: readonly string[]): Landscape {
    const services = new Set(types.map(segmentOf));
    if ([...services].some((service) => /[*?]/.test(service))) return this.#both;
    const key = [...services].toSorted().join(" ");
    const known = this.#parts.get(key);
    if (known !== undefined) return known;
    const own = [...this.#both.resources].filter(([arn]) => services.has(segmentOf(arn)));
    const made = { ...this.#both, resources: new Map(own) };
    this.#parts.set(key, made);
    return made;
  }
}

/** Which policy stands over a zone each side looks up for itself. */
function bare({ all, none, sample, unclear }: Zone): Zone {
  return { all, none, sample, ...(unclear && { unclear }) };
}

function segmentOf(arn: string): string {
  return arn.split(":")[2] ?? "";
}

/**
 * A bucket’s and a table’s name hold no slash (S3 User Guide, "Bucket naming rules"; DynamoDB, "Naming rules"), though
 * the wildcard of their type crosses it: what lies beneath is of another type.
 */
function beneathOf(type: string, types: readonly string[]): readonly Pattern[] {
  const flat = /^arn:[^:]*:(s3:::\*|dynamodb:\*:\*:table\/\*)$/.test(type);
  const others = types.some((other) => other !== type && other.startsWith(`${type}/`));
  return flat && !others ? [patternOf(`${type}/*`)] : [];
}
