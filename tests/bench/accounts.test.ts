import { describe, expect, test } from "vitest";
import { readConfig } from "../../lib/contract/read-config.ts";
import { loadActions } from "../../lib/actions/load.ts";
import { prepare } from "../../lib/audit/prepare.ts";
import { compileAccess } from "../../lib/iam/compile.ts";
import { encodeSnapshot } from "../../lib/snapshot/encode.ts";
import { snapshotOfBare } from "../../lib/snapshot/bare.ts";
import { fitSnapshot } from "../../lib/snapshot/shape.ts";
import { estateOf } from "../../bench/accounts/estate.ts";
import { fileOf } from "../../bench/accounts/make.ts";
import { office } from "../../bench/accounts/own-roles.ts";

const size = { roles: 120, seed: "7" };
const estate = estateOf(size);
const { config } = await readConfig(new URL("../../rollward.config.json", import.meta.url).pathname);

describe("invented accounts", () => {
  test("are the same for one seed, others for another", () => {
    expect(encodeSnapshot(estateOf(size)).sha256).toBe(encodeSnapshot(estate).sha256);
    expect(encodeSnapshot(estateOf({ ...size, seed: "8" })).sha256).not.toBe(encodeSnapshot(estate).sha256);
  });

  test("are a snapshot, and AWS’s own reply is one too", () => {
    expect(fitSnapshot(JSON.parse(fileOf("snapshot", size)))).toEqual({ snapshot: estate });
    const bare = JSON.parse(fileOf("authorization-details", size)) as Record<string, unknown>;
    const origin = { path: "details.json", now: new Date(0), lang: "en" as const };
    expect(fitSnapshot(snapshotOfBare(bare, origin))).toHaveProperty("snapshot");
  });

  test("have as many roles and users as asked for, more than two policies each, and boundaries", () => {
    const details = estate.accounts.map(({ authorizationDetails }) => authorizationDetails);
    const roles = details.flatMap(({ RoleDetailList }) => RoleDetailList);
    const users = details.flatMap(({ UserDetailList }) => UserDetailList);
    const inline = [
      ...roles.flatMap((role) => role.RolePolicyList ?? []),
      ...users.flatMap((user) => user.UserPolicyList ?? []),
    ];
    const managed = details.flatMap(({ Policies }) => Policies);
    expect(roles).toHaveLength(120 + 6);
    expect(users).toHaveLength(30);
    expect((inline.length + managed.length) / size.roles).toBeGreaterThan(2);
    expect(
      roles.filter(({ PermissionsBoundary }) => PermissionsBoundary !== undefined).length,
    ).toBeGreaterThan(12);
  });

  test("are understood by the engine to the last statement", () => {
    const { notUnderstood } = compileAccess(estate, loadActions());
    expect(notUnderstood).toEqual([]);
  });

  test("hold the assets of this repository’s configuration, where questions find them", () => {
    expect(config?.accounts).toEqual(office.accounts);
    const { contract, access } = prepare(estate, config);
    expect(contract.assets.map(({ key }) => key)).toEqual(
      expect.arrayContaining(["roll", "vault", "mirrors", "dataKey", "signingKey", "trail", "head", "code"]),
    );
    expect(contract.assets.filter(({ resources }) => resources.length === 0)).toEqual([]);
    const roll = contract.assets.find(({ key }) => key === "roll")!;
    const found = access.who({ actions: ["dynamodb:PutItem"], resources: roll.resources });
    const named = found.map(({ principal }) => principal);
    expect(named).toContain(`arn:aws:iam::${office.accounts.register}:role/rollward-register`);
    expect(named.length).toBeGreaterThan(1);
    expect(named.length).toBeLessThan(access.principals.length / 2);
  });
});
