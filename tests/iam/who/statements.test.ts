import { describe, expect, test } from "vitest";
import type { Statement } from "../../../lib/iam/landscape.ts";
import { parsePolicy } from "../../../lib/iam/parse.ts";
import { patternOf } from "../../../lib/iam/globs.ts";
import { globOf } from "../../../lib/iam/wildcard.ts";
import { allowedBy, dodges, undenied, unconstrained } from "../../../lib/iam/who/constraints.ts";
import { looksOf } from "../../../lib/iam/who/looks.ts";
import { merged } from "../../../lib/iam/who/merge.ts";
import { idOf } from "../../../lib/iam/who/statement-ids.ts";
import { widestOf } from "../../../lib/iam/who/widest.ts";
import { when } from "../proofs.ts";
import { allow, bucket, deny, policy, userArn, type Json } from "../world.ts";

const statements = (...of: readonly Json[]): readonly Statement[] =>
  parsePolicy(policy(...of), "p", "identity").statements;
const statement = (of: Json): Statement => statements(of)[0]!;
const on = (name: string): string => `arn:aws:s3:::${name}`;
const mfa = when({ Bool: { "aws:MultiFactorAuthPresent": "true" } });
const strange = when({ Sounds: { x: "y" } });

describe("what a request must be like", () => {
  const never = () => false;
  test("spoken of by no deny that asks nothing else; one of every resource leaves none", () => {
    const part = statement(deny("*", `${bucket}/*`));
    const but = statement({ Effect: "Deny", Action: "*", NotResource: "*" });
    const asked = statement(deny("*", "*", mfa));
    const elements = (of: readonly Statement[], always = never) =>
      undenied(
        of.map((each) => ({ statement: each })),
        always,
      )?.elements;
    expect(elements([part, but, asked])).toEqual([
      { element: part.resources, wanted: false },
      { element: but.resources, wanted: false },
    ]);
    expect(elements([asked], () => true)).toBeUndefined();
    expect(elements([part, statement(deny("*"))])).toBeUndefined();
    expect(elements([{ index: 0, effect: "Deny", actions: part.actions, conditions: [] }])).toBeUndefined();
    // Who is not certain to be spoken of is not taken to be, nor is a policy that could not be read.
    expect(undenied([{ statement: statement(deny("*")), taint: "?" }, { taint: "?" }], never)).toEqual(
      unconstrained,
    );
  });

  test("spoken of by an allow, with all that it asks and that is understood", () => {
    const part = statement(allow("s3:*", `${bucket}/*`, mfa));
    const { elements, demands, allows, taint } = allowedBy(unconstrained, { statement: part });
    expect(elements).toEqual([{ element: part.resources, wanted: true }]);
    expect(demands).toEqual([{ condition: part.conditions[0], wanted: true }]);
    expect([allows, taint]).toEqual([[part], undefined]);
    const odd = allowedBy(unconstrained, { statement: statement(allow("s3:*", "*", strange)), taint: "odd" });
    expect([odd.elements, odd.demands, odd.taint]).toEqual([[], [], "odd"]);
    expect(allowedBy(odd, { taint: "later" })).toEqual(odd);
    const but = statement({ Effect: "Allow", Action: "*", NotResource: "*" });
    expect(allowedBy(unconstrained, { statement: but }).elements).toHaveLength(1);
  });

  test("dodging a deny: by its resource, by each of its conditions, or by a doubt, which stays", () => {
    const of = statement(
      deny("*", `${bucket}/*`, when({ Bool: { "aws:SecureTransport": "true" }, Sounds: { x: "y" } })),
    );
    const short = (taint: string | undefined, notSure: string | undefined, before = unconstrained) =>
      dodges(before, { statement: of, ...(taint !== undefined && { taint }) }, notSure).map((each) => [
        each.elements.length,
        each.demands.map(({ wanted }) => wanted),
        each.ignored.size,
        each.taint,
      ]);
    const sure = [
      [1, [], 0, undefined],
      [0, [false], 0, undefined],
    ];
    expect(short(undefined, undefined)).toEqual(sure);
    expect(short("t", "n")).toEqual([...sure, [0, [], 1, "t"]]);
    expect(short(undefined, "n")).toEqual([...sure, [0, [], 1, "n"]]);
    expect(
      short(undefined, "n", { ...unconstrained, taint: "first" })
        .at(-1)
        ?.at(-1),
    ).toBe("first");
    const avoided = { ...unconstrained, elements: [{ element: of.resources!, wanted: false }] };
    expect(short(undefined, undefined, avoided)).toEqual([[1, [false], 0, undefined]]);
    const met = { ...unconstrained, elements: [{ element: of.resources!, wanted: true }] };
    expect(short(undefined, undefined, met)).toHaveLength(2);
    expect(dodges(unconstrained, { taint: "unread" }, undefined)).toHaveLength(1);
  });
});

test("allows that ask nothing are one; one of everything is all there is to look at", () => {
  const [a, b, all] = statements(
    allow("s3:*", on("a*")),
    allow("s3:*", [on("b*"), on("c")]),
    allow("s3:*", [on("d"), "*"]),
  );
  const [asked, but] = statements(allow("*", "*", mfa), {
    Effect: "Allow",
    Action: "*",
    NotResource: on("a"),
  });
  const need = (...of: readonly (Statement | undefined)[]) => of.map((each) => ({ statement: each! }));
  const texts = (of: ReturnType<typeof merged>) =>
    of.map((option) =>
      option.statement?.resources?.patterns.map(({ text }) => text.replace(on(""), "")).join(),
    );
  expect(texts(merged(need(asked, a, b, but)))).toEqual(["a*,b*,c", "*", "a"]);
  expect(merged(need(asked, a, all))).toEqual([{ statement: all }]);
  expect(texts(merged(need(a, asked, but)))).toEqual(["a*", "*", "a"]);
  const { resources: _, ...open } = a!;
  expect(merged([...need(b), { statement: open }])).toEqual([{ statement: open }]);
  expect(merged([{ statement: a!, taint: "?" }, { statement: b! }, { taint: "?" }])).toHaveLength(3);
});

test("statements that say the same have one number, unless they name somebody", () => {
  const id = (of: Json) => idOf(statement(of));
  const one = statement(allow("s3:*", on("a${aws:username}"), mfa));
  expect([idOf(one), idOf(one), id(allow("s3:*", on("a${aws:username}"), mfa))]).toEqual(
    Array(3).fill(idOf(one)),
  );
  const others = [
    deny("s3:*", on("a${aws:username}"), mfa),
    allow("s3:*", on("a${aws:userid}"), mfa),
    allow("s3:*", on("a${aws:username}")),
    allow("s3:*", on("a${aws:username}"), when({ BoolIfExists: { "aws:MultiFactorAuthPresent": "true" } })),
    { Effect: "Allow", Action: "s3:*", NotResource: on("a${aws:username}"), ...mfa },
  ];
  expect(new Set([one, ...others.map(statement)].map(idOf)).size).toBe(6);
  const said = parsePolicy(
    { ...policy(allow("s3:*", on("a${aws:username}"), mfa)), Version: "2008-10-17" },
    "p",
    "identity",
  );
  expect(idOf(said.statements[0]!)).not.toBe(idOf(one));
  const named = () =>
    parsePolicy(policy({ ...allow("s3:*"), Principal: { AWS: userArn("clerk") } }), "b", "resource")
      .statements[0]!;
  expect(idOf(named())).not.toBe(idOf(named()));
});

test.each<readonly [string, Json, readonly string[]]>([
  ["nothing", allow("s3:*", on("${s3:prefix}"), mfa), []],
  ["keys of its own, in resources", allow("s3:*", on("a${aws:username}")), ["aws:username"]],
  [
    "and in conditions",
    allow("s3:*", "*", when({ StringLike: { "s3:prefix": "${aws:userid}" } })),
    ["aws:userid"],
  ],
  [
    "its tags",
    allow("s3:*", "*", when({ StringLike: { "aws:PrincipalTag/a": "b" } })),
    ["aws:principaltag/a"],
  ],
  ["whether its ARN matches", allow("s3:*", "*", when({ ArnLike: { "aws:PrincipalArn": "*" } })), ["truth"]],
  [
    "its ARN, where a variable stands in it",
    allow("s3:*", "*", when({ ArnLike: { "aws:PrincipalArn": "*${aws:username}" } })),
    ["aws:username", "aws:principalarn"],
  ],
])("a statement asks of who asks: %s", (_, of, expected) => {
  const one = statement(of);
  expect(looksOf(one).map((look) => (look.kind === "entry" ? look.key : "truth"))).toEqual(expected);
  expect(looksOf(one)).toBe(looksOf(one));
});

test("what resources match at most: anything where a variable stands, all where nothing can be said", () => {
  const widest = (of: Json) => widestOf(statement(of).resources);
  expect(widest(allow("s3:*", [on("a*"), on("b${aws:username}c${*}")]))).toEqual([
    patternOf(on("a*")),
    { tokens: [...globOf(on("b*c")), 42], fold: false },
  ]);
  expect(widest(allow("s3:*", [on("a*"), "*"]))).toBeUndefined();
  expect(widest(allow("s3:*", [on("a*"), on("b${aws:username")]))).toBeUndefined();
  expect(widest({ Effect: "Allow", Action: "*", NotResource: on("a") })).toBeUndefined();
  expect(widestOf(undefined)).toBeUndefined();
  const element = statement(allow("s3:*", on("a${aws:username}"))).resources;
  expect(widestOf(element)).toBe(widestOf(element));
});
