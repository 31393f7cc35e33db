import { describe, expect, test } from "vitest";
import { applies, means, requesterOf, sessionArn, sessionsNamed } from "../../../lib/iam/decide/requester.ts";
import type { Requester } from "../../../lib/iam/decide/requester.ts";
import { landscapeOf } from "../../../lib/iam/landscape-of.ts";
import { parsePolicy } from "../../../lib/iam/parse.ts";
import { parsePrincipals } from "../../../lib/iam/principal.ts";
import { isUnknown, type Truth } from "../../../lib/iam/truth.ts";
import {
  home,
  inputOf,
  managedArn,
  other,
  outside,
  policy,
  roleArn,
  rootArn,
  sessionArn as sessionOf,
  userArn,
} from "../world.ts";

const landscape = landscapeOf(
  inputOf({
    users: { clerk: {}, both: {}, bound: { boundary: managedArn("edge") } },
    roles: { sealer: { path: "/jobs/" }, both: { path: "/jobs/" }, plain: {} },
  }),
);
const who = (principal: string): Requester => {
  const found = requesterOf(landscape, principal);
  if (isUnknown(found)) throw new Error(found.unknown);
  return found;
};
const shown = (truth: Truth) => (isUnknown(truth) ? "?" : truth);

describe("who an ARN names", () => {
  const identity = (arn: string) => ({ identity: landscape.identities.get(arn)! });
  const sealer = roleArn("jobs/sealer");
  test.each<readonly [string, Requester]>([
    ["*", { kind: "anonymous" }],
    [rootArn(), { kind: "root", arn: rootArn(), account: home }],
    [rootArn(outside), { kind: "root", arn: rootArn(outside), account: outside }],
    [userArn("clerk"), { kind: "user", arn: userArn("clerk"), account: home, ...identity(userArn("clerk")) }],
    [sealer, { kind: "role", arn: sealer, account: home, ...identity(sealer) }],
    [
      sessionOf("sealer", "n"),
      { kind: "role", arn: sealer, account: home, session: "n", ...identity(sealer) },
    ],
    [
      sessionOf("plain", "n"),
      { kind: "role", arn: roleArn("plain"), account: home, session: "n", ...identity(roleArn("plain")) },
    ],
    // A session is one of a role, though a user has its name.
    [
      sessionOf("both", "n"),
      {
        kind: "role",
        arn: roleArn("jobs/both"),
        account: home,
        session: "n",
        ...identity(roleArn("jobs/both")),
      },
    ],
    [userArn("x", outside), { kind: "user", arn: userArn("x", outside), account: outside }],
    [roleArn("a/x", outside), { kind: "role", arn: roleArn("a/x", outside), account: outside }],
    [
      sessionOf("x", "n", outside),
      { kind: "role", arn: roleArn("x", outside), account: outside, session: "n" },
    ],
  ])("%s", (principal, requester) => expect(requesterOf(landscape, principal)).toStrictEqual(requester));

  test.each([
    ["clerk", "clerk is no principal's ARN"],
    [userArn("gone"), `${userArn("gone")} is not in the snapshot`],
    [roleArn("sealer"), `${roleArn("sealer")} is not in the snapshot`],
    [sessionOf("clerk", "n"), `${sessionOf("clerk", "n")} is not in the snapshot`],
    [sessionOf("sealer", "n", other), `${sessionOf("sealer", "n", other)} is not in the snapshot`],
    [
      `arn:aws:sts::${home}:federated-user/x`,
      `what stands behind the federated user arn:aws:sts::${home}:federated-user/x is not known`,
    ],
  ])("%s is nobody that is known", (principal, unknown) => {
    expect(requesterOf(landscape, principal)).toEqual({ unknown });
  });

  test("of two roles of one name the first, whatever their paths", () => {
    const [first, ...rest] = inputOf({ roles: { sealer: { path: "/jobs/" } } }).accounts;
    const { RoleDetailList } = first!.authorizationDetails;
    const twin = { ...RoleDetailList[0]!, Arn: roleArn("more/sealer") };
    const authorizationDetails = {
      ...first!.authorizationDetails,
      RoleDetailList: [...RoleDetailList, twin],
    };
    const made = landscapeOf({ accounts: [{ ...first!, authorizationDetails }, ...rest] });
    expect(requesterOf(made, sessionOf("sealer", "n"))).toMatchObject({ arn: roleArn("jobs/sealer") });
  });
});

test("a session has an ARN of its own, without its role’s path", () => {
  expect(sessionArn(who(sessionOf("sealer", "n")))).toBe(sessionOf("sealer", "n"));
  for (const principal of ["*", rootArn(), userArn("clerk"), roleArn("jobs/sealer")])
    expect(sessionArn(who(principal))).toBeUndefined();
});

test("sessions that a policy names, each once, by their role", () => {
  const sessions = ["a", "b", "a"].map((name) => sessionOf("sealer", name));
  const names = parsePolicy(
    policy(
      {
        Effect: "Allow",
        Action: "*",
        Principal: { AWS: [...sessions, sessionOf("plain", "c"), userArn("clerk")] },
      },
      { Effect: "Deny", Action: "*", Principal: "*" },
      { Effect: "Deny", Action: "*", NotPrincipal: { AWS: sessionOf("sealer", "d", other) } },
    ),
    "r",
    "resource",
  );
  const named = (arn: string, account = home) => sessionsNamed(names, { arn, account });
  expect(named(roleArn("jobs/sealer"))).toEqual(["a", "b"]);
  expect(named(roleArn("plain"))).toEqual(["c"]);
  expect(named(roleArn("sealer", other), other)).toEqual(["d"]);
  expect(named(roleArn("none"))).toEqual([]);
  expect(sessionsNamed(undefined, { arn: roleArn("plain"), account: home })).toEqual([]);
});

/** Everybody that may ask, in the order of the columns below. */
const all: readonly Requester[] = [
  { kind: "anonymous" },
  { kind: "anonymous", service: "lambda.amazonaws.com" },
  { kind: "anonymous", provider: "accounts.google.com" },
  who(rootArn()),
  who(userArn("clerk")),
  who(roleArn("jobs/sealer")),
  who(sessionOf("sealer", "n")),
  who(userArn("x", outside)),
];
const row = (text: string) => [...text].map((letter) => ({ "+": true, "-": false, "?": "?" })[letter]);

describe("whom a pattern of Principal means: nobody, a service, a provider, root, user, role, session, outsider", () => {
  test.each([
    ["*", "++++++++"],
    [{ AWS: home }, "---++++-"],
    [{ AWS: outside }, "-------+"],
    [{ AWS: userArn("clerk") }, "----+---"],
    [{ AWS: userArn("x", outside) }, "-------+"],
    [{ AWS: roleArn("jobs/sealer") }, "-----++-"],
    [{ AWS: sessionOf("sealer", "n") }, "------+-"],
    [{ AWS: sessionOf("sealer", "m") }, "--------"],
    [{ AWS: `arn:aws:sts::${home}:federated-user/x` }, "--------"],
    [{ AWS: "AIDACLERK" }, "----+---"],
    [{ AWS: "AROASEALER" }, "-----++-"],
    [{ AWS: "AROAGONE" }, "--------"],
    [{ Service: "lambda.amazonaws.com" }, "-+------"],
    [{ Service: "ec2.amazonaws.com" }, "--------"],
    [{ Federated: "accounts.google.com" }, "--+-----"],
    [{ CanonicalUser: "ab12" }, "---?????"],
    [{ AWS: "x*" }, "????????"],
  ])("%j", (element, expected) => {
    const [pattern] = parsePrincipals(element, false).of;
    expect(all.map((requester) => shown(means(pattern!, requester)))).toEqual(row(expected));
    expect(all.map((requester) => shown(applies(parsePrincipals(element, false), requester)))).toEqual(
      row(expected),
    );
  });
});

describe("whom a NotPrincipal hits, in the same order", () => {
  const [clerk, sealer, nightly] = [userArn("clerk"), roleArn("jobs/sealer"), sessionOf("sealer", "n")];
  test.each([
    ["*", "--------"],
    [{ AWS: [] }, "++++++++"],
    [{ AWS: ["x*", home] }, "????????"],
    [{ AWS: home }, "+++-???+"],
    [{ AWS: [home, clerk] }, "+++--??+"],
    [{ AWS: clerk }, "++++?+++"],
    [{ AWS: ["AIDACLERK", home] }, "+++--??+"],
    [{ AWS: [home, sealer] }, "+++-???+"],
    [{ AWS: [home, sealer, nightly] }, "+++-??-+"],
    [{ AWS: [home, nightly] }, "+++-???+"],
    [{ AWS: [outside, userArn("x", outside)] }, "+++++++-"],
    [{ Service: "lambda.amazonaws.com" }, "+?++++++"],
    [{ CanonicalUser: "ab12" }, "+++?????"],
  ])("%j", (element, expected) => {
    const found = all.map((requester) => shown(applies(parsePrincipals(element, true), requester)));
    expect(found).toEqual(row(expected));
  });
  test("who has a boundary is never spared", () => {
    const spared = parsePrincipals({ AWS: [home, userArn("bound"), "x*"] }, true);
    expect(applies(spared, who(userArn("bound")))).toBe(true);
  });
});
