import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileAccess, type Engine } from "../../../lib/iam/compile.ts";
import { documentsOf } from "../../../lib/iam/repair/documents.ts";
import { editedInput } from "../../../lib/iam/repair/edited.ts";
import { listed, statementsOf } from "../../../lib/iam/repair/elements.ts";
import type { Json } from "../../../lib/iam/repair/request.ts";
import { runsOf } from "../proofs.ts";
import { allow, bucket, deny, inputOf, managedArn, policy, userArn, type World } from "../world.ts";
import { ask, bare, clerk, index, keep, objects, only, own, repair, without, withOwn } from "./proposals.ts";

const some = fc.constantFrom;
const sealer = userArn("sealer");
const actions = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"];
const places = [`${bucket}/a/*`, `${bucket}/b/*`];
/** Every request of the small accounts, one for each thing that a policy of them can tell apart. */
const requests = [clerk, sealer].flatMap((principal) =>
  actions.flatMap((action) =>
    [`${bucket}/a/1`, `${bucket}/b/1`, `${bucket}/c`].map((resource) => ({ principal, action, resource })),
  ),
);

const doing = some<Json>(
  { Action: actions },
  { Action: ["s3:GetObject", "s3:PutObject"] },
  { Action: ["s3:*", "s3:GetObject"] },
  { Action: "s3:*" },
  { NotAction: ["s3:PutObject"] },
);
const on = some<Json>(
  { Resource: [objects] },
  { Resource: places },
  { Resource: [objects, places[0]] },
  { Resource: "*" },
  { NotResource: [places[1]] },
);
const statement = fc
  .tuple(some("Allow", "Allow", "Allow", "Deny"), doing, on)
  .map(([Effect, verb, noun]): Json => ({ Effect, ...verb, ...noun }));
const document = fc.array(statement, { minLength: 1, maxLength: 2 }).map((list) => policy(...list));
const holder = fc.record({
  inline: fc.array(document, { maxLength: 2 }),
  attached: some<readonly string[]>([], [managedArn("shared")]),
});
const world: fc.Arbitrary<World> = fc.record({
  users: fc.record({ clerk: holder, sealer: holder }),
  managed: fc.record({ shared: document }),
  resources: fc.constant(bare),
});
const asked = fc.record({
  action: some("s3:PutObject", "s3:DeleteObject", "s3:GetObject"),
  place: some(objects, ...places),
  kept: fc.array(fc.tuple(some(clerk, sealer), some(...actions), some(objects, ...places)), { maxLength: 2 }),
});

type Request = (typeof requests)[number];
const allowed = (engine: Engine, request: Request) => engine.decide(request).decision === "allowed";
const within = (action: string, place: string, request: Request) =>
  request.action === action && request.resource.startsWith(place.slice(0, -1));

/** Every policy with one element taken out of, or put into, a statement that allows, so that it allows less. */
function* oneElement(each: World, action: string, place: string): Generator<ReadonlyMap<string, Json>> {
  for (const { ref, json, editable } of documentsOf(inputOf(each)).values()) {
    if (!editable) continue;
    for (const [at, mine] of statementsOf(json).entries()) {
      if (mine["Effect"] !== "Allow") continue;
      const next = (changed: Json) =>
        new Map([[ref, { ...json, Statement: statementsOf(json).toSpliced(at, 1, changed) }]]);
      for (const name of ["Action", "Resource"])
        if (listed(mine[name]).length > 1)
          for (const entry of listed(mine[name]))
            yield next({ ...mine, [name]: listed(mine[name]).filter((one) => one !== entry) });
      if (Object.hasOwn(mine, "NotAction"))
        yield next({ ...mine, NotAction: [...listed(mine["NotAction"]), action] });
      if (Object.hasOwn(mine, "NotResource"))
        yield next({ ...mine, NotResource: [...listed(mine["NotResource"]), place] });
    }
  }
}

test("no edit of one element does what a larger proposal does, and what is kept can still be done", () => {
  let [larger, proposed] = [0, 0];
  fc.assert(
    fc.property(world, asked, (each, { action, place, kept }) => {
      const question = ask(action, place);
      const found = repair(
        each,
        without(
          question,
          kept.map(([who, what, where]) => keep(what, where, who)),
        ),
      );
      const input = inputOf(each);
      const before = compileAccess(input, index);
      const goes = (request: Request) => request.principal === clerk && within(action, place, request);
      const needed = requests.filter(
        (request) =>
          !goes(request) &&
          kept.some(([who, what, where]) => who === request.principal && within(what, where, request)) &&
          allowed(before, request),
      );
      const after = compileAccess(editedInput(input, found.edits), index);
      for (const request of needed)
        expect({ request, still: allowed(after, request) }).toMatchObject({ still: true });
      if (found.edits.length === 0) return;
      proposed++;
      const elements = found.edits.reduce((sum, edit) => sum + edit.elements, 0);
      if (elements < 2 || found.unsolved.length > 0) return;
      larger++;
      for (const policies of oneElement(each, action, place)) {
        const less = before.supposing({ policies });
        const spares = requests.every(
          (request) =>
            !allowed(before, request) ||
            allowed(less, request) ||
            goes(request) ||
            (request.principal === clerk && !needed.includes(request)),
        );
        if (spares && less.can(clerk, question).verdict === "no")
          expect({ less: [...policies], proposed: found.edits }).toBe("needless");
      }
    }),
    runsOf(200),
  );
  // A repair that never proposed anything would pass.
  expect(proposed).toBeGreaterThan(60);
  expect(larger).toBeGreaterThan(30);
});

describe("what is not needed is not proposed", () => {
  test("an entry is just dropped where what is kept of it is allowed elsewhere", () => {
    const world = withOwn(allow(["s3:*", "sqs:*"], "*"), allow("s3:GetObject", objects));
    const found = repair(world, without(ask("s3:*", "*", { except: [objects] })));
    expect(only(found)).toMatchObject({
      elements: 1,
      statements: [allow(["sqs:*"], "*"), allow("s3:GetObject", objects)],
    });
  });

  test("what one violation needed stays as it was where the edit for another does both", () => {
    const doing = ["s3:PutObject", "s3:AbortMultipartUpload"];
    const found = repair(withOwn(allow(doing, places)), {
      remove: doing.map((action) => ({ principal: clerk, questions: [ask(action, places[0]!)] })),
      keep: [keep("s3:AbortMultipartUpload", places[1]!)],
    });
    expect(only(found)).toMatchObject({ elements: 1, statements: [allow(doing, [places[1]])] });
  });

  test("a statement that allows more than what must go is not dropped where a deny of as many elements does", () => {
    const found = repair(withOwn(allow("s3:*", objects)), without(ask("s3:DeleteObject", objects)));
    expect(only(found)).toEqual({
      policy: own,
      change: "narrowed",
      elements: 3,
      statements: [allow("s3:*", objects), deny("s3:DeleteObject", objects)],
    });
    expect(found).toMatchObject({ alsoTakes: [], takesMore: false });
  });

  test("a deny that stands there has an action more, not another deny beside it", () => {
    const found = repair(
      withOwn(allow("s3:*", objects), deny("s3:PutObject", objects)),
      without(ask("s3:DeleteObject", objects)),
    );
    expect(only(found)).toMatchObject({
      elements: 1,
      statements: [allow("s3:*", objects), deny(["s3:PutObject", "s3:DeleteObject"], objects)],
    });
  });

  test("one deny in the policy that several have, where all of them must do without", () => {
    const shared = { attached: [managedArn("shared")] };
    const world: World = {
      users: { clerk: shared, sealer: shared },
      managed: { shared: policy(allow("s3:*", objects)) },
      resources: bare,
    };
    const found = repair(world, {
      remove: [clerk, sealer].map((principal) => ({
        principal,
        questions: [ask("s3:DeleteObject", objects)],
      })),
      keep: [],
    });
    expect(only(found)).toMatchObject({ policy: managedArn("shared"), elements: 3 });
  });
});
