/** How `rollward access repair` tells people what goes. */
import { expect, test } from "vitest";
import { openAccess, roleArn, vault } from "./access-snapshot.ts";

const asked = ["--principal", roleArn("clerk"), "--action", "s3:GetObject", "--resource", `${vault}/*`];

test.each([
  ["en", ": s3:GetObject on", "with", "as long as"],
  ["fr", " : s3:GetObject sur", "avec", "tant que"],
])("in %s, with the conditions on which a request that goes hung", async (lang, does, having, words) => {
  await using session = await openAccess();
  const args = ["access", "repair", "--snapshot", "snapshot.json", ...asked, "--lang", lang];
  const { exit, stdout } = await session.run(args);
  expect(exit).toBe(1);
  const request = `${roleArn("clerk")}${does} ${vault}/x ${having} aws:MultiFactorAuthPresent = true`;
  expect(stdout).toContain(`${request}\n    ${words} Bool aws:MultiFactorAuthPresent [true]\n`);
});
