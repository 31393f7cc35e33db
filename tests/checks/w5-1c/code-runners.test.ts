import { describe, expect, test } from "vitest";
import { codeRunners } from "../../../checks/w5-1c/code-runners.ts";
import type { FakeRight } from "../../fakes/rights-access.ts";
import { asking, at, lines, mallory, named, noAccountsRead, right, role } from "./contract-input.ts";

const usual: readonly string[] = [];

test("code-runners passes the stacks as they are, and says what there is nothing to ask of", () => {
  expect(lines(codeRunners, asking())).toEqual(["pass code", ...usual]);
});

describe("code-runners fails", () => {
  test.each<[string, FakeRight, string]>([
    ["new code", right(mallory, "lambda:UpdateFunctionCode", at.code), "code"],
    ["a layer or a variable", right(mallory, "lambda:UpdateFunctionConfiguration", at.code), "code"],
    ["a call that passes by the API", right(mallory, "lambda:InvokeFunction", at.code), "code"],
    ["a call of one version", right(mallory, "lambda:InvokeFunction", `${at.code}:7`), "code"],
    ["an address of its own", right(mallory, "lambda:CreateFunctionUrlConfig", at.code), "code"],
    ["an event that starts it", right(mallory, "lambda:CreateEventSourceMapping", "*"), "code"],
    [
      "taking on its role",
      right(role("contractor", "999999999999"), "sts:AssumeRole", role("rollward-export")),
      "code",
    ],
  ])("%s", (_, more, subject) => {
    expect(named(codeRunners, asking([more]))).toEqual([`fail ${subject} ${more.principal}`, ...usual]);
  });
});

describe("code-runners has nothing against", () => {
  test.each<[string, FakeRight]>([
    ["reading its settings", right(mallory, "lambda:GetFunction", at.code)],
    // What it is passed to runs the code: the accounts of the sabotages show it, with the function and without.
    ["passing its role, and no more", right(mallory, "iam:PassRole", role("rollward-export"))],
    [
      "events for functions of another account",
      right(role("dev", "999999999999"), "lambda:CreateEventSourceMapping", "*"),
    ],
  ])("%s", (_, more) => {
    expect(named(codeRunners, asking([more]))).toEqual(usual);
  });
});

test("code-runners does not know what the engine could not decide", () => {
  const first = right(mallory, "lambda:UpdateFunctionCode", at.code);
  expect(named(codeRunners, asking([{ ...first, unknown: "a condition of tomorrow" }]))).toEqual([
    `unknown code ${first.principal}`,
    ...usual,
  ]);
});

test("code-runners is not applicable without accounts", () => {
  expect(lines(codeRunners, asking([], noAccountsRead))).toEqual(["not-applicable accounts"]);
});
