import { describe, expect, test } from "vitest";
import type { ContextEntry } from "../../../lib/iam/conditions/context.ts";
import type { Request } from "../../../lib/iam/decide/request.ts";
import { restSpeaksOf, speaksOf } from "../../../lib/iam/decide/statement.ts";
import type { Statement } from "../../../lib/iam/landscape.ts";
import { parsePolicy } from "../../../lib/iam/parse.ts";
import { isUnknown, unknown, type Truth } from "../../../lib/iam/truth.ts";
import { bucket, home, object, other, policy, type Json } from "../world.ts";

const list: ContextEntry = { kind: "values", values: ["a", "b"] };
const request: Request = {
  requester: { kind: "root", arn: `arn:aws:iam::${home}:root`, account: home },
  action: "s3:getobject",
  service: "s3",
  resource: object,
  owner: home,
  context: { get: (key) => (key === "x:list" ? list : undefined) },
};
const shown = (truth: Truth) => (isUnknown(truth) ? "?" : truth);
function parsed(statement: Json): Statement {
  const [found] = parsePolicy(
    policy({ Effect: "Allow", Action: "s3:*", ...statement }),
    "r",
    "resource",
  ).statements;
  return found!;
}

/** Elements that speak of the request, that may, and that do not. */
const principals = { "+": "*", "?": { AWS: "x*" }, "-": { AWS: other } } as const;
const resources = { "+": object, "?": `${bucket}/\${x:list}`, "-": `${bucket}/x` } as const;
const conditions = { "+": "true", "?": "${x:list}", "-": "false" } as const;
const all = ["+", "?", "-"] as const;

describe("a statement speaks of what all its elements speak of", () => {
  const rows = all.flatMap((who) =>
    all.flatMap((what) => all.flatMap((one) => all.map((two) => [who, what, one, two] as const))),
  );
  test.each(rows)("principal %s, resource %s, conditions %s %s", (who, what, one, two) => {
    const holds = (key: string, of: keyof typeof conditions): Json =>
      of === "?" ? { StringNotEquals: { [key]: conditions[of] } } : { Null: { [key]: conditions[of] } };
    const made = parsed({ Principal: principals[who], Resource: resources[what] });
    const [first] = parsed({ Principal: "*", Condition: holds("x:one", one) }).conditions;
    const [second] = parsed({ Principal: "*", Condition: holds("x:two", two) }).conditions;
    const statement = { ...made, conditions: [first!, second!] };
    const told = {
      ...request,
      context: { get: (key: string) => request.context.get(key) ?? doubt(key, one, two) },
    };
    const together = [who, what, one, two];
    const expected = together.includes("-") ? false : together.includes("?") ? "?" : true;
    expect(shown(restSpeaksOf(statement, told))).toBe(expected);
    // What could not be read of it is a doubt, unless another part rules it out.
    const odd = restSpeaksOf({ ...statement, problem: "odd" }, told);
    expect(shown(odd)).toBe(expected === true ? "?" : expected);
    if (expected === true) expect(odd).toEqual(unknown("odd"));
  });
});

/** A key that is compared with what is not known must be there. */
function doubt(key: string, one: string, two: string): ContextEntry | undefined {
  const asked = { "x:one": one, "x:two": two }[key];
  return asked === "?" ? { kind: "values", values: ["c"] } : undefined;
}

test("which actions it means comes first", () => {
  const statement = parsed({ Principal: "*", Resource: "*" });
  expect(speaksOf(statement, request)).toBe(true);
  expect(speaksOf(statement, { ...request, action: "kms:decrypt", service: "kms" })).toBe(false);
});

describe("Resource and NotResource", () => {
  test.each<readonly [patterns: readonly string[], speaks: boolean | "?", except: boolean | "?"]>([
    [[], false, true],
    [[object], true, false],
    [[`${bucket}/x`, `${bucket}/*`], true, false],
    [[`${bucket}/\${x:list}`], "?", "?"],
    [[`${bucket}/\${x:list}`, "*"], true, false],
    [[`${bucket}/\${x:none}*`], false, true],
    [[`${bucket}/\${x:none, 'county'}/*`], true, false],
    [[`${bucket}/\${x:none, '*'}`], false, true],
  ])("%j: %s, %s", (patterns, speaks, except) => {
    expect(shown(restSpeaksOf(parsed({ Principal: "*", Resource: patterns }), request))).toBe(speaks);
    expect(shown(restSpeaksOf(parsed({ Principal: "*", NotResource: patterns }), request))).toBe(except);
  });
  test("without either it speaks of whatever it stands on", () => {
    expect(restSpeaksOf(parsed({ Principal: "*" }), request)).toBe(true);
  });
});
