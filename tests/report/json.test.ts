import { expect, test } from "vitest";
import { checks } from "../../checks/index.ts";
import { renderJson } from "../../lib/report/json.ts";
import { healthy, mirror, snapshotOf, trustFile } from "../audit/healthy.ts";
import { reportOf } from "./sample.ts";

/** The checks that ask about accounts, of which these snapshots hold none. */
const ofAccounts = checks.filter(({ id }) => !id.startsWith("backup-"));

test("the JSON report has the keys of its format, in order, and ends with a line feed", () => {
  const text = renderJson(reportOf(snapshotOf(healthy)));
  const json = JSON.parse(text) as Record<string, unknown>;
  expect(Object.keys(json)).toEqual([
    "format",
    "now",
    "nowGiven",
    "language",
    "tool",
    "actionData",
    "snapshotSha256",
    "snapshotKept",
    "snapshotTakenAt",
    "snapshotTool",
    "snapshotNowGiven",
    "configSha256",
    "office",
    "accounts",
    "accountsFrom",
    "trust",
    "summary",
    "findings",
    "notLookedAt",
  ]);
  expect(json).toMatchObject({
    format: "rollward/report@1",
    actionData: null,
    configSha256: null,
    trust: [trustFile],
    summary: {
      pass: 11,
      fail: 0,
      unknown: 0,
      waived: 0,
      "not-applicable": ofAccounts.length,
      failOn: "low",
      exit: 0,
    },
  });
  expect(text.endsWith("\n}\n")).toBe(true);
});

test("a finding says what was judged, how, by what facts and for which practice", () => {
  const { findings } = reportOf(snapshotOf([mirror("a")]), { only: ["backup-places"] });
  expect(
    JSON.parse(renderJson(reportOf(snapshotOf([mirror("a")]), { only: ["backup-places"] }))),
  ).toMatchObject({ findings });
  expect(findings).toEqual([
    {
      id: "backup-places:backups",
      check: "backup-places",
      practices: ["W5.1a"],
      severity: "high",
      status: "fail",
      subject: "backups",
      message:
        "The only mirror that holds its newest set stands in one place, device a; at least 2 are wanted.",
      evidence: { places: 1, mirrors: [{ mirror: "/mirrors/a", place: "device:a", sets: 7 }] },
      fix: expect.stringContaining("Add a mirror at a distance"),
    },
  ]);
});

test("the same snapshot gives the same bytes, whatever order its mirrors were named in", () => {
  const text = renderJson(reportOf(snapshotOf(healthy)));
  expect(renderJson(reportOf(snapshotOf(healthy.toReversed())))).toBe(text);
});

test("ids are unique even when a mirror stands in a snapshot twice", () => {
  const ids = reportOf(snapshotOf([mirror("a"), mirror("a"), mirror("b")])).findings.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toContain("backup-fresh:/mirrors/a#2");
});
