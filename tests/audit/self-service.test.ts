import { describe, expect, test } from "vitest";
import { onlyOwnCredentials } from "../../lib/audit/self-service.ts";
import { rightsAccess, type FakeRight } from "../fakes/rights-access.ts";
import { asking, right } from "../checks/w5-1c/contract-input.ts";
import { ids } from "../checks/sound-accounts.ts";

const ours = `arn:aws:iam::${ids.register}`;
const clerk = `${ours}:user/clerk`;
const identity = asking().contract.assets.find(({ id }) => id === `identity/${ids.register}`)!;
const actions = ["iam:CreateAccessKey", "iam:DeactivateMFADevice", "iam:PutUserPolicy"];

function excused(rights: readonly FakeRight[], principal = clerk) {
  const access = rightsAccess(rights);
  const proof = access.can(principal, { actions, resources: [`${ours}:*`] });
  const before = access.questions.length;
  const only = onlyOwnCredentials({ ...asking(), access }, identity, principal, actions, proof);
  return { only, questions: access.questions.slice(before) };
}

describe("only one’s own credentials", () => {
  test.each<[string, boolean, FakeRight]>([
    ["one’s own keys", true, right(clerk, "iam:CreateAccessKey", clerk)],
    ["one’s own keys, by a policy that knows no paths", true, right(clerk, "iam:CreateAccessKey", clerk)],
    ["one’s own second factor", true, right(clerk, "iam:DeactivateMFADevice", `${ours}:mfa/clerk`)],
    ["somebody else’s keys", false, right(clerk, "iam:CreateAccessKey", `${ours}:user/other`)],
    ["everybody’s keys", false, right(clerk, "iam:CreateAccessKey", `${ours}:user/*`)],
    ["those of a name that begins alike", false, right(clerk, "iam:CreateAccessKey", `${ours}:user/clerk2`)],
    ["more than credentials", false, right(clerk, "iam:PutUserPolicy", clerk)],
  ])("%s: %s", (_, expected, more) => {
    expect(excused([more]).only).toBe(expected);
  });

  test("a user with a path is itself under whatever path a policy names it", () => {
    const staff = `${ours}:user/staff/clerk`;
    for (const on of [staff, clerk])
      expect(excused([right(staff, "iam:CreateAccessKey", on)], staff).only).toBe(true);
    expect(excused([right(staff, "iam:CreateAccessKey", `${ours}:user/staff/*`)], staff).only).toBe(false);
  });

  test("is asked by what is left out, in two questions however many users there are", () => {
    const many = Array.from({ length: 800 }, (_, at) =>
      right(`${ours}:user/u${at}`, "s3:GetObject", "arn:aws:s3:::x/y"),
    );
    const { only, questions } = excused([right(clerk, "iam:CreateAccessKey", clerk), ...many]);
    expect(only).toBe(true);
    expect(questions.length).toBeLessThanOrEqual(3);
    expect(Math.max(...questions.map(({ resources }) => resources.length))).toBe(1);
  });
});
