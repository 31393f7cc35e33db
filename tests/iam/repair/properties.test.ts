import fc from "fast-check";
import { expect, test } from "vitest";
import { compileAccess } from "../../../lib/iam/compile.ts";
import { documentsOf } from "../../../lib/iam/repair/documents.ts";
import { listed, statementsOf } from "../../../lib/iam/repair/elements.ts";
import type { Asked, Json, RepairRequest } from "../../../lib/iam/repair/request.ts";
import { runsOf } from "../proofs.ts";
import { bucket, inputOf, managedArn, policy, userArn, type World } from "../world.ts";
import { ask, clerk, index, keep, repair } from "./proposals.ts";

const some = fc.constantFrom;
const sealer = userArn("sealer");
const objects = `${bucket}/*`;
const actions = some<unknown>(
  "s3:GetObject",
  "s3:PutObject",
  "s3:*",
  "*",
  "s3:*Object",
  ["s3:GetObject", "s3:PutObject"],
  ["s3:PutObject", "s3:DeleteObject", "s3:GetObject"],
);
const resources = some<unknown>(objects, `${bucket}/a/*`, `${bucket}/a/1`, "*", "arn:aws:s3:::*", [
  `${bucket}/a/*`,
  `${bucket}/b/*`,
]);
const condition = some<Json>(
  {},
  {},
  {},
  { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } },
  { Condition: { StringEquals: { "aws:RequestedRegion": "ca-central-1" } } },
);
const verb = fc
  .tuple(some("Action", "Action", "Action", "NotAction"), actions)
  .map(([name, value]) => ({ [name]: value }));
const noun = fc
  .tuple(some("Resource", "Resource", "Resource", "NotResource"), resources)
  .map(([name, value]) => ({ [name]: value }));
const statement = fc
  .tuple(some("Allow", "Allow", "Allow", "Deny"), verb, noun, condition)
  .map(([Effect, doing, on, when]): Json => ({ Effect, ...doing, ...on, ...when }));
const document = fc.array(statement, { minLength: 1, maxLength: 3 }).map((list) => policy(...list));
const principal = some<unknown>(
  "*",
  { AWS: clerk },
  { AWS: [clerk, sealer] },
  { AWS: [sealer] },
  { AWS: "111122223333" },
);
const resourceDocument = fc
  .tuple(principal, actions, some(objects, `${bucket}/a/*`))
  .map(([Principal, Action, Resource]) => policy({ Effect: "Allow", Principal, Action, Resource }));
const holder = fc.record({
  inline: fc.array(document, { maxLength: 2 }),
  attached: some<readonly string[]>([], [managedArn("shared")]),
  groups: some<readonly string[]>([], ["office"]),
});
const world: fc.Arbitrary<World> = fc.record({
  users: fc.record({ clerk: holder, sealer: holder }),
  groups: fc.record({ office: fc.array(document, { maxLength: 1 }) }),
  managed: fc.record({ shared: document }),
  resources: fc.record({ [bucket]: fc.oneof(fc.constant(policy()), resourceDocument) }),
});
const action = some("s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:*Object");
const place = some(objects, `${bucket}/a/*`, `${bucket}/a/1`, `${bucket}/b/*`);
const given = some({}, {}, {}, { given: { "aws:MultiFactorAuthPresent": null } });
const request: fc.Arbitrary<RepairRequest> = fc.record({
  remove: fc
    .tuple(fc.uniqueArray(some(clerk, sealer, "*"), { minLength: 1, maxLength: 2 }), action, place, given)
    .map(([who, doing, on, when]) =>
      who.map((one) => ({ principal: one, questions: [ask(doing, on, when)] })),
    ),
  keep: fc.array(
    fc
      .tuple(some(clerk, sealer), some("s3:GetObject", "s3:PutObject"), place)
      .map(([who, doing, on]): Asked => keep(doing, on, who)),
    { maxLength: 3 },
  ),
});

test("what is proposed keeps every promise, and nothing is proposed where nothing is possible", () => {
  let repaired = 0;
  fc.assert(
    fc.property(world, request, (each, asked) => {
      // `repair` puts every promise to the edited accounts itself.
      const found = repair(each, asked);
      const engine = compileAccess(inputOf(each), index);
      const open = asked.remove.filter((one) =>
        one.questions.some((question) => engine.can(one.principal, question).verdict !== "no"),
      );
      if (open.length === 0) expect(found).toMatchObject({ edits: [], removed: [], unsolved: [] });
      else expect(found.removed.length + found.unsolved.length).toBeGreaterThan(0);
      if (found.edits.length > 0) repaired++;
      for (const { elements } of found.edits) expect(elements).toBeGreaterThan(0);
    }),
    runsOf(300),
  );
  // A search that always gave up would keep every promise.
  expect(repaired).toBeGreaterThan(60);
});

/** Each policy that somebody has with one entry of one list taken out. */
function* oneEntryLess(each: World): Generator<ReadonlyMap<string, Json>> {
  for (const { ref, json } of documentsOf(inputOf(each)).values()) {
    for (const [at, own] of statementsOf(json).entries()) {
      for (const name of ["Action", "Resource"]) {
        if (own["Effect"] !== "Allow" || !Array.isArray(own[name])) continue;
        for (const entry of listed(own[name])) {
          const left = listed(own[name]).filter((one) => one !== entry);
          const next = statementsOf(json).toSpliced(at, 1, { ...own, [name]: left });
          yield new Map([[ref, { ...json, Statement: next }]]);
        }
      }
    }
  }
}

test("no single entry taken out would have done where more is proposed", () => {
  fc.assert(
    fc.property(world, action, place, (each, doing, on) => {
      const question = ask(doing, on);
      const everybody = [clerk, sealer];
      // Nobody is to have it, so that nobody’s loss stands in the way.
      const found = repair(each, {
        remove: everybody.map((one) => ({ principal: one, questions: [question] })),
        keep: [],
      });
      const elements = found.edits.reduce((sum, edit) => sum + edit.elements, 0);
      if (elements <= 1 || found.unsolved.length > 0) return;
      const engine = compileAccess(inputOf(each), index);
      for (const policies of oneEntryLess(each)) {
        const less = engine.supposing({ policies });
        const solved = everybody.every((one) => less.can(one, question).verdict === "no");
        if (solved) expect({ policies: [...policies], edits: found.edits }).toBe("needless");
      }
    }),
    runsOf(150),
  );
});
