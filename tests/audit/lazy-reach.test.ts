import { expect, test } from "vitest";
import { lazyReach, noEscalation } from "../../lib/audit/lazy-reach.ts";
import { rememberedAnswers } from "../../lib/audit/remember.ts";
import { rightsAccess } from "../fakes/rights-access.ts";
import { inputOf, noAccess, noMirrors } from "./healthy.ts";

const right = { principal: "arn:aws:iam::1:role/x", action: "s3:GetObject", resource: "arn:aws:s3:::b/*" };
const question = { actions: ["s3:GetObject"], resources: ["arn:aws:s3:::b/*"] };

test("escalation is worked out once, when it is first asked about", () => {
  let made = 0;
  const reach = lazyReach(() => {
    made++;
    return noEscalation(rightsAccess([right]));
  });
  expect(made).toBe(0);
  expect(reach.routes(right.principal)).toEqual([]);
  expect(reach.who(question)).toMatchObject([
    { principal: right.principal, proof: { verdict: "yes", route: [] } },
  ]);
  expect(reach.can("arn:aws:iam::1:role/y", question)).toEqual({ verdict: "no" });
  expect(made).toBe(1);
});

test("answers are kept for the same facts, contract and engine, and what they are about", () => {
  const of = rememberedAnswers<number>();
  const input = inputOf(noMirrors);
  const about = input.contract;
  of(input, about).set("a", 1);
  expect(of({ ...input }, about).get("a")).toBe(1);
  expect(of({ ...input, contract: { ...input.contract, assets: [] } }, about).get("a")).toBe(1);
  expect(of(input, {}).has("a")).toBe(false);
  expect(of({ ...input, snapshot: { ...noMirrors } }, about).has("a")).toBe(false);
  const others = { ...input.contract, holders: {} };
  expect(of({ ...input, contract: others }, about).has("a")).toBe(false);
  expect(of({ ...input, access: { ...noAccess } }, about).has("a")).toBe(false);
});
