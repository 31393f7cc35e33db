import { Validations } from "aws-cdk-lib/core";
import { AwsSolutionsChecks } from "cdk-nag";
import { describe, expect, test } from "vitest";
import { addStacks, makeApp } from "../../lib/stacks/app.ts";
import { officeOf } from "../../lib/stacks/office.ts";
import { config, freshFolder, templatesOf, trial } from "./templates.ts";

describe("cdk-nag’s AwsSolutions", () => {
  test.each([
    ["four accounts", config],
    ["one account", trial],
  ])("with %s finds nothing that nobody argued for", async (_, office) => {
    await expect(templatesOf(office, true)).resolves.toBeDefined();
  });

  test("would find exactly what is argued for, each by one sentence: no argument outlives its reason", async () => {
    const app = makeApp({ outdir: await freshFolder() });
    const code = await freshFolder();
    addStacks(app, { office: officeOf(config, "/office"), code: () => code });
    const deaf = new AwsSolutionsChecks(app);
    Object.defineProperty(deaf, "isAcknowledged", { value: () => false });
    const found = deaf.validateScope(app).violations.map(({ ruleName }) => ruleName);
    const argued = app.node
      .findAll()
      .flatMap(({ node }) => node.metadata)
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.entries(data as Readonly<Record<string, unknown>>));
    expect(found.length).toBeGreaterThan(0);
    const rules = argued.map(([id]) => id.replace(/^.*?(?=AwsSolutions-)/, ""));
    expect(new Set(rules)).toEqual(new Set(found));
    for (const [, reason] of argued) expect(String(reason)).toMatch(/^[A-Z][^.]{30,}\.$/);
  });
});
