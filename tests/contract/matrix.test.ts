import { describe, expect, test } from "vitest";
import { capabilities, capabilitiesOf } from "../../lib/contract/capabilities.ts";
import { taskIds, type AssetKey, type Config } from "../../lib/contract/config.ts";
import { capabilityIds, type CapabilityId, type Contract } from "../../lib/contract/contract.ts";
import { grants } from "../../lib/contract/grants.ts";
import { namesService } from "../../lib/contract/grant-reach.ts";
import { allows, boundsOf, rightOf, targetAsset, tasksOf } from "../../lib/contract/matrix.ts";
import { functionTasks } from "../../lib/contract/names.ts";
import { tasks } from "../../lib/contract/tasks.ts";

const role = (name: string, account = "111111111111") => `arn:aws:iam::${account}:role/${name}`;
const contractOf = (holders: Contract["holders"], config?: Config): Contract => ({
  config,
  assets: [],
  holders,
  outsideMirrors: [],
});
const fixed = contractOf(Object.fromEntries(functionTasks.map((task) => [task, [role(`rollward-${task}`)]])));

describe("tasks", () => {
  test("there are twenty, each with words, and what each may is a capability of that asset, once", () => {
    expect(taskIds.length).toBe(20);
    for (const id of taskIds) {
      const { may, words } = tasks[id];
      expect(words.en).not.toBe(words.fr);
      expect(new Set(may.map(({ capability, asset }) => `${capability} ${asset}`)).size).toBe(may.length);
      for (const { capability, asset } of may) expect(capabilities[capability].actions[asset]).toBeDefined();
    }
  });

  test.each(functionTasks)(
    "%s is granted only what it may, and it may nothing that it is not granted",
    (id) => {
      const needed = new Set<string>();
      for (const { action, on } of grants[id]) {
        const asset = targetAsset[on];
        if (asset === undefined) continue;
        const amounts = capabilitiesOf(action, asset);
        for (const capability of amounts) {
          expect(tasks[id].may, `${action} on ${on}`).toContainEqual({ capability, asset });
          needed.add(`${capability} ${asset}`);
        }
      }
      const may = tasks[id].may.map(({ capability, asset }) => `${capability} ${asset}`);
      // Fields of protected voters come with a later version; the sealer will open them.
      expect(may.filter((cell) => !needed.has(cell))).toEqual(
        id === "seal" ? ["read-protected-voter protectedKey"] : [],
      );
    },
  );

  test("nobody at all may destroy the roll or sealed backups, or shorten retention", () => {
    const ever = new Set(taskIds.flatMap((id) => tasks[id].may.map(({ capability }) => capability)));
    const never: readonly CapabilityId[] = ["destroy-roll", "destroy-sealed", "shorten-retention"];
    expect(never.filter((capability) => ever.has(capability))).toEqual([]);
  });

  test("what people may write takes a second factor", () => {
    const people = taskIds.filter((id) => tasks[id].kind === "people").flatMap((id) => tasks[id].may);
    expect(
      people.filter(({ capability, when }) => !capability.startsWith("read-") && when !== "mfa"),
    ).toEqual([]);
  });

  test("three routes lead to tasks, each with a scope of its own", () => {
    const routes = taskIds.flatMap((id) => tasks[id].route ?? []);
    expect(routes).toEqual([
      { key: "POST /voters", scope: "rollward/register" },
      { key: "GET /voters/{id}", scope: "rollward/look-up" },
      { key: "GET /counties/{county}/voters", scope: "rollward/hand-out-list" },
    ]);
  });
});

describe("allows", () => {
  test.each<[string, CapabilityId, AssetKey, boolean]>([
    [role("rollward-look-up"), "read-voter", "roll", true],
    [role("rollward-look-up"), "read-roll", "roll", false],
    [role("rollward-look-up", "999999999999"), "read-voter", "roll", false],
    [role("rollward-look-up-2"), "read-voter", "roll", false],
    [role("rollward-seal"), "write-sealed", "vault", true],
    [role("rollward-seal"), "read-sealed", "vault", false],
    [role("rollward-seal"), "write-sealed", "mirrors", false],
    [role("rollward-mirror"), "read-sealed", "vault", true],
    [role("rollward-mirror"), "write-sealed", "vault", false],
    ["arn:aws:sts::111111111111:assumed-role/rollward-look-up/someone", "read-voter", "roll", true],
    ["arn:aws:sts::999999999999:assumed-role/rollward-look-up/someone", "read-voter", "roll", false],
    ["arn:aws:iam::111111111111:root", "read-voter", "roll", false],
    ["*", "read-voter", "roll", false],
    ["", "read-voter", "roll", false],
  ])("%s may %s on %s: %s", (principal, capability, asset, expected) => {
    expect(allows(fixed, principal, capability, asset)).toBe(expected);
  });

  test("a function of ours is allowed the very actions of its task, not all of the capability", () => {
    const { freely, withMfa } = rightOf(fixed, role("rollward-hand-out-list"), "read-roll", "roll");
    expect([...freely]).toEqual(["dynamodb:Query"]);
    expect(withMfa.size).toBe(0);
  });

  test("one that the office names itself runs other code: it is allowed the capability", () => {
    const holder = role("theirs");
    const named = contractOf(
      { "hand-out-list": [holder] },
      { format: "rollward/config@1", tasks: { "hand-out-list": [holder] } },
    );
    expect([...rightOf(named, holder, "read-roll", "roll").freely]).toEqual(
      capabilities["read-roll"].actions["roll"],
    );
  });

  test("with two tasks the union, and what one allows without a second factor needs none", () => {
    const both = contractOf({ restore: [role("both")], amend: [role("both")] });
    const { freely, withMfa } = rightOf(both, role("both"), "alter-voter", "roll");
    expect(freely.has("dynamodb:PutItem")).toBe(true);
    expect(withMfa.has("dynamodb:PutItem")).toBe(true);
    expect(tasksOf(both, role("both"))).toEqual(["amend", "restore"]);
  });

  test("patterns reach over paths, and are no regular expressions", () => {
    const staff = contractOf({ restore: ["arn:aws:iam::111111111111:role/staff/*.(a+)+?"] });
    const hostile = role(`staff/${"a".repeat(2000)}!`);
    expect(tasksOf(staff, role("staff/x/y.(a+)+z"))).toEqual(["restore"]);
    expect(tasksOf(staff, hostile)).toEqual([]);
    const slow = contractOf({ restore: [role(`staff/${"*a".repeat(300)}`)] });
    expect(tasksOf(slow, hostile)).toEqual([]);
  });

  test("nobody is allowed anything by an empty contract", () => {
    for (const capability of capabilityIds) {
      for (const asset of Object.keys(capabilities[capability].actions) as AssetKey[])
        expect(allows(contractOf({}), role("rollward-seal"), capability, asset)).toBe(false);
    }
  });
});

describe("exact grants end where their target does", () => {
  const accounts = {
    register: "111111111111",
    vault: "222222222222",
    mirror: "333333333333",
    audit: "444444444444",
  };
  const config: Config = { format: "rollward/config@1", accounts, regions: ["ca-central-1", "ca-west-1"] };
  const dataKey = "arn:aws:kms:ca-central-1:111111111111:key/d";
  const assets = [
    { key: "dataKey", id: "dataKey", resources: [dataKey], accounts: [accounts.register] },
  ] as const;
  const contract: Contract = { ...fixed, config, assets };
  const roll = "arn:aws:dynamodb:ca-central-1:111111111111:table/rollward-roll";
  const exports = "arn:aws:s3:::rollward-exports-111111111111";
  const via = { "kms:ViaService": "s3.ca-central-1.amazonaws.com" };

  test.each<readonly [string, CapabilityId, AssetKey, string, Record<string, unknown>, readonly string[]]>([
    ["hand-out-list", "read-roll", "roll", `${roll}/index/by-county`, {}, ["dynamodb:Query"]],
    ["hand-out-list", "read-roll", "roll", roll, {}, []],
    ["hand-out-list", "read-roll", "roll", `${roll}/index/other`, {}, []],
    ["seal", "decrypt", "dataKey", dataKey, via, ["kms:Decrypt"]],
    ["seal", "decrypt", "dataKey", dataKey, {}, []],
    ["seal", "decrypt", "dataKey", dataKey, { "KMS:viaservice": "sqs.ca-central-1.amazonaws.com" }, []],
    ["seal", "decrypt", "dataKey", `${dataKey}x`, via, []],
    ["seal", "read-roll", "roll", `${exports}/exports/1`, {}, ["s3:GetObject"]],
    ["seal", "read-roll", "roll", `${exports}/else`, {}, []],
  ])("%s may %s of %s on %s with %o: %o", (task, capability, asset, resource, context, expected) => {
    const { freely, withMfa } = rightOf(contract, role(`rollward-${task}`), capability, asset, {
      resource,
      context,
    });
    expect([...freely].filter((action) => /Query|Decrypt|GetObject$/.test(action))).toEqual(expected);
    expect(withMfa.size).toBe(0);
  });

  test("bounds say on what, and whether only a service makes the call", () => {
    expect(boundsOf(contract, role("rollward-hand-out-list"), "read-roll", "roll")).toEqual([
      { action: "dynamodb:Query", on: [`${roll}/index/by-county`], throughOnly: false },
    ]);
    expect(boundsOf(contract, role("rollward-seal"), "decrypt", "dataKey")).toContainEqual({
      action: "kms:Decrypt",
      on: [dataKey],
      throughOnly: true,
    });
  });

  test("where nobody says where things are, and for what an office named itself, there are none", () => {
    expect(boundsOf(fixed, role("rollward-hand-out-list"), "read-roll", "roll")).toEqual([]);
    const named = { ...config, tasks: { "hand-out-list": [role("theirs")] } };
    const theirs = { ...contractOf({ "hand-out-list": [role("theirs")] }, named) };
    expect(boundsOf(theirs, role("theirs"), "read-roll", "roll")).toEqual([]);
  });

  test("a service is named by the key that goes with the action", () => {
    expect(namesService("kms:Decrypt", undefined, { context: via })).toBe(true);
    expect(
      namesService("s3:PutObject", "dynamodb", { context: { "aws:CalledVia": ["dynamodb.amazonaws.com"] } }),
    ).toBe(true);
    expect(namesService("s3:PutObject", "dynamodb", { context: via })).toBe(false);
    expect(namesService("kms:Decrypt", undefined, {})).toBe(false);
  });
});
