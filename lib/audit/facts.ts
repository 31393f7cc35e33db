import { matchesPattern } from "../actions/wildcard.ts";
import type { Args, Words } from "../base/words.ts";
import type { AssetKey } from "../contract/config.ts";
import type { Asset } from "../contract/contract.ts";
import type { Account, Snapshot } from "../snapshot/model.ts";
import type { Bucket, Key, Table } from "../snapshot/resources.ts";
import type { CheckInput } from "./check.ts";
import type { Verdict } from "./finding.ts";

/** One resource of an asset, and what was read of it. */
export interface Sought<Fact> {
  readonly asset: Asset;
  /** As it was seen; else as the contract names it. */
  readonly arn: string;
  /** The account that it was seen in; else the one that it should be in, as far as can be told. */
  readonly account: string | undefined;
  /** Absent: nothing was read of it. */
  readonly fact?: Fact;
}

type Places = Pick<CheckInput, "snapshot" | "contract">;

/** The buckets of an asset, each once, sorted by ARN. Empty: the contract names none. */
export function bucketsOf(input: Places, key: AssetKey): readonly Sought<Bucket>[] {
  return seek(input, key, /^arn:[^:]*:s3:::[^/:]+/, ({ buckets }) => buckets);
}

/** The DynamoDB tables of an asset, each once, sorted by ARN. Empty: the contract names none. */
export function tablesOf(input: Places, key: AssetKey): readonly Sought<Table>[] {
  return seek(input, key, /^arn:[^:]*:dynamodb:[^:]*:[^:]*:table\/[^/:]+/, ({ tables }) => tables);
}

function seek<Fact extends { readonly arn: string }>(
  { snapshot, contract }: Places,
  key: AssetKey,
  shape: RegExp,
  listOf: (account: Account) => readonly Fact[] | undefined,
): readonly Sought<Fact>[] {
  const found = new Map<string, Sought<Fact>>();
  for (const asset of contract.assets.filter((one) => one.key === key)) {
    // A bucket stands in the contract with its objects, a table with its indexes and stream: one resource each.
    const named = new Set(asset.resources.flatMap((resource) => shape.exec(resource)?.[0] ?? []));
    for (const pattern of named) {
      const seen = snapshot.accounts.flatMap((account) =>
        (listOf(account) ?? [])
          .filter(({ arn }) => matchesPattern(pattern, arn))
          .map((fact): Sought<Fact> => ({ asset, arn: fact.arn, account: account.id, fact })),
      );
      const unseen = { asset, arn: pattern, account: accountOf(pattern, asset, snapshot) };
      for (const one of seen.length > 0 ? seen : [unseen]) if (!found.has(one.arn)) found.set(one.arn, one);
    }
  }
  return [...found.values()].sort((a, b) => (a.arn < b.arn ? -1 : 1));
}

/** Where a resource that was not seen should stand: by its ARN, else the asset's account that is missing, or its only one. */
function accountOf(arn: string, { accounts }: Asset, snapshot: Snapshot): string | undefined {
  const own = accountIn(arn);
  if (own !== undefined) return own;
  return accounts.find((id) => snapshot.accounts.every((account) => account.id !== id)) ?? accounts[0];
}

/** The twelve digits in an ARN's fifth segment; `undefined` where it has none (buckets, patterns, hostile text). */
export function accountIn(arn: string): string | undefined {
  const segment = arn.split(":", 6)[4];
  return segment !== undefined && /^\d{12}$/.test(segment) ? segment : undefined;
}

/** A key of any account by its ARN, its id or an alias, as tables and buckets name keys. */
export function keyNamed(
  { accounts }: Snapshot,
  name: string,
  from: string | undefined,
): { readonly account: string; readonly fact: Key } | undefined {
  const seen = accounts.flatMap(({ id, keys }) => (keys ?? []).map((fact) => ({ account: id, fact })));
  const byArn = seen.find(({ fact }) => fact.arn === name);
  if (byArn !== undefined) return byArn;
  // An id or an alias says nothing of the account: it is of the account of what names it.
  const home = accountIn(name) ?? from;
  const plain = name.startsWith("arn:") ? name.split(":").slice(5).join(":") : name;
  return seen.find(
    ({ account, fact }) =>
      account === home && (fact.arn.endsWith(`:key/${plain}`) || (fact.aliases ?? []).includes(plain)),
  );
}

/** `unknown`: the contract does not say which bucket or table is the asset. */
export function assetUnknown(key: AssetKey, kind: "bucket" | "table"): Verdict {
  const args: Args = { key, asset: assetNames[key] ?? { en: key, fr: `« ${key} »` } };
  return {
    status: "unknown",
    subject: key,
    words: words[kind],
    args,
    fix: { words: words.name, args },
  };
}

const assetNames: Readonly<Partial<Record<AssetKey, Words>>> = {
  roll: { en: "the roll", fr: "la liste électorale" },
  vault: { en: "the vault", fr: "le coffre" },
  mirrors: { en: "the mirrors", fr: "les miroirs" },
};

const words = {
  bucket: {
    en: "Which bucket holds {asset} is not known: neither the configuration nor a name or tag of what was read says it.",
    fr: "On ne sait pas quel compartiment contient {asset} : ni la configuration, ni un nom ou une étiquette de ce qui a été lu ne le dit.",
  },
  table: {
    en: "Which table holds {asset} is not known: neither the configuration nor a name or tag of what was read says it.",
    fr: "On ne sait pas quelle table contient {asset} : ni la configuration, ni un nom ou une étiquette de ce qui a été lu ne le dit.",
  },
  name: {
    en: "Name it in rollward.config.json (under assets, {key}), or give it the tag rollward:asset with the value {key}.",
    fr: "Nommez-le dans rollward.config.json (sous assets, {key}), ou donnez-lui l’étiquette rollward:asset avec la valeur {key}.",
  },
} satisfies Record<string, Words>;
