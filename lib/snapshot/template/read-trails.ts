import type { Given } from "./given.ts";
import { identify, known, type Reader } from "./reading.ts";
import { tagsOf } from "./tags.ts";

const facts = "trails";

const trail: Reader = (reading) => {
  const named = identify(reading, facts);
  if (named === undefined) return;
  const { draft, place } = reading;
  const given = reading.given(facts, named.arn);
  const [multiRegion, globalEvents] = [
    given.flag("IsMultiRegionTrail"),
    given.flag("IncludeGlobalServiceEvents"),
  ];
  const [validation, organization] = [
    given.flag("EnableLogFileValidation"),
    given.flag("IsOrganizationTrail"),
  ];
  draft.trails.push({
    ...named,
    ...(place.regionGiven ? { region: place.region } : {}),
    ...known({
      tags: tagsOf(reading, facts, named.arn),
      logging: given.flag("IsLogging") ?? undefined,
      multiRegion: multiRegion === null ? false : multiRegion,
      // A trail of all regions must have them (CloudTrail API, CreateTrail); of one region it is as written.
      globalEvents: globalEvents === null ? multiRegion === true : globalEvents,
      validation: validation === null ? false : validation,
      organization: organization === null ? false : organization,
      bucket: given.text("S3BucketName") ?? undefined,
      key: given.text("KMSKeyId"),
      ...events(given),
    }),
  });
};

interface Events {
  readonly managementEvents?: boolean;
  readonly dataEvents?: readonly string[];
  readonly dataArns?: readonly string[];
}

/** What a selector keeps: of which events (`read`, `write`), of which ARNs. */
interface Kept {
  readonly read: boolean;
  readonly write: boolean;
  readonly management: boolean;
  readonly prefixes: readonly string[];
  /** Single resources. */
  readonly arns: readonly string[];
}

/** Without selectors a trail keeps every management event and no data event (CloudTrail User Guide). */
function events(given: Given): Events {
  const [basic, advanced] = [given.objects("EventSelectors"), given.objects("AdvancedEventSelectors")];
  if (basic === undefined || advanced === undefined) return {};
  if (basic === null && advanced === null) return { managementEvents: true, dataEvents: [], dataArns: [] };
  const kept = [...(basic ?? []).map(basicSelector), ...(advanced ?? []).map(advancedSelector)];
  if (!kept.every((one) => one !== undefined)) return {};
  const management = kept.filter((one) => one.management);
  const both = (list: "prefixes" | "arns") => {
    const written = new Set(kept.filter(({ write }) => write).flatMap((one) => one[list]));
    const read = kept.filter((one) => one.read).flatMap((one) => one[list]);
    return [...new Set(read)].filter((one) => written.has(one)).toSorted();
  };
  return {
    managementEvents: management.some(({ read }) => read) && management.some(({ write }) => write),
    dataEvents: both("prefixes"),
    dataArns: both("arns"),
  };
}

function basicSelector(selector: Given): Kept | undefined {
  const kind = selector.word(["All", "ReadOnly", "WriteOnly"], "ReadWriteType");
  const management = selector.flag("IncludeManagementEvents");
  const excluded = selector.texts("ExcludeManagementEventSources");
  const resources = selector.objects("DataResources");
  const values = resources?.map((one) => one.texts("Values") ?? undefined) ?? [];
  if (kind === undefined || management === undefined || excluded === undefined || resources === undefined)
    return undefined;
  if (!values.every((one) => one !== undefined)) return undefined;
  // Of buckets it names prefixes, of all else single resources, or the whole service (CloudTrail API, DataResource).
  const all = values.flat();
  const single = all.filter((one) => !one.includes(":s3:") && one.split(":").length > 5);
  return {
    read: kind !== "WriteOnly",
    write: kind !== "ReadOnly",
    // One that leaves out a service's events does not keep every one.
    management: management !== false && (excluded ?? []).length === 0,
    prefixes: all.filter((one) => !single.includes(one)).map(wholeService),
    arns: single,
  };
}

const serviceOf: ReadonlyMap<string, string> = new Map([
  ["AWS::S3::Object", "arn:aws:s3"],
  ["AWS::DynamoDB::Table", "arn:aws:dynamodb"],
  ["AWS::Lambda::Function", "arn:aws:lambda"],
]);

/** Fields other than these four narrow what is kept; what is narrowed is not counted as kept. */
function advancedSelector(selector: Given): Kept | undefined {
  const fields = selector.objects("FieldSelectors");
  if (fields === undefined) return undefined;
  const none: Kept = { read: false, write: false, management: false, prefixes: [], arns: [] };
  const found = new Map<string, { readonly equals: readonly string[]; readonly starts: readonly string[] }>();
  for (const field of fields ?? []) {
    const [name, equals, starts] = [field.text("Field"), field.texts("Equals"), field.texts("StartsWith")];
    if (typeof name !== "string" || equals === undefined || starts === undefined) return undefined;
    const narrows = ["NotEquals", "NotStartsWith", "EndsWith", "NotEndsWith"].some(
      (one) => field.value(one) !== undefined,
    );
    if (narrows || !["eventCategory", "readOnly", "resources.type", "resources.ARN"].includes(name))
      return none;
    found.set(name, { equals: equals ?? [], starts: starts ?? [] });
  }
  const category = found.get("eventCategory")?.equals ?? [];
  const readOnly = found.get("readOnly")?.equals;
  const [read, write] = [readOnly?.includes("true") ?? true, readOnly?.includes("false") ?? true];
  const arns = found.get("resources.ARN");
  const type = found.get("resources.type");
  const services = (type?.equals ?? []).flatMap((one) => serviceOf.get(one) ?? []);
  // Of a table's stream the ARN begins as the table's own does: what is kept of one is not kept of the other.
  const counted = category.includes("Data") && services.length > 0 && type?.starts.length === 0;
  const ofType = (arn: string) => services.some((one) => one.split(":")[2] === arn.split(":")[2]);
  return {
    read,
    write,
    management: category.includes("Management"),
    prefixes: counted ? (arns === undefined ? services : arns.starts.map(wholeService).filter(ofType)) : [],
    // Exactly this ARN, which no object of a bucket bears as its prefix (CloudTrail API, AdvancedFieldSelector).
    arns: counted ? (arns?.equals ?? []).filter(ofType) : [],
  };
}

/** `arn:aws:s3:::` and `arn:aws:lambda` name all of a service. */
function wholeService(prefix: string): string {
  return prefix.replace(/:+$/, "");
}

export const trailReaders: readonly (readonly [string, Reader])[] = [["AWS::CloudTrail::Trail", trail]];
