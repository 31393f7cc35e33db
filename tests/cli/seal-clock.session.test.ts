import { expect, test } from "vitest";
import { noon, ok, prepareOffice, sealing, trusting } from "./office.ts";

const office = prepareOffice();

test("a clock set by --now is the moment of the set", async () => {
  await using session = await office.open();
  await ok(session, [
    "seal",
    "--roll",
    "roll-3.ndjson",
    "--mirror",
    "a",
    ...sealing,
    ...trusting,
    "--now",
    noon,
  ]);
  const stdout = await ok(session, ["verify", "--mirror", "a", ...trusting, "--now", noon]);
  expect(stdout).toContain(`the newest is 4, taken at ${noon}`);
});
