import { describe, expect, test } from "vitest";
import type { AccessQuestion } from "../../../lib/iam/access.ts";
import { actionNarrowings } from "../../../lib/iam/repair/narrow-actions.ts";
import { onlyKept, resourceNarrowings } from "../../../lib/iam/repair/narrow-resources.ts";
import type { Asked } from "../../../lib/iam/repair/request.ts";
import type { Target } from "../../../lib/iam/repair/target.ts";
import { allow, bucket, key, object } from "../world.ts";
import { ask, keep, objects } from "./proposals.ts";
import { part, takes, target, texts } from "./targets.ts";

describe("fewer actions", () => {
  test.each<readonly [string, unknown, AccessQuestion, readonly Asked[], unknown]>([
    [
      "without the one",
      ["s3:GetObject", "s3:PutObject"],
      ask("s3:GetObject", objects),
      [],
      [["s3:PutObject"]],
    ],
    ["nothing where nothing is left", "s3:GetObject", ask("s3:GetObject", objects), [], []],
    [
      "of a wildcard, with and without what is kept of it",
      ["s3:*", "sqs:*"],
      ask("s3:GetObject", objects),
      [keep("s3:PutObject", objects), keep("sqs:SendMessage", "*")],
      [["sqs:*"], ["s3:PutObject", "sqs:*"]],
    ],
    [
      "not where what is kept is the same",
      "s3:*",
      ask("s3:GetObject", objects),
      [keep("s3:GetObject", objects)],
      [],
    ],
    [
      "without all that is asked about, as well",
      ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
      ask(["s3:GetObject", "s3:PutObject"], objects),
      [],
      [["s3:PutObject", "s3:DeleteObject"], ["s3:DeleteObject"]],
    ],
  ])("%s", (_, Action, question, kept, actions) => {
    const found = actionNarrowings(target(allow(Action, objects), { question, kept }));
    expect(part("Action", found).flat()).toEqual(actions);
  });

  test("of all actions the asked ones are excepted", () => {
    const found = actionNarrowings(target(allow(["*"], objects), { question: ask("s3:Get*", objects) }));
    expect(texts(found)).toEqual([
      [{ Effect: "Allow", NotAction: ["s3:Get*"], Resource: objects }],
      [{ Effect: "Allow", NotAction: ["s3:GetObject"], Resource: objects }],
    ]);
    expect(takes(found)[0]).toEqual([{ actions: ["s3:Get*"], resources: [objects] }]);
  });

  test("what is taken are the other actions of an entry too, and not what another entry still gives", () => {
    const taken = (Action: readonly string[]) => takes(actionNarrowings(target(allow(Action, objects))));
    expect(taken(["s3:GetObjec?", "s3:PutObject"])).toEqual([
      [{ actions: ["s3:GetObject"], resources: [objects] }],
    ]);
    const [[all]] = taken(["s3:Get*", "s3:GetObjectAcl"]) as [[AccessQuestion]];
    expect(all.actions).toContain("s3:GetObjectTagging");
    expect(all.actions).not.toContain("s3:GetObjectAcl");
  });
});

describe("fewer resources", () => {
  const [a, b] = [`${bucket}/a/*`, `${bucket}/b/*`];
  test.each<readonly [string, unknown, readonly Asked[], unknown]>([
    ["without the one", [objects, a.replace("roll", "else")], [], [[a.replace("roll", "else")]]],
    ["nothing where nothing is left", objects, [], []],
    [
      "what is kept in place of it",
      [objects, "arn:aws:s3:::else/*"],
      [keep("s3:GetObject", a), keep("s3:GetObject", b), keep("s3:GetObject", "arn:aws:s3:::else/1")],
      [["arn:aws:s3:::else/*"], [a, b, "arn:aws:s3:::else/*"]],
    ],
    ["what is kept of another action is none", objects, [keep("s3:PutObject", a)], []],
    [
      "not what lies in it only in part",
      ["arn:aws:s3:::roll-exports/c*", "arn:aws:s3:::else/*"],
      [keep("s3:GetObject", "arn:aws:s3:::*/cellar")],
      [["arn:aws:s3:::else/*"]],
    ],
    [
      "not what is kept of a place with a variable",
      [`${bucket}/\${aws:username}/*`, "arn:aws:s3:::else/*"],
      [keep("s3:GetObject", `${bucket}/x/1`)],
      [["arn:aws:s3:::else/*"]],
    ],
    ["not where it is still met", objects, [keep("s3:GetObject", `${bucket}/county/*`)], []],
  ])("%s", (_, Resource, kept, resources) => {
    const found = resourceNarrowings(target(allow("s3:GetObject", Resource), { kept }));
    expect(part("Resource", found).flat()).toEqual(resources);
  });

  test("of all resources the asked ones are excepted, and the witness’s alone", () => {
    const question = ask("s3:GetObject", [objects, a.replace("roll", "else")]);
    const found = resourceNarrowings(target(allow("s3:GetObject", ["*"]), { question }));
    expect(part("NotResource", found).flat()).toEqual([question.resources, [objects]]);
    expect(takes(found)[1]).toEqual([{ actions: ["s3:GetObject"], resources: [objects] }]);
  });

  test.each<readonly [string, Partial<Target>]>([
    ["that are asked about in part", { question: ask("s3:GetObject", objects, { except: [a] }) }],
    ["by excepting all of them", { question: ask("s3:GetObject", "*") }],
    ["which are all of what the policy stands on", { on: object }],
  ])("not those %s", (_, more) => {
    expect(resourceNarrowings(target(allow("s3:GetObject", ["*"]), more))).toEqual([]);
    const but = { Effect: "Allow", Action: "s3:GetObject", NotResource: a.replace("roll", "else") };
    expect(resourceNarrowings(target(but, more))).toEqual([]);
  });

  test("a bucket’s policy may except a part of the bucket; a trust policy has none to except", () => {
    const found = resourceNarrowings(target(allow("s3:GetObject"), { on: bucket }));
    expect(part("NotResource", found)).toEqual([[objects]]);
    expect(resourceNarrowings(target({ Effect: "Allow", Action: "sts:AssumeRole" }))).toEqual([]);
  });

  test("only what is kept: a statement for each set of resources, the Sid of the first alone", () => {
    const kept = [keep("s3:GetObject", a), keep("s3:PutObject", b), keep("s3:DeleteObject", b)];
    const found = onlyKept(target(allow("s3:*", objects, { Sid: "All" }), { kept }));
    expect(texts(found)).toEqual([
      [allow("s3:GetObject", a, { Sid: "All" }), allow(["s3:DeleteObject", "s3:PutObject"], b)],
    ]);
    const [taken] = takes(found);
    expect(taken!.slice(1)).toEqual([
      { actions: ["s3:GetObject"], resources: [objects], except: [a] },
      { actions: ["s3:PutObject"], resources: [objects], except: [b] },
      { actions: ["s3:DeleteObject"], resources: [objects], except: [b] },
    ]);
    expect(taken![0]!.actions).toContain("s3:GetObjectAcl");
    expect(taken![0]!.actions).not.toContain("s3:PutObject");
  });

  test("not where nothing is kept, nor the very request that must go, nor without resources", () => {
    expect(onlyKept(target(allow("s3:*", objects)))).toEqual([]);
    expect(onlyKept(target(allow("s3:*", objects), { kept: [keep("s3:GetObject", objects)] }))).toEqual([]);
    const kept = [keep("s3:GetObject", a)];
    expect(onlyKept(target({ Effect: "Allow", Action: "s3:*" }, { kept }))).toEqual([]);
    const but = { Effect: "Allow", NotAction: "iam:*", NotResource: key };
    expect(texts(onlyKept(target(but, { kept })))).toEqual([[allow("s3:GetObject", a)]]);
    const excluded = { ...but, NotAction: "s3:*" };
    expect(onlyKept(target(excluded, { kept }))).toEqual([]);
  });
});
