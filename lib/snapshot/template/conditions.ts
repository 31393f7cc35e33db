import { isRecord } from "../../base/json.ts";
import type { Intrinsic, Scope } from "./scope.ts";
import { whyUnresolved } from "./template-words.ts";
import { firstUnresolved, listOf, noValue, textOf, Unresolved, type MaybeValue } from "./value.ts";

const notACondition = (name: string) => new Unresolved(whyUnresolved.function, { name });

/**
 * Whether a condition of a template holds. What is not known may not matter: `And` with one that does not hold is
 * false all the same, `Or` with one that holds true.
 */
export function holds(source: unknown, scope: Scope): boolean | Unresolved {
  scope.spend(1);
  const entries = isRecord(source) ? Object.entries(source) : [];
  const [only] = entries;
  if (only === undefined || entries.length !== 1) return notACondition("Condition");
  const [name, argument] = only;
  if (name === "Condition")
    return typeof argument === "string" ? scope.condition(argument) : notACondition(name);
  if (!Array.isArray(argument)) return notACondition(name);
  switch (name) {
    case "Fn::Equals":
      return argument.length === 2
        ? equal(scope.evaluate(argument[0]), scope.evaluate(argument[1]))
        : notACondition(name);
    case "Fn::Not": {
      const inner = argument.length === 1 ? holds(argument[0], scope) : notACondition(name);
      return inner instanceof Unresolved ? inner : !inner;
    }
    case "Fn::And":
      return first(argument, false, scope);
    case "Fn::Or":
      return first(argument, true, scope);
    default:
      return notACondition(name);
  }
}

/** `decisive` when some part is; else the first that is not known; else the opposite. */
function first(parts: readonly unknown[], decisive: boolean, scope: Scope): boolean | Unresolved {
  const results = parts.map((part) => holds(part, scope));
  if (results.includes(decisive)) return decisive;
  return results.find((one) => one instanceof Unresolved) ?? !decisive;
}

function equal(one: MaybeValue, other: MaybeValue): boolean | Unresolved {
  if (one === noValue || other === noValue) return one === other;
  const unresolved = firstUnresolved(one) ?? firstUnresolved(other);
  if (unresolved !== undefined) return unresolved;
  return (textOf(one) ?? JSON.stringify(one)) === (textOf(other) ?? JSON.stringify(other));
}

const choose: Intrinsic = (argument, scope) => {
  const [name, yes, no, ...more] = listOf(argument);
  if (no === undefined || more.length > 0) return undefined;
  if (typeof name !== "string") return undefined;
  const held = scope.condition(name);
  return held instanceof Unresolved ? held : scope.evaluate(held ? yes : no);
};

/** `Fn::If`, the one function outside the conditions that asks for them. */
export const conditionFunctions: readonly (readonly [string, Intrinsic])[] = [["Fn::If", choose]];
