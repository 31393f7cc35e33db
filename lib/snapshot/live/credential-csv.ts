import { formatInstant, parseInstant } from "../../base/time.ts";
import type { Credentials } from "../model.ts";

/** The report’s rows, or the first place that is not as AWS describes it; lines count from 1. */
export type ParsedReport =
  { readonly credentials: readonly Credentials[] } | { readonly line: number; readonly column: string };

/**
 * Parses IAM’s credential report, strictly: a line that means nothing certain is no fact.
 * Source: docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
 *
 * @param text CSV (RFC 4180), a line a user and the first for the account’s root
 * @param account twelve digits; every line must be of it
 */
export function parseCredentialReport(text: string, account: string): ParsedReport {
  const lines = text.replace(/(\r?\n)+$/, "").split(/\r?\n/);
  const header = cells(lines[0] ?? "") ?? [];
  const lacking = columns.find(
    (column) => header.indexOf(column) !== header.lastIndexOf(column) || !header.includes(column),
  );
  if (lacking !== undefined) return { line: 1, column: lacking };
  const credentials: Credentials[] = [];
  const seen = new Set<string>();
  for (const [index, line] of lines.entries()) {
    if (index === 0) continue;
    const row = cells(line);
    if (row === undefined || row.length !== header.length) return { line: index + 1, column: "user" };
    const parsed = userOf((column) => row[header.indexOf(column)] ?? "", account);
    if (typeof parsed === "string") return { line: index + 1, column: parsed };
    if (seen.has(parsed.user)) return { line: index + 1, column: "arn" };
    seen.add(parsed.user);
    credentials.push(parsed);
  }
  return { credentials };
}

/** The account that the report’s line of the root names; `undefined` where there is none. */
export function accountOfReport(text: string): string | undefined {
  return /^<root_account>,arn:aws[a-z-]*:iam::(\d{12}):root,/m.exec(text)?.[1];
}

const columns = [
  "user",
  "arn",
  "user_creation_time",
  "password_enabled",
  "password_last_used",
  "mfa_active",
  "access_key_1_active",
  "access_key_1_last_rotated",
  "access_key_1_last_used_date",
  "access_key_2_active",
  "access_key_2_last_rotated",
  "access_key_2_last_used_date",
] as const;
type Column = (typeof columns)[number];

/** One user, or the column that makes no sense. */
function userOf(cell: (column: Column) => string, account: string): Credentials | Column {
  const root = cell("user") === "<root_account>";
  const user = cell("arn");
  const match = /^arn:aws[a-z-]*:iam::(\d{12}):(root$|user\/.)/.exec(user);
  if (match?.[1] !== account || (match[2] === "root") !== root) return "arn";
  const createdAt = moment(cell("user_creation_time"));
  if (createdAt === undefined || createdAt === null) return "user_creation_time";
  // The root always has a password, unless an organisation took it away, and then the report says FALSE.
  const enabled = cell("password_enabled");
  const password = root && enabled === "not_supported" ? true : truth(enabled);
  if (password === undefined) return "password_enabled";
  const mfa = truth(cell("mfa_active"));
  if (mfa === undefined) return "mfa_active";
  const passwordLastUsedAt = moment(cell("password_last_used"));
  if (passwordLastUsedAt === undefined) return "password_last_used";
  const accessKeys: Credentials["accessKeys"][number][] = [];
  for (const number of [1, 2] as const) {
    const active = truth(cell(`access_key_${number}_active`));
    if (active === undefined) return `access_key_${number}_active`;
    const rotated = moment(cell(`access_key_${number}_last_rotated`));
    if (rotated === undefined || (rotated === null && active)) return `access_key_${number}_last_rotated`;
    const lastUsedAt = moment(cell(`access_key_${number}_last_used_date`));
    if (lastUsedAt === undefined) return `access_key_${number}_last_used_date`;
    // No key was ever made: there is none.
    if (rotated !== null) accessKeys.push({ active, createdAt: rotated, lastUsedAt });
  }
  return { user, password, mfa, createdAt, passwordLastUsedAt, accessKeys };
}

function truth(text: string): boolean | undefined {
  const lower = text.toLowerCase();
  return lower === "true" ? true : lower === "false" ? false : undefined;
}

/** A moment; `null` where the report says that there is none; `undefined` for anything else. */
function moment(text: string): string | null | undefined {
  if (["N/A", "no_information", "not_supported"].includes(text)) return null;
  const date = parseInstant(text);
  return date === undefined ? undefined : formatInstant(date);
}

/** The cells of a line; `undefined` when its quotes do not close. Names of users may hold commas, not line feeds. */
function cells(line: string): readonly string[] | undefined {
  const found: string[] = [];
  let at = 0;
  for (;;) {
    if (line[at] === '"') {
      let value = "";
      at += 1;
      for (;;) {
        const end = line.indexOf('"', at);
        if (end < 0) return undefined;
        value += line.slice(at, end);
        at = end + 1;
        if (line[at] !== '"') break;
        value += '"';
        at += 1;
      }
      if (at < line.length && line[at] !== ",") return undefined;
      found.push(value);
    } else {
      const comma = line.indexOf(",", at);
      const end = comma < 0 ? line.length : comma;
      found.push(line.slice(at, end));
      at = end;
    }
    if (at >= line.length) return found;
    at += 1;
  }
}
