import { failure } from "../../base/faults.ts";
import { openStack } from "./open-stack.ts";
import type { Place } from "./scope.ts";
import type { Stack, World } from "./stack.ts";
import { templateFaults } from "./template-faults.ts";
import { whyUnresolved } from "./template-words.ts";
import { isObject, Unresolved } from "./value.ts";

/** CloudFormation's own limits (1 MB, 500 resources) stay far below. */
const mostWork = 3_000_000;
const longestChain = 150;
const deepestNesting = 8;
const mostNested = 1000;

export function newWorld(): World {
  const stacks: Stack[] = [];
  const nestedStacks = new Map<Stack, Map<string, Stack | undefined>>();
  let depth = 0;
  let nestedCount = 0;
  let exports: ReadonlyMap<string, Export | "twice"> | undefined;

  const world: World = {
    stacks,
    meter: (stack) => {
      let spent = 0;
      return (units) => {
        spent += units;
        if (spent > mostWork) throw failure(templateFaults["template-large"], { stack });
      };
    },
    descend: (work) => {
      if (depth >= longestChain) return undefined;
      depth++;
      try {
        return work();
      } finally {
        depth--;
      }
    },
    nested: (parent, id) => {
      const own = nestedStacks.get(parent) ?? new Map<string, Stack | undefined>();
      nestedStacks.set(parent, own);
      if (own.has(id)) return own.get(id);
      own.set(id, undefined);
      if (parent.depth < deepestNesting && ++nestedCount <= mostNested)
        own.set(id, openNested(parent, id, world));
      return own.get(id);
    },
    exported: (place, name) => {
      if (exports === undefined) {
        // Whoever asks while the list is made asks for what is not known yet.
        exports = new Map();
        exports = allExports(allStacks(world));
      }
      const found = exports.get(exportKey(place, name));
      if (found === undefined || found === "twice") return new Unresolved(whyUnresolved.exported, { name });
      return found.stack.output(found.output);
    },
    outputOf: (place, name, output) => {
      const found = stacks.filter((stack) => stack.name === name && samePlace(stack.place, place));
      const [stack] = found;
      if (stack === undefined || found.length > 1) return new Unresolved(whyUnresolved.nothing, { name });
      return stack.output(output);
    },
  };
  return world;
}

/** Every stack that will be made, each followed by those nested in it. */
export function allStacks(world: World): readonly Stack[] {
  const withNested = (stack: Stack): readonly Stack[] => {
    const ids = [...stack.source.template.resources].filter(
      ([id, { Type }]) => Type === "AWS::CloudFormation::Stack" && stack.present(id) === true,
    );
    const inner = ids.flatMap(([id]) => world.nested(stack, id) ?? []);
    return [stack, ...inner.flatMap(withNested)];
  };
  return world.stacks.flatMap(withNested);
}

function openNested(parent: Stack, id: string, world: World): Stack | undefined {
  const properties = parent.properties(id);
  if (properties instanceof Unresolved) return undefined;
  const { TemplateURL: url, Parameters: parameters } = properties;
  const template =
    typeof url === "string" ? parent.source.assets.get(url.split("/").at(-1) ?? url) : undefined;
  if (template === undefined) return undefined;
  const source = { ...parent.source, template, name: `${parent.name}-${id}` };
  const handed = isObject(parameters) ? parameters : {};
  return openStack({ source, place: parent.place, parameters: handed, depth: parent.depth + 1 }, world);
}

interface Export {
  readonly stack: Stack;
  readonly output: string;
}

function allExports(stacks: readonly Stack[]): ReadonlyMap<string, Export | "twice"> {
  const found = new Map<string, Export | "twice">();
  for (const stack of stacks) {
    for (const output of stack.source.template.outputs.keys()) {
      const name = stack.exportName(output);
      if (typeof name !== "string") continue;
      const key = exportKey(stack.place, name);
      // CloudFormation refuses a second export of one name; which of the two would stand is not known.
      found.set(key, found.has(key) ? "twice" : { stack, output });
    }
  }
  return found;
}

function exportKey({ account, region }: Place, name: string): string {
  return [account, region, name].join("\0");
}

function samePlace(one: Place, other: Place): boolean {
  return one.account === other.account && one.region === other.region;
}
