import { writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { details, home, openAccess, outside, roleArn, snapshot, vault } from "./access-snapshot.ts";
import { expectHelp } from "./help.ts";
import type { Outcome } from "./session.ts";
import { expectRefusal } from "./traces.ts";

const decide = (...args: readonly string[]) => ["access", "decide", "--snapshot", "snapshot.json", ...args];
const request = (id: unknown, principal: string, more: object = {}) => ({
  id,
  principal,
  action: "s3:GetObject",
  resource: `${vault}/x`,
  ...more,
});
const lines = (...requests: readonly unknown[]) => requests.map((each) => JSON.stringify(each)).join("\n");
const answers = ({ stdout }: Outcome) =>
  stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as object);

const by = (name: string) => ({ policy: `${roleArn(name)}/inline/own`, statement: "Read", effect: "Allow" });

test("answers line by line, in the order of the requests", async () => {
  await using session = await openAccess();
  const stdin = lines(
    request("a", roleArn("auditor")),
    request(2, roleArn("clerk")),
    request(3, roleArn("clerk"), { context: { "AWS:multifactorauthpresent": true } }),
    request(4, roleArn("closed")),
    request(5, roleArn("auditor"), { sessionPolicies: [{ Version: "2012-10-17", Statement: [] }] }),
    request(6, `arn:aws:iam::${outside}:root`),
  );
  const outcome = await session.run(decide("--requests", "-"), { stdin: `${stdin}\n\n` });
  expect(outcome).toMatchObject({ exit: 0, stderr: "" });
  expect(answers(outcome)).toEqual([
    { id: "a", decision: "allowed", by: [by("auditor")] },
    { id: 2, decision: "implicitDeny", by: [] },
    { id: 3, decision: "allowed", by: [by("clerk")] },
    {
      id: 4,
      decision: "explicitDeny",
      by: [{ policy: `${roleArn("closed")}/inline/own`, statement: 1, effect: "Deny" }],
    },
    { id: 5, decision: "implicitDeny", by: [] },
    { id: 6, decision: "allowed", by: [{ policy: vault, statement: "Peers", effect: "Allow" }] },
  ]);
});

test("says why it does not know, and ends with 3", async () => {
  await using session = await openAccess();
  writeFileSync(
    session.path("requests.ndjson"),
    lines(request(1, roleArn("odd")), request(2, roleArn("gone"))),
  );
  const outcome = await session.run(decide("--requests", "requests.ndjson"));
  expect(outcome).toMatchObject({ exit: 3, stderr: "" });
  expect(answers(outcome)).toEqual([
    { id: 1, decision: "unknown", by: [], why: expect.stringContaining("Sounds") },
    { id: 2, decision: "unknown", by: [], why: expect.stringContaining("gone") },
  ]);
});

test("answers each request before the next one is there", async () => {
  await using session = await openAccess();
  const { promise: answered, resolve } = Promise.withResolvers<string>();
  const ended = session.run(decide(), {
    during: (child) => {
      child.stdout?.once("data", (chunk: Buffer) => {
        resolve(chunk.toString());
        child.stdin?.end();
      });
    },
    stdin: lines(request(1, roleArn("auditor"))),
  });
  expect(await answered).toContain('"id":1');
  expect((await ended).exit).toBe(0);
});

test.each([
  ["en", "There is no request in stdin"],
  ["fr", "Il n’y a aucune requête dans stdin"],
] as const)("that nothing was asked is said, in %s, with exit 2", async (lang, words) => {
  await using session = await openAccess();
  for (const stdin of ["", "\n \n"]) {
    const outcome = await session.run(decide("--lang", lang), { stdin });
    expectRefusal(outcome, { exit: 2, code: "requests-empty", named: ["stdin"], lang });
    expect(outcome.stderr).toContain(words);
  }
});

describe("buckets that could not be listed", () => {
  const refused = { what: "s3:ListAllMyBuckets", why: "AccessDenied", account: home, facts: "buckets" };

  test("leave open what the policy of any of them might decide", async () => {
    await using session = await openAccess();
    const [first] = snapshot.accounts;
    const account = { ...first, resourcePolicies: [] };
    writeFileSync(
      session.path("snapshot.json"),
      JSON.stringify({ ...snapshot, accounts: [account], unread: [refused] }),
    );
    const about = { action: "iam:GetRole", resource: roleArn("clerk") };
    const stdin = lines(
      request(1, roleArn("auditor")),
      request(2, roleArn("sealer")),
      request(3, roleArn("closed")),
      request(4, roleArn("auditor"), about),
      request(5, "*", about),
      request(6, roleArn("auditor"), { action: "s3:ListAllMyBuckets", resource: "*" }),
    );
    const outcome = await session.run(decide(), { stdin });
    expect(outcome.exit).toBe(3);
    expect(answers(outcome)).toMatchObject([
      { decision: "unknown" },
      { decision: "unknown" },
      { decision: "explicitDeny" },
      { decision: "implicitDeny" },
      { decision: "implicitDeny" },
      { decision: "implicitDeny" },
    ]);
    expect(outcome.stdout).toContain("s3:ListAllMyBuckets could not be read: AccessDenied");
  });

  test("say nothing of a bucket whose policy was read", async () => {
    await using session = await openAccess();
    writeFileSync(session.path("snapshot.json"), JSON.stringify({ ...snapshot, unread: [refused] }));
    const outcome = await session.run(decide(), { stdin: lines(request(1, roleArn("auditor"))) });
    expect(answers(outcome)).toMatchObject([{ decision: "allowed" }]);
    expect(outcome.exit).toBe(0);
  });
});

test("a policy that was not read is unknown, whatever stands beside it", async () => {
  await using session = await openAccess();
  const unread = [
    {
      what: "s3:GetBucketPolicy",
      why: "AccessDenied",
      account: home,
      facts: "resource-policies",
      resource: vault,
    },
  ];
  writeFileSync(session.path("snapshot.json"), JSON.stringify({ ...snapshot, unread }));
  const outcome = await session.run(decide(), {
    stdin: lines(request(1, roleArn("auditor")), request(2, roleArn("closed"))),
  });
  expect(outcome.exit).toBe(3);
  expect(answers(outcome)).toMatchObject([
    { decision: "unknown", why: expect.stringContaining("AccessDenied") },
    { decision: "explicitDeny" },
  ]);
});

test("takes what AWS’s own command prints", async () => {
  await using session = await openAccess();
  writeFileSync(session.path("details.json"), JSON.stringify(details));
  const outcome = await session.run(["access", "decide", "--snapshot", "details.json"], {
    stdin: lines(request(1, roleArn("auditor"))),
  });
  expect(outcome.exit).toBe(0);
  expect(answers(outcome)).toMatchObject([{ decision: "allowed" }]);
  expect(outcome.stderr).toContain("resource-policies");
});

describe("a bad line ends it with exit 2 and the line’s number; what stood before it is answered", () => {
  const good = request(1, roleArn("auditor"));
  test.each<readonly [string, unknown, string, readonly string[]]>([
    ["no JSON", "{", "request-malformed", ["2", "JSON"]],
    ["no object", "7", "request-malformed", ["2"]],
    ["no id", { ...good, id: undefined }, "request-malformed", ["$.id"]],
    ["a principal that is none", { ...good, principal: "clerk" }, "request-malformed", ["$.principal"]],
    ["a resource that is no ARN", { ...good, resource: "vault" }, "request-malformed", ["$.resource"]],
    [
      "a resource with control characters",
      { ...good, resource: `${vault}/\u001b` },
      "request-malformed",
      ["$.resource"],
    ],
    ["an action without a service", { ...good, action: "GetObject" }, "request-malformed", ["$.action"]],
    [
      "an action that AWS has not published",
      { ...good, action: "s3:GetObjct" },
      "request-action",
      ["2", "s3:GetObject"],
    ],
    ["a context of objects", { ...good, context: { a: {} } }, "request-malformed", ["$.context"]],
    [
      "session policies that are no list",
      { ...good, sessionPolicies: {} },
      "request-malformed",
      ["$.sessionPolicies"],
    ],
    ["a line without end", `"${"x".repeat(1_100_000)}"`, "request-long", ["2", "1"]],
  ])("%s", async (_, bad, code, named) => {
    await using session = await openAccess();
    const text = typeof bad === "string" ? bad : JSON.stringify(bad);
    for (const lang of ["en", "fr"] as const) {
      const outcome = await session.run(decide("--lang", lang), {
        stdin: `${JSON.stringify(good)}\n${text}\n`,
      });
      if (code !== "request-long") expect(answers(outcome)).toMatchObject([{ id: 1 }]);
      expectRefusal({ ...outcome, stdout: "" }, { exit: 2, code, named, lang });
    }
  });

  test("bytes that are no text", async () => {
    await using session = await openAccess();
    const outcome = await session.run(decide(), { stdin: Buffer.from([0xff, 0xfe, 0x0a]) });
    expectRefusal(outcome, { exit: 2, code: "request-malformed", named: ["UTF-8"] });
  });

  test("a file that is not there", async () => {
    await using session = await openAccess();
    expectRefusal(await session.run(decide("--requests", "gone.ndjson")), {
      exit: 2,
      code: "file-missing",
      named: ["gone.ndjson"],
    });
  });
});

test("has help", () => expectHelp("access decide", ["--snapshot", "--template", "--requests"]));
