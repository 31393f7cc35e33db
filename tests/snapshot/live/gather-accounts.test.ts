import { describe, expect, test } from "vitest";
import { gatherAccounts } from "../../../lib/snapshot/live/gather-accounts.ts";
import { gatherSnapshot } from "../../../lib/snapshot/gather.ts";
import { fitSnapshot } from "../../../lib/snapshot/shape.ts";
import { clerk, gathered, id, nobody, rolls, workOf } from "../../fakes/gathered-account.ts";
import { scriptedClients, smallAccount } from "../../fakes/scripted-account.ts";

const other = "210987654321";

describe("a small account", () => {
  test("is read whole", async () => {
    const { account, gaps, clients } = await gathered();
    expect(account).toEqual({
      id,
      alias: "alder",
      authorizationDetails: {
        UserDetailList: [],
        GroupDetailList: [],
        RoleDetailList: [
          { RoleName: "clerk", Arn: clerk, AttachedManagedPolicies: [], AssumeRolePolicyDocument: "%7B%7D" },
        ],
        Policies: [],
      },
      resourcePolicies: [],
      credentials: [
        {
          user: `arn:aws:iam::${id}:root`,
          password: true,
          mfa: true,
          createdAt: "2020-01-02T03:04:05Z",
          passwordLastUsedAt: "2026-01-01T00:00:00Z",
          accessKeys: [],
        },
      ],
      lastAccessed: [{ principal: clerk, services: [] }],
      buckets: [
        {
          name: "rolls",
          arn: rolls,
          region: "ca-central-1",
          versioning: "never",
          objectLock: null,
          encryption: null,
          publicAccessBlock: null,
          replication: null,
          tags: {},
        },
      ],
    });
    expect(gaps).toEqual([]);
    expect(clients.closed).toEqual([undefined]);
  });

  test("lists what this version does not read, one entry a kind, and one a service for policies", async () => {
    const { unread } = await gathered();
    const { unread: french } = await gathered({}, workOf({ lang: "fr" }));
    const kinds = unread.map(({ facts }) => facts);
    expect([...new Set(kinds)].join(" ")).toBe(
      "workloads tables keys functions routes trails organization resource-policies buckets",
    );
    const policies = unread.filter(({ facts }) => facts === "resource-policies");
    expect(policies.map(({ resource }) => resource)).toContain(`arn:aws:kms:*:${id}:*`);
    expect(policies.every(({ resource }) => resource !== undefined)).toBe(true);
    expect(unread.every(({ account }) => account === id)).toBe(true);
    expect(unread.at(-1)!.resource).toBe(`arn:aws:iam::${id}:root`);
    expect(french.map(({ facts }) => facts)).toEqual(kinds);
    expect(french[1]!.why).toBe("cette version ne le lit pas dans les comptes réels");
  });

  test("gives a snapshot that its own reader takes", async () => {
    const clients = scriptedClients(() => smallAccount(id));
    const origin = { tool: "rollward test", nowGiven: false };
    const snapshot = await gatherSnapshot({ accounts: nobody }, { clients }, workOf(), origin);
    expect(snapshot).toMatchObject({ source: "live", takenAt: "2026-11-23T12:00:00Z" });
    expect(snapshot).not.toHaveProperty("backups");
    expect(fitSnapshot(JSON.parse(JSON.stringify(snapshot)))).toEqual({ snapshot });
  });
});

describe("several profiles", () => {
  const accounts: Readonly<Record<string, string>> = { register: other, vault: id, again: id };
  const gatherOf = (profiles: readonly string[]) => {
    const clients = scriptedClients((profile) => smallAccount(accounts[profile ?? ""]!));
    return { clients, result: gatherAccounts({ profiles, regions: ["ca-central-1"] }, clients, workOf()) };
  };

  test("are accounts, sorted by their numbers, whatever the order they were named in", async () => {
    const { accounts: read } = await gatherOf(["register", "vault"]).result;
    expect(read.map((account) => account.id)).toEqual([id, other]);
    expect(await gatherOf(["vault", "register"]).result).toEqual(
      await gatherOf(["register", "vault", "vault"]).result,
    );
  });

  test("of one account are refused: it would be judged twice", async () => {
    const { clients, result } = gatherOf(["vault", "again"]);
    await expect(result).rejects.toMatchObject({
      code: "profile-account-twice",
      args: { one: "vault", other: "again", account: id },
    });
    expect(clients.closed).toEqual(["vault", "again"]);
  });
});

test("progress is told, one step a request, and ends", async () => {
  const told: (string | number)[] = [];
  const progress = {
    start: (label: string, unit: string) => void told.push(label, unit),
    add: (done: number) => void told.push(done),
    end: () => void told.push("end"),
  };
  const { clients } = await gathered({}, workOf({ progress }));
  expect(told.slice(0, 2)).toEqual(["Reading accounts", "requests"]);
  expect(told.filter((each) => each === 1)).toHaveLength(clients.calls.length);
  expect(told.at(-1)).toBe("end");
});
