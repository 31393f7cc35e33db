import * as z from "zod/mini";
import { failure } from "../../base/faults.ts";
import { misfitOf } from "../shape.ts";
import { inside, readJson } from "./inside-folder.ts";
import { templateFaults } from "./template-faults.ts";
import { fitTemplate, type Template } from "./template.ts";

/** Templates by the last segment of the URL under which CloudFormation will find them. */
export type TemplateAssets = ReadonlyMap<string, Template>;

const text = z.string().check(z.minLength(1), z.maxLength(4096));
const assetList = z.object({
  files: z.optional(
    z.record(
      z.string(),
      z.object({
        source: z.object({ path: z.optional(text), packaging: z.optional(text) }),
        destinations: z.record(z.string(), z.object({ objectKey: text })),
      }),
    ),
  ),
});

interface Folder {
  readonly root: string;
  readonly folder: string;
  readonly shown: string;
}

/**
 * The templates that nested stacks may name, from the lists of assets beside the manifest. Only JSON files that some
 * template in the folder has the name of are opened.
 *
 * @throws RollwardError assembly-malformed, template-malformed, template-outside, and as for reading files
 */
export async function templateAssets(
  files: readonly string[],
  sources: readonly { readonly template: Template }[],
  { root, folder, shown }: Folder,
): Promise<TemplateAssets> {
  const paths = new Map<string, string>();
  for (const file of files) {
    for (const [key, path] of await listed(file)) paths.set(key, path);
  }
  const found = new Map<string, Template>();
  const waiting = sources.map(({ template }) => template);
  for (let template = waiting.pop(); template !== undefined; template = waiting.pop()) {
    const nested = [...template.resources.values()].filter(
      ({ Type }) => Type === "AWS::CloudFormation::Stack",
    );
    const urls = JSON.stringify(nested.map(({ Properties }) => Properties?.["TemplateURL"] ?? null));
    for (const [key, path] of paths) {
      if (found.has(key) || !urls.includes(key)) continue;
      const inner = fitTemplate(await readJson(await inside(root, folder, path, shown)), `${shown}/${path}`);
      found.set(key, inner);
      waiting.push(inner);
    }
  }
  return found;
}

async function listed(file: string): Promise<readonly (readonly [key: string, path: string])[]> {
  const parsed = assetList.safeParse(await readJson(file));
  if (!parsed.success) {
    const misfit = misfitOf(parsed.error);
    throw failure(templateFaults["assembly-malformed"], { path: file, ...misfit });
  }
  return Object.values(parsed.data.files ?? {}).flatMap(({ source: { path, packaging }, destinations }) => {
    if (path === undefined || packaging === "zip" || !path.endsWith(".json")) return [];
    const keys = Object.values(destinations).map(({ objectKey }) => objectKey.split("/").at(-1) ?? objectKey);
    return keys.map((key) => [key, path] as const);
  });
}
