import { describe, expect, test } from "vitest";
import type { Finding, RouteTaken } from "../../lib/audit/finding.ts";
import { printable } from "../../lib/base/words.ts";
import { routeInFull, routeLines } from "../../lib/report/route.ts";
import { healthy, mirror, problem, snapshotOf } from "../audit/healthy.ts";
import { changedHtml, hostileNames, reportOf, textOf, witnessed } from "./sample.ts";

const clerk = "arn:aws:iam::111111111111:role/clerk";
const helper = "arn:aws:iam::111111111111:role/helper";
const by = [{ policy: `${clerk}/inline/own`, statement: "Become", effect: "Allow" as const }];
const step = (change: Partial<RouteTaken> = {}): RouteTaken => ({
  kind: "sts-assume-role",
  principal: clerk,
  via: ["sts:AssumeRole"],
  target: helper,
  gives: "acts",
  witnesses: [{ principal: clerk, action: "sts:AssumeRole", resource: helper, by }],
  ...change,
});
const route = [
  step(),
  step({ kind: "iam-put-role-policy", principal: helper, via: ["iam:PutRolePolicy"], gives: "own" }),
];
const finding = (change: Partial<Finding> = {}): Finding => ({
  ...reportOf(snapshotOf(healthy)).findings[0]!,
  route,
  ...change,
});

describe("a route is told step by step", () => {
  test("in their order, in the words of the table, with who takes it and what it gives", () => {
    const lines = routeLines(finding(), "en", printable);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(
      /^1\. [A-Z].*\. arn:aws:iam::111111111111:role\/clerk: sts:AssumeRole, which lets it act as /,
    );
    expect(lines[1]).toContain(`${helper}: iam:PutRolePolicy, which gives it rights of its own making`);
    expect(routeLines(finding(), "fr", printable)[0]).toContain("ce qui lui permet d’agir sous le nom de");
  });

  test.each<[RouteTaken["gives"], string]>([
    ["rights", `gives ${helper} rights`],
    ["boundary", `takes the boundary off ${helper}`],
    ["opens", `opens ${helper} to it`],
  ])("what gives %s", (gives, said) => {
    expect(routeLines(finding({ route: [step({ gives })] }), "en", printable)[0]).toContain(said);
  });

  test("a kind that the table does not have is told by its name", () => {
    const [line] = routeLines(finding({ route: [step({ kind: "of-tomorrow" })] }), "en", printable);
    expect(line).toMatch(/^1\. of-tomorrow arn/);
  });

  test("with what it takes for granted, which is no message to be formatted once more", () => {
    const assumes = ["It runs {n, plural} there."];
    expect(routeLines(finding({ assumes }), "en", printable).at(-1)).toBe(
      "taken for granted: It runs {n, plural} there.",
    );
  });

  test("on a page with the request of each step and the statements that allow it", () => {
    expect(routeInFull(finding(), "en", printable)[1]).toBe(
      `1. ${clerk}: sts:AssumeRole on ${helper}, allowed by ${clerk}/inline/own [Become]`,
    );
  });

  test("nothing is told where there is none", () => {
    const { route: _, ...plain } = finding();
    expect(routeLines(plain, "en", printable)).toEqual([]);
    expect(routeInFull(plain, "en", printable)).toEqual([]);
  });
});

describe("in a report", () => {
  const tampered = snapshotOf([mirror("a", { problems: [problem("part-altered", 4)] })]);
  const routed = (target: string) => (report: ReturnType<typeof reportOf>) => {
    const told = witnessed(report);
    const findings = told.findings.map((one) =>
      one.status === "fail" ? { ...one, route: [step({ target })] } : one,
    );
    return { ...told, findings };
  };

  test("the steps stand before the request that they lead to", () => {
    const text = textOf(routed(helper)(reportOf(tampered)));
    expect(text).toMatch(/\n {4}escalation +1\. [\s\S]*?\n {4}witness +principal: /);
    const page = changedHtml(tampered, routed(helper));
    expect(page.indexOf("<dt>escalation</dt>")).toBeGreaterThan(0);
    expect(page.indexOf("<dt>escalation</dt>")).toBeLessThan(page.indexOf("<dt>witness</dt>"));
    expect(page).toContain("<dt>escalade</dt>");
  });

  test.each(hostileNames)("%s in a step acts on nothing", (name) => {
    expect(changedHtml(tampered, routed(name))).not.toContain(name);
    expect(textOf(routed(name)(reportOf(tampered)))).not.toContain("\u001b");
  });
});
