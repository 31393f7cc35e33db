import { failure } from "../../base/faults.ts";
import type { Words } from "../../base/words.ts";
import { mirrorFaults } from "./mirror-faults.ts";

/** Where in S3, or in a store that speaks its protocol, a mirror is kept. */
export interface S3Location {
  readonly bucket: string;
  /** Before every key: empty, or ends with a slash. */
  readonly prefix: string;
  readonly region: string | undefined;
  /** An http or https address without user, query or trailing slash. */
  readonly endpoint: string | undefined;
}

// Bucket naming rules: docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
const bucketName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
// The "safe characters" of object keys: they mean the same in every tool, and need no escaping:
// docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html
const prefixText = /^[A-Za-z0-9!_.*'()/-]*$/;
const regionName = /^[a-z0-9][a-z0-9-]{0,31}$/;

/**
 * Takes `s3://bucket/prefix?region=R&endpoint=URL` apart.
 *
 * @throws RollwardError mirror-url, without the URL's secrets
 */
export function parseS3Url(url: string): S3Location {
  const refuse = (reason: Words) => failure(mirrorFaults["mirror-url"], { url: withoutSecrets(url), reason });
  const match = /^s3:\/\/([^/?#]*)(?:\/([^?#]*))?(?:\?([^#]*))?$/i.exec(url);
  if (match === null) throw refuse(reasons.shape);
  const [, bucket = "", path = "", query = ""] = match;
  if (bucket.includes("@") || bucket.includes(":")) throw refuse(reasons.secrets);
  if (!bucketName.test(bucket)) throw refuse(reasons.bucket);
  const prefix = path.replace(/\/+$/, "");
  if (!prefixText.test(prefix) || (prefix !== "" && prefix.split("/").some(isDots)))
    throw refuse(reasons.prefix);
  const named = new URLSearchParams(query);
  if ([...named.keys()].some((key, at, all) => !isKnown(key) || all.indexOf(key) !== at))
    throw refuse(reasons.query);
  const region = named.get("region") ?? undefined;
  if (region !== undefined && !regionName.test(region)) throw refuse(reasons.region);
  const address = named.get("endpoint");
  const endpoint = address === null ? undefined : parseEndpoint(address);
  if (endpoint === undefined && address !== null) throw refuse(reasons.endpoint);
  return { bucket, prefix: prefix === "" ? "" : `${prefix}/`, region, endpoint };
}

/** The one spelling of an endpoint's address; `undefined` for what is none, or carries a user, query or fragment. */
export function parseEndpoint(address: string): string | undefined {
  const url = URL.parse(address);
  if (url === null || !["http:", "https:"].includes(url.protocol)) return undefined;
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") return undefined;
  return url.href.replace(/\/+$/, "");
}

/** What may be shown of a URL that was refused: whoever put a key into it must not find it in a log. */
export function withoutSecrets(url: string): string {
  // AWS's secret keys hold slashes, so a user part may look as if it ended early: all up to the last @ goes.
  const shown = url.replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/is, "$1…@").replace(/\?.*$/s, "?…");
  return /^s3:\/\/[^/]*:/i.test(shown) ? "s3://…" : shown;
}

const isKnown = (key: string) => key === "region" || key === "endpoint";
const isDots = (segment: string) => segment === "" || segment === "." || segment === "..";

const reasons = {
  shape: {
    en: "a bucket is written s3://bucket/prefix?region=R&endpoint=URL",
    fr: "un compartiment s’écrit s3://compartiment/préfixe?region=R&endpoint=URL",
  },
  secrets: {
    en: "it carries a user or a key, which belong in AWS_PROFILE or in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; if it was a real key, replace it",
    fr: "elle porte un nom ou une clé, dont la place est dans AWS_PROFILE ou dans AWS_ACCESS_KEY_ID et AWS_SECRET_ACCESS_KEY ; si la clé est réelle, remplacez-la",
  },
  bucket: {
    en: "a bucket’s name has 3 to 63 lower-case letters, digits, dots and hyphens",
    fr: "le nom d’un compartiment a de 3 à 63 lettres minuscules, chiffres, points et traits d’union",
  },
  prefix: {
    en: "a prefix has only letters, digits, slashes and !-_.*’() with nothing empty or of dots alone between its slashes",
    fr: "un préfixe n’a que des lettres, des chiffres, des barres obliques et !-_.*’(), sans rien de vide ni de points seuls entre ses barres",
  },
  query: {
    en: "after the question mark only region and endpoint are known, each once; keys belong in AWS_PROFILE or in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    fr: "après le point d’interrogation, seuls region et endpoint sont connus, une fois chacun ; la place des clés est dans AWS_PROFILE ou dans AWS_ACCESS_KEY_ID et AWS_SECRET_ACCESS_KEY",
  },
  region: {
    en: "the region is written such as ca-central-1",
    fr: "la région s’écrit par exemple ca-central-1",
  },
  endpoint: {
    en: "the endpoint must be an http or https address without user, query or fragment",
    fr: "l’endpoint doit être une adresse http ou https sans nom d’utilisateur, requête ni fragment",
  },
} as const satisfies Readonly<Record<string, Words>>;
