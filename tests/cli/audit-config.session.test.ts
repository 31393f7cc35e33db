import { rmSync, symlinkSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { moment, noCredentials, prepareAccounts, run } from "./accounts.ts";
import { expectRefusal } from "./traces.ts";

const office = prepareAccounts();
const templates = ["audit", "--template", "cdk.out", "--now", moment];

describe("the configuration of this folder", () => {
  test.each([
    ["en", "rollward: The configuration is rollward.config.json of this folder; --config names another\n"],
    [
      "fr",
      "rollward: La configuration est rollward.config.json de ce dossier ; --config en désigne une autre\n",
    ],
  ])("that nobody named is told of, in %s", async (lang, remark) => {
    await using session = await office.open();
    const args = [...templates, "--lang", lang];
    const unasked = await session.run(args, { env: noCredentials });
    expect(unasked.stderr).toBe(remark);
    const named = await session.run([...args, "--config", "rollward.config.json"], { env: noCredentials });
    expect({ ...named, stderr: remark }).toEqual(unasked);
    expect(named.stderr).toBe("");
  });

  test("that cannot be read is told of, not taken for none", async () => {
    await using session = await office.open();
    rmSync(session.path("rollward.config.json"));
    symlinkSync("rollward.config.json", session.path("rollward.config.json"));
    const outcome = await run(session, ...templates);
    expectRefusal(outcome, { exit: 3, code: "file-unreadable", named: ["rollward.config.json", "ELOOP"] });
  });
});
