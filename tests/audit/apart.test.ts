import { describe, expect, test } from "vitest";
import { loneDestroyer } from "../../checks/w5-1c/lone-destroyer.ts";
import { rulesApart } from "../../checks/w5-1c/rules-apart.ts";
import { trailApart } from "../../checks/w5-1c/trail-apart.ts";
import type { Check } from "../../lib/audit/check.ts";
import { say } from "../../lib/base/words.ts";
import type { Config } from "../../lib/contract/config.ts";
import type { Route } from "../../lib/iam/escalation.ts";
import { asking, at, granted, judged, lines, mallory, right, role } from "../checks/w5-1c/contract-input.ts";
import { config, ids } from "../checks/sound-accounts.ts";
import { along, writes } from "../fakes/reach-routes.ts";
import { rightsAccess, type FakeRight } from "../fakes/rights-access.ts";
import { reachAlong } from "../fakes/still-reach.ts";

const inside: Config = { ...config, mirrors: config.mirrors!.slice(0, 2) };
const given = (routes: readonly Route[], more: readonly FakeRight[] = [], own: Config = inside) => {
  const access = rightsAccess([...granted, ...more]);
  return asking([], { config: own, access, reach: reachAlong(access, routes) });
};

const keeper = role("keeper", ids.vault);
const sweeper = role("sweeper", ids.mirror);
const quiet = role("quiet", ids.audit);
const rights: readonly FakeRight[] = [
  right(mallory, "dynamodb:DeleteTable", at.roll),
  right(keeper, "s3:DeleteObjectVersion", at.set),
  right(sweeper, "s3:DeleteObjectVersion", at.mirrorSet),
  right(quiet, "cloudtrail:StopLogging", at.trail),
];

describe("what nobody may do alone counts the rights of everybody whom one can become", () => {
  test.each<[string, Check, readonly Route[]]>([
    ["lone-destroyer, over three accounts", loneDestroyer, [along(mallory, keeper), along(mallory, sweeper)]],
    ["trail-apart, over two", trailApart, [along(mallory, quiet)]],
    ["rules-apart", rulesApart, [along(role("coder"), role("rollward-hand-out-list"))]],
  ])("%s", (_, check, routes) => {
    const coder = right(role("coder"), "lambda:UpdateFunctionCode", at.code);
    expect(lines(check, given([], [...rights, coder]))).toEqual([expect.stringContaining("pass")]);
    const [verdict, ...others] = judged(check, given(routes, [...rights, coder]));
    expect(others).toEqual([]);
    const [{ from, to }] = routes as [Route];
    expect(verdict).toMatchObject({
      status: "fail",
      subject: from,
      route: [{ principal: from, target: to }],
    });
    expect(say(verdict!.words, "en", verdict!.args)).toContain(`${from} can make itself able to`);
    expect(say(verdict!.words, "fr", verdict!.args)).toContain("en s’en donnant d’abord les moyens");
  });

  test("each deed with whom it is done as, and by which steps", () => {
    const input = given(
      [along(mallory, keeper), along(mallory, role("x"), sweeper)],
      [...rights, right(role("x"), "s3:DeleteObjectVersion", at.mirrorSet)],
    );
    const [verdict] = judged(loneDestroyer, input);
    expect(verdict!.evidence).toMatchObject({
      can: [
        { asset: "roll", action: "dynamodb:DeleteTable" },
        { asset: "vault", as: keeper, steps: [expect.stringContaining("sts:AssumeRole")] },
        { asset: "mirrors/1", as: role("x"), steps: [expect.any(String), expect.any(String)] },
      ],
    });
  });

  test("a way that is not proved is unknown", () => {
    const open = { ...along(mallory, quiet), unknown: "a trust of tomorrow" };
    const [verdict] = judged(trailApart, given([open], rights));
    expect(verdict).toMatchObject({ status: "unknown", subject: mallory });
    expect(say(verdict!.words, "en", verdict!.args)).toContain("before escalation or after");
  });

  test("whoever writes rights stands in one verdict with the others, and is never passed", () => {
    const ruler = right(mallory, "iam:PutRolePolicy", mallory);
    for (const check of [loneDestroyer, trailApart, rulesApart])
      expect(lines(check, given([writes(mallory)], [ruler]))).toEqual(["fail rights-writers"]);
  });

  test("a mirror outside that was not seen whole leaves it open, after escalation too", () => {
    const routes = [along(mallory, keeper), along(mallory, sweeper)];
    const [verdict] = judged(loneDestroyer, given(routes, rights, config));
    expect(verdict).toMatchObject({ status: "unknown", subject: mallory });
    expect(verdict).not.toHaveProperty("witness");
    expect(say(verdict!.words, "en", verdict!.args)).toMatch(
      /can make itself able to .* stands outside these accounts, but it was not seen whole/,
    );
  });
});

test("whoever changes no more than its own keys changes no rules, and may read the roll", () => {
  const clerk = `arn:aws:iam::${ids.register}:user/clerk`;
  const own = [right(clerk, "iam:*AccessKey", clerk), right(clerk, "dynamodb:Scan", at.roll)];
  expect(lines(rulesApart, given([], own))).toEqual(["pass rules"]);
  const others = right(clerk, "iam:*AccessKey", `arn:aws:iam::${ids.register}:user/*`);
  expect(lines(rulesApart, given([], [...own, others]))).toEqual([`fail ${clerk}`]);
});
