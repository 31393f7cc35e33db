import { kinds, marks, tables, type Program, type Step } from "./program.ts";
import type { Field, FieldType } from "./schema.ts";

const markOf: Readonly<Record<string, number>> = {
  VoterId: marks.id,
  County: marks.county,
  Status: marks.status,
};

/** Compiles the fields of a record, in their order, to the steps of its canonical JSON. */
export function compile(fields: readonly Field[]): Program {
  const steps: Step[] = [];
  const choices: (readonly Uint8Array[])[] = [];
  const add = (step: Step): number => steps.push(step) - 1;
  // Bare bytes before a step that allows nothing else are put in front of that step.
  const bare = (literal: string, next: number, miss: number): number => {
    const following = steps[next]!;
    if (following.miss >= 0) return add({ literal, kind: kinds.nothing, next, miss });
    return add({ ...following, literal: literal + following.literal, miss });
  };
  const choose = (values: readonly string[]): number =>
    choices.push(values.map((value) => Buffer.from(value))) - 1;

  // From the last field to the first, once for a record that is still empty (no comma) and once for one that is not.
  const record = (members: readonly Field[], after: number, top: boolean): number => {
    let filled = bare("}", after, -1);
    let empty = filled;
    for (const { key, type, optional } of members.toReversed()) {
      const mark = top ? (markOf[key] ?? marks.none) : marks.none;
      const name = `${JSON.stringify(key)}:`;
      const next = filled;
      filled = value(type, `,${name}`, mark, next, optional ? filled : -1);
      empty = value(type, name, mark, next, optional ? empty : -1);
    }
    return empty;
  };

  const value = (type: FieldType, literal: string, mark: number, next: number, miss: number): number => {
    const flow = { mark, next, miss };
    switch (type.kind) {
      case "text":
      case "name":
        return add({ literal: `${literal}"`, kind: kinds.text, limit: type.max, ...flow });
      case "id":
        return add({ literal: `${literal}"`, kind: kinds.id, ...flow });
      case "date":
        return add({ literal: `${literal}"`, kind: kinds.date, ...flow });
      case "instant":
        return add({ literal: `${literal}"`, kind: kinds.instant, ...flow });
      case "one of":
        return add({
          literal: `${literal}"`,
          kind: kinds.choice,
          limit: choose(type.values.map((v) => `${v}"`)),
          ...flow,
        });
      case "boolean":
        return add({ literal, kind: kinds.choice, limit: choose(["false", "true"]), ...flow });
      case "count":
        return add({ literal, kind: kinds.count, ...flow });
      case "texts":
        return add({
          literal: `${literal}["`,
          kind: kinds.texts,
          limit: type.max,
          items: type.maxItems,
          ...flow,
        });
      case "record":
        return bare(`${literal}{`, record(type.fields, next, false), miss);
    }
  };

  const accept = add({ literal: "", kind: kinds.accept, next: -1, miss: -1 });
  const first = bare("{", record(fields, accept, true), -1);
  return { first, choices, ...tables(steps) };
}
