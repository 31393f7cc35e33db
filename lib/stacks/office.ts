import { resolve } from "node:path";
import { failure } from "../base/faults.ts";
import type { Accounts, Config } from "../contract/config.ts";
import type { Home } from "../contract/names.ts";
import { stacksFaults } from "./stacks-faults.ts";

/** What the stacks need to know of an office: all of it said, nothing optional left to guess. */
export interface Office extends Home {
  readonly id: string;
  readonly name: string;
  readonly identityProvider: NonNullable<Config["identityProvider"]>;
  /** Days that sealed parts and the trail are locked. */
  readonly retentionDays: number;
  /** The trust file and the recipients' file, absolute; they hold public keys and travel with the functions. */
  readonly files: { readonly trust?: string; readonly recipients?: string };
}

/** The default of docs/formats/config.md: a year, and a month to notice. */
const usualRetentionDays = 400;

/**
 * The office of a configuration; paths in it are from `folder`.
 *
 * @throws RollwardError stacks-config when it lacks what the stacks cannot be made without
 */
export function officeOf(config: Config, folder: string): Office {
  const { office, accounts, regions, identityProvider, trust, recipients } = config;
  const [region] = regions ?? [];
  if (
    office === undefined ||
    accounts === undefined ||
    region === undefined ||
    identityProvider === undefined
  ) {
    const needed = { office, accounts, regions: region, identityProvider };
    const lacks = Object.entries(needed).filter(([, value]) => value === undefined);
    throw failure(stacksFaults["stacks-config"], { lacks: lacks.map(([key]) => key).join(", ") });
  }
  return {
    ...office,
    accounts,
    region,
    mirrorRegion: regions?.at(-1) ?? region,
    identityProvider,
    retentionDays: config.objectives?.retentionDays ?? usualRetentionDays,
    files: {
      ...(trust === undefined ? {} : { trust: resolve(folder, trust) }),
      ...(recipients === undefined ? {} : { recipients: resolve(folder, recipients) }),
    },
  };
}

/** True when all that the stacks make lies in one account: a trial, in which accounts keep nothing apart. */
export function isOneAccount({ accounts }: Pick<Office, "accounts">): boolean {
  return new Set(Object.values(accounts)).size === 1;
}

/** The region in which what belongs to an account stands. */
export function regionOf(place: keyof Accounts, { region, mirrorRegion }: Office): string {
  return place === "mirror" ? mirrorRegion : region;
}
