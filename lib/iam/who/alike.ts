import { contextOf } from "../decide/context.ts";
import type { Context } from "../conditions/context.ts";
import type { Requester } from "../decide/requester.ts";
import type { Identity, Landscape, Policy } from "../landscape.ts";
import { isUnknown } from "../truth.ts";
import { Holders, mayBeAllowed } from "./holders.ts";
import { looksIn, looksOf, seenBy, type Look } from "./looks.ts";
import { namesOf, singledBy } from "./names.ts";
import type { Group, Question } from "./question.ts";
import { idOf } from "./statement-ids.ts";

export type Known = Extract<Requester, { kind: "user" | "role" }> & { readonly identity: Identity };

/** What of the policies of resources and of guardrails tells requesters of one account apart, for one group. */
interface Standing {
  /** Names by which policies in the group’s zones single somebody out: keys of {@link namesOf}. */
  readonly singled: ReadonlySet<string>;
  readonly looks: readonly Look[];
}

/**
 * Tells which requesters a question cannot tell apart: those of one account, of whom the same statements
 * speak in every layer, whom no policy singles out, and for whom whatever looks at who asks sees the same. What one
 * of them can, all can; what one provably cannot, none can.
 */
export class Alike {
  readonly #landscape: Landscape;
  readonly #rails: readonly Policy[];
  readonly #standing = new WeakMap<Group, Standing>();
  readonly #allowed = new WeakMap<Group, Uint8Array>();
  #holders: Holders | undefined;
  readonly #contexts = new WeakMap<Identity, Context>();
  readonly #seen = new WeakMap<Identity, Map<Look, string>>();

  constructor(landscape: Landscape) {
    const { serviceControl = [], resourceControl = [] } = landscape.organization ?? {};
    this.#landscape = landscape;
    this.#rails = [...serviceControl, ...resourceControl].map(({ policy }) => policy);
  }

  /** For a question that is put to everybody: whom it is plainly not about, by place, is found out for all at once. */
  isPlainlyNo({ groups }: Question): (place: number) => boolean {
    const holders = (this.#holders ??= new Holders(this.#landscape));
    const all = groups.map((group) => {
      const known = this.#allowed.get(group) ?? holders.allowedIn(group);
      this.#allowed.set(group, known);
      return known;
    });
    const some = all.length === 1 ? all[0]! : united(all);
    return (place) => some[place] === 0;
  }

  placeOf(identity: Identity): number {
    return (this.#holders ??= new Holders(this.#landscape)).placeOf(identity);
  }

  /**
   * A text that two requesters have in common when the question cannot tell them apart; `undefined`: no layer has
   * anything to say for this one, so that it provably cannot.
   */
  signOf({ groups, given }: Pick<Question, "groups" | "given">, requester: Known): string | undefined {
    let sign = "";
    for (const group of groups)
      if (this.#mayBeAllowed(group, requester)) sign += `|${this.#partOf(group, requester)}`;
    if (sign === "") return undefined;
    const { account, arn } = requester;
    const linked = arn.includes(":role/aws-service-role/") ? "linked" : "";
    const looks = given.flatMap(({ condition }) => looksIn(condition));
    return `${account}${linked}|${this.#see(looks, requester)}${sign}`;
  }

  #mayBeAllowed(group: Group, { identity }: Known): boolean {
    const known = this.#allowed.get(group);
    return known === undefined
      ? mayBeAllowed(group, identity)
      : known[this.#holders!.placeOf(identity)] !== 0;
  }

  #partOf(group: Group, requester: Known): string {
    const { policies, boundary } = requester.identity;
    const standing = this.#standingOf(group);
    const singled = namesOf(requester).some((name) => standing.singled.has(name)) ? requester.arn : "";
    const limit = boundary === undefined ? "unbound" : this.#said([boundary], group, requester);
    return [
      group.place,
      this.#said(policies, group, requester),
      limit,
      singled,
      this.#see(standing.looks, requester),
    ].join(";");
  }

  /** What policies that add up say of the group, and what they see of the requester. */
  #said(policies: readonly Policy[], { speaking }: Group, requester: Known): string {
    const spoken = policies.map((policy) => speaking.of(policy));
    // Beside an allow of everything no other one counts.
    const whole = spoken.find((each) => each.whole !== undefined)?.whole;
    const said = new Map<number, string>();
    let problems = "";
    for (const { statements, problem } of spoken) {
      if (problem !== undefined) problems += JSON.stringify(problem);
      for (const statement of statements) {
        if (whole !== undefined && statement !== whole && statement.effect === "Allow") continue;
        said.set(idOf(statement), this.#see(looksOf(statement), requester));
      }
    }
    const ids = [...said.keys()].sort((a, b) => a - b);
    return problems + ids.map((id) => ` ${id}${said.get(id)}`).join("");
  }

  #see(looks: readonly Look[], requester: Known): string {
    if (looks.length === 0) return "";
    const { identity } = requester;
    const seen = this.#seen.get(identity) ?? new Map<Look, string>();
    this.#seen.set(identity, seen);
    let text = "";
    for (const look of looks) {
      const known = seen.get(look) ?? seenBy(look, this.#contextOf(requester), requester.kind);
      seen.set(look, known);
      text += `:${known}`;
    }
    return text;
  }

  /** Its own keys are the same whatever the service and whose the resource. */
  #contextOf(requester: Known): Context {
    const known = this.#contexts.get(requester.identity);
    if (known !== undefined) return known;
    const context = contextOf(this.#landscape, { requester, service: "", owner: requester.account }, {});
    const made = isUnknown(context) ? { get: () => undefined } : context;
    this.#contexts.set(requester.identity, made);
    return made;
  }

  #standingOf(group: Group): Standing {
    const known = this.#standing.get(group);
    if (known !== undefined) return known;
    const { zones, speaking } = group;
    const policies = new Set(zones.flatMap(({ policy }) => policy ?? []));
    const statements = [...policies].flatMap((policy) => speaking.of(policy).statements);
    const rails = this.#rails.flatMap((policy) => speaking.of(policy).statements);
    const made = {
      singled: new Set([...policies].flatMap(singledBy)),
      looks: distinct([...statements, ...rails].flatMap(looksOf)),
    };
    this.#standing.set(group, made);
    return made;
  }
}

function united(sets: readonly Uint8Array[]): Uint8Array {
  const found = new Uint8Array(sets[0]?.length ?? 0);
  for (const set of sets) for (let at = 0; at < set.length; at++) found[at] = found[at]! | set[at]!;
  return found;
}

function distinct(looks: readonly Look[]): readonly Look[] {
  return [
    ...new Map(looks.map((look) => [look.kind === "entry" ? look.key : look.condition, look])).values(),
  ];
}
