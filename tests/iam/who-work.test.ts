import { describe, expect, test } from "vitest";
import { compileAccess } from "../../lib/iam/compile.ts";
import { index } from "./proofs.ts";
import { allow, bucket, deny, home, inputOf, key, policy, roleArn, table, type Entity } from "./world.ts";

/** One character and `?` after a `*`: comparing such patterns takes two to the power of the number of `?` states. */
const slow: Entity = {
  inline: [
    policy(
      allow(["dynamodb:*", "s3:*", "kms:*"], `arn:aws:*b${"?".repeat(18)}`),
      deny("*", `*a${"?".repeat(20)}*`),
    ),
  ],
};
const questions = [
  "s3:*",
  "s3:Get*",
  "s3:Put*",
  "s3:Delete*",
  "dynamodb:*",
  "dynamodb:Put*",
  "kms:*",
].flatMap((action) => {
  const on = action.startsWith("s3") ? bucket : action.startsWith("kms") ? key : table;
  return [[on, `${on}/*`], ["arn:aws:*"], ["*"]].map((resources) => ({ actions: [action], resources }));
});

function answers(hostile: number) {
  const bad = Object.fromEntries(Array.from({ length: hostile }, (_, at) => [`bad${at}`, slow]));
  const access = compileAccess(
    inputOf({
      roles: {
        ...bad,
        reader: { inline: [policy(allow("s3:Get*", `${bucket}/*`))] },
        other: { inline: [policy(allow("s3:Get*", "arn:aws:s3:::other/*"))] },
      },
      resources: {
        [bucket]: policy(),
        [table]: policy(),
        [key]: policy({ Effect: "Allow", Principal: { AWS: home }, Action: "kms:*", Resource: "*" }),
      },
      accounts: [home],
    }),
    index,
  );
  return questions.map((question) => access.who(question));
}

describe("patterns that are slow to compare cost their own principal the answer", () => {
  test("many of them end, with a sentence that says why, and alike each time", { timeout: 60_000 }, () => {
    const found = answers(4);
    const whys = found
      .flat()
      .flatMap(({ principal, proof }) =>
        principal.includes("/bad") && proof.verdict === "unknown" ? [proof.why] : [],
      );
    expect(whys).toContain(
      `the patterns of the policies about ${roleArn("bad0")} take too many steps to compare`,
    );
    expect(answers(4)).toEqual(found);
  });

  test("nobody else loses an answer", { timeout: 60_000 }, () => {
    const honest = (hostile: number) =>
      answers(hostile).map((found) => found.filter(({ principal }) => !principal.includes("/bad")));
    expect(honest(8)).toEqual(honest(0));
  });

  test("however many questions are put, one after the other", { timeout: 60_000 }, () => {
    const access = compileAccess(
      inputOf({
        roles: {
          bad: slow,
          reader: {
            inline: [policy(allow("s3:Get*", [`${bucket}/*/a*b*c*`, "arn:aws:s3:::*-exports/*x?z*"]))],
          },
        },
        resources: { [bucket]: policy() },
        accounts: [home],
      }),
      index,
    );
    const verdicts = Array.from({ length: 400 }, (_, at) => {
      const question = { actions: ["s3:GetObject"], resources: [`${bucket}/county-${at}/*`] };
      access.can(roleArn("bad"), question);
      return access.can(roleArn("reader"), question).verdict;
    });
    expect(new Set(verdicts)).toEqual(new Set(["yes"]));
  });
});
