import { describe, expect, test } from "vitest";
import { changeTakesTwo } from "../../../checks/w5-1c/change-takes-two.ts";
import { say } from "../../../lib/base/words.ts";
import type { Config } from "../../../lib/contract/config.ts";
import type { Route } from "../../../lib/iam/escalation.ts";
import { along, writes } from "../../fakes/reach-routes.ts";
import { rightsAccess, type FakeRight } from "../../fakes/rights-access.ts";
import { reachAlong } from "../../fakes/still-reach.ts";
import { config, ids, sound, unread } from "../sound-accounts.ts";
import {
  asking,
  at,
  granted,
  judged,
  lines,
  mallory,
  noAccountsRead,
  right,
  role,
} from "./contract-input.ts";

const [propose, approve, sign] = ["propose", "approve", "sign"].map((name) => role(name, ids.audit)) as [
  string,
  string,
  string,
];
const stack = `arn:aws:cloudformation:ca-central-1:${ids.register}:stack/rollward-register/x`;
const profile = `arn:aws:signer:ca-central-1:${ids.audit}:/signing-profiles/rollward`;
const hands: readonly FakeRight[] = [
  right(propose, "cloudformation:CreateChangeSet", stack),
  right(approve, "cloudformation:ExecuteChangeSet", stack),
  right(sign, "signer:StartSigningJob", profile),
];
const named = { "propose-change": [propose], "approve-change": [approve], "sign-code": [sign] };
const signed = {
  ...sound,
  accounts: sound.accounts.map((account) => ({
    ...account,
    functions: account.functions!.map((one) => ({ ...one, codeSigning: "arn:aws:lambda:x" })),
  })),
};

function ask(
  more: readonly FakeRight[] = [],
  {
    tasks = named,
    routes = [],
    snapshot = signed,
  }: { tasks?: Config["tasks"]; routes?: readonly Route[]; snapshot?: typeof sound } = {},
) {
  const access = rightsAccess([...granted, ...hands, ...more]);
  const own = { ...config, ...(tasks && { tasks: { ...config.tasks, ...tasks } }) };
  return asking([], { config: own, access, reach: reachAlong(access, routes), snapshot });
}

const told = (...given: Parameters<typeof ask>) => lines(changeTakesTwo, ask(...given));

describe("without anybody named for a part", () => {
  test("is not applicable yet, and says why and where to look until then: neither pass, fail nor unknown", () => {
    const [verdict, ...others] = judged(changeTakesTwo, asking());
    expect(others).toEqual([]);
    expect(verdict).toMatchObject({ status: "not-applicable", subject: "deployment" });
    expect(say(verdict!.words, "en")).toContain("come with a later version");
  });

  test("is not applicable without accounts", () => {
    expect(judged(changeTakesTwo, asking([], noAccountsRead))[0]).toMatchObject({ subject: "accounts" });
  });
});

test("passes three hands, each of which does one part, and functions that take signed code only", () => {
  const [verdict, ...others] = judged(changeTakesTwo, ask());
  expect(others).toEqual([]);
  expect(verdict).toMatchObject({ status: "pass", subject: "deployment" });
  expect(say(verdict!.words, "en", verdict!.args)).toMatch(/all \d functions take signed code only/);
});

describe("fails for whoever does two of the three parts", () => {
  test.each<[string, FakeRight]>([
    ["who proposes and approves", right(propose, "cloudformation:ExecuteChangeSet", stack)],
    ["who proposes and signs", right(propose, "signer:SignPayload", profile)],
    ["who approves and signs", right(sign, "cloudformation:ExecuteChangeSet", stack)],
    ["who updates a stack at once", right(mallory, "cloudformation:UpdateStack", stack)],
    ["who changes code at once", right(mallory, "lambda:UpdateFunctionCode", at.code)],
    [
      "who proposes, and has unsigned code taken",
      right(propose, "lambda:DeleteFunctionCodeSigningConfig", at.code),
    ],
  ])("%s", (_, more) => {
    const [verdict, ...others] = judged(changeTakesTwo, ask([more]));
    expect(others).toEqual([]);
    expect(verdict).toMatchObject({ status: "fail", subject: more.principal });
    expect(say(verdict!.words, "en", verdict!.args)).toContain("before escalation");
  });

  test("whoever can become two of them, in whatever account, step by step", () => {
    const release = role("release", ids.mirror);
    const [verdict, ...others] = judged(
      changeTakesTwo,
      ask([], { routes: [along(release, approve), along(release, sign)] }),
    );
    expect(others).toEqual([]);
    expect(verdict).toMatchObject({
      status: "fail",
      subject: release,
      route: [{ principal: release, target: approve, gives: "acts" }],
      evidence: {
        can: [
          { deed: "approve-change", as: approve },
          { deed: "sign-code", as: sign },
        ],
      },
    });
    expect(say(verdict!.words, "en", verdict!.args)).toContain(
      "can make itself able to do two of the three parts of a change alone",
    );
    expect(told([], { routes: [along(release, approve)] })).toEqual(["pass deployment"]);
  });

  test("whoever does one part and can become another", () => {
    expect(told([], { routes: [along(propose, approve)] })).toEqual([`fail ${propose}`]);
  });

  test("whoever writes its own rights, once for all whom rule-changers names", () => {
    const ruler = right(mallory, "iam:PutRolePolicy", mallory);
    expect(told([ruler], { routes: [writes(mallory)] })).toEqual(["fail rights-writers"]);
  });

  test("whom the configuration names for two, whatever its rights", () => {
    const tasks = { ...named, "approve-change": [approve, propose] };
    const [verdict, ...others] = changeTakesTwo.judge(ask([], { tasks }));
    expect(others).toEqual([]);
    expect(verdict).toMatchObject({
      status: "fail",
      subject: `deployment ${propose}`,
      evidence: { tasks: ["propose-change", "approve-change"] },
    });
  });
});

describe("does not know", () => {
  test("who holds a part that nobody is named for, and asks the others all the same", () => {
    const tasks = { "propose-change": [propose], "approve-change": [approve] };
    expect(told([], { tasks })).toEqual(["unknown deployment sign-code"]);
    const both = right(propose, "cloudformation:ExecuteChangeSet", stack);
    expect(told([both], { tasks })).toEqual(["unknown deployment sign-code", `fail ${propose}`]);
  });

  test("what the engine could not decide, nor a step that was not proved", () => {
    const perhaps = right(propose, "cloudformation:ExecuteChangeSet", stack, { unknown: "tomorrow" });
    expect(told([perhaps])).toEqual([`unknown ${propose}`]);
    const open = { ...along(propose, approve), unknown: "a trust of tomorrow" };
    expect(told([], { routes: [open] })).toEqual([`unknown ${propose}`]);
  });

  test("who there is in an account that was not read", () => {
    const snapshot = unread(signed, { what: "iam", why: "denied", account: ids.mirror, facts: "identities" });
    expect(told([], { snapshot })).toEqual([`unknown deployment ${ids.mirror}`]);
  });
});

describe("code that nobody signed", () => {
  const change = (codeSigning: string | null | undefined) => ({
    ...signed,
    accounts: signed.accounts.map((account) => ({
      ...account,
      functions: account.functions.map(({ codeSigning: own, ...one }, at) => ({
        ...one,
        ...(account.id !== ids.register || at > 0
          ? { codeSigning: own }
          : codeSigning === undefined
            ? {}
            : { codeSigning }),
      })),
    })),
  });
  const first = signed.accounts[0]!.functions[0]!.arn;

  test("fails for each function that takes it", () => {
    const [verdict, ...others] = changeTakesTwo.judge(ask([], { snapshot: change(null) }));
    expect(others).toEqual([]);
    expect(verdict).toMatchObject({ status: "fail", subject: first });
  });

  test("is unknown where it was not read", () => {
    expect(told([], { snapshot: change(undefined) })).toEqual([`unknown code ${first}`]);
  });
});
