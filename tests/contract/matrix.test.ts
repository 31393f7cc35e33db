import { describe, expect, test } from "vitest";
import { capabilities, capabilitiesOf } from "../../lib/contract/capabilities.ts";
import { taskIds, type AssetKey, type Config } from "../../lib/contract/config.ts";
import { capabilityIds, type CapabilityId, type Contract } from "../../lib/contract/contract.ts";
import { grants } from "../../lib/contract/grants.ts";
import { allows, rightOf, targetAsset, tasksOf } from "../../lib/contract/matrix.ts";
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
