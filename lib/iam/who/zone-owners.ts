import { patternFrom, patternOf, type Pattern } from "../globs.ts";
import { segmentOne, segmentRun } from "../globs-classes.ts";
import type { Landscape } from "../landscape.ts";
import { anyRun, literalGlob, type Glob } from "../wildcard.ts";

/** ARNs of one account of the snapshot, or of none of them, with twelve digits, as a bucket has none, or otherwise. */
export interface Owner {
  /** The snapshot’s account. */
  readonly account?: string;
  readonly within: Pattern;
  readonly without: readonly Pattern[];
  /** Could ARNs of this service and account be of it? `undefined` where a pattern leaves it open. */
  readonly may: (service: string | undefined, account: string | undefined) => boolean;
  /** Accounts that are not the snapshot’s. */
  readonly elsewhere?: true;
}

const owners = new WeakMap<Landscape["accounts"], readonly Owner[]>();

/** Whose resources can be, one after the other, so that each ARN is of one of them. */
export function ownersOf({ accounts }: Landscape): readonly Owner[] {
  const known = owners.get(accounts);
  if (known !== undefined) return known;
  const named = [...accounts].map((account): Owner => ({
    account,
    within: arnPattern({ account: literalGlob(account) }),
    without: [],
    may: (_, own) => own === undefined || own === account,
  }));
  const anyAccount = arnPattern({ account: Array.from({ length: 12 }, () => segmentOne) });
  const ofS3 = arnPattern({ service: "s3" });
  const short = (own: string | undefined) => own?.length !== 12;
  const made: readonly Owner[] = [
    ...named,
    {
      within: anyAccount,
      without: named.map(({ within }) => within),
      may: (_, own) => own === undefined || (own.length === 12 && !accounts.has(own)),
      elsewhere: true,
    },
    {
      within: ofS3,
      without: [anyAccount],
      may: (service, own) => short(own) && (service === undefined || service === "s3"),
    },
    {
      within: arnPattern({}),
      without: [anyAccount, ofS3],
      may: (service, own) => short(own) && service !== "s3",
    },
  ];
  owners.set(accounts, made);
  return made;
}

const heads = new WeakMap<Pattern, readonly (string | undefined)[]>();

/**
 * The first five segments of a pattern, `undefined` for each that has wildcards; none, where a wildcard could run on
 * over the colons.
 */
export function headOf(pattern: Pattern): readonly (string | undefined)[] | undefined {
  const known = heads.get(pattern);
  if (known !== undefined) return known.length === 0 ? undefined : known;
  const segments: (string | undefined)[] = [];
  let text: string | undefined = "";
  for (const token of pattern.tokens) {
    if (
      segments.length === 5 ||
      token === anyRun ||
      (token < 0 && token !== segmentRun && token !== segmentOne)
    )
      break;
    if (token === colon) {
      segments.push(text);
      text = "";
    } else if (token < 0) text = undefined;
    else if (text !== undefined) text += String.fromCharCode(token);
  }
  const found = segments.length === 5 && !pattern.fold ? segments : [];
  heads.set(pattern, found);
  return found.length === 0 ? undefined : found;
}

const colon = 0x3a;

/** Every segment is spelled out and none is empty that may not be, and the resource is not empty. */
export function isPlain(pattern: Pattern): boolean {
  const head = headOf(pattern);
  if (head === undefined || head.includes(undefined)) return false;
  const [arn, partition, service] = head;
  const start = head.join(":").length + 1;
  const first = pattern.tokens[start];
  return (
    arn === "arn" &&
    partition !== "" &&
    service !== "" &&
    first !== undefined &&
    first !== anyRun &&
    first !== segmentRun
  );
}

const byType = new Map<string, Pattern>();

/** ARNs whose resource begins so. */
export function ofType(type: string): Pattern {
  const known = byType.get(type) ?? arnPattern({ type });
  byType.set(type, known);
  return known;
}

/** ARNs with this account, service, beginning of the resource; whatever is left out may be anything. */
function arnPattern(parts: {
  readonly account?: Glob;
  readonly service?: string;
  readonly type?: string;
}): Pattern {
  const any: Glob = [segmentOne, segmentRun];
  const colon = literalGlob(":");
  const service = parts.service === undefined ? any : literalGlob(parts.service);
  const account = parts.account ?? [segmentRun];
  const head = [...literalGlob("arn:"), ...any, ...colon, ...service, ...colon, segmentRun, ...colon];
  const resource = parts.type === undefined ? patternOf("?*").tokens : [...literalGlob(parts.type), anyRun];
  return patternFrom([...head, ...account, ...colon, ...resource]);
}
