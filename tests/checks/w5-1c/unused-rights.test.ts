import { describe, expect, test } from "vitest";
import { unusedRights } from "../../../checks/w5-1c/unused-rights.ts";
import type { LastAccessed, ServiceUse, Snapshot } from "../../../lib/snapshot/model.ts";
import { at, noMirrors, now, objectives } from "../../audit/healthy.ts";
import { allow, changed, ids, sound, templates, unread } from "../sound-accounts.ts";
import { engine, statuses, told } from "../telling.ts";

const dayMs = 86_400_000;
const analyst = `arn:aws:iam::${ids.mirror}:role/analyst`;
const daysAgo = (days: number) => at(-days * dayMs);
const may = engine({
  [analyst]: { verdict: "yes", witness: { action: "x:Y", resource: "*", by: [] } },
});

/** The mirror’s account with one more role, which used these. */
function using(
  services: readonly ServiceUse[],
  role: { readonly CreateDate?: string; readonly RolePolicyList?: [] } = {},
): Snapshot {
  const own = sound.accounts.find(({ id }) => id === ids.mirror)!;
  const detail = {
    Arn: analyst,
    RoleName: "analyst",
    CreateDate: daysAgo(300),
    AssumeRolePolicyDocument: allow({ Principal: "*", Action: "sts:AssumeRole" }),
    RolePolicyList: [{ PolicyName: "own", PolicyDocument: allow({ Action: "*", Resource: "*" }) }],
    ...role,
  };
  const used: LastAccessed = { principal: analyst, services };
  const details = own.authorizationDetails;
  return changed(ids.mirror, {
    authorizationDetails: { ...details, RoleDetailList: [...details.RoleDetailList, detail] },
    lastAccessed: [...own.lastAccessed!, used],
  });
}

const say = (snapshot: Snapshot, access = may) =>
  told(unusedRights, { snapshot, access }).filter((line) => line.includes(ids.mirror));

test.each<[string, readonly ServiceUse[]]>([
  ["used to-day", [{ service: "ec2", lastAt: daysAgo(0) }]],
  ["used 90 days ago, to the second", [{ service: "ec2", lastAt: daysAgo(90) }]],
  [
    "its followed actions used too",
    [{ service: "ec2", lastAt: daysAgo(1), actions: [{ action: "RunInstances", lastAt: daysAgo(9) }] }],
  ],
])("unused-rights passes a service %s", (_, services) => {
  expect(say(using(services))).toEqual([expect.stringMatching(/^pass .* all 2 users and roles/)]);
});

describe("unused-rights fails", () => {
  test.each<[string, readonly ServiceUse[], string]>([
    ["a service never used", [{ service: "ec2", lastAt: null }], "did not use one service that"],
    ["used 91 days ago", [{ service: "ec2", lastAt: daysAgo(91) }], "one service that it may use"],
    ["a time that cannot be read", [{ service: "ec2", lastAt: "soon" }], "one service"],
    [
      "an action of a service in use",
      [{ service: "ec2", lastAt: daysAgo(1), actions: [{ action: "RunInstances", lastAt: null }] }],
      "one action that it may use, for more than 90 days",
    ],
    [
      "both, and no more than five by name",
      [
        ...["a", "b", "c", "d", "e", "f"].map((service) => ({ service, lastAt: null })),
        { service: "ec2", lastAt: daysAgo(1), actions: [{ action: "RunInstances", lastAt: null }] },
      ],
      "6 services and one action",
    ],
  ])("%s", (_, services, sentence) => {
    const [line, ...others] = say(using(services));
    expect(line).toContain(`fail ${analyst}: ${analyst} did not use `);
    expect(line).toContain(sentence);
    expect(others).toEqual([]);
  });

  test("with the window that IAM could see: since the role was made, 400 days at most", () => {
    const never = [{ service: "ec2", lastAt: null }];
    const since = (snapshot: Snapshot) => /since (\S+)\)/.exec(say(snapshot)[0]!)?.[1];
    expect(since(using(never))).toBe(daysAgo(300).slice(0, 10));
    expect(since(using(never, { CreateDate: daysAgo(900) }))).toBe(daysAgo(400).slice(0, 10));
  });

  test("by the office’s own objective", () => {
    const own = { ...objectives, unusedRightDays: 30 };
    const of = (days: number) =>
      statuses(unusedRights, {
        snapshot: using([{ service: "ec2", lastAt: daysAgo(days) }]),
        access: may,
        objectives: own,
      });
    expect(of(31)).toContain("fail");
    expect(of(30)).not.toContain("fail");
  });
});

describe("unused-rights does not count", () => {
  const never = [{ service: "ec2", lastAt: null }];
  test("whoever was made within those days", () => {
    expect(say(using(never, { CreateDate: daysAgo(89) }))[0]).toMatch(/^pass /);
    expect(say(using(never, { CreateDate: daysAgo(90) }))[0]).toMatch(/^fail /);
  });

  test("what the engine proves is not allowed", () => {
    expect(say(using(never), engine({}))[0]).toMatch(/^pass /);
  });

  test("what a task of the contract needs", () => {
    const own = sound.accounts.find(({ id }) => id === ids.vault)!;
    const sealer = own.lastAccessed![0]!.principal;
    const of = (service: string) =>
      told(unusedRights, {
        snapshot: changed(ids.vault, {
          lastAccessed: [{ principal: sealer, services: [{ service, lastAt: null }] }],
          authorizationDetails: own.authorizationDetails,
        }),
        access: engine({ [sealer]: { verdict: "yes", witness: { action: "x", resource: "*", by: [] } } }),
      }).find((line) => line.includes(ids.vault));
    expect(of("s3")).toMatch(/^pass /);
    expect(of("ec2")).toMatch(/^fail /);
  });
});

describe("unused-rights does not know", () => {
  test("what was not read, of all or of one", () => {
    expect(say(changed(ids.mirror, { lastAccessed: undefined }))[0]).toMatch(/^unknown /);
    const gap = {
      what: "x",
      why: "refused",
      account: ids.mirror,
      facts: "last-accessed",
      resource: analyst,
    } as const;
    expect(say(unread(sound, gap))).toEqual([expect.stringContaining(`unknown ${analyst}`)]);
  });

  test("somebody with policies for whom IAM listed nothing; without policies there is nothing to use", () => {
    expect(say(using([]))).toEqual([expect.stringContaining(`unknown ${analyst}`)]);
    expect(say(using([], { RolePolicyList: [] }))[0]).toMatch(/^pass /);
  });

  test("a snapshot that is older than the days", () => {
    const of = (days: number) =>
      statuses(unusedRights, { snapshot: sound, access: may, now: new Date(now.getTime() + days * dayMs) });
    expect(of(91)[0]).toBe("unknown");
    expect(of(89)[0]).toBe("pass");
  });
});

test("unused-rights is not applicable to templates, nor without accounts", () => {
  expect(statuses(unusedRights, { snapshot: templates(sound) })).toEqual(["not-applicable"]);
  expect(statuses(unusedRights, { snapshot: noMirrors })).toEqual(["not-applicable"]);
});
