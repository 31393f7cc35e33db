import { failure, type RollwardError } from "../../base/faults.ts";
import { liveFaults } from "./live-faults.ts";
import { namedProfile } from "./profiles.ts";

/** As the SDK gives them; `$source` names the links of its chain that they came through. */
interface Found {
  readonly expiration?: Date;
  readonly $source?: Readonly<Record<string, unknown>>;
}

/**
 * Has credentials before anything is asked, so that what is missing is told at once and in one sentence.
 *
 * @throws RollwardError credentials-missing, credentials-expired
 */
export async function checkCredentials(
  profile: string | undefined,
  find: () => Promise<Found>,
  now: () => number = Date.now,
): Promise<void> {
  const found = await find().catch((cause: unknown) => {
    throw missing(profile, cause);
  });
  // A profile that gives nothing makes the SDK go on to the machine's own role: another identity than was named.
  const links = Object.keys(found.$source ?? {});
  if (namedProfile(profile) !== undefined && !links.some((link) => link.startsWith("CREDENTIALS_PROFILE")))
    throw missing(profile);
  if (found.expiration !== undefined && found.expiration.getTime() <= now()) throw expired(profile);
}

/** The failure that `cause` stands for when it says that AWS does not take the credentials; else `undefined`. */
export function credentialFailure(
  profile: string | undefined,
  code: string,
  cause: unknown,
): RollwardError | undefined {
  if (/^Expired|^RequestExpired$|^TokenRefreshRequired$/.test(code)) return expired(profile, cause);
  if (/^(CredentialsProvider|TokenProvider|Provider)Error$/.test(code)) return missing(profile, cause);
  if (!refused.has(code)) return undefined;
  return failure(liveFaults["credentials-refused"], { ...whose(profile), code }, cause);
}

const refused: ReadonlySet<string> = new Set([
  "AuthFailure",
  "IncompleteSignature",
  "InvalidAccessKeyId",
  "InvalidClientTokenId",
  "InvalidToken",
  "MissingAuthenticationToken",
  "RequestTimeTooSkewed",
  "SignatureDoesNotMatch",
  "UnrecognizedClientException",
]);

/** Arguments for sentences that name a profile, or else the credentials that AWS's tools find. */
export function whose(profile: string | undefined): { readonly named: string; readonly profile: string } {
  const named = namedProfile(profile);
  return { named: named === undefined ? "no" : "yes", profile: named ?? "" };
}

function missing(profile: string | undefined, cause?: unknown): RollwardError {
  // Signed in once, but not today: the SDK says so in words alone.
  const text = cause instanceof Error ? cause.message : "";
  if (/\bexpired\b|aws sso login/i.test(text)) return expired(profile, cause);
  return failure(liveFaults["credentials-missing"], whose(profile), cause);
}

function expired(profile: string | undefined, cause?: unknown): RollwardError {
  return failure(liveFaults["credentials-expired"], whose(profile), cause);
}
