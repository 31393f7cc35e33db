import { describe, expect, test } from "vitest";
import { compileAccess } from "../../../lib/iam/compile.ts";
import { can, clerk, index, objects, read, shown, when } from "../proofs.ts";
import {
  allow,
  bucket,
  deny,
  inputOf,
  object,
  outside,
  policy,
  rootArn,
  userArn,
  type Json,
  type World,
} from "../world.ts";

const mfa = when({ Bool: { "aws:MultiFactorAuthPresent": "true" } });

describe("who shares a proof", () => {
  const world: World = {
    users: {
      clerk: { inline: [policy(allow("s3:*", objects, mfa))] },
      twin: { inline: [policy(allow("s3:*", objects, mfa))] },
    },
    resources: { [bucket]: policy() },
  };
  const asking = { operator: "Bool", key: "aws:MultiFactorAuthPresent", values: ["true"], wanted: true };

  test("has a witness that says on what it hangs, and its own statements", () => {
    const access = compileAccess(inputOf(world), index);
    for (const name of ["clerk", "twin"]) {
      const proof = access.can(userArn(name), read);
      expect(proof).toMatchObject({ verdict: "yes", witness: { when: [asking] } });
      if (proof.verdict === "yes") expect(proof.witness.by[0]!.policy).toContain(`user/${name}`);
    }
    // A witness that hangs on nothing says nothing of it.
    const free = {
      users: { clerk: { inline: [policy(allow("s3:*"))] }, twin: { inline: [policy(allow("s3:*"))] } },
    };
    const plain = compileAccess(inputOf({ ...world, ...free }), index);
    for (const { proof } of plain.who(read))
      expect(Object.keys(proof.verdict === "yes" ? proof.witness : {})).not.toContain("when");
  });

  test("asked again, or together, gives the same answer", () => {
    const access = compileAccess(inputOf(world), index);
    const list = access.who(read);
    expect(list.map(({ principal }) => principal)).toEqual([userArn("clerk"), userArn("twin")]);
    expect(access.who({ ...read })).toEqual(list);
    for (const { principal, proof } of list) expect(access.can(principal, read)).toEqual(proof);
    // As many questions as one likes: of each the same answer, late or early.
    for (let at = 0; at < 60; at++) access.who({ actions: ["s3:GetObject"], resources: [`${object}${at}`] });
    expect(access.who(read)).toEqual(list);
  });
});

test("an account that was not read is let in by its root, without anything assumed", () => {
  const letting = { Effect: "Allow", Principal: { AWS: outside }, Action: "s3:GetObject", Resource: objects };
  const world = { resources: { [bucket]: policy(letting) } };
  const proof = can(world, rootArn(outside));
  expect(proof).toMatchObject({ verdict: "yes" });
  expect(Object.keys(proof.verdict === "yes" ? proof.witness : {})).not.toContain("assumes");
  expect(can(world, userArn("x", outside))).toMatchObject({ witness: { assumes: userArn("x", outside) } });
});

describe("parts of a question in which a principal has a share", () => {
  const everything = { actions: ["s3:GetObject"], resources: ["arn:aws:s3:::*"] };
  test("each that one of its allows reaches", () => {
    const allows = [allow("s3:*", `${bucket}/a`), allow("s3:*", "arn:aws:s3:::else/b")];
    const resources = { [bucket]: policy(), "arn:aws:s3:::else": policy() };
    const found = (...denies: readonly Json[]) =>
      shown(can({ ...clerk(...allows, ...denies), resources }, userArn("clerk"), everything));
    expect(found()).toBe(`${bucket}/a`);
    expect(found(deny("*", objects))).toBe("arn:aws:s3:::else/b");
    expect(found(deny("*", objects), deny("*", "*b"))).toBe("no");
  });

  test("all, where one of its policies was not read", () => {
    const unread = { Version: "2012-10-17", Statement: "none" };
    const own = (...inline: readonly Json[]): World => ({
      users: { clerk: { inline } },
      resources: { [bucket]: policy() },
    });
    for (const inline of [[unread], [unread, policy(allow("s3:*", "arn:aws:s3:::else/b"))]]) {
      expect(can(own(...inline), userArn("clerk")).verdict).toBe("unknown");
      expect(compileAccess(inputOf(own(...inline)), index).who(read)).toHaveLength(1);
    }
  });
});

describe("the values of variables, of which a witness says what they are", () => {
  const said = (...statements: readonly Json[]) => {
    const proof = can(clerk(...statements), userArn("clerk"));
    return proof.verdict === "yes" ? proof.witness.when : proof.verdict;
  };
  test.each<readonly [string, readonly Json[], unknown]>([
    [
      "one that the request has",
      [allow("s3:*", `${bucket}/\${s3:prefix}/a`)],
      [{ operator: "StringEquals", key: "s3:prefix", values: ["x"], wanted: true }],
    ],
    [
      "one that it has not, so that a deny does not speak",
      [allow("s3:*"), deny("s3:*", `${bucket}/\${s3:prefix}`)],
      [{ operator: "Null", key: "s3:prefix", values: ["true"], wanted: true }],
    ],
    ["none that AWS derives", [allow("s3:*", `${bucket}/\${aws:username}/a`)], undefined],
  ])("%s", (_, statements, expected) => {
    expect(said(...statements)).toEqual(expected);
  });

  test("pieces of what is asked about", () => {
    const asked = (resource: string, ...statements: readonly Json[]) =>
      shown(
        can(clerk(...statements), userArn("clerk"), { actions: ["s3:GetObject"], resources: [resource] }),
      );
    const prefix = (value: string) => ({ "s3:prefix": value });
    expect(asked(object, allow("s3:*", `${bucket}/\${s3:prefix}/7.age`))).toEqual([object, prefix("county")]);
    expect(asked(object, allow("s3:*", `${bucket}/county/\${s3:prefix}`))).toEqual([object, prefix("7.age")]);
    expect(asked(object, allow("s3:*", `${bucket}/roll/\${s3:prefix}`))).toBe("no");
    expect(
      asked(object, allow("s3:*", "*", when({ StringEquals: { "s3:prefix": "${aws:userid}" } }))),
    ).toEqual([object, prefix("AIDACLERK")]);
  });
});
