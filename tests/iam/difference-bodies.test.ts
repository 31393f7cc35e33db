import { describe, expect, test } from "vitest";
import { BodyBook, everything, gainable, isEmpty } from "../../lib/iam/difference/bodies.ts";
import { comparedActions, grouped } from "../../lib/iam/difference/compared.ts";
import { parsePolicy } from "../../lib/iam/parse.ts";
import { ActionSets } from "../../lib/iam/who/action-sets.ts";
import { index, when } from "./proofs.ts";
import { allow, bucket, object, policy, rootArn, userArn, type Json } from "./world.ts";

const sets = new ActionSets(index);
const book = new BodyBook(sets);
const actions = comparedActions(sets).all;
const plain = () => "";

/** The actions that could be gained from one policy to another, by what they say. */
function gainableBetween(
  before: readonly Json[],
  after: readonly Json[],
  derived = plain,
): readonly string[] {
  const into = new Uint32Array(book.actionsOf(everything).length);
  const [was, is] = [before, after].map((statements) =>
    book.of([parsePolicy(policy(...statements), "p", "resource")], derived),
  );
  gainable(was!, is!, into);
  return grouped(actions, into).flatMap(([, own]) => own.map(({ name }) => name));
}

describe("what could be gained, by what policies say", () => {
  const get = { ...allow("s3:GetObject", [bucket, object]), Principal: { AWS: [rootArn(), userArn("a")] } };
  const put = { ...get, Action: "s3:PutObject" };
  const refuse = (more: Json = {}) => ({ ...get, Effect: "Deny", ...more });
  const tested = (values: unknown, operator = "StringEquals") =>
    when({ [operator]: { "aws:SourceVpc": values } });

  test.each<readonly [string, readonly Json[], readonly Json[], readonly string[]]>([
    ["nothing of the same", [get], [get], []],
    ["what is allowed now", [get], [get, put], ["s3:PutObject"]],
    [
      "the actions that an allow has more",
      [get],
      [{ ...get, Action: ["s3:PutObject", "s3:GetObject"] }],
      ["s3:PutObject"],
    ],
    ["nothing of an allow that is gone", [get, put], [get], []],
    ["what is no longer denied", [get, refuse()], [get], ["s3:GetObject"]],
    ["nothing of a deny that is new", [get], [get, refuse()], []],
    ["another resource", [get], [{ ...get, Resource: [bucket, object, `${bucket}/2`] }], ["s3:GetObject"]],
    [
      "resources as several statements",
      [get],
      [
        { ...get, Resource: bucket },
        { ...get, Resource: object },
      ],
      [],
    ],
    [
      "principals as several statements",
      [get],
      [
        { ...get, Principal: { AWS: rootArn() } },
        { ...get, Principal: { AWS: userArn("a") } },
      ],
      [],
    ],
    [
      "values in another order",
      [{ ...get, ...tested(["a", "b"]) }],
      [{ ...get, ...tested(["b", "a", "a"]) }],
      [],
    ],
    ["another value", [{ ...get, ...tested("a") }], [{ ...get, ...tested("b") }], ["s3:GetObject"]],
    [
      "another operator",
      [{ ...get, ...tested("a") }],
      [{ ...get, ...tested("a", "StringEqualsIfExists") }],
      ["s3:GetObject"],
    ],
    [
      "of every value instead of any",
      [{ ...get, ...tested("a", "ForAnyValue:StringEquals") }],
      [{ ...get, ...tested("a", "ForAllValues:StringEquals") }],
      ["s3:GetObject"],
    ],
    [
      "an exception as two",
      [refuse({ Resource: undefined, NotResource: [bucket, object] })],
      [refuse({ Resource: undefined, NotResource: [object, bucket] })],
      [],
    ],
    [
      "an exception parted",
      [refuse({ Resource: undefined, NotResource: [bucket, object] })],
      [
        refuse({ Resource: undefined, NotResource: bucket }),
        refuse({ Resource: undefined, NotResource: object }),
      ],
      ["s3:GetObject"],
    ],
    ["whatever could not be read now", [get], [get, { ...put, Surplus: 1 }], ["s3:PutObject"]],
    [
      "nothing of what could not be read before either, wherever it stands",
      [get, { ...put, Surplus: 1 }],
      [{ ...put, Surplus: 1 }, get],
      [],
    ],
  ])("%s", (_, before, after, names) => {
    const clean = (list: readonly Json[]) => list.map((each) => JSON.parse(JSON.stringify(each)) as Json);
    expect(gainableBetween(clean(before), clean(after))).toEqual(names);
  });

  test("the same words mean something else where a key or variable has another value", () => {
    const vpc = { ...get, ...when({ StringEquals: { "aws:PrincipalTag/county": "7" } }) };
    const place = { ...get, Resource: `${bucket}/\${aws:username}` };
    const byId = { ...get, Principal: { AWS: "AIDACLERK" } };
    const but = {
      Effect: "Deny",
      NotPrincipal: { AWS: userArn("a") },
      Action: "s3:GetObject",
      Resource: "*",
    };
    const asked = (statement: Json) => {
      const keys: string[] = [];
      gainableBetween([statement], [], ((name: string) => (keys.push(name), "")) as typeof plain);
      return keys;
    };
    expect([vpc, place, byId, but, get].map(asked)).toEqual([
      ["aws:principaltag/county"],
      ["aws:username"],
      ["principal id"],
      ["principal boundary"],
      [],
    ]);
  });

  test("an empty set is empty, and one with an action is not", () => {
    expect([isEmpty(new Uint32Array(2)), isEmpty(Uint32Array.of(0, 4))]).toEqual([true, false]);
  });
});
