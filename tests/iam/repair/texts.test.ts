import { describe, expect, test } from "vitest";
import { documentsOf, isKeptByAws, type StandingPolicy } from "../../../lib/iam/repair/documents.ts";
import {
  elementsChanged,
  elementsOf,
  listed,
  relisted,
  statementsOf,
} from "../../../lib/iam/repair/elements.ts";
import type { Json } from "../../../lib/iam/repair/request.ts";
import { bucket, home, inputOf, managedArn, other, policy, roleArn } from "../world.ts";
import { documents, get, kept, limit, office, put, sealer, shared } from "./policies.ts";
import { clerk, own } from "./proposals.ts";

describe("elements of statements", () => {
  test("are its effect and each action, resource, principal and value; its Sid is none", () => {
    const statement = {
      Sid: "A",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:PutObject"],
      NotPrincipal: { AWS: ["a", "b"], Service: "c" },
      Resource: "*",
      Condition: { Bool: { x: ["true", "false"], y: "true" } },
    };
    expect(elementsOf(statement)).toHaveLength(1 + 2 + 3 + 1 + 3);
    expect(elementsOf({ ...statement, NotPrincipal: "*", Condition: undefined })).toHaveLength(
      1 + 2 + 1 + 1 + 1,
    );
  });

  test("differ by what is taken out and what is put in", () => {
    expect(elementsChanged(get, put)).toBe(2);
    expect(elementsChanged(get, get)).toBe(0);
    expect(elementsChanged(undefined, get)).toBe(3);
    expect(elementsChanged(get, undefined)).toBe(3);
  });

  test("one alone stays one, several are a list, and what is no text is nothing", () => {
    expect([listed("a"), listed(["a", 1, null, "b"]), listed(undefined)]).toEqual([["a"], ["a", "b"], []]);
    expect([relisted("x", ["a", "a"]), relisted(["x"], ["a"]), relisted("x", ["a", "b"])]).toEqual([
      "a",
      ["a"],
      ["a", "b"],
    ]);
    expect(statementsOf({ Statement: get })).toEqual([get]);
    expect(statementsOf({ Statement: [get, "no", null, [get]] })).toEqual([get]);
  });
});

describe("policies as they stand", () => {
  test.each<readonly [string, Partial<StandingPolicy>]>([
    [own, { kind: "inline", on: clerk, holders: [clerk], editable: true }],
    [`${office}/inline/p0`, { kind: "inline", on: office, holders: [clerk, sealer], editable: true }],
    [shared, { kind: "managed", holders: [clerk, roleArn("vault")], editable: true }],
    [limit, { kind: "managed", holders: [sealer], editable: true }],
    [roleArn("vault"), { kind: "trust", on: roleArn("vault"), editable: true }],
    [`arn:aws:iam::${home}:role${kept}Kept`, { kind: "trust", editable: false }],
    [`arn:aws:iam::${home}:role${kept}Kept/inline/p0`, { kind: "inline", editable: false }],
    [bucket, { kind: "resource", on: bucket, holders: [], editable: true }],
    ["scp/s", { kind: "scp", editable: false }],
    ["rcp/r", { kind: "rcp", editable: false }],
  ])("%s", (ref, standing) => {
    expect(documents.get(ref)).toMatchObject({ ref, ...standing });
  });

  test("a boundary is attached to nobody, and taken off nobody; a policy that nobody has is there", () => {
    expect([...documents.get(limit)!.attachedTo]).toEqual([]);
    expect([...documents.get(shared)!.attachedTo]).toEqual([
      [clerk, [clerk]],
      [roleArn("vault"), [roleArn("vault")]],
    ]);
    expect(documentsOf(inputOf({ managed: { idle: policy(get) } })).get(managedArn("idle"))).toMatchObject({
      holders: [],
      editable: true,
    });
  });

  test("of one name with two texts nobody knows which is meant", () => {
    const twice = (second: Json) => {
      const [first] = inputOf({ resources: { [bucket]: policy(get) }, accounts: [home] }).accounts;
      const standing = { ...first!, id: other, resourcePolicies: [{ resource: bucket, policy: second }] };
      return documentsOf({ accounts: [first!, standing] }).get(bucket)!.editable;
    };
    expect([twice(policy(get)), twice(policy(put))]).toEqual([true, false]);
  });

  test("a role that AWS keeps is told by its path", () => {
    const keptOnes = [
      `role${kept}Kept`,
      "role/aws-reserved/sso.amazonaws.com/x",
      "role/aws-service-roles/x",
      "user/aws-reserved/x",
    ];
    expect(keptOnes.map((name) => isKeptByAws(`arn:aws:iam::${home}:${name}`))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
