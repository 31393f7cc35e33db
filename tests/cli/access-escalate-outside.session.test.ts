/** Outsiders as the starts of paths. */
import { describe, expect, test } from "vitest";
import { outside, roleArn } from "./access-snapshot.ts";
import { escalate, open, pathsIn } from "./escalate-accounts.ts";

describe("somebody outside, whose own account has the last word", () => {
  const root = `arn:aws:iam::${outside}:root`;
  const somebody = `arn:aws:iam::${outside}:role/x`;

  test("is unknown, with what is assumed and who asks, as for access who: exit 3", async () => {
    await using session = await open();
    const { exit, stdout } = await session.run(escalate("--from", root, "--json"));
    expect(exit).toBe(3);
    expect(pathsIn(stdout)).toEqual([
      {
        from: root,
        to: roleArn("guest"),
        steps: [
          {
            kind: "sts-assume-role",
            via: ["sts:AssumeRole"],
            target: roleArn("guest"),
            requests: [{ principal: somebody, action: "sts:AssumeRole", resource: roleArn("guest") }],
          },
        ],
        assumes: [expect.stringContaining(somebody)],
        unknown: expect.stringContaining(somebody),
      },
    ]);
    const question = ["--snapshot", "snapshot.json", "--action", "sts:AssumeRole", "--resource"];
    const who = await session.run(["access", "who", ...question, roleArn("guest"), "--json"]);
    expect(who.exit).toBe(3);
    expect(JSON.parse(who.stdout)).toMatchObject({
      principals: [
        { principal: root, verdict: "unknown", assumes: somebody, why: pathsIn(stdout)[0]!.unknown },
      ],
    });
  });

  test.each([
    ["en", "may be able to act as", `by ${somebody}`],
    ["fr", "peut-être peut agir comme", `par ${somebody}`],
  ])("is told so to people: %s", async (lang, ...told) => {
    await using session = await open();
    const { exit, stdout } = await session.run(escalate("--from", root, "--lang", lang));
    expect(exit).toBe(3);
    for (const text of told) expect(stdout).toContain(text);
  });
});
