import { coverOf } from "./arn.ts";
import type { Asset } from "./contract.ts";
import type { SeenResource } from "./resolve.ts";

export interface MirrorPlaces {
  /** Buckets of accounts that were read, and that nothing else names: mirrors like those that the stacks make. */
  readonly inside: readonly Asset[];
  /** URLs of mirrors that stand in no account of the contract. */
  readonly outside: readonly string[];
}

/** Sorts an office's mirrors, by URL, into those within its cloud accounts and those outside. */
export function mirrorPlaces(
  urls: readonly string[],
  assets: readonly Asset[],
  seen: readonly SeenResource[],
): MirrorPlaces {
  const ours = new Set(assets.flatMap(({ resources }) => resources));
  const inside = new Map<string, Asset>();
  const outside: string[] = [];
  for (const url of urls) {
    const bucket = bucketOf(url);
    const arn = bucket === undefined ? undefined : `arn:aws:s3:::${bucket}`;
    if (arn !== undefined && ours.has(arn)) continue;
    const home = arn === undefined ? undefined : seen.find((one) => one.arn === arn);
    if (arn === undefined || home === undefined) outside.push(url);
    else
      inside.set(arn, { key: "mirrors", id: "mirrors", resources: coverOf(arn), accounts: [home.account] });
  }
  return { inside: [...inside.values()], outside };
}

/** The name of the AWS bucket that a mirror's URL means; `undefined` for a folder, a disk, another provider's bucket. */
export function bucketOf(url: string): string | undefined {
  const parsed = URL.parse(url);
  if (parsed?.protocol !== "s3:") return undefined;
  const endpoint = parsed.searchParams.get("endpoint");
  return endpoint === null || isAws(endpoint) ? parsed.hostname : undefined;
}

/** True when two URLs mean one mirror, however its options are ordered or a folder is written. */
export function sameMirror(a: string, b: string): boolean {
  return a === b || placeOf(a) === placeOf(b);
}

function placeOf(url: string): string {
  const parsed = URL.parse(url) ?? URL.parse(`file://${encoded(url)}`);
  if (parsed === null) return url;
  const path = parsed.pathname.replace(/\/{1,100}$/, "");
  if (parsed.protocol !== "s3:") return `${parsed.protocol}${path}`;
  const endpoint = bucketOf(url) === undefined ? parsed.searchParams.get("endpoint") : null;
  return ["s3", parsed.hostname, path, endpoint ?? ""].join(" ");
}

/** A path as a URL has it, these three aside, which would end or change it. */
function encoded(path: string): string {
  return path.replaceAll("%", "%25").replaceAll("?", "%3F").replaceAll("#", "%23");
}

/** AWS's own endpoints of S3 (AWS General Reference, "Amazon S3 endpoints"). */
function isAws(endpoint: string): boolean {
  const host = URL.parse(endpoint)?.hostname ?? "";
  return host.endsWith(".amazonaws.com") || host.endsWith(".amazonaws.com.cn") || host.endsWith(".api.aws");
}
