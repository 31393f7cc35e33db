import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { failure } from "../../base/faults.ts";
import { liveFaults } from "./live-faults.ts";

/**
 * Refuses a profile that neither of AWS's shared files has. The SDK would go on to whatever other credentials it
 * finds, such as those of the machine it runs on, and another account would be read than the one that was named.
 * Source: docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 *
 * @param profile `undefined`: none was named here, but AWS_PROFILE may name one
 * @throws RollwardError profile-unknown
 */
export async function checkProfile(profile: string | undefined): Promise<void> {
  const named = namedProfile(profile);
  if (named === undefined) return;
  const paths = [
    process.env["AWS_CONFIG_FILE"] ?? join(homedir(), ".aws", "config"),
    process.env["AWS_SHARED_CREDENTIALS_FILE"] ?? join(homedir(), ".aws", "credentials"),
  ] as const;
  const [config, credentials] = await Promise.all(
    paths.map((path) => readFile(path, "utf8").catch(() => "")),
  );
  if (profileNames(config ?? "", credentials ?? "").has(named)) return;
  throw failure(liveFaults["profile-unknown"], {
    profile: named,
    config: paths[0],
    credentials: paths[1],
  });
}

/** The profile that is meant: the one that was named, else AWS_PROFILE's. */
export function namedProfile(profile: string | undefined): string | undefined {
  const fromEnvironment = process.env["AWS_PROFILE"];
  return profile ?? (fromEnvironment === "" ? undefined : fromEnvironment);
}

/** The profiles of the shared files' texts: `[profile x]` and `[default]` in the one, `[x]` in the other. */
export function profileNames(config: string, credentials: string): ReadonlySet<string> {
  const inConfig = sections(config).flatMap((section) => {
    if (section === "default") return ["default"];
    const match = /^profile\s+(\S.*)$/.exec(section);
    return match === null ? [] : [unquoted(match[1]!)];
  });
  return new Set([...inConfig, ...sections(credentials).map(unquoted)]);
}

function sections(text: string): readonly string[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const from = line.trimStart();
    const end = from.indexOf("]");
    return from.startsWith("[") && end > 0 ? [from.slice(1, end).trim()] : [];
  });
}

function unquoted(name: string): string {
  return /^(["']).*\1$/.test(name) ? name.slice(1, -1) : name;
}
