import { describe, expect, test } from "vitest";
import type { Config } from "../../lib/contract/config.ts";
import { officeOf, regionOf } from "../../lib/stacks/office.ts";
import { config, trial } from "./templates.ts";

describe("the office of a configuration", () => {
  test("stands at home in the first region, and mirrors in the last", () => {
    const office = officeOf(config, "/office");
    expect(office).toMatchObject({ id: "alder-county", region: "ca-central-1", mirrorRegion: "ca-west-1" });
    expect(regionOf("mirror", office)).toBe("ca-west-1");
    for (const place of ["register", "vault", "audit"] as const)
      expect(regionOf(place, office)).toBe("ca-central-1");
    expect(officeOf(trial, "/office")).toMatchObject({ region: "us-east-1", mirrorRegion: "us-east-1" });
  });

  test("finds its files from the configuration’s folder", () => {
    const named = { ...config, trust: "keys/trust.json", recipients: "/elsewhere/recipients.txt" };
    expect(officeOf(named, "/office").files).toEqual({
      trust: "/office/keys/trust.json",
      recipients: "/elsewhere/recipients.txt",
    });
    expect(officeOf(config, "/office").files).toEqual({});
  });

  test("keeps sets 400 days when nothing is said", () => {
    const { objectives: _, ...silent } = config;
    expect(officeOf(silent, "/office").retentionDays).toBe(400);
    expect(officeOf({ ...config, objectives: { retentionDays: 30 } }, "/office").retentionDays).toBe(30);
  });

  test.each([
    [
      "nothing but its format",
      { format: "rollward/config@1" },
      "office, accounts, regions, identityProvider",
    ],
    ["no identity provider", { ...config, identityProvider: undefined }, "identityProvider"],
    ["no region", { ...config, regions: [] }, "regions"],
  ])("a configuration with %s is refused, and all that it lacks is named", (_, lacking, named) => {
    expect(() => officeOf(lacking as Config, "/office")).toThrow(
      expect.objectContaining({ code: "stacks-config", args: { lacks: named } }) as Error,
    );
  });
});
