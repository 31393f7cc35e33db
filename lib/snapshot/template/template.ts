import * as z from "zod/mini";
import { failure } from "../../base/faults.ts";
import type { Json } from "../../base/json.ts";
import { misfitOf } from "../shape.ts";
import { templateFaults } from "./template-faults.ts";

/** One template as it stands, its functions not yet resolved. Maps, since its names are untrusted. */
export interface Template {
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly mappings: ReadonlyMap<string, unknown>;
  readonly conditions: ReadonlyMap<string, unknown>;
  readonly resources: ReadonlyMap<string, TemplateResource>;
  readonly outputs: ReadonlyMap<string, Output>;
  /** Macros that rewrite it when it is deployed. */
  readonly transforms: readonly string[];
}

export interface Parameter {
  readonly Type: string;
  readonly Default?: unknown;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Condition?: string;
}

export interface Output {
  readonly Value: unknown;
  readonly Condition?: string;
  readonly Export?: { readonly Name: unknown };
}

const name = z.string().check(z.minLength(1), z.maxLength(256));
// AWS CloudFormation User Guide, Resources: a logical id is alphanumeric.
const logicalId = z.string().check(z.regex(/^[A-Za-z0-9]{1,255}$/));
const section = <T extends z.ZodMiniType>(key: z.ZodMiniType<string, string>, one: T) =>
  z.optional(z.record(key, one));

const shape = z.object({
  Parameters: section(logicalId, z.object({ Type: name, Default: z.optional(z.unknown()) })),
  Mappings: section(name, z.unknown()),
  Conditions: section(name, z.unknown()),
  Resources: z.record(
    logicalId,
    z.object({
      Type: name,
      Properties: z.optional(z.record(z.string(), z.unknown())),
      Condition: z.optional(name),
    }),
  ),
  Outputs: section(
    logicalId,
    z.object({
      Value: z.unknown(),
      Condition: z.optional(name),
      Export: z.optional(z.object({ Name: z.unknown() })),
    }),
  ),
  Transform: z.optional(z.union([name, z.array(z.unknown())])),
});

const deepest = 100;

/**
 * Fits the JSON of a template file. A stack without resources may leave the section out.
 *
 * @throws RollwardError template-malformed
 */
export function fitTemplate(json: Json | undefined, path: string): Template {
  const malformed = (at: string, expected: string) =>
    failure(templateFaults["template-malformed"], { path, at, expected });
  if (json === undefined) throw malformed("$", "JSON");
  if (isDeeper(json, deepest)) throw malformed("$", `≤ ${deepest}`);
  const parsed = shape.safeParse(withResources(json));
  if (!parsed.success) {
    const { at, expected } = misfitOf(parsed.error);
    throw malformed(at, expected);
  }
  const { Parameters, Mappings, Conditions, Resources, Outputs, Transform } = parsed.data;
  return {
    parameters: mapOf(Parameters),
    mappings: mapOf(Mappings),
    conditions: mapOf(Conditions),
    resources: mapOf(Resources) as Template["resources"],
    outputs: mapOf(Outputs) as Template["outputs"],
    transforms: [Transform ?? []].flat().map((one) => (typeof one === "string" ? one : "Fn::Transform")),
  };
}

/** CDK leaves out the section of an empty stack; then something else must show that this is a template. */
function withResources(json: Json): unknown {
  const isOne =
    typeof json === "object" && json !== null && !Array.isArray(json) && !Object.hasOwn(json, "Resources");
  const sections = ["Parameters", "Rules", "Outputs", "AWSTemplateFormatVersion"];
  const shown = isOne && sections.some((section) => Object.hasOwn(json, section));
  return shown || (isOne && Object.keys(json).length === 0) ? { ...json, Resources: {} } : json;
}

function mapOf<T>(section: Readonly<Record<string, T>> | undefined): ReadonlyMap<string, T> {
  return new Map(Object.entries(section ?? {}));
}

/** Level by level, so that no depth of nesting can exhaust the call stack. */
function isDeeper(json: Json, limit: number): boolean {
  let level: readonly unknown[] = [json];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true;
    const below: unknown[] = [];
    for (const node of level) {
      if (typeof node === "object" && node !== null)
        for (const inner of Object.values(node)) below.push(inner);
    }
    level = below;
  }
  return false;
}
