import { parseTemplate } from "../variables.ts";
import type { KnownKeys } from "../who/known-keys.ts";
import type { Demand } from "../who/solve-key.ts";
import type { Sides } from "./scenarios.ts";
import { keysOf, type Discord } from "./settle.ts";

/** Keys that `before` derives and `after` leaves to the request are left out by requests that are put to both. */
export function absences(
  { ways, denies }: Sides["after"],
  known: { readonly before: KnownKeys | undefined; readonly after: KnownKeys },
  discord: Discord,
): readonly Demand[] {
  const options = [...ways.flatMap(({ needs }) => needs.flat()), ...denies];
  const keys = new Set(
    options.flatMap(({ statement }) => (statement === undefined ? [] : keysOf(statement))),
  );
  return [...keys]
    .filter((key) => discord.has(key) && known.after.of(key).kind === "free")
    .map((key) => ({
      condition: { operator: "Null", ifExists: false, key, values: [parseTemplate("true", false)] },
      wanted: true,
    }));
}

/** What either side compares with `Bool` is true or false, where it is there at all: AWS gives such a key no other value. */
export function truthValues(sides: readonly Sides["before"][], known: KnownKeys): readonly Demand[] {
  const conditions = sides.flatMap(({ ways, denies }) =>
    [...ways.flatMap(({ needs }) => needs.flat()), ...denies].flatMap(
      ({ statement }) => statement?.conditions ?? [],
    ),
  );
  const keys = new Set(
    conditions
      .filter(({ operator, quantifier }) => operator === "Bool" && quantifier === undefined)
      .map(({ key }) => key),
  );
  return [...keys]
    .filter((key) => known.of(key).kind === "free")
    .map((key) => ({
      condition: {
        operator: "StringEqualsIgnoreCase",
        ifExists: true,
        key,
        values: [parseTemplate("true", false), parseTemplate("false", false)],
      },
      wanted: true,
    }));
}
