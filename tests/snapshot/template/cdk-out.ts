import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import { readTemplates, type TemplateReading } from "../../../lib/snapshot/template/read-templates.ts";
import type { Account, Snapshot } from "../../../lib/snapshot/model.ts";

export const alder = "111111111111";
export const place = `aws://${alder}/ca-central-1`;

/** Region and account, as they stand in ARNs. */
export const here = `ca-central-1:${alder}`;

export type Properties = Readonly<Record<string, unknown>>;

/** A resource. */
export const one = (type: string, properties: Properties = {}) => ({ Type: type, Properties: properties });

/** A place that nobody can resolve, and the section that it needs. */
export const hole = { Ref: "Asked" };
export const asked = { Parameters: { Asked: { Type: "String" } } };

/** Sections of a template, as a person writes them. */
export type Sections = Readonly<Record<string, unknown>>;

/** A stack of a test: its template's resources, or whole sections. */
export interface TestStack {
  readonly resources?: Readonly<Record<string, unknown>>;
  readonly sections?: Sections;
  readonly environment?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}

const made: string[] = [];
afterAll(async () => {
  await Promise.all(made.map((folder) => rm(folder, { recursive: true, force: true })));
});

/** A fresh folder with these files; texts as they are, all else as JSON. It goes when the tests of the file end. */
export async function folderOf(files: Readonly<Record<string, unknown>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "rollward-template-"));
  made.push(folder);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), typeof content === "string" ? content : JSON.stringify(content));
  }
  return folder;
}

export function stackArtifact(
  { environment = place, properties = {} }: TestStack,
  templateFile: string,
): unknown {
  return { type: "aws:cloudformation:stack", environment, properties: { templateFile, ...properties } };
}

export function templateOf({ resources = {}, sections = {} }: TestStack): Sections {
  return { Resources: resources, ...sections };
}

/** The files of a CDK output folder with these stacks. */
export function cdkFiles(
  stacks: Readonly<Record<string, TestStack>>,
  others: Sections = {},
): Record<string, unknown> {
  const entries = Object.entries(stacks);
  const artifacts = entries.map(([name, stack]): [string, unknown] => [
    name,
    stackArtifact(stack, `${name}.json`),
  ]);
  const templates = entries.map(([name, stack]): [string, Sections] => [`${name}.json`, templateOf(stack)]);
  return {
    "manifest.json": { version: "55.0.0", artifacts: { ...Object.fromEntries(artifacts), ...others } },
    ...Object.fromEntries(templates),
  };
}

export const reading: TemplateReading = {
  tool: "rollward test",
  now: new Date("2026-11-03T20:00:00Z"),
  nowGiven: false,
  lang: "en",
};

export async function readStacks(
  stacks: Readonly<Record<string, TestStack>>,
  options: Partial<TemplateReading> = {},
): Promise<Snapshot> {
  return readTemplates(await folderOf(cdkFiles(stacks)), { ...reading, ...options });
}

/** The one account that these resources make, and what of it was not read. */
export async function accountOf(resources: Readonly<Record<string, unknown>>, sections: Sections = {}) {
  const { accounts, unread = [] } = await readStacks({ Register: { resources, sections } });
  return { account: accounts[0] as Required<Account>, unread };
}

export const allow = (action: string, resource: unknown = "*") => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: action, Resource: resource }],
});

export const trustsLambda = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } }],
};

export const role = (properties: Readonly<Record<string, unknown>> = {}) => ({
  Type: "AWS::IAM::Role",
  Properties: { AssumeRolePolicyDocument: trustsLambda, ...properties },
});
