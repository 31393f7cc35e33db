import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { describe, expect, test } from "vitest";
import { addStacks, makeApp } from "../../lib/stacks/app.ts";
import { officeOf } from "../../lib/stacks/office.ts";
import { config, freshFolder, trial } from "./templates.ts";

const top = join(import.meta.dirname, "../..");

describe("the app", () => {
  test("puts each stack where the configuration says, protected from deletion", async () => {
    const assembly = await assembled(config);
    expect(
      assembly.stacks.map(({ stackName, environment, terminationProtection }) => [
        stackName,
        environment.account,
        environment.region,
        terminationProtection,
      ]),
    ).toEqual([
      ["RollwardRegister", "111111111111", "ca-central-1", true],
      ["RollwardVault", "222222222222", "ca-central-1", true],
      ["RollwardMirror", "333333333333", "ca-west-1", true],
      ["RollwardAudit", "444444444444", "ca-central-1", true],
    ]);
  });

  test("accounts are deployed in any order; in one account the boundary comes first", async () => {
    const waits = async (office: typeof config | typeof trial) =>
      (await assembled(office)).stacks.map(({ dependencies }) =>
        dependencies.map(({ id }) => id).filter((id) => !id.endsWith(".assets")),
      );
    expect(await waits(config)).toEqual([[], [], [], []]);
    expect(await waits(trial)).toEqual([[], ["RollwardRegister"], ["RollwardRegister"], []]);
  });

  test("templates ask for nothing when they are deployed", async () => {
    for (const { template } of (await assembled(config)).stacks)
      expect(Object.keys(template as object).toSorted()).toEqual(
        expect.not.arrayContaining(["Parameters", "Rules", "Conditions", "Mappings"]),
      );
  });

  test("warns on vault and mirror, in both languages, until trust and recipients are configured", async () => {
    const warned = async (office: typeof config) =>
      (await assembled(office)).stacks.flatMap(({ stackName, messages }) =>
        messages.map(({ level, entry }) => [stackName, level, entry.data]),
      );
    const text =
      /^trust and recipients are not configured: seal and mirror will refuse .+ docs\/deploy\.md · trust et recipients ne sont pas configurés : .+ docs\/deploy\.md/;
    expect(await warned(config)).toEqual([
      ["RollwardVault", "warning", expect.stringMatching(text)],
      ["RollwardMirror", "warning", expect.stringMatching(text)],
    ]);
    const trust = "keys/trust.json";
    expect(await warned({ ...config, trust })).toEqual([
      ["RollwardVault", "warning", expect.stringMatching(/^recipients is not configured: /)],
      ["RollwardMirror", "warning", expect.stringMatching(/^recipients is not configured: /)],
    ]);
    expect(await warned({ ...config, trust, recipients: "keys/recipients.txt" })).toEqual([]);
  });

  test("is deployed by the bootstrap’s roles, or with the caller’s own rights when a trial asks for it", async () => {
    const roles = async (credentials?: string) =>
      (await assembled(trial, credentials)).stacks.map(({ assumeRoleArn }) => assumeRoleArn !== undefined);
    expect(await roles()).toEqual([true, true, true, true]);
    expect(await roles("caller")).toEqual([false, false, false, false]);
  });

  test("makes the same templates twice", async () => {
    const texts = async () => {
      const { stacks } = await assembled(config);
      return Promise.all(stacks.map(({ templateFullPath }) => readFile(templateFullPath, "utf8")));
    };
    expect(await texts()).toEqual(await texts());
  });
});

describe("what cdk synth runs", () => {
  test.each([
    ["lacks what the stacks need", { format: "rollward/config@1" }, 2, "[stacks-config]"],
    ["is of a later format", { format: "rollward/config@9" }, 2, "[config-newer]"],
  ])("says in both languages when the configuration %s", async (_, content, exit, code) => {
    const folder = await freshFolder();
    const path = join(folder, "rollward.config.json");
    await writeFile(path, JSON.stringify(content));
    const outcome = await runNode(join(top, "bin/app.ts"), [], {
      CDK_CONTEXT_JSON: JSON.stringify({ config: path }),
    });
    expect(outcome.exit).toBe(exit);
    expect(outcome.stderr).toMatch(/^rollward: The .+ · (Il|La) .+\n$/);
    expect(outcome.stderr).toContain(code);
  });
});

test("cdk synth makes the four templates in a fresh clone, and cdk-nag has nothing to say", async () => {
  const out = await freshFolder();
  const args = ["synth", "--quiet", "--output", out];
  const outcome = await runNode(join(top, "node_modules/aws-cdk/bin/cdk"), args, { HOME: out });
  expect(outcome).toMatchObject({ exit: 0 });
  expect((await readdir(out)).filter((name) => name.endsWith(".template.json")).toSorted()).toEqual(
    ["Audit", "Mirror", "Register", "Vault"].map((name) => `Rollward${name}.template.json`),
  );
});

async function assembled(office: typeof config | typeof trial, credentials?: string) {
  const app = makeApp({ outdir: await freshFolder() });
  if (credentials !== undefined) app.node.setContext("credentials", credentials);
  const code = await freshFolder();
  addStacks(app, { office: officeOf(office, "/office"), code: () => code });
  const assembly = app.synth();
  // In the order in which they were made, not in that of deployment.
  const order = ["RollwardRegister", "RollwardVault", "RollwardMirror", "RollwardAudit"];
  return { stacks: order.map((name) => assembly.getStackByName(name)) };
}

function runNode(program: string, args: readonly string[], env: Readonly<Record<string, string>>) {
  // As npm scripts have it: the Node that came with the packages is the first on the path.
  const path = [join(top, "node_modules/.bin"), process.env["PATH"]].join(delimiter);
  return new Promise<{ exit: number; stderr: string }>((resolve) => {
    const options = { cwd: top, env: { PATH: path, ...env } };
    const child = execFile(process.execPath, [program, ...args], options, (_, __, stderr) =>
      resolve({ exit: child.exitCode ?? -1, stderr }),
    );
  });
}
