import type { Requester } from "../decide/requester.ts";
import { isHanded, nameOf, namesOf } from "../who/names.ts";
import type { Standing } from "./facts.ts";

/** Something whose newer policy may give somebody a right that no policy of its own gives. */
export type Giving = Standing & Required<Pick<Standing, "after">>;

/** Those standings by whom their newer policies allow, so that few are looked at for each of many principals. */
export class GivenNames {
  readonly #byName = new Map<string, Giving[]>();
  readonly #places = new Map<Giving, number>();

  constructor(standings: readonly Standing[]) {
    for (const standing of standings) {
      if (!isGiving(standing)) continue;
      this.#places.set(standing, this.#places.size);
      for (const name of namesIn(standing)) {
        const own = this.#byName.get(name);
        if (own === undefined) this.#byName.set(name, [standing]);
        else own.push(standing);
      }
    }
  }

  /** In the order of the standings. */
  to(requester: Requester): readonly Giving[] {
    const found = new Set(namesOf(requester).flatMap((name) => this.#byName.get(name) ?? []));
    return [...found].sort((a, b) => this.#places.get(a)! - this.#places.get(b)!);
  }
}

function isGiving(standing: Standing): standing is Giving {
  return standing.after !== undefined;
}

/** What is handed on to an account counts only where a policy of one’s own allows it too. */
function namesIn({ after: { problem, statements } }: Giving): ReadonlySet<string> {
  const names = new Set<string>(problem === undefined ? [] : ["everyone"]);
  for (const { effect, principals, grant } of statements) {
    if (effect !== "Allow") continue;
    if (principals === undefined || principals.negated) names.add("everyone");
    for (const pattern of principals?.of ?? []) {
      const name = nameOf(pattern, grant !== undefined);
      if (!isHanded(name)) names.add(name);
    }
  }
  return names;
}
