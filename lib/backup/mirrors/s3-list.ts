import type { ListObjectsV2CommandOutput, ListObjectVersionsCommandOutput } from "@aws-sdk/client-s3";
import type { Listed, Version } from "./mirror.ts";
import { compareKeys } from "./object-key.ts";
import { listBounds } from "./s3-list-bounds.ts";
import { notS3, readFailure, s3Code, s3Status } from "./s3-errors.ts";
import { abortable, type S3Session } from "./s3-session.ts";

interface Row {
  readonly key: string;
  /** Newest first, as S3 lists them. */
  readonly versions: (Version & { readonly modifiedMs: number })[];
  deleted: boolean;
}

/**
 * Everything below `sets/` with all versions, as `Mirror.list`; only the newest, after a call of `onlyNewest`, where
 * the store does not know or does not allow the listing of versions. A key's versions may span pages: it is held
 * back until a greater key is seen.
 */
export async function* listBucket(session: S3Session, onlyNewest: () => void): AsyncGenerator<Listed> {
  let held: Row | undefined;
  for await (const rows of pages(session, onlyNewest)) {
    for (const row of rows) {
      const order = held === undefined ? -1 : compareKeys(held.key, row.key);
      if (order > 0) throw notS3(session.url);
      if (held !== undefined && order === 0) {
        held.versions.push(...row.versions);
        held.deleted ||= row.deleted;
      } else {
        if (held !== undefined) yield listed(held);
        held = row;
      }
    }
  }
  if (held !== undefined) yield listed(held);
}

function listed({ key, versions, deleted }: Row): Listed {
  // The sort is stable: versions of one moment stay in the store's order, turned round.
  const oldestFirst = versions.toReversed().sort((a, b) => a.modifiedMs - b.modifiedMs);
  return { key, kind: "object", versions: oldestFirst.map(({ id, bytes }) => ({ id, bytes })), deleted };
}

async function* pages(session: S3Session, onlyNewest: () => void): AsyncGenerator<readonly Row[]> {
  let first = true;
  try {
    for await (const page of versionPages(session)) {
      first = false;
      yield versionRows(session, page);
    }
    return;
  } catch (cause) {
    const impossible =
      [400, 403, 405, 501].includes(s3Status(cause) ?? 0) && s3Code(cause) !== "NoSuchBucket";
    if (!first || !impossible) throw readFailure(session.url, cause, session.signal);
  }
  onlyNewest();
  try {
    for await (const page of newestPages(session)) yield newestRows(session, page);
  } catch (cause) {
    throw readFailure(session.url, cause, session.signal);
  }
}

// docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html
async function* versionPages(session: S3Session): AsyncGenerator<ListObjectVersionsCommandOutput> {
  const { sdk, client } = session;
  const bounds = listBounds(session.limits);
  let marker: { KeyMarker?: string; VersionIdMarker?: string } = {};
  for (;;) {
    const command = new sdk.ListObjectVersionsCommand({ ...question(session), ...marker });
    const asked = performance.now();
    const page = await client.send(command, abortable(session));
    const rows = (page.Versions?.length ?? 0) + (page.DeleteMarkers?.length ?? 0);
    bounds.page(rows, performance.now() - asked);
    yield page;
    if (page.IsTruncated !== true) return;
    const next = { key: decoded(page, page.NextKeyMarker), version: page.NextVersionIdMarker ?? "" };
    bounds.advance(next);
    marker = { KeyMarker: next.key, VersionIdMarker: next.version };
  }
}

// docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
async function* newestPages(session: S3Session): AsyncGenerator<ListObjectsV2CommandOutput> {
  const { sdk, client } = session;
  const bounds = listBounds(session.limits);
  let token: { ContinuationToken?: string } = {};
  for (;;) {
    const command = new sdk.ListObjectsV2Command({ ...question(session), ...token });
    const asked = performance.now();
    const page = await client.send(command, abortable(session));
    bounds.page(page.Contents?.length ?? 0, performance.now() - asked);
    yield page;
    if (page.IsTruncated !== true) return;
    const next = page.NextContinuationToken;
    if (next === undefined || next === token.ContinuationToken) throw notS3(session.url);
    token = { ContinuationToken: next };
  }
}

function question({ location, pageKeys }: S3Session) {
  return {
    Bucket: location.bucket,
    Prefix: `${location.prefix}sets/`,
    // Keys may hold characters that XML cannot.
    EncodingType: "url" as const,
    ...(pageKeys === undefined ? {} : { MaxKeys: pageKeys }),
  };
}

function versionRows(session: S3Session, page: ListObjectVersionsCommandOutput): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const { Key, VersionId, Size, LastModified } of page.Versions ?? []) {
    const row = rowOf(rows, session, page, Key);
    row.versions.push({ id: VersionId ?? "", bytes: Size ?? 0, modifiedMs: LastModified?.getTime() ?? 0 });
  }
  for (const { Key, IsLatest } of page.DeleteMarkers ?? []) {
    rowOf(rows, session, page, Key).deleted ||= IsLatest === true;
  }
  return inOrder(session, page, rows);
}

function newestRows(session: S3Session, page: ListObjectsV2CommandOutput): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const { Key, Size } of page.Contents ?? []) {
    rowOf(rows, session, page, Key).versions.push({ id: "", bytes: Size ?? 0, modifiedMs: 0 });
  }
  return inOrder(session, page, rows);
}

type Page = ListObjectVersionsCommandOutput | ListObjectsV2CommandOutput;

function rowOf(rows: Map<string, Row>, session: S3Session, page: Page, encoded: string | undefined): Row {
  const full = decoded(page, encoded);
  if (!full.startsWith(`${session.location.prefix}sets/`)) throw notS3(session.url);
  const key = full.slice(session.location.prefix.length);
  const row = rows.get(key) ?? { key, versions: [], deleted: false };
  rows.set(key, row);
  return row;
}

function inOrder(session: S3Session, page: Page, rows: Map<string, Row>): readonly Row[] {
  // An error document sent with status 200 is parsed as an empty page; a real one says whether it was cut.
  if (page.IsTruncated === undefined || page.Name !== session.location.bucket) throw notS3(session.url);
  return [...rows.values()].sort((a, b) => compareKeys(a.key, b.key));
}

/** A key as it is; the store says whether it encoded it. */
function decoded(page: Page, text = ""): string {
  if (page.EncodingType !== "url") return text;
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}
