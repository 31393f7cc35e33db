import { describe, expect, test } from "vitest";
import { codeRunners } from "../../checks/w5-1c/code-runners.ts";
import { ruleChangers } from "../../checks/w5-1c/rule-changers.ts";
import { whoReaches } from "../../lib/audit/acting-as.ts";
import type { Route } from "../../lib/iam/escalation.ts";
import { asking, granted, lines, mallory, right, role } from "../checks/w5-1c/contract-input.ts";
import { ids } from "../checks/sound-accounts.ts";
import { along } from "../fakes/reach-routes.ts";
import { rightsAccess, type FakeRight } from "../fakes/rights-access.ts";
import { reachAlong } from "../fakes/still-reach.ts";

const lookUp = role("rollward-look-up");

function given(routes: readonly Route[], more: readonly FakeRight[] = []) {
  const access = rightsAccess([...granted, ...more]);
  let asked = 0;
  const reach = reachAlong(access, routes);
  const counting = { ...reach, routes: (principal: string) => (asked++, reach.routes(principal)) };
  const input = asking([], { access, reach: counting });
  return { input, asked: () => asked };
}

describe("whoever comes to act as a function’s role runs code as the function", () => {
  test("by a way that is no action on the function or its role", () => {
    const { input } = given([along(mallory, lookUp)]);
    expect(lines(codeRunners, input)).toContain(`fail code ${mallory}`);
  });

  test("and whoever becomes another role does not", () => {
    const { input } = given(
      [along(mallory, role("other"))],
      [right(role("other"), "s3:GetObject", "arn:aws:s3:::x/y")],
    );
    expect(lines(codeRunners, input)).toEqual(["pass code"]);
  });

  test("or may, where a step is not proved", () => {
    const { input } = given([{ ...along(mallory, lookUp), unknown: "a trust of tomorrow" }]);
    expect(lines(codeRunners, input)).toContain(`unknown code ${mallory}`);
  });

  test("a role that can nothing to any asset is no exception", () => {
    const idle = role("rollward-hand-out-list");
    const rights = granted.filter(({ principal }) => principal !== idle);
    const access = rightsAccess([...rights, right(mallory, "s3:GetObject", "arn:aws:s3:::x/y")]);
    const input = asking([], { access, reach: reachAlong(access, [along(mallory, idle)]) });
    expect(lines(codeRunners, input)).toContain(`fail code ${mallory}`);
  });

  test("only of those who can what the role can the routes are looked at", () => {
    const many = Array.from({ length: 200 }, (_, at) =>
      right(role(`r${at}`), "s3:GetObject", "arn:aws:s3:::x/y"),
    );
    const { input, asked } = given([along(mallory, lookUp)], many);
    const code = input.contract.assets.find(({ key }) => key === "code")!;
    expect(whoReaches(input, code, "run-code").get(mallory)).toMatchObject({
      verdict: "yes",
      as: mallory,
      witness: { action: "sts:AssumeRole", resource: lookUp },
    });
    expect(asked()).toBeLessThan(50);
  });
});

describe("users who may change their own credentials", () => {
  const user = (name: string) => `arn:aws:iam::${ids.register}:user/${name}`;
  const clerk = user("clerk");
  const own = (name: string) => right(user(name), "iam:*AccessKey", user(name));
  const helpDesk = role("help-desk");
  const resets = right(helpDesk, "iam:*AccessKey", user("*"));
  const writes = right(helpDesk, "iam:PutRolePolicy", role("x"));
  const identity = (routes: readonly Route[], more: readonly FakeRight[]) => {
    return given(routes, [own("clerk"), ...more]);
  };

  test.each<[string, readonly FakeRight[]]>([
    ["whoever changes everybody’s", [resets]],
    ["whoever writes rights", [writes]],
  ])("are named once they become %s", (_, more) => {
    const { input } = identity([along(clerk, helpDesk)], more);
    const told = lines(ruleChangers, input).filter((line) => line.includes("identity/111111111111"));
    expect(told).toEqual([
      `fail identity/111111111111 ${helpDesk}`,
      `fail identity/111111111111 through ${helpDesk}`,
    ]);
  });

  test("and not when they become somebody else", () => {
    const { input } = identity(
      [along(clerk, role("other"))],
      [right(role("other"), "s3:GetObject", "arn:aws:s3:::x/y")],
    );
    expect(lines(ruleChangers, input)).toContain("pass identity/111111111111");
  });

  test("are asked for all at once: where nobody keeps others’ credentials no route is looked at", () => {
    const many = Array.from({ length: 100 }, (_, at) => own(`u${at}`));
    const { input, asked } = identity([], many);
    expect(lines(ruleChangers, input)).toContain("pass identity/111111111111");
    expect(asked()).toBe(0);
  });
});
