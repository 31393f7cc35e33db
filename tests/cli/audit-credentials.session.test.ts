import { describe, expect, test } from "vitest";
import { noCredentials, run } from "./accounts.ts";
import { openSession } from "./session.ts";
import { expectRefusal, treeOf } from "./traces.ts";

describe("without credentials", () => {
  test("a bare audit says so, quickly, and that no account was read", async () => {
    await using session = await openSession();
    for (const lang of ["en", "fr"] as const) {
      const outcome = await run(session, "audit", "--lang", lang);
      expectRefusal(outcome, {
        exit: 3,
        code: "credentials-missing",
        named: ["aws sso login", "--profile"],
        lang,
      });
    }
    expect(treeOf(session.folder)).toEqual({});
  });

  test("a profile that nobody made is wrong usage, and no other credentials are taken in its place", async () => {
    await using session = await openSession();
    for (const lang of ["en", "fr"] as const) {
      const env = { ...noCredentials, AWS_ACCESS_KEY_ID: "AKIAEXAMPLE", AWS_SECRET_ACCESS_KEY: "secret" };
      const outcome = await session.run(["audit", "--profile", "nobody", "--lang", lang], { env });
      expectRefusal(outcome, {
        exit: 2,
        code: "profile-unknown",
        named: ["nobody", "/nowhere/config"],
        lang,
      });
    }
  });
});
