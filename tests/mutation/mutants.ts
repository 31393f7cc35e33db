import { parseSync } from "oxc-parser";

/** One break of a source: the text between two places replaced by another. */
export interface Mutant {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Such as `if → true`. */
  readonly what: string;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [member: string]: unknown;
}

const comparisons: Readonly<Record<string, readonly string[]>> = {
  "===": ["!=="],
  "!==": ["==="],
  "<": ["<=", ">="],
  "<=": ["<", ">"],
  ">": [">=", "<="],
  ">=": [">", "<"],
};
const twins: Readonly<Record<string, string>> = { every: "some", some: "every" };

/**
 * What is remembered is looked up and given back: without that the answer is the same and only comes later, so that no
 * test can notice. `const known = store.get(key); if (known !== undefined) return known;`
 */
function recalls(before: Node, node: Node, source: string): boolean {
  const [declared] = (before["declarations"] as readonly Node[] | undefined) ?? [];
  const { test, consequent } = node;
  if (node.type !== "IfStatement" || declared === undefined || !isNode(test) || !isNode(consequent))
    return false;
  const [id, init] = [declared["id"], declared["init"]];
  if (!isNode(id) || !isNode(init) || !/\.get\(/.test(source.slice(init.start, init.end))) return false;
  const name = source.slice(id.start, id.end);
  const text = (of: Node) => source.slice(of.start, of.end);
  return text(test) === `${name} !== undefined` && text(consequent) === `return ${name};`;
}

/**
 * Every break of a branch of a TypeScript source: conditions held true or false, comparisons turned or moved by one,
 * `&&` and `||` exchanged, negations dropped, `every` and `some` exchanged, truth values turned, filters taken out.
 */
export function mutantsOf(path: string, source: string): readonly Mutant[] {
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]!.message}`);
  const found: Mutant[] = [];
  const recalled = new Set<number>();
  walk(program as unknown as Node, (node) => {
    const list = Array.isArray(node["body"]) ? (node["body"] as readonly Node[]) : [];
    for (const [place, each] of list.entries())
      if (place > 0 && recalls(list[place - 1]!, each, source)) recalled.add((each["test"] as Node).start);
    found.push(...ofNode(node, source));
  });
  const seen = new Set<string>();
  return found.filter(({ start, end, text }) => {
    const key = `${start} ${end} ${text}`;
    if (text === "false" && recalled.has(start)) return false;
    if (seen.has(key) || source.slice(start, end) === text) return false;
    return seen.add(key);
  });
}

function ofNode(node: Node, source: string): readonly Mutant[] {
  const at = (of: Node, text: string, what: string): Mutant => ({ start: of.start, end: of.end, text, what });
  const { left, right, operator, test, argument, callee, value } = node;
  switch (node.type) {
    case "IfStatement":
    case "ConditionalExpression":
    case "WhileStatement":
      return isNode(test) && node.type !== "WhileStatement"
        ? [at(test, "true", "condition → true"), at(test, "false", "condition → false")]
        : isNode(test)
          ? [at(test, "false", "loop → never")]
          : [];
    case "LogicalExpression":
    case "BinaryExpression": {
      if (!isNode(left) || !isNode(right)) return [];
      const others = operator === "&&" ? ["||"] : operator === "||" ? ["&&"] : comparisons[String(operator)];
      const [from, to] = [source.slice(left.start, left.end), source.slice(right.start, right.end)];
      return (others ?? []).map((other) =>
        at(node, `((${from}) ${other} (${to}))`, `${String(operator)} → ${other}`),
      );
    }
    case "UnaryExpression":
      return operator === "!" && isNode(argument)
        ? [at(node, source.slice(argument.start, argument.end), "! dropped")]
        : [];
    case "Literal":
      return typeof value === "boolean" ? [at(node, String(!value), `${value} → ${!value}`)] : [];
    case "CallExpression": {
      const property = isNode(callee) ? callee["property"] : undefined;
      const object = isNode(callee) ? callee["object"] : undefined;
      if (!isNode(property) || !isNode(object)) return [];
      const name = source.slice(property.start, property.end);
      const twin = Object.hasOwn(twins, name) ? twins[name] : undefined;
      if (twin !== undefined) return [at(property, twin, `${name} → ${twin}`)];
      return name === "filter" ? [at(node, source.slice(object.start, object.end), "filter dropped")] : [];
    }
    default:
      return [];
  }
}

/** Types are left alone: what they say is gone when the code runs. */
function walk(node: Node, visit: (node: Node) => void): void {
  if (/^TS(?!NonNull|As|Satisfies)/.test(node.type) || node.type === "ImportDeclaration") return;
  visit(node);
  for (const member of Object.values(node)) {
    if (Array.isArray(member)) for (const one of member) if (isNode(one)) walk(one, visit);
    if (isNode(member)) walk(member, visit);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}
