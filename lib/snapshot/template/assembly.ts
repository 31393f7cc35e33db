import { realpath } from "node:fs/promises";
import { basename, dirname } from "node:path";
import * as z from "zod/mini";
import { baseFaults } from "../../base/base-faults.ts";
import { failure } from "../../base/faults.ts";
import { misfitOf } from "../shape.ts";
import { templateAssets, type TemplateAssets } from "./assets.ts";
import { inside, isFolder, readJson } from "./inside-folder.ts";
import { templateFaults } from "./template-faults.ts";
import { fitTemplate, type Template } from "./template.ts";

/** One stack as a folder or file gives it. */
export interface StackSource {
  /** Its name in the account. */
  readonly name: string;
  /** Twelve digits; absent where the folder does not say. */
  readonly account?: string;
  readonly region?: string;
  readonly template: Template;
  /** Tags that the stack passes on to its resources. */
  readonly tags: Readonly<Record<string, string>>;
  /** Templates of nested stacks among the folder's assets. */
  readonly assets: TemplateAssets;
}

/** Newest cloud-assembly schema that this version was tried with (npm, @aws-cdk/cloud-assembly-schema). */
export const newestSchema = 55;
const mostFolders = 200;

const text = z.string().check(z.minLength(1), z.maxLength(4096));
const artifact = z.object({
  type: text,
  environment: z.optional(text),
  properties: z.optional(z.record(z.string(), z.unknown())),
});
const manifest = z.object({
  version: text,
  artifacts: z.optional(z.record(z.string(), artifact)),
  missing: z.optional(z.array(z.object({ key: text }))),
});
const stackProperties = z.object({
  templateFile: text,
  stackName: z.optional(text.check(z.maxLength(256))),
  tags: z.optional(z.record(z.string(), z.string())),
});
const assemblyProperties = z.object({ directoryName: text });
const assetProperties = z.object({ file: text });

/**
 * The stacks of a CDK output folder, with those of its stages, or of one template file.
 *
 * @throws RollwardError file-missing, file-unreadable, file-size, file-text, assembly-missing, assembly-malformed,
 * assembly-newer, assembly-incomplete, assembly-empty, assembly-nested, template-malformed, template-outside
 */
export async function readAssembly(path: string): Promise<readonly StackSource[]> {
  if (!(await isFolder(path))) {
    const template = fitTemplate(await readJson(path), path);
    return [{ name: fileStackName(path), template, tags: {}, assets: new Map() }];
  }
  const root = await realpath(path);
  const stacks = await readFolder({ root, folder: root, shown: path, seen: new Set() });
  if (stacks.length === 0) throw failure(templateFaults["assembly-empty"], { path });
  return stacks;
}

interface Folder {
  /** Nothing outside it is read. */
  readonly root: string;
  readonly folder: string;
  /** As the person named it. */
  readonly shown: string;
  /** Folders read so far: one that is named twice would be read without end. */
  readonly seen: Set<string>;
}

async function readFolder({ root, folder, shown, seen }: Folder): Promise<readonly StackSource[]> {
  if (seen.has(folder) || seen.size >= mostFolders)
    throw failure(templateFaults["assembly-nested"], { path: shown });
  seen.add(folder);
  const from = `${shown}/manifest.json`;
  const { artifacts = {}, missing = [] } = await readManifest({ root, folder, shown }, from);
  if (missing.length > 0) {
    const keys = missing.slice(0, 5).map(({ key }) => key);
    throw failure(templateFaults["assembly-incomplete"], { path: from, missing: keys.join(", ") });
  }
  const entries = Object.entries(artifacts);
  const ofType = (type: string) => entries.filter(([, artifact]) => artifact.type === type);

  const sources: Omit<StackSource, "assets">[] = [];
  for (const [id, { environment, properties }] of ofType("aws:cloudformation:stack")) {
    const { templateFile, stackName, tags } = fit(
      stackProperties,
      properties,
      from,
      `$.artifacts.${id}.properties`,
    );
    const file = await inside(root, folder, templateFile, from);
    const template = fitTemplate(await readJson(file), `${shown}/${templateFile}`);
    sources.push({
      name: stackName ?? id.slice(0, 256),
      ...placeOf(environment, from, id),
      template,
      tags: tags ?? {},
    });
  }
  const assetFiles: string[] = [];
  for (const [id, { properties }] of ofType("cdk:asset-manifest")) {
    const { file } = fit(assetProperties, properties, from, `$.artifacts.${id}.properties`);
    assetFiles.push(await inside(root, folder, file, from));
  }
  const assets = await templateAssets(assetFiles, sources, { root, folder, shown });
  const stacks: StackSource[] = sources.map((source) => ({ ...source, assets }));

  for (const [id, { properties }] of ofType("cdk:cloud-assembly")) {
    const { directoryName } = fit(assemblyProperties, properties, from, `$.artifacts.${id}.properties`);
    const inner = await inside(root, folder, directoryName, from);
    stacks.push(...(await readFolder({ root, folder: inner, shown: `${shown}/${directoryName}`, seen })));
  }
  return stacks;
}

async function readManifest({ root, folder, shown }: Omit<Folder, "seen">, from: string) {
  const file = await inside(root, folder, "manifest.json", from).catch((cause: unknown) => {
    const { code } = cause as { readonly code?: unknown };
    throw code === baseFaults["file-missing"].code
      ? failure(templateFaults["assembly-missing"], { path: shown })
      : cause;
  });
  const json = await readJson(file);
  if (json === undefined)
    throw failure(templateFaults["assembly-malformed"], { path: from, at: "$", expected: "JSON" });
  const fitted = fit(manifest, json, from, "$");
  const major = Number(/^\d{1,6}/.exec(fitted.version)?.[0] ?? Number.NaN);
  if (Number.isNaN(major))
    throw failure(templateFaults["assembly-malformed"], { path: from, at: "$.version", expected: "n.n.n" });
  if (major > newestSchema)
    throw failure(templateFaults["assembly-newer"], {
      path: from,
      found: fitted.version,
      known: `${newestSchema}`,
    });
  return fitted;
}

function fit<T extends z.ZodMiniType>(shape: T, value: unknown, path: string, top: string): z.infer<T> {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  const { at, expected } = misfitOf(parsed.error);
  throw failure(templateFaults["assembly-malformed"], { path, at: at.replace("$", () => top), expected });
}

/** `aws://ACCOUNT/REGION`, either of which may be unknown (AWS CDK, Environment). */
function placeOf(
  environment: string | undefined,
  path: string,
  id: string,
): { account?: string; region?: string } {
  if (environment === undefined) return {};
  const match = /^aws:\/\/(\d{12}|unknown-account)\/([a-z0-9-]{1,64})$/.exec(environment);
  if (match === null) {
    const at = `$.artifacts.${id}.environment`;
    throw failure(templateFaults["assembly-malformed"], { path, at, expected: "aws://ACCOUNT/REGION" });
  }
  const [, account = "", region = ""] = match;
  return {
    ...(account === "unknown-account" ? {} : { account }),
    ...(region === "unknown-region" ? {} : { region }),
  };
}

/** `Register` of `…/Register.template.json`; CloudFormation allows letters, digits and hyphens. */
function fileStackName(path: string): string {
  const base = basename(path).replace(/(\.template)?\.json$/i, "");
  const plain = base
    .replace(/[^A-Za-z0-9-]+/g, "-")
    .replace(/^-+/, "")
    .slice(0, 128);
  return plain === "" ? basename(dirname(path)).replace(/[^A-Za-z0-9-]+/g, "-") || "stack" : plain;
}
