import { describe, expect, test } from "vitest";
import { matrixOf, type MatrixCell } from "../../lib/audit/matrix.ts";
import { signOf } from "../../lib/audit/matrix-told.ts";
import { ourAccounts, policyOn, sabotaged } from "../checks/sabotage-accounts.ts";
import { config, ids, sound, unread } from "../checks/sound-accounts.ts";
import { asking, at, granted, mallory, right, role } from "../checks/w5-1c/contract-input.ts";
import type { CheckInput } from "../../lib/audit/check.ts";
import { judgeCapabilities } from "../../lib/audit/capability-verdicts.ts";
import { prepare } from "../../lib/audit/prepare.ts";
import { capabilityIds } from "../../lib/contract/contract.ts";
import type { Route } from "../../lib/iam/escalation.ts";
import { rightsAccess, type FakeRight } from "../fakes/rights-access.ts";
import { reachAlong } from "../fakes/still-reach.ts";
import { objectives, now } from "./healthy.ts";

const via = (from: string, to: string, more: Partial<Route> = {}): Route => ({
  from,
  to,
  steps: [
    {
      kind: "sts-assume-role",
      principal: from,
      via: ["sts:AssumeRole"],
      target: to,
      witnesses: [{ principal: from, action: "sts:AssumeRole", resource: to, by: [] }],
    },
  ],
  ...more,
});

const escalating = (routes: readonly Route[], more: readonly FakeRight[] = []): CheckInput => {
  const access = rightsAccess([...granted, ...more]);
  return asking([], { access, reach: reachAlong(access, routes) });
};

const short = ({ principal, capability, asset, contract, fact, escalated, beyond }: MatrixCell) =>
  [principal.slice(principal.indexOf("/") + 1), capability, asset, contract, fact, escalated, beyond ?? ""]
    .join(" ")
    .trimEnd();
const cells = (input: CheckInput) => matrixOf(input).cells.map(short);
const never = (input: CheckInput) => cells(input).filter((line) => line.includes(" never "));

test("what the contract allows and the policies let through is allowed and possible, with a request that shows it", () => {
  const { cells: all } = matrixOf(asking());
  expect(all.map(short)).toContain("rollward-look-up read-voter roll allowed yes yes");
  expect(all.find(({ capability }) => capability === "read-voter")?.witness).toMatchObject({
    principal: role("rollward-look-up"),
    action: "dynamodb:GetItem",
    resource: at.roll,
  });
});

test("what the contract allows and nobody made possible says so", () => {
  expect(cells(asking())).toContain("rollward-look-up decrypt dataKey allowed no no");
});

test("nothing is told of what is neither allowed nor possible", () => {
  expect(never(asking())).toEqual([]);
  expect(cells(asking()).every((line) => line.includes(" allowed "))).toBe(true);
});

describe("possible, and never allowed", () => {
  test.each<[string, FakeRight, string]>([
    [
      "by somebody without a task",
      right(mallory, "dynamodb:DeleteTable", at.roll),
      "mallory destroy-roll roll never yes yes",
    ],
    [
      "in more ways than a task needs",
      right(role("rollward-look-up"), "dynamodb:PartiQLSelect", at.roll),
      "rollward-look-up read-roll roll never yes yes",
    ],
    [
      "by a whole account that was not read",
      right("arn:aws:iam::999999999999:role/x", "dynamodb:Scan", at.roll),
      "x read-roll roll never yes yes",
    ],
    [
      "without the service that a grant is for",
      right(role("rollward-register"), "kms:Decrypt", at.dataKey),
      "rollward-register decrypt dataKey never yes yes excess",
    ],
  ])("%s", (_, more, expected) => {
    expect(never(asking([more]))).toEqual([expected]);
  });

  test("a task’s holder without the second factor, beside what it is allowed", () => {
    const glass = role("glass");
    const own = { ...config, tasks: { "break-glass": [glass] } };
    const input = asking([right(glass, "cloudtrail:StopLogging", at.trail)], { config: own });
    expect(cells(input).filter((line) => line.startsWith("glass silence-trail"))).toEqual([
      "glass silence-trail trail allowed yes yes",
      "glass silence-trail trail never yes yes mfa",
    ]);
  });

  test("what is not decided is unknown, with its reason", () => {
    const perhaps = { ...right(mallory, "dynamodb:Scan", at.roll), unknown: "a condition of tomorrow" };
    const [cell] = matrixOf(asking([perhaps])).cells.filter(({ contract }) => contract === "never");
    expect(cell).toMatchObject({ fact: "unknown", escalated: "unknown", why: "a condition of tomorrow" });
  });
});

describe("after escalation", () => {
  test("whoever becomes a holder can what that one can, by the route that leads there", () => {
    const input = escalating([via(mallory, role("rollward-look-up"))]);
    expect(never(input)).toEqual([
      "mallory read-voter roll never no yes",
      // Whoever acts as a function’s role runs code as the function.
      "mallory run-code code never no yes",
    ]);
    const cell = matrixOf(input).cells.find(({ principal }) => principal === mallory);
    expect(cell).toMatchObject({
      witness: { principal: role("rollward-look-up"), action: "dynamodb:GetItem" },
      route: [{ kind: "sts-assume-role", via: ["sts:AssumeRole"], target: role("rollward-look-up") }],
    });
    expect(cell?.route?.[0]).not.toHaveProperty("witnesses");
  });

  test("whoever gives itself rights can everything", () => {
    const all = never(escalating([via(mallory, mallory)]));
    // Which account manages the organisation was not read, so what only that one could do is not known.
    const [ofManager, others] = [true, false].map((wanted) =>
      all.filter((line) => line.includes(" account/") === wanted),
    );
    expect(others!.filter((line) => !line.endsWith("never no yes"))).toEqual([]);
    expect(ofManager).not.toEqual([]);
    expect(new Set(all.map((line) => line.split(" ")[1]))).toEqual(
      new Set(capabilityIds.filter((id) => id !== "read-protected-voter")),
    );
  });

  test("a holder who becomes another may do its own capability still, and nothing else", () => {
    const input = escalating([via(role("rollward-look-up"), role("rollward-hand-out-list"))]);
    expect(never(input)).toEqual([
      "rollward-look-up read-roll roll never no yes",
      "rollward-look-up run-code code never no yes",
    ]);
    const same = escalating(
      [via(role("rollward-look-up"), role("second"))],
      [right(role("second"), "dynamodb:GetItem", at.roll)],
    );
    expect(never(same)).toEqual(["second read-voter roll never yes yes"]);
  });

  test("a holder who can only as somebody else is allowed, and can then", () => {
    const people = role("clerks");
    const own = { ...config, tasks: { "look-up": [people] } };
    const access = rightsAccess([right(role("rollward-look-up"), "dynamodb:GetItem", at.roll)], {
      principals: [people, role("rollward-look-up")],
    });
    const reach = reachAlong(access, [via(people, role("rollward-look-up"))]);
    expect(cells(asking([], { config: own, access, reach }))).toContain(
      "clerks read-voter roll allowed no yes",
    );
  });

  test("a way that was not proved leaves it unknown", () => {
    const input = escalating([via(mallory, role("rollward-look-up"), { unknown: "a trust of tomorrow" })]);
    const found = matrixOf(input).cells.filter(({ contract }) => contract === "never");
    expect(found.map(short)).toEqual([
      "mallory read-voter roll never no unknown",
      "mallory run-code code never no unknown",
    ]);
    expect(found[0]?.why).toBe("a trust of tomorrow");
  });

  test("a yes before is a yes after, with the request that needs no step", () => {
    const own = right(mallory, "dynamodb:GetItem", at.roll);
    const input = escalating([via(mallory, role("rollward-look-up"))], [own]);
    const [cell] = matrixOf(input).cells.filter(({ principal }) => principal === mallory);
    expect(cell).toMatchObject({ fact: "yes", escalated: "yes", witness: { principal: mallory } });
    expect(cell).not.toHaveProperty("route");
  });
});

describe("what was not read", () => {
  test("leaves the whole open", () => {
    const gap = { what: "x", why: "denied", account: ids.audit, facts: "resource-policies" } as const;
    const { open } = matrixOf(asking([], { snapshot: unread(sound, gap) }));
    expect(open.map(({ subject }) => subject)).toContain("trail");
    expect(matrixOf(asking()).open).toEqual([]);
  });

  test("an account of the office: what its holders can is unknown", () => {
    const accounts = sound.accounts.filter(({ id }) => id !== ids.vault);
    const input = asking([], { snapshot: { ...sound, accounts }, access: rightsAccess([]) });
    expect(cells(input)).toContain("rollward-seal write-sealed vault allowed unknown unknown");
    // A role of an account that was read, and that is not there, is nobody.
    expect(cells(input).filter((line) => line.startsWith("rollward-export"))).toEqual([]);
  });
});

test("asks each question once for everybody, and once more after escalation", () => {
  const asked = (count: number) => {
    const many = Array.from({ length: count }, (_, index) =>
      right(role(`role-${index}`), "dynamodb:*", at.roll),
    );
    let questions = 0;
    const access = rightsAccess([...granted, ...many]);
    const counted = { ...access, who: (q: Parameters<typeof access.who>[0]) => (questions++, access.who(q)) };
    matrixOf(asking([], { access: counted, reach: reachAlong(counted, []) }));
    return questions;
  };
  expect(asked(50)).toBe(asked(1));
});

describe("by the real engine", () => {
  const judged = (snapshot: Parameters<typeof prepare>[0]): CheckInput => ({
    snapshot,
    objectives,
    now,
    ...prepare(snapshot, config),
  });

  test("the stacks do what the contract allows, and nothing else", async () => {
    const { cells: all, open } = matrixOf(judged(await ourAccounts()));
    expect(open).toEqual([]);
    expect(all.map(signOf)).toEqual(all.map(() => "allowed-possible"));
  });

  test("a service that a policy lets act for anybody is named, and so is whoever the checks name", async () => {
    const base = await ourAccounts();
    const snapshot = sabotaged(base, {
      edit: ({ register }) =>
        void policyOn(register, ":s3:::").push({
          Effect: "Allow",
          Principal: { Service: "firehose.amazonaws.com" },
          Action: "s3:GetObject",
          Resource: "arn:aws:s3:::rollward-exports-111111111111/*",
        }),
    });
    const input = judged(snapshot);
    const found = matrixOf(input).cells.filter(({ contract }) => contract === "never");
    expect(found).toMatchObject([
      { principal: "firehose.amazonaws.com", capability: "read-roll", asset: "roll", fact: "yes" },
    ]);
    const failed = judgeCapabilities(input, capabilityIds).filter(({ status }) => status === "fail");
    expect(failed.map(({ witness }) => witness?.principal)).toEqual(found.map(({ principal }) => principal));
  });
});
