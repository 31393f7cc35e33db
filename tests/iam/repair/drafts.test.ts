import { describe, expect, test } from "vitest";
import { documentsOf } from "../../../lib/iam/repair/documents.ts";
import {
  beyond,
  elementsOfDraft,
  keyOf,
  noDraft,
  statementsPutIn,
  type Draft,
} from "../../../lib/iam/repair/draft.ts";
import { editedInput } from "../../../lib/iam/repair/edited.ts";
import { editsOf } from "../../../lib/iam/repair/edits.ts";
import { lessOf } from "../../../lib/iam/repair/less.ts";
import type { Json } from "../../../lib/iam/repair/request.ts";
import { allow, bucket, deny, home, inputOf, policy, roleArn } from "../world.ts";
import { documents, get, limit, office, put, sealer, shared, world } from "./policies.ts";
import { clerk, own } from "./proposals.ts";

describe("drafts", () => {
  const changed = (json: Json | null, ...origins: readonly (number | undefined)[]) => ({ json, origins });
  const drafted = (more: Partial<Draft>): Draft => ({ ...noDraft, ...more });
  const draft = drafted({
    documents: new Map([
      [shared, changed(policy(get, deny("s3:PutObject")), 0, undefined)],
      [own, changed(null)],
      [limit, changed(policy(get), 0)],
      ["nowhere", changed(policy(get), 0)],
    ]),
    detached: new Map([[shared, [clerk, roleArn("vault")]]]),
    added: new Map([[sealer, [deny("s3:*")]]]),
  });

  test("are edits by policy, without what comes to nothing", () => {
    expect(
      editsOf(documents, draft).map(({ policy: ref, change, of, elements }) => [ref, change, of, elements]),
    ).toEqual([
      [shared, "detached", [clerk, roleArn("vault")], 12],
      [shared, "narrowed", [], 6],
      [own, "deleted", [], 3],
      [`${sealer}/inline/rollward-repair`, "added", [sealer], 3],
    ]);
    // What is gone from nowhere counts as put in.
    expect(elementsOfDraft(draft, documents)).toBe(12 + 6 + 3 + 3 + 3);
    expect(statementsPutIn(draft)).toBe(2);
  });

  test("a new policy has a name that its principal has not yet", () => {
    const entity = { name: "rollward-repair", "name-2": "rollward-repair-2" };
    const taken = new Map(
      Object.values(entity).map((name) => [`${sealer}/inline/${name}`, documents.get(own)!] as const),
    );
    const [edit] = editsOf(taken, drafted({ added: new Map([[sealer, [deny("s3:*")]]]) }));
    expect(edit!.policy).toBe(`${sealer}/inline/rollward-repair-3`);
  });

  test("made as edits, read as those would be from AWS", () => {
    const after = editedInput(inputOf(world), editsOf(documents, draft));
    const then = documentsOf(after);
    expect(then.has(own)).toBe(false);
    expect(then.get(`${sealer}/inline/rollward-repair`)?.json).toEqual(policy(deny("s3:*")));
    expect(then.get(shared)).toMatchObject({ json: policy(get, deny("s3:PutObject")), holders: [] });
    for (const ref of [limit, roleArn("vault"), bucket, `${clerk}/inline/p1`, `${office}/inline/p0`])
      expect(then.get(ref)?.json).toEqual(documents.get(ref)!.json);
    const gone = editedInput(
      inputOf(world),
      editsOf(
        documents,
        drafted({
          documents: new Map([shared, bucket, roleArn("vault")].map((ref) => [ref, changed(null)])),
        }),
      ),
    );
    const [account] = gone.accounts;
    expect(account!.authorizationDetails.Policies.map(({ Arn }) => Arn)).toEqual([limit]);
    expect(account!.authorizationDetails.UserDetailList[0]!.AttachedManagedPolicies).toEqual([]);
    // A bucket without a policy is still a bucket of its account; a role keeps its trust policy.
    expect(account!.resourcePolicies).toEqual([{ resource: bucket, policy: policy() }]);
    expect(documentsOf(gone).get(roleArn("vault"))?.json).toEqual(policy(get));
  });

  test("a managed policy without a default version is changed in the one that is in force", () => {
    const input = inputOf({ managed: { shared: policy(get) }, accounts: [home] });
    const accounts = input.accounts.map(({ authorizationDetails: details, ...account }) => ({
      ...account,
      authorizationDetails: {
        ...details,
        Policies: details.Policies.map(({ PolicyName, Arn, PolicyVersionList = [] }) => ({
          PolicyName,
          Arn,
          PolicyVersionList,
        })),
      },
    }));
    const edits = editsOf(
      documentsOf({ accounts }),
      drafted({ documents: new Map([[shared, changed(policy(put), 0)]]) }),
    );
    const after = editedInput({ accounts }, edits);
    expect(after.accounts[0]!.authorizationDetails.Policies[0]!.PolicyVersionList).toMatchObject([
      { VersionId: "v1", Document: policy(allow("*")) },
      { VersionId: "v2", Document: policy(put) },
    ]);
  });

  test("beyond an earlier one have only what is more", () => {
    const more = drafted({
      documents: new Map([...draft.documents, [bucket, changed(policy(), undefined)]]),
      detached: new Map([...draft.detached, [limit, [sealer]]]),
      added: new Map([[sealer, [deny("s3:*"), deny("sqs:*")]]]),
      taken: [{ questions: () => [] }],
    });
    const rest = beyond(more, draft);
    expect([[...rest.documents.keys()], [...rest.detached], [...rest.added], rest.taken.length]).toEqual([
      [bucket],
      [[limit, [sealer]]],
      [[sealer, [deny("sqs:*")]]],
      1,
    ]);
    expect(beyond(draft, draft)).toEqual(noDraft);
    expect(keyOf(draft)).toBe(keyOf({ ...draft, documents: new Map([...draft.documents].toReversed()) }));
    expect(keyOf(draft)).not.toBe(keyOf(more));
  });
});

test("a smaller edit: a statement as it stood, one put in left out, one dropped put back, an entry back or out", () => {
  const statements = (before: Json, after: Json, ...origins: readonly (number | undefined)[]) =>
    lessOf({ ...documents.get(own)!, json: before }, { json: after, origins }).map(({ document, takes }) => [
      document.json!["Statement"],
      takes?.actions,
    ]);
  const both = allow(["s3:GetObject", "s3:PutObject"]);
  // Nothing changed, nothing smaller.
  expect(statements(policy(get), policy(get), 0)).toEqual([]);
  expect(statements(policy(get, put), policy(get, deny("x")), 0, undefined)).toEqual([
    [[get], undefined],
    [[get, put, deny("x")], undefined],
  ]);
  expect(statements(policy(get), policy(get, put), 0, undefined)).toEqual([[[get], ["s3:PutObject"]]]);
  expect(statements(policy(both), policy(allow(["s3:GetObject"])), 0)).toEqual([
    [[both], undefined],
    [[both], undefined],
  ]);
});
