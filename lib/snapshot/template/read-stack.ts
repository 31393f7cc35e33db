import { say, type Args, type Lang, type Words } from "../../base/words.ts";
import type { FactKind } from "../model.ts";
import type { Draft } from "./draft.ts";
import { suspicion } from "./known-types.ts";
import { functionReaders } from "./read-functions.ts";
import { identityReaders } from "./read-identities.ts";
import { keyReaders } from "./read-keys.ts";
import { policyReaders, tablePolicies } from "./read-policies.ts";
import { routeReaders } from "./read-routes.ts";
import { storageReaders } from "./read-storage.ts";
import { trailReaders } from "./read-trails.ts";
import { workloadReaders } from "./read-workloads.ts";
import { readingOf, type Claims, type Reader } from "./reading.ts";
import type { Stack, World } from "./stack.ts";
import { whyMissing } from "./template-words.ts";
import { isObject, Unresolved } from "./value.ts";

const readers = new Map<string, Reader[]>();
for (const [type, reader] of [
  ...identityReaders,
  ...storageReaders,
  ...keyReaders,
  ...functionReaders,
  ...routeReaders,
  ...trailReaders,
  ...policyReaders,
  ["AWS::DynamoDB::Table", tablePolicies] as const,
  ...workloadReaders,
]) {
  readers.set(type, [...(readers.get(type) ?? []), reader]);
}

/** What any stack may hold. Credentials and the organisation are no part of a stack that this version reads. */
const stackFacts: readonly FactKind[] = [
  "identities",
  "resource-policies",
  "workloads",
  "buckets",
  "tables",
  "keys",
  "functions",
  "routes",
  "trails",
];

interface StackReading {
  readonly draft: Draft;
  readonly claims: Claims;
  readonly world: World;
  readonly lang: Lang;
}

/** Macros whose only effect is functions that are resolved here. */
const plainTransforms: readonly string[] = ["AWS::LanguageExtensions", "AWS::SecretsManager-2020-07-23"];

/**
 * Reads every resource of a stack into its account.
 *
 * @throws RollwardError template-name-twice, template-large
 */
export function readStack(stack: Stack, { draft, claims, world, lang }: StackReading): void {
  const { name, place, source } = stack;
  const miss = (facts: FactKind, what: string, why: Words, args: Args = {}): void => {
    draft.unread.push({ what, why: say(why, lang, args), account: draft.id, facts });
  };
  for (const transform of source.template.transforms) {
    if (plainTransforms.includes(transform)) continue;
    for (const facts of stackFacts) miss(facts, name, whyMissing.macro, { name: transform });
  }
  for (const [id, { Type: type, Properties = {} }] of source.template.resources) {
    const present = stack.present(id);
    if (present === false) continue;
    const known = readers.get(type);
    const what = `${type} ${id} (${name})`;
    if (type === "AWS::CloudFormation::Stack") {
      const inner = present === true ? world.nested(stack, id) : undefined;
      if (inner === undefined) for (const facts of stackFacts) miss(facts, what, whyMissing.nested);
      continue;
    }
    if (known === undefined) {
      for (const facts of suspicionOf(type, Object.keys(Properties))) {
        // Once a type and account: a hundred of one kind are one gap.
        miss(facts, type, type.startsWith("Custom::") ? whyMissing.custom : whyMissing.type);
      }
      continue;
    }
    if (present instanceof Unresolved) {
      for (const facts of factsOf(type)) miss(facts, what, present.why, present.args);
      continue;
    }
    const properties = stack.properties(id);
    const tags = source.tags;
    const physical = stack.physical(id);
    const reading = readingOf({
      type,
      id,
      stack: name,
      place,
      draft,
      claims,
      stackTags: tags,
      physical,
      lang,
      properties,
    });
    for (const read of known) read(reading);
    if (hasMacro(Properties))
      for (const facts of factsOf(type)) miss(facts, what, whyMissing.macro, { name: "Fn::Transform" });
  }
}

/** A macro within a resource adds properties that are not in the template. */
function hasMacro(properties: Readonly<Record<string, unknown>>): boolean {
  return isObject(properties as never) && Object.hasOwn(properties, "Fn::Transform");
}

function suspicionOf(type: string, properties: readonly string[]): readonly FactKind[] {
  if (type.startsWith("AWS::IAM::") && type !== "AWS::IAM::AccessKey") return ["identities"];
  if (type.startsWith("AWS::Organizations::")) return ["organization"];
  if (type.startsWith("AWS::ApiGateway::") || type === "AWS::Lambda::Url") {
    // A REST API may have a policy of its own: who may call it hangs on that, and not on routes alone.
    return ["routes", ...suspicion(type, properties).filter((facts) => facts === "resource-policies")];
  }
  return suspicion(type, properties);
}

const factsByPrefix: readonly (readonly [string, readonly FactKind[]])[] = [
  ["AWS::IAM::", ["identities"]],
  ["AWS::S3::BucketPolicy", ["resource-policies"]],
  ["AWS::S3::", ["buckets"]],
  ["AWS::DynamoDB::", ["tables", "resource-policies"]],
  ["AWS::KMS::", ["keys", "resource-policies"]],
  ["AWS::Lambda::Permission", ["resource-policies"]],
  ["AWS::Lambda::", ["functions", "workloads"]],
  ["AWS::ApiGatewayV2::", ["routes"]],
  ["AWS::CloudTrail::", ["trails"]],
];

/** Facts that are missing when a resource of this type as a whole is not known. */
function factsOf(type: string): readonly FactKind[] {
  return factsByPrefix.find(([prefix]) => type.startsWith(prefix))?.[1] ?? ["workloads", "resource-policies"];
}
