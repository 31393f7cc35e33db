import type { Words } from "../../base/words.ts";
import { holds } from "./conditions.ts";
import { evaluate } from "./evaluate.ts";
import { physicalOf } from "./physical.ts";
import { pseudoParameter } from "./pseudo-parameters.ts";
import type { Stack, StackOpening, World } from "./stack.ts";
import type { Parameter } from "./template.ts";
import { whyUnresolved } from "./template-words.ts";
import { isObject, noValue, textOf, Unresolved, type MaybeValue, type Value } from "./value.ts";

/** Opens a stack at its place. Functions are resolved when they are asked for, so that circles and holes stay local. */
export function openStack({ source, place, parameters = {}, depth = 0 }: StackOpening, world: World): Stack {
  const { template, name } = source;
  const spend = world.meter(name);

  const known = new Map<string, unknown>();
  /** Works out `key` once. Whoever asks for it while it is worked out has found a circle. */
  function once<T>(key: string, shown: string, work: () => T): T | Unresolved {
    if (known.has(key)) return known.get(key) as T | Unresolved;
    const wrong = (why: Words) => new Unresolved(why, { name: shown });
    known.set(key, wrong(whyUnresolved.cycle));
    const result = world.descend(work) ?? wrong(whyUnresolved.chain);
    known.set(key, result);
    return result;
  }

  function absence(id: string): Unresolved | undefined {
    const present = stack.present(id);
    if (present === true) return undefined;
    return present === false ? new Unresolved(whyUnresolved.absent, { name: id }) : present;
  }

  function parameter(id: string, { Type, Default }: Parameter): MaybeValue {
    const given = Object.hasOwn(parameters, id) ? parameters[id] : undefined;
    if (given === undefined && Type.startsWith("AWS::SSM::"))
      return new Unresolved(whyUnresolved.parameterStore, { name: id });
    if (given === undefined && Default === undefined)
      return new Unresolved(whyUnresolved.parameter, { name: id });
    const value = given ?? stack.evaluate(Default);
    const text = textOf(value);
    const isList = Type === "CommaDelimitedList" || Type.startsWith("List<");
    return isList && text !== undefined ? text.split(",").map((one) => one.trim()) : (text ?? value);
  }

  const stack: Stack = {
    name,
    place,
    source,
    depth,
    spend,
    evaluate: (value) => evaluate(value, stack),
    reference: (id) => {
      const pseudo = pseudoParameter(id, { name, place });
      if (pseudo !== undefined) return pseudo;
      const declared = template.parameters.get(id);
      if (declared !== undefined) return once(`parameter ${id}`, id, () => parameter(id, declared));
      const resource = template.resources.get(id);
      if (resource === undefined) return new Unresolved(whyUnresolved.nothing, { name: id });
      const absent = absence(id);
      return (
        absent ??
        stack.physical(id)?.ref ??
        new Unresolved(whyUnresolved.attribute, { name: `${resource.Type} ${id}` })
      );
    },
    attribute: (id, wanted) => {
      const resource = template.resources.get(id);
      if (resource === undefined) return new Unresolved(whyUnresolved.nothing, { name: id });
      const absent = absence(id);
      if (absent !== undefined) return absent;
      if (resource.Type === "AWS::CloudFormation::Stack" && wanted.startsWith("Outputs."))
        return world.nested(stack, id)?.output(wanted.slice("Outputs.".length)) ?? unknown(id, wanted);
      return stack.physical(id)?.attribute(wanted) ?? unknown(id, wanted);
    },
    condition: (id) => {
      const source = template.conditions.get(id);
      if (source === undefined) return new Unresolved(whyUnresolved.nothing, { name: id });
      return once(`condition ${id}`, id, () => holds(source, stack));
    },
    mapping: (id) => template.mappings.get(id),
    imported: (wanted) => world.exported(place, wanted),
    outputOf: (wanted, output, region) =>
      world.outputOf({ ...place, region: region ?? place.region }, wanted, output),
    present: (id) => {
      const condition = template.resources.get(id)?.Condition;
      return condition === undefined ? true : stack.condition(condition);
    },
    physical: (id) => {
      const resource = template.resources.get(id);
      if (resource === undefined) return undefined;
      const property = (wanted: string): Value | undefined => {
        const { Properties = {} } = resource;
        const value = Object.hasOwn(Properties, wanted) ? stack.evaluate(Properties[wanted]) : noValue;
        return value === noValue ? undefined : value;
      };
      const found = once(`physical ${id}`, id, () => {
        const physical = physicalOf({ stack: name, id, type: resource.Type, place, property });
        return { physical };
      });
      if (!(found instanceof Unresolved)) return found.physical;
      return { name: found, arn: found, ref: found, attribute: () => found };
    },
    properties: (id) => {
      const value = once(`properties ${id}`, id, () =>
        stack.evaluate(template.resources.get(id)?.Properties ?? {}),
      );
      if (isObject(value)) return value;
      return value instanceof Unresolved ? value : new Unresolved(whyUnresolved.kind, { expected: "{}" });
    },
    output: (id) => {
      const output = template.outputs.get(id);
      if (output === undefined) return new Unresolved(whyUnresolved.nothing, { name: id });
      const held = output.Condition === undefined ? true : stack.condition(output.Condition);
      if (held !== true) return held === false ? new Unresolved(whyUnresolved.absent, { name: id }) : held;
      const value = once(`output ${id}`, id, () => stack.evaluate(output.Value));
      return value === noValue ? new Unresolved(whyUnresolved.nothing, { name: id }) : value;
    },
    exportName: (id) => {
      const source = template.outputs.get(id)?.Export?.Name;
      const value = source === undefined ? noValue : stack.evaluate(source);
      return value === noValue ? undefined : value;
    },
  };
  return stack;
}

function unknown(id: string, attribute: string): Unresolved {
  return new Unresolved(whyUnresolved.attribute, { name: `${id}.${attribute}` });
}
