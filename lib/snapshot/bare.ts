import { failure } from "../base/faults.ts";
import { isRecord } from "../base/json.ts";
import { formatInstant } from "../base/time.ts";
import { say, type Lang } from "../base/words.ts";
import { bareWords as words } from "./bare-words.ts";
import { factKinds, type Unread } from "./model.ts";
import { snapshotFaults } from "./snapshot-faults.ts";

const lists = ["UserDetailList", "GroupDetailList", "RoleDetailList", "Policies"] as const;

/** The `tool` of a snapshot that was made of that output. */
export const bareTool = "aws iam get-account-authorization-details";

type BareFile = Readonly<Record<string, unknown>>;

/** True for the output of `aws iam get-account-authorization-details`: no snapshot, and lists of that reply. */
export function isBare(value: unknown): value is BareFile {
  return (
    isRecord(value) &&
    !Object.hasOwn(value, "format") &&
    lists.some((name) => Array.isArray(own(value, name)))
  );
}

export interface BareOrigin {
  readonly path: string;
  /** When the file is read: it does not say itself when it was made. */
  readonly now: Date;
  readonly lang: Lang;
}

/**
 * That output as a snapshot, still to be fitted: live, of the one account that its ARNs name. The reply has no date,
 * so `takenAt` is `now` and `nowGiven` is true; it has identities only, so that everything else is unread.
 *
 * @throws RollwardError snapshot-accounts-mixed, snapshot-account-none
 */
export function snapshotOfBare(
  bare: BareFile,
  { path, now, lang }: BareOrigin,
): Readonly<Record<string, unknown>> {
  const ids = new Set(lists.flatMap((name) => accountsIn(own(bare, name))));
  const [id, other] = ids;
  if (id === undefined) throw failure(snapshotFaults["snapshot-account-none"], { path });
  if (other !== undefined) throw failure(snapshotFaults["snapshot-accounts-mixed"], { path, id, other });

  const unread: Unread[] = [];
  const identities = (why: string) =>
    unread.push({ what: `${path}: identities`, why, account: id, facts: "identities" });
  const truncated = own(bare, "IsTruncated");
  if (truncated === true || truncated === "true" || typeof own(bare, "Marker") === "string")
    identities(say(words.truncated, lang));
  for (const list of lists) {
    if (own(bare, list) === undefined) identities(say(words.listMissing, lang, { list }));
  }
  for (const facts of factKinds) {
    if (facts === "identities") continue;
    unread.push({ what: `${path}: ${facts}`, why: say(words.identitiesOnly, lang), account: id, facts });
  }
  const authorizationDetails = Object.fromEntries(lists.map((name) => [name, own(bare, name) ?? []]));
  return {
    format: "rollward/snapshot@1",
    takenAt: formatInstant(now),
    source: "live",
    tool: bareTool,
    nowGiven: true,
    accounts: [{ id, authorizationDetails, resourcePolicies: [] }],
    unread,
  };
}

function own(value: BareFile, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Ids of the accounts in the ARNs of a list; AWS's own policies (`arn:aws:iam::aws:policy/…`) are nobody's. */
function accountsIn(list: unknown): readonly string[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown) => {
    const arn = isRecord(entry) ? own(entry, "Arn") : undefined;
    const id = typeof arn === "string" ? arn.split(":", 5)[4] : undefined;
    return id !== undefined && /^\d{12}$/.test(id) ? [id] : [];
  });
}
