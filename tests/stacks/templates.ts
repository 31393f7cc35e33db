import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Template } from "aws-cdk-lib/assertions";
import { onTestFinished } from "vitest";
import { isRecord } from "../../lib/base/json.ts";
import type { Accounts, Config } from "../../lib/contract/config.ts";
import { synthesise } from "../../lib/stacks/synthesise.ts";

const top = join(import.meta.dirname, "../..");

/** The invented office of the repository. */
export const config = JSON.parse(await readFile(join(top, "rollward.config.json"), "utf8")) as Config & {
  readonly accounts: Accounts;
};

/** One account and one region for everything, as a trial has it. */
export const trial: Config = {
  ...config,
  accounts: {
    register: "123456789012",
    vault: "123456789012",
    mirror: "123456789012",
    audit: "123456789012",
  },
  regions: ["us-east-1"],
};

export type Templates = Readonly<Record<keyof Accounts, Template>>;

/** The templates of an office, as the stacks make them, with a stand-in for the functions' code. */
export async function templatesOf(office: Config, checked = false): Promise<Templates> {
  const outdir = await mkdtemp(join(tmpdir(), "rollward-stacks-"));
  try {
    const entry = await standIn(outdir);
    await synthesise({ config: office, folder: top, outdir, entries: () => entry, checked });
    const read = async (name: string) =>
      Template.fromJSON(
        JSON.parse(await readFile(join(outdir, `${name}.template.json`), "utf8")) as Record<string, unknown>,
      );
    return {
      register: await read("RollwardRegister"),
      vault: await read("RollwardVault"),
      mirror: await read("RollwardMirror"),
      audit: await read("RollwardAudit"),
    };
  } finally {
    await rm(outdir, { recursive: true, force: true });
  }
}

/** An entry for every function, in `folder`, where only the templates matter: real ones take longer to bundle. */
export async function standIn(folder: string): Promise<string> {
  const path = join(folder, "entry.ts");
  await writeFile(path, "export const handler = () => Promise.resolve({ statusCode: 501 });\n");
  return path;
}

/** A folder that is gone when the test is over. */
export async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "rollward-stacks-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Some resource of that type matches; the CDK's matchers throw, with the nearest one shown. */
export function expectResource(template: Template, type: string, resource: unknown): void {
  template.hasResource(type, resource);
}

export function expectProperties(template: Template, type: string, properties: unknown): void {
  template.hasResourceProperties(type, properties);
}

export function expectCount(template: Template, type: string, count: number): void {
  template.resourceCountIs(type, count);
}

export interface Statement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: Readonly<Record<string, unknown>>;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The properties of every resource of a type, by logical id. */
export function propertiesOf(template: Template, type: string): Readonly<Record<string, Properties>> {
  return Object.fromEntries(
    Object.entries(template.findResources(type)).map(([id, { Properties: properties }]) => [
      id,
      properties as Properties,
    ]),
  );
}
export type Properties = Readonly<Record<string, unknown>>;

/** Every statement of every policy, wherever it stands in `value`: documents are found by their `Statement`. */
export function statementsIn(value: unknown): readonly Statement[] {
  if (Array.isArray(value)) return value.flatMap(statementsIn);
  if (!isRecord(value)) return [];
  const own = Array.isArray(value["Statement"]) ? (value["Statement"] as readonly Statement[]) : [];
  return [
    ...own,
    ...Object.entries(value).flatMap(([key, inner]) => (key === "Statement" ? [] : statementsIn(inner))),
  ];
}

export function actionsOf({ Action }: Statement): readonly string[] {
  return typeof Action === "string" ? [Action] : Action;
}

/** The inline policy of one role, by its name. */
export function roleStatements(template: Template, name: string): readonly Statement[] {
  const role = Object.values(propertiesOf(template, "AWS::IAM::Role")).find(
    ({ RoleName }) => RoleName === name,
  );
  return statementsIn(role?.["Policies"]);
}
