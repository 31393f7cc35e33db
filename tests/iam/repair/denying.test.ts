import { describe, expect, test } from "vitest";
import type { IamInput } from "../../../lib/iam/input.ts";
import { candidatesFor } from "../../../lib/iam/repair/candidates.ts";
import { denials } from "../../../lib/iam/repair/denying.ts";
import { noDraft } from "../../../lib/iam/repair/draft.ts";
import { statementsOf } from "../../../lib/iam/repair/elements.ts";
import type { RepairRequest } from "../../../lib/iam/repair/request.ts";
import {
  allow,
  bucket,
  deny,
  key,
  managedArn,
  outside,
  policy,
  roleArn,
  userArn,
  type Json,
  type World,
} from "../world.ts";
import { ask, bare, clerk, keep, objects, own, read, withAws, withOwn, without } from "./proposals.ts";
import { groundOf } from "./targets.ts";

const sealer = userArn("sealer");
const shared = managedArn("shared");
const [a, b] = [`${bucket}/a/*`, `${bucket}/b/*`];
const reading = allow("s3:GetObject", objects);
const both: World = {
  users: { clerk: { attached: [shared] }, sealer: { attached: [shared] } },
  managed: { shared: policy(reading) },
  resources: bare,
};

/** Where each deny would stand, with what, and from whom it takes. */
function denied(world: World, request: RepairRequest = without(read), input?: IamInput) {
  const { ground, offence } = groundOf(world, request, input);
  return denials(ground, noDraft, offence).map(({ documents, added, taken }) => [
    ...[...documents].map(([ref, { json }]) => [ref, statementsOf(json!).at(-1)]),
    ...[...added].map(([ref, statements]) => [ref, ...statements]),
    ...taken.map(({ from, on }) => from ?? on),
  ]);
}

describe("a deny stands", () => {
  test("in one’s own policy, else in a new one", () => {
    expect(denied(withOwn(reading))).toEqual([[[own, deny("s3:GetObject", objects)], [clerk]]]);
    const alone: World = { ...both, users: { clerk: { attached: [shared] } } };
    expect(denied(alone)).toEqual([[[clerk, deny("s3:GetObject", objects)], [clerk]]]);
  });

  test("or in the policy that allows, where several have that and it can be edited", () => {
    expect(denied(both)).toEqual([
      [[clerk, deny("s3:GetObject", objects)], [clerk]],
      [
        [shared, deny("s3:GetObject", objects)],
        [clerk, sealer],
      ],
    ]);
    const full = "arn:aws:iam::aws:policy/AmazonS3FullAccess";
    const world = { ...both, users: { clerk: { attached: [full] }, sealer: { attached: [full] } } };
    expect(denied(world, without(read), withAws(world, full))).toHaveLength(1);
  });

  test("nowhere of what AWS keeps", () => {
    const path = "/aws-service-role/x.amazonaws.com/";
    const world: World = { roles: { Kept: { path, inline: [policy(reading)] } }, resources: bare };
    expect(denied(world, without(read, [], `arn:aws:iam::111122223333:role${path}Kept`))).toEqual([]);
  });

  test.each<readonly [string, string, unknown, unknown]>([
    ["everybody", "*", "*", bucket],
    [
      "a role of another account",
      roleArn("mirror", outside),
      { AWS: roleArn("mirror", outside) },
      [roleArn("mirror", outside)],
    ],
  ])("of %s, in the resource’s own policy", (_, principal, Principal, taken) => {
    const world: World = { resources: { [bucket]: policy({ ...reading, Principal }) } };
    expect(denied(world, without(read, [], principal))).toEqual([
      [[bucket, { ...deny("s3:GetObject", objects), Principal }], taken],
    ]);
  });

  test("in a role’s trust policy without a resource", () => {
    const mirror = roleArn("mirror", outside);
    const vault = roleArn("vault");
    const trust = { Effect: "Allow", Principal: { AWS: mirror }, Action: "sts:AssumeRole" };
    const world: World = { roles: { vault: { trust: policy(trust) } } };
    const kept = [keep("sts:AssumeRole", roleArn("other"), mirror)];
    expect(denied(world, without(ask("sts:AssumeRole", vault), kept, mirror))).toEqual([
      [[vault, { ...trust, Effect: "Deny" }], [mirror]],
    ]);
  });

  test("with its actions in one that is the same but for these, and has actions", () => {
    const last = (...statements: readonly Json[]) => denied(withOwn(reading, ...statements))[0]![0];
    const put = deny("s3:PutObject", objects);
    expect(last(put)).toEqual([own, deny(["s3:PutObject", "s3:GetObject"], objects)]);
    for (const other of [
      deny("s3:PutObject", a),
      { ...put, Condition: { Bool: { "aws:SecureTransport": "false" } } },
      allow("s3:PutObject", objects),
      { Effect: "Deny", NotAction: ["s3:GetObject", "s3:PutObject"], Resource: objects },
    ])
      expect(last(other)).toEqual([own, deny("s3:GetObject", objects)]);
  });
});

describe("a deny speaks of", () => {
  const not = (NotResource: unknown): Json => ({ Effect: "Deny", Action: "s3:GetObject", NotResource });
  test.each<readonly [string, RepairRequest, readonly Json[]]>([
    ["what is asked", without(read), [deny("s3:GetObject", objects)]],
    [
      "or all but what the principal must keep of these actions",
      without(read, [keep("s3:GetObject", b), keep("s3:GetObject", a), keep("s3:PutObject", `${bucket}/c`)]),
      [deny("s3:GetObject", objects), not([a, b])],
    ],
    [
      "not all but what another keeps",
      without(read, [keep("s3:GetObject", a, sealer)]),
      [deny("s3:GetObject", objects)],
    ],
    ["not all but everything", without(read, [keep("s3:GetObject", "*")]), [deny("s3:GetObject", objects)]],
    ["all but what is excepted", without(ask("s3:GetObject", objects, { except: [a] })), [not(a)]],
    [
      "what is asked, where nothing is excepted",
      without(ask("s3:GetObject", objects, { except: [] })),
      [deny("s3:GetObject", objects)],
    ],
  ])("%s", (_, request, statements) => {
    expect(denied(withOwn(reading), request).map(([first]) => (first as readonly unknown[])[1])).toEqual(
      statements,
    );
  });
});

describe("the edits that could take a request away", () => {
  const edits = (world: World, request: RepairRequest = without(read)) => {
    const { ground, offence } = groundOf(world, request);
    return candidatesFor(ground, noDraft, offence).map(({ tier, wholesale, without: place, draft }) => ({
      tier,
      wholesale,
      place,
      off: [...draft.detached],
      texts: [...draft.documents].map(([ref, { json }]) => [ref, json && json["Statement"]]),
    }));
  };
  const dropped = (world: World, request?: RepairRequest) =>
    edits(world, request).filter(({ texts }) => texts.some(([, text]) => text === null));

  test("a statement of which all must go is dropped before one of which not all must", () => {
    expect(dropped(withOwn(reading))).toMatchObject([{ tier: 0, wholesale: false, place: `${own} 0` }]);
    expect(dropped(withOwn(allow("s3:Get*", objects)))).toMatchObject([{ tier: 1, wholesale: true }]);
    expect(dropped(withOwn(allow("s3:GetObject", [objects, "arn:aws:s3:::else/*"])))).toMatchObject([
      { tier: 1, wholesale: true },
    ]);
  });

  test("only the statement that allows, by its Sid or place", () => {
    const [mine, other] = [
      { ...reading, Sid: "Mine" },
      { ...reading, Action: "s3:PutObject", Sid: "Other" },
    ];
    for (const statements of [
      [mine, other],
      [reading, { ...other, Sid: undefined }],
    ]) {
      const texts = edits(withOwn(...statements)).filter(({ place }) => place !== undefined);
      for (const each of texts) expect(JSON.stringify(each.texts)).toContain("s3:PutObject");
      expect(texts.map(({ place }) => place)).toContain(`${own} 0`);
    }
  });

  test("a policy is taken off whoever has it, or off the group by which one has it", () => {
    expect(edits(both).filter(({ off }) => off.length > 0)).toMatchObject([
      { tier: 1, wholesale: false, off: [[shared, [clerk]]] },
    ]);
    const more = { ...both, managed: { shared: policy(reading, allow("sqs:*")) } };
    expect(edits(more).filter(({ off }) => off.length > 0)).toMatchObject([{ wholesale: true }]);
    expect(edits(withOwn(reading)).filter(({ off }) => off.length > 0)).toEqual([]);
  });

  test("a key keeps a policy; a bucket need not", () => {
    const world = (arn: string, statement: Json): World => ({
      users: { clerk: {} },
      resources: { [arn]: policy({ ...statement, Principal: { AWS: clerk } }) },
    });
    expect(dropped(world(bucket, reading))).toMatchObject([{ tier: 0, texts: [[bucket, null]] }]);
    expect(dropped(world(bucket, reading))[0]!.place).toBeUndefined();
    expect(dropped(world(key, allow("kms:Decrypt")), without(ask("kms:Decrypt", key)))).toEqual([]);
  });

  test("one statement alone stays one, in a list it stays in the list", () => {
    const list = allow(["s3:GetObject", "s3:PutObject"], objects);
    const text = (Statement: unknown) =>
      edits({ users: { clerk: { inline: [{ Version: "2012-10-17", Statement }] } }, resources: bare })[0]!
        .texts[0]![1];
    expect(text(list)).toEqual(allow(["s3:PutObject"], objects));
    expect(text([list])).toEqual([allow(["s3:PutObject"], objects)]);
  });
});
