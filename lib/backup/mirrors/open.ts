import { realpath } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { failure } from "../../base/faults.ts";
import type { Words } from "../../base/words.ts";
import { openDirectory } from "./directory.ts";
import { mirrorFaults } from "./mirror-faults.ts";
import type { Mirror, MirrorOptions } from "./mirror.ts";
import { endpointIdentity, environmentEndpoint } from "./s3-endpoint.ts";
import type { S3Options } from "./s3-session.ts";
import { parseS3Url, withoutSecrets } from "./s3-url.ts";

export type OpenOptions = MirrorOptions & S3Options;

/**
 * Opens the mirror that a person named: a path, `file:///folder`, or `s3://bucket/prefix?region=R&endpoint=URL`.
 * The caller closes it.
 *
 * @throws RollwardError mirror-url; for a folder mirror-missing, mirror-kind, mirror-unreadable; for a bucket
 * mirror-unreadable when no region is known, and nothing more before its first operation
 */
export async function openMirror(url: string, options: OpenOptions): Promise<Mirror> {
  const path = folderOf(url);
  if (path !== undefined) return openDirectory(url, path, options);
  const { openS3 } = await import("./s3.ts");
  return openS3(url, options);
}

/**
 * Equal for two URLs that name one mirror: the folder's real path, or endpoint (from the URL or the environment, in one
 * spelling), bucket and prefix. Regions are left out: within one endpoint a bucket's name is enough.
 *
 * @throws RollwardError mirror-url
 */
export async function mirrorIdentity(url: string): Promise<string> {
  const path = folderOf(url);
  if (path !== undefined) return `file:${await realFolder(resolve(path))}`;
  const { bucket, prefix, endpoint } = parseS3Url(url);
  return `s3:${endpointIdentity(endpoint ?? environmentEndpoint())} ${bucket}/${prefix}`;
}

async function realFolder(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    // Not made yet: what is above it may still be reached by a link.
    return join(await realpath(dirname(path)).catch(() => dirname(path)), basename(path));
  }
}

/** The folder that a URL or path names; `undefined` for a bucket. */
function folderOf(url: string): string | undefined {
  const refuse = (reason: Words) => failure(mirrorFaults["mirror-url"], { url: withoutSecrets(url), reason });
  if (url === "") throw refuse(reasons.empty);
  if (url.includes("\0")) throw refuse(reasons.path);
  // A letter alone before the colon is a drive of Windows.
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme === undefined) return url;
  if (scheme === "s3") return undefined;
  if (scheme !== "file") throw refuse(reasons.scheme);
  const parsed = URL.parse(url);
  if (parsed === null || !/^file:\/\/\//i.test(url)) throw refuse(reasons.path);
  if (parsed.search !== "" || parsed.hash !== "") throw refuse(reasons.path);
  try {
    return fileURLToPath(parsed);
  } catch {
    throw refuse(reasons.path);
  }
}

const reasons = {
  empty: {
    en: "it is empty; name a folder or a bucket",
    fr: "l’adresse est vide ; indiquez un dossier ou un compartiment",
  },
  scheme: {
    en: "a mirror is a folder, file:///folder or s3://bucket/prefix; for a folder with a colon in its name write ./ before it",
    fr: "un miroir est un dossier, file:///dossier ou s3://compartiment/préfixe ; pour un dossier dont le nom contient deux-points, écrivez ./ devant",
  },
  path: {
    en: "a folder’s URL is file:/// and an absolute path of this machine, with question marks and number signs written %3F and %23",
    fr: "l’URL d’un dossier est file:/// suivi d’un chemin absolu de cette machine, où ? et # s’écrivent %3F et %23",
  },
} as const satisfies Readonly<Record<string, Words>>;
