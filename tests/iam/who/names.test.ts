import { describe, expect, test } from "vitest";
import type { Proof } from "../../../lib/iam/access.ts";
import { literalPattern, patternOf, type Work } from "../../../lib/iam/globs.ts";
import { hasText } from "../../../lib/iam/globs-example.ts";
import type { PrincipalPattern } from "../../../lib/iam/landscape.ts";
import { landscapeOf } from "../../../lib/iam/landscape-of.ts";
import { parsePolicy } from "../../../lib/iam/parse.ts";
import { actionSetsOf } from "../../../lib/iam/who/action-sets.ts";
import { Ledger } from "../../../lib/iam/who/ledger.ts";
import { mayBeNamed } from "../../../lib/iam/who/named.ts";
import { isNameless } from "../../../lib/iam/who/nameless.ts";
import { isHanded, nameOf, namesOf, singledBy } from "../../../lib/iam/who/names.ts";
import { namesIn } from "../../../lib/iam/who/outside.ts";
import { questionOf } from "../../../lib/iam/who/question.ts";
import { likelyIn, shapesOf } from "../../../lib/iam/who/shape.ts";
import { contextFrom } from "../../../lib/iam/who/spelling.ts";
import { headOf, isPlain, ofType, ownersOf } from "../../../lib/iam/who/zone-owners.ts";
import { index, objects, when } from "../proofs.ts";
import {
  allow,
  bucket,
  home,
  inputOf,
  key,
  other,
  outside,
  policy,
  roleArn,
  rootArn,
  sessionArn,
  table,
  userArn,
} from "../world.ts";

const sets = actionSetsOf(index);
const landscape = landscapeOf(inputOf({ users: { clerk: {} }, roles: { sealer: { path: "/a/" } } }));

describe("by which names a policy finds who asks", () => {
  test.each<readonly [PrincipalPattern, boolean, string]>([
    [{ kind: "everyone" }, false, "everyone"],
    [{ kind: "unclear", text: "x" }, false, "everyone"],
    [{ kind: "canonicalUser", id: "79a5" }, false, "everyone"],
    [{ kind: "account", account: home }, false, `account ${home}`],
    [{ kind: "account", account: home }, true, `within ${home}`],
    [{ kind: "id", id: "AROAEXAMPLEGONE" }, false, "id AROAEXAMPLEGONE"],
    [{ kind: "service", service: "sns.amazonaws.com" }, false, "service sns.amazonaws.com"],
    [{ kind: "federated", provider: "p" }, false, "provider p"],
    [{ kind: "arn", arn: userArn("clerk") }, false, `arn ${userArn("clerk")}`],
    [{ kind: "arn", arn: sessionArn("sealer", "eve") }, false, `sessions ${home} sealer`],
  ])("%j, by a grant: %s", (pattern, granted, name) => {
    expect(nameOf(pattern, granted)).toBe(name);
    expect(isHanded(name)).toBe(pattern.kind === "account" && !granted);
  });

  test("everybody who asks has some", () => {
    const whole = ["everyone", `account ${home}`, `within ${home}`];
    expect(namesOf({ kind: "root", arn: rootArn(), account: home })).toEqual([...whole, `arn ${rootArn()}`]);
    const arn = roleArn("a/sealer");
    const identity = landscape.identities.get(arn)!;
    const own = [...whole, `arn ${arn}`, "id AROASEALER", `sessions ${home} sealer`];
    expect(namesOf({ kind: "role", arn, account: home, identity })).toEqual(own);
    expect(namesOf({ kind: "anonymous", service: "sns.amazonaws.com" })).toContain(
      "service sns.amazonaws.com",
    );
  });

  test("those who are told from others of their account", () => {
    const principals = [userArn("clerk"), home, "AROAEXAMPLEGONE", sessionArn("sealer", "eve")];
    const of = { ...allow("s3:*"), Principal: { AWS: principals, Service: "sns.amazonaws.com" } };
    const named = parsePolicy(policy(of, { ...of, Principal: "*" }), bucket, "resource");
    expect(singledBy(named)).toEqual([
      `arn ${userArn("clerk")}`,
      "id AROAEXAMPLEGONE",
      `sessions ${home} sealer`,
    ]);
  });

  test.each<readonly [unknown, readonly string[], boolean, boolean]>([
    ["*", ["everyone"], true, false],
    [{ AWS: outside }, [`account ${outside}`], true, true],
    [{ AWS: userArn("x", outside) }, ["everyone"], false, true],
    [{ AWS: sessionArn("x", "y", outside) }, ["everyone"], false, true],
    [{ AWS: userArn("clerk") }, ["everyone"], false, false],
    [{ Service: "sns.amazonaws.com" }, ["everyone", "service sns.amazonaws.com"], true, false],
  ])(
    "a policy that names %j may name %j: %s, or somebody of an account: %s",
    (Principal, names, by, within) => {
      const own = { ...allow("s3:GetObject", objects), Principal };
      const world = landscapeOf(inputOf({ resources: { [bucket]: policy(own) } }));
      const asked = (resource: string) =>
        questionOf(world, sets, { actions: ["s3:GetObject"], resources: [resource] });
      const found = [mayBeNamed(asked(objects), names), mayBeNamed(asked(objects), [], outside)];
      expect(found).toEqual([by, within]);
      expect(mayBeNamed(asked("arn:aws:s3:::else/*"), names, outside)).toBe(false);
    },
  );

  test.each([
    ["*", false],
    ["canonical:79a5", true],
    ["AROAEXAMPLEGONE", true],
    [`arn:aws:sts::${home}:federated-user/bob`, true],
    [userArn("clerk"), false],
    [rootArn(), false],
  ])("of %s nobody can say who that is: %s", (outsider, expected) => {
    expect(isNameless(outsider)).toBe(expected);
  });

  test("of an account that was not read: whom conditions on its ARN spell, and one of whom none speaks", () => {
    const conditions = (key_: string, values: readonly string[]) =>
      parsePolicy(policy(allow("*", "*", when({ ArnLike: { [key_]: values } }))), "p", "identity")
        .statements[0]!.conditions;
    const asked = [
      "arn:aws:iam::*:role/audit-*",
      userArn("clerk"),
      "arn:aws:iam::*:root",
      "*",
      `${roleArn("x")}?`,
    ];
    const [first, ...others] = ["role/x", "role/audit-x", "user/clerk", "role/xx"].map(
      (each) => `arn:aws:iam::${outside}:${each}`,
    );
    expect(namesIn(conditions("aws:PrincipalArn", asked), outside, "aws")).toEqual([first, ...others]);
    expect(namesIn(conditions("aws:SourceArn", asked), outside, "aws")).toEqual([first]);
    const many = Array.from({ length: 40 }, (_, at) => roleArn(`r${at}`));
    expect(namesIn(conditions("aws:PrincipalArn", many), outside, "aws")).toHaveLength(20);
  });
});

describe("the work that the questions about one principal may make", () => {
  const doubt: Proof = { verdict: "unknown", why: "a doubt" };
  const ask = (ledger: Ledger, principal: string, cost: number, proof: Proof = doubt) => {
    let given = 0;
    const found = ledger.answer(principal, (work: Work) => {
      given = work.left;
      work.left -= cost;
      return proof;
    });
    return [given, found.verdict === "unknown" ? found.why : found.verdict] as const;
  };
  const spent = (name: string) => `the patterns of the policies about ${name} take too many steps to compare`;

  test("little is free; whoever takes more has less, and in the end nothing; others have theirs", () => {
    const ledger = new Ledger();
    for (let at = 0; at < 100; at++) expect(ask(ledger, "a", 4000)).toEqual([12_000, "a doubt"]);
    expect(ask(ledger, "a", 12_000)).toEqual([12_000, spent("a")]);
    expect(ask(ledger, "a", 1)).toEqual([11_000, "a doubt"]);
    expect(ask(ledger, "a", 11_001, { verdict: "no" })).toEqual([11_000, "no"]);
    expect(ask(ledger, "a", 0)).toEqual([0, spent("a")]);
    expect(ask(ledger, "b", 11_999)).toEqual([12_000, "a doubt"]);
  });

  test("when all together have taken too much, everybody has what is free, once", () => {
    const ledger = new Ledger();
    for (let at = 0; at < 50; at++) ask(ledger, `p${at}`, 12_000);
    expect(ask(ledger, "a", 3999)).toEqual([4000, "a doubt"]);
    expect(ask(ledger, "a", 4000)).toEqual([4000, spent("a")]);
    expect(ask(ledger, "a", 0)[0]).toBe(0);
    expect(ask(ledger, "b", 0)[0]).toBe(4000);
  });
});

describe("whose an ARN is, as far as a pattern says", () => {
  test.each<readonly [string, readonly (string | undefined)[] | undefined, boolean]>([
    [table, ["arn", "aws", "dynamodb", "ca-central-1", home], true],
    [`${bucket}/*`, ["arn", "aws", "s3", "", ""], true],
    ["arn:aws:s3:::*", ["arn", "aws", "s3", "", ""], false],
    ["arn:aws:s3:::", ["arn", "aws", "s3", "", ""], false],
    ["arn:aws:s3:::?", ["arn", "aws", "s3", "", ""], true],
    ["arn::s3:::x", ["arn", "", "s3", "", ""], false],
    ["arn:aws::::x", ["arn", "aws", "", "", ""], false],
    ["arm:aws:s3:::x", ["arm", "aws", "s3", "", ""], false],
    ["arn:aws:s3:*", undefined, false],
    ["arn:aws:s?:::x", undefined, false],
    ["x", undefined, false],
  ])("%s", (text, head, plain) => {
    expect([headOf(patternOf(text)), isPlain(patternOf(text))]).toEqual([head, plain]);
    expect(headOf(patternOf(text))).toEqual(head);
    expect(headOf(patternOf(text, true))).toBeUndefined();
  });

  test("each ARN is of one owner: an account, another account, S3, or nobody that it says", () => {
    const owners = ownersOf(landscape);
    expect(ownersOf(landscape)).toBe(owners);
    const of = (text: string) =>
      owners.flatMap(({ within, without, may }, at) => {
        const own = hasText(within, text) && !without.some((each) => hasText(each, text));
        const [, , service, , account] = text.split(":");
        if (own) expect([text, at, may(service, account)]).toEqual([text, at, true]);
        return own ? [at] : [];
      });
    expect(owners.map(({ account, elsewhere }) => [account, elsewhere])).toEqual([
      [home, undefined],
      [other, undefined],
      [undefined, true],
      [undefined, undefined],
      [undefined, undefined],
    ]);
    const asked = [table, roleArn("x", other), roleArn("x", outside), bucket, "arn:aws:iam::aws:policy/x"];
    expect(asked.map(of)).toEqual([[0], [1], [2], [3], [4]]);
    const may = (service?: string, account?: string) => owners.map((each) => each.may(service, account));
    expect(may("s3", undefined)).toEqual([true, true, true, true, false]);
    expect(may("sqs", undefined)).toEqual([true, true, true, false, true]);
    expect(may("s3", home)).toEqual([true, false, false, false, false]);
    expect(may(undefined, outside)).toEqual([false, false, true, false, false]);
    expect(may(undefined, "")).toEqual([false, false, false, true, true]);
  });

  test("of what type it is, by how its resource begins", () => {
    expect([key, table].map((text) => hasText(ofType("key/"), text))).toEqual([true, false]);
    expect(ofType("key/")).toBe(ofType("key/"));
  });
});

test("an ARN such as one expects to read: partition, region, account and a name", () => {
  const likely = (action: string, region?: string) => likelyIn(shapesOf(sets.asked([action])[0]!)!, region);
  const names = [table, `arn:aws:dynamodb:eu-west-1:${home}:table/roll`, table.replace("roll", "ab")];
  const fits = (region?: string) =>
    names.map((text) => likely("dynamodb:DeleteTable", region).some((each) => hasText(each, text)));
  expect(fits()).toEqual([true, true, false]);
  expect(fits("ca-central-1")).toEqual([true, false, false]);
  const [shape] = likely("s3:DeleteBucket");
  expect([bucket, "arn:aws-cn:s3:::rolls", "arn:aws:s3:::x"].map((text) => hasText(shape!, text))).toEqual([
    true,
    false,
    false,
  ]);
  expect(shapesOf(sets.asked(["s3:ListAllMyBuckets"])[0]!)).toBeUndefined();
  expect(literalPattern(table)).toBe(literalPattern(table));
});

test("the keys of a request are spelled as AWS does, in their order, and one value is no list", () => {
  const [action] = sets.asked(["s3:ListBucket"]);
  const assigned = new Map([
    ["x:y", ["2", "1"]],
    ["s3:prefix", ["a"]],
    ["aws:sourceip", []],
    ["aws:multifactorauthpresent", ["true"]],
  ]);
  expect(JSON.stringify(contextFrom(assigned, action!))).toBe(
    '{"aws:MultiFactorAuthPresent":"true","aws:SourceIp":[],"s3:prefix":"a","x:y":["2","1"]}',
  );
  expect(contextFrom(new Map(), action!)).toBeUndefined();
});
