import { describe, test } from "vitest";
import { prepareOffice, trusting } from "./office.ts";
import { expectRefusal } from "./traces.ts";

const office = prepareOffice();

describe("exit 2: named wrongly", () => {
  test.each([
    [
      "a file where a mirror should be",
      ["--mirror", "roll-1.ndjson", ...trusting],
      "mirror-kind",
      "roll-1.ndjson",
    ],
    ["one mirror named twice", ["--mirror", "a", "--mirror", "./a", ...trusting], "mirror-twice", "./a"],
    ["a URL of no mirror", ["--mirror", "ftp://a", ...trusting], "mirror-url", "ftp://a"],
    ["nothing to trust", ["--mirror", "a"], "trust-or-key", "--trust"],
    [
      "two things to trust",
      ["--mirror", "a", ...trusting, "--public-key", "keys/signing.pub"],
      "trust-or-key",
      "--public-key",
    ],
    [
      "a trust file that is none",
      ["--mirror", "a", "--trust", "roll-1.ndjson"],
      "trust-malformed",
      "roll-1.ndjson",
    ],
    [
      "a key that is none",
      ["--mirror", "a", "--public-key", "roll-1.ndjson"],
      "key-malformed",
      "roll-1.ndjson",
    ],
    [
      "the private key as public key",
      ["--mirror", "a", "--public-key", "keys/signing.key"],
      "key-private",
      "keys/signing.key",
    ],
    [
      "an identity that is none",
      ["--mirror", "a", ...trusting, "--identity", "roll-1.ndjson"],
      "identity-malformed",
      "roll-1.ndjson",
    ],
    [
      "a missing identity",
      ["--mirror", "a", ...trusting, "--identity", "away/mine.txt"],
      "file-missing",
      "away/mine.txt",
    ],
    [
      "a state folder that is a file",
      ["--mirror", "a", ...trusting, "--state", "roll-1.ndjson"],
      "state-folder",
      "roll-1.ndjson",
    ],
    ["no mirror", [...trusting], "option-missing", "--mirror"],
  ])("%s", async (_, args, code, named) => {
    await using session = await office.open();
    for (const lang of ["en", "fr"] as const) {
      const outcome = await session.run(["verify", ...args, "--lang", lang]);
      expectRefusal(outcome, { exit: 2, code, named: [named], lang });
    }
  });
});
