import { describe, expect, test } from "vitest";
import { unknown } from "../../lib/iam/truth.ts";
import { matchesReading, parseTemplate, readTemplate, type Reading } from "../../lib/iam/variables.ts";
import { matchesGlob } from "../../lib/iam/wildcard.ts";
import { allow, bucket, clerkMay, deny, home, type Json } from "./world.ts";

const values: Readonly<Record<string, string>> = {
  "aws:username": "ann*",
  "aws:principaltag/cost centre, a": "7",
};
const read = (text: string, variables = true) =>
  readTemplate(parseTemplate(text, variables), (key) =>
    Object.hasOwn(values, key) ? values[key] : undefined,
  );

describe("reading", () => {
  test.each([
    ["plain", "plain"],
    ["${aws:username}/x", "ann*/x"],
    ["${AWS:UserName}", "ann*"],
    ["${aws:PrincipalTag/Cost centre, a}", "7"],
    ["${aws:none, 'anybody'}", "anybody"],
    ["${aws:username, 'anybody'}", "ann*"],
    ["${aws:none, ''}", ""],
    ["${*}${?}${$}", "*?$"],
    ["a$b{c}", "a$b{c}"],
  ])("%s is %s", (text, plain) => {
    expect(read(text)).toMatchObject({ plain });
  });
  test("a variable without value has no reading", () => expect(read("x${aws:none}")).toBeUndefined());
  test.each([
    "${",
    "${}",
    "${ }",
    "${aws:username",
    "x${aws:username}${",
    "${a 'x'}",
    "${a, 'x}",
    "${a', 'x'}",
    "${, 'x'}",
    "${'x'}",
    "${'}",
    "${a${b}}",
  ])("%s cannot be read", (text) => {
    expect(parseTemplate(text, true).problem).toMatch(/cannot be read/);
    expect(parseTemplate(text, false).problem).toBeUndefined();
    expect(read(text)).toHaveProperty("unknown");
  });
  test("as a pattern, each part is what it is", () => {
    expect(parseTemplate("a*${*}b", true)).toMatchObject({
      parts: [
        { kind: "pattern", text: "a*" },
        { kind: "literal", text: "*" },
        { kind: "pattern", text: "b" },
      ],
      fixed: { plain: "a**b" },
    });
    expect(parseTemplate("${x:a,'b'}c", true)).toEqual({
      text: "${x:a,'b'}c",
      parts: [
        { kind: "variable", key: "x:a", fallback: "b" },
        { kind: "pattern", text: "c" },
      ],
    });
    expect(parseTemplate("${ X:A }", true).parts).toEqual([{ kind: "variable", key: "x:a" }]);
  });
  test("what is not known stays so, unless another variable has no value", () => {
    const lost = unknown("lost");
    const found = (text: string) =>
      readTemplate(parseTemplate(text, true), (key) =>
        key === "a" ? lost : key === "b" ? unknown("b") : undefined,
      );
    expect(found("${a}${b}")).toBe(lost);
    expect(found("x${a, 'y'}")).toBe(lost);
    expect(found("${a}${c}")).toBeUndefined();
    expect(found("${a}${c, ''}")).toBe(lost);
  });
  test("a reading is compared by its pattern, made ready or not", () => {
    const { glob, plain } = read("a*c") as Reading;
    expect(matchesReading({ glob, plain }, "abc")).toBe(true);
    expect(matchesReading({ glob, plain }, "abd")).toBe(false);
    expect(matchesReading({ glob, plain, matches: () => true }, "abd")).toBe(true);
  });
  test("without variables all is text", () =>
    expect(read("${aws:username}", false)).toMatchObject({ plain: "${aws:username}" }));
  test("what takes a variable’s place stands for itself, and what stands around it does not", () => {
    const { glob } = read("${aws:username}/*") as { glob: readonly number[] };
    expect([matchesGlob(glob, "ann*/7"), matchesGlob(glob, "anna/7")]).toEqual([true, false]);
  });
});

describe("in policies", () => {
  const ask = { action: "s3:GetObject", resource: `${bucket}/home/clerk/1` };
  const homes = `${bucket}/home/\${aws:username}/*`;
  test.each<readonly [string, Json | readonly Json[], string]>([
    ["a resource", allow("s3:*", homes), "allowed"],
    ["another’s resource", allow("s3:*", homes.replace("username", "userid")), "implicitDeny"],
    ["a tag", allow("s3:*", `${bucket}/\${aws:PrincipalTag/Area}/*`), "allowed"],
    ["a tag that the user has not", allow("s3:*", `${bucket}/\${aws:PrincipalTag/none}/*`), "implicitDeny"],
    ["… with a default", allow("s3:*", `${bucket}/\${aws:PrincipalTag/none, 'home'}/*`), "allowed"],
    [
      "a tag that is a wildcard is no wildcard",
      allow("s3:*", `${bucket}/\${aws:PrincipalTag/star}`),
      "implicitDeny",
    ],
    [
      "a missing one spares nothing of a NotResource",
      { Effect: "Allow", Action: "*", NotResource: `${bucket}/\${aws:none}` },
      "allowed",
    ],
    ["one that cannot be read", allow("s3:*", `${bucket}/\${aws:username`), "unknown"],
    ["… in a deny", [allow("*"), deny("*", `${bucket}/\${aws:username`)], "unknown"],
    ["several values", allow("s3:*", `${bucket}/\${x:list}/*`), "unknown"],
    [
      "a condition",
      allow("*", "*", { Condition: { StringLike: { "x:path": "/${aws:username}/*" } } }),
      "allowed",
    ],
    [
      "an equality: * is text",
      allow("*", "*", { Condition: { StringEquals: { "x:star": "${*}" } } }),
      "allowed",
    ],
    [
      "a pattern of one literal star",
      allow("*", "*", { Condition: { StringLike: { "x:path": "/clerk/${*}" } } }),
      "implicitDeny",
    ],
    [
      "a missing one in a condition",
      allow("*", "*", { Condition: { StringLike: { "x:path": "${aws:none}*" } } }),
      "implicitDeny",
    ],
    [
      "… that must not match",
      allow("*", "*", { Condition: { StringNotLike: { "x:path": "${aws:none}*" } } }),
      "allowed",
    ],
    [
      "an ARN",
      allow("*", "*", {
        Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:user/${aws:username}" } },
      }),
      "allowed",
    ],
    [
      "a number, which takes none",
      allow("*", "*", { Condition: { NumericEquals: { "x:n": "${x:n}" } } }),
      "unknown",
    ],
    ["an action, which takes none", [allow("*"), deny("s3:${x:verb}")], "allowed"],
  ])("%s", (_, statement, expected) => {
    const context = { "x:list": ["home", "b"], "x:path": "/clerk/1", "x:star": "*", "x:n": 1 };
    expect(clerkMay(statement, { ...ask, context }, { tags: { area: "home", star: "*" } })).toBe(expected);
  });

  test.each([undefined, "2008-10-17"])("in version %s they are text", (Version) => {
    const document = { ...(Version && { Version }), Statement: allow("s3:*", homes) };
    expect(clerkMay([], ask, { inline: [document] })).toBe("implicitDeny");
    const text = { ...ask, resource: `${bucket}/home/\${aws:username}/1` };
    expect(clerkMay([], text, { inline: [document] })).toBe("allowed");
  });
  test("the account stands for itself too", () => {
    const statement = allow("s3:*", "*", {
      Condition: { StringEquals: { "aws:ResourceAccount": "${aws:PrincipalAccount}" } },
    });
    expect(clerkMay(statement, { context: { "aws:PrincipalAccount": home } })).toBe("allowed");
  });
});
