import { describe, expect, test } from "vitest";
import { compileAccess } from "../../../lib/iam/compile.ts";
import { denials } from "../../../lib/iam/repair/denying.ts";
import { documentsOf } from "../../../lib/iam/repair/documents.ts";
import { noDraft } from "../../../lib/iam/repair/draft.ts";
import { beforeOf } from "../../../lib/iam/repair/ground.ts";
import {
  allow,
  bucket,
  deny,
  inputOf,
  key,
  managedArn,
  outside,
  policy,
  roleArn,
  rootArn,
  table,
  userArn,
  type World,
} from "../world.ts";
import {
  ask,
  bare,
  clerk,
  index,
  keep,
  objects,
  only,
  own,
  read,
  remove,
  repair,
  without,
  withAws,
  withOwn,
} from "./proposals.ts";

describe("what is kept", () => {
  const reads = ["s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectTagging", "s3:GetObjectAcl"];

  test("is kept whole: another statement that gives a part of it does not stand in for it", () => {
    const world = withOwn(allow("s3:*", objects), allow(reads, `${bucket}/a/*`));
    const found = repair(
      world,
      without(
        remove,
        reads.map((action) => keep(action, objects)),
      ),
    );
    expect(only(found)).toMatchObject({
      statements: [allow([...reads].sort(), objects), allow(reads, `${bucket}/a/*`)],
      elements: 5,
    });
  });

  test("is not taken bit by bit by several violations", () => {
    const places = ["in", "out"].map((name) => `${bucket}/${name}/*`);
    const both = { principal: clerk, question: ask("s3:GetObject", places) };
    const found = repair(withOwn(allow("s3:GetObject", places)), {
      remove: places.map((place) => ({ principal: clerk, questions: [ask("s3:GetObject", place)] })),
      keep: [both],
    });
    // One of the two can go; with the other nothing of what is kept would be left.
    expect(found.removed).toHaveLength(1);
    expect(found.unsolved).toHaveLength(1);
    expect(found.kept).toEqual([both]);
  });
});

test("a condition that stands there is not turned round", () => {
  const mfa = "aws:MultiFactorAuthPresent";
  const world = withOwn({ ...allow("s3:GetObject", objects), Condition: { Bool: { [mfa]: "false" } } });
  const found = repair(world, without(ask("s3:GetObject", objects, { given: { [mfa]: "false" } })));
  expect(only(found)).toMatchObject({ policy: own, change: "deleted" });
});

test("a name that looks like a variable stands for itself", () => {
  const odd = `${bucket}/\${aws:username}`;
  const found = repair(withOwn(allow("s3:GetObject")), without(ask("s3:GetObject", odd)));
  expect(only(found)).toMatchObject({
    statements: [{ Effect: "Allow", Action: "s3:GetObject", NotResource: `${bucket}/\${$}{aws:username}` }],
  });
});

test("a policy that somebody has by two ways is not gone with one of them", () => {
  const world: World = {
    users: { clerk: { attached: [managedArn("all")], groups: ["office"] }, sealer: { groups: ["office"] } },
    groups: { office: [] },
    managed: { all: policy(allow("s3:GetObject", objects)) },
    resources: bare,
  };
  const input = inputOf(world);
  const accounts = input.accounts.map((account) => ({
    ...account,
    authorizationDetails: {
      ...account.authorizationDetails,
      GroupDetailList: account.authorizationDetails.GroupDetailList.map((group) => ({
        ...group,
        AttachedManagedPolicies: [{ PolicyArn: managedArn("all") }],
      })),
    },
  }));
  const found = repair(world, without(read), { ...input, accounts });
  expect(only(found)).toMatchObject({ change: "added", statements: [deny("s3:GetObject", objects)] });
});

test("AWS’s own policy is one policy in all accounts", () => {
  const arn = "arn:aws:iam::aws:policy/AmazonS3FullAccess";
  const world: World = {
    users: { clerk: { attached: [arn] }, guest: { attached: [arn], account: "444455556666" } },
  };
  const found = documentsOf(withAws(world, arn)).get(arn);
  expect(found?.holders).toEqual([clerk, userArn("guest", "444455556666")]);
  expect([...(found?.attachedTo.keys() ?? [])]).toEqual(found?.holders);
  expect(found?.editable).toBe(false);
});

describe("there must be a policy", () => {
  test("of a role: one that lets nobody in", () => {
    const world: World = {
      roles: {
        clerks: { inline: [policy(allow("sts:AssumeRole"))] },
        vault: {
          trust: policy({ Effect: "Allow", Principal: { AWS: roleArn("clerks") }, Action: "sts:AssumeRole" }),
        },
      },
    };
    const needed = keep("sts:AssumeRole", "arn:aws:iam::999999999999:role/*", roleArn("clerks"));
    const found = repair(
      world,
      without(ask("sts:AssumeRole", roleArn("vault")), [needed], roleArn("clerks")),
    );
    expect(found.unsolved).toEqual([]);
    for (const edit of found.edits) expect(edit.after).not.toBeNull();
    const alone = repair(
      { roles: { ...world.roles, clerks: {} } },
      without(ask("sts:AssumeRole", roleArn("vault")), [], roleArn("clerks")),
    );
    expect(only(alone)).toMatchObject({
      policy: roleArn("vault"),
      change: "narrowed",
      statements: [{ Effect: "Deny", Principal: "*", Action: "sts:AssumeRole" }],
    });
  });

  test("of a key: it is not deleted", () => {
    const world: World = {
      users: { clerk: {} },
      resources: {
        [key]: policy({ Effect: "Allow", Principal: { AWS: clerk }, Action: "kms:Decrypt", Resource: "*" }),
      },
    };
    const found = repair(world, without(ask("kms:Decrypt", key)));
    expect(found.unsolved).toEqual([]);
    for (const edit of found.edits) expect(edit.change).not.toBe("deleted");
  });
});

test("a deny that names an account is held against everybody in it", () => {
  const world: World = {
    resources: {
      [bucket]: policy({
        Effect: "Allow",
        Principal: { AWS: rootArn(outside) },
        Action: "s3:GetObject",
        Resource: objects,
      }),
    },
  };
  const input = inputOf(world);
  const engine = compileAccess(input, index);
  const ground = {
    engine,
    documents: documentsOf(input),
    request: without(read, [], rootArn(outside)),
    before: beforeOf(engine),
  };
  const proof = engine.can(rootArn(outside), read);
  if (proof.verdict !== "yes") throw new Error("the outsider is let in");
  const offence = { principal: rootArn(outside), question: read, witness: proof.witness };
  const drafts = denials(ground, noDraft, offence);
  expect(drafts.map(({ taken }) => taken.map(({ from, on }) => [from, on]))).toEqual([[[undefined, bucket]]]);
});

test("what else goes is told only by requests that somebody would make", () => {
  const places = [objects, "arn:aws:s3:::alder-notices/*"];
  const world = withOwn(allow(["iam:CreateUser", "s3:GetObject", "s3:GetObjectAcl", "s3:PutObject"], places));
  const found = repair(world, without(ask(["s3:GetObject", "s3:PutObject"], objects)));
  expect(only(found)).toMatchObject({ elements: 1, statements: [{ Resource: [places[1]] }] });
  // The text of a policy lets it create a user that is an object; nobody would ask for that.
  expect(found.alsoTakes.map(({ before }) => before.action)).toEqual(["s3:GetObjectAcl"]);
});

test("what was unknown is settled by an edit that another violation needs", () => {
  const arn = "arn:aws:iam::aws:policy/AmazonS3FullAccess";
  const odd = { ...allow("dynamodb:GetItem", table), Condition: { Sounds: { x: "y" } } };
  const world: World = { users: { clerk: { attached: [arn], inline: [policy(odd)] } }, resources: bare };
  const asked = {
    remove: [
      { principal: clerk, questions: [ask(["s3:GetObject", "dynamodb:GetItem"], [objects, table])] },
      { principal: clerk, questions: [ask("dynamodb:GetItem", table)] },
    ],
    keep: [keep("s3:PutObject", objects)],
  };
  const found = repair(world, asked, withAws(world, arn));
  expect(found.unsolved).toEqual([]);
  expect(found.edits).toMatchObject([{ policy: own, change: "narrowed" }]);
});
