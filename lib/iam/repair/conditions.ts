import type { AccessQuestion } from "../access.ts";
import { membersOf } from "../document.ts";
import type { Asked, Json } from "./request.ts";
import { areaOf, type Narrowing, type Target } from "./target.ts";

const mfa = "aws:multifactorauthpresent";

/** Keys of which a request has several values (AWS: “multivalued context keys”). */
const multivalued: ReadonlySet<string> = new Set(["aws:calledvia", "aws:tagkeys", "aws:principalorgpaths"]);

interface Test {
  readonly operator: string;
  readonly key: string;
  readonly value: string | readonly string[];
}

/** A condition more, for each key that the question fixes: requests as the question has them no longer meet it. */
export function conditionNarrowings(target: Target): readonly Narrowing[] {
  const { statement, question, kept } = target;
  return Object.entries(question.given ?? {}).flatMap(([key, value]) => {
    const conditions = withTest(statement["Condition"], requirement(key, value, kept));
    if (conditions === undefined) return [];
    const statements = [{ ...statement, Condition: conditions }];
    return [{ statements, takes: () => [{ ...areaOf(target), given: { [key]: value } }] }];
  });
}

/** The condition of a deny that speaks of just the requests that the question has; absent where it fixes no key. */
export function denyCondition({ given }: AccessQuestion, kept: readonly Asked[]): Json | undefined {
  let condition: Json | undefined;
  for (const [key, value] of Object.entries(given ?? {}))
    condition = withTest(condition, refusal(key, value, kept)) ?? condition;
  return condition;
}

/** What a request must have to be none of the question’s. */
function requirement(key: string, value: string | null, kept: readonly Asked[]): Test {
  const folded = key.toLowerCase();
  // The key is absent with long-term credentials, and false in a session without a second factor: Bool asks for it.
  if (folded === mfa && value !== "true") return { operator: "Bool", key, value: "true" };
  const many = multivalued.has(folded);
  if (value !== null)
    return { operator: many ? "ForAllValues:StringNotEquals" : "StringNotEquals", key, value };
  const values = keptValues(folded, kept);
  if (values.length === 0) return { operator: "Null", key, value: "false" };
  const one = values.length === 1 ? values[0]! : values;
  return { operator: many ? "ForAnyValue:StringEquals" : "StringEquals", key, value: one };
}

/** What a request has that is one of the question’s. */
function refusal(key: string, value: string | null, kept: readonly Asked[]): Test {
  const folded = key.toLowerCase();
  if (folded === mfa && value !== "true") return { operator: "BoolIfExists", key, value: "false" };
  const many = multivalued.has(folded);
  if (value !== null) return { operator: many ? "ForAnyValue:StringEquals" : "StringEquals", key, value };
  const values = keptValues(folded, kept);
  if (values.length === 0) return { operator: "Null", key, value: "true" };
  const one = values.length === 1 ? values[0]! : values;
  return { operator: many ? "ForAllValues:StringNotEquals" : "StringNotEqualsIfExists", key, value: one };
}

function keptValues(key: string, kept: readonly Asked[]): readonly string[] {
  const values = kept.flatMap(({ question }) =>
    Object.entries(question.given ?? {}).flatMap(([name, value]) =>
      name.toLowerCase() === key && value !== null ? [value] : [],
    ),
  );
  return [...new Set(values)].sort();
}

/** Conditions with one test more; `undefined` where that operator tests that key already. */
function withTest(condition: unknown, { operator, key, value }: Test): Json | undefined {
  const tests = membersOf(condition) ?? new Map<string, unknown>();
  const own = membersOf(tests.get(operator)) ?? new Map<string, unknown>();
  if ([...own.keys()].some((name) => name.toLowerCase() === key.toLowerCase())) return undefined;
  return Object.fromEntries([...tests, [operator, Object.fromEntries([...own, [key, value]])]]);
}
