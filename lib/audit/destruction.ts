import type { Asset, CapabilityId, Contract } from "../contract/contract.ts";
import type { Deed } from "./apart.ts";

/** What it takes to leave an office without its roll: one deed for the roll, one for the vault, one for each mirror. */
export function destructionOf(contract: Contract): readonly Deed[] {
  return contract.assets
    .filter(({ key }) => key === "roll" || key === "vault" || key === "mirrors")
    .map((asset) => ({
      assets: [asset, ...accountsOf(asset, contract)],
      capabilities: ends[asset.key] ?? [],
    }));
}

// To alter every voter is to destroy the roll; to close the account that it stands in is, too.
const ends: Readonly<Partial<Record<Asset["key"], readonly CapabilityId[]>>> = {
  roll: ["alter-voter", "destroy-roll", "close-account"],
  vault: ["destroy-sealed", "shorten-retention", "close-account"],
  mirrors: ["destroy-sealed", "shorten-retention", "close-account"],
};

function accountsOf({ accounts }: Asset, contract: Contract): readonly Asset[] {
  return contract.assets.filter(
    ({ key, accounts: [id] }) => key === "account" && id !== undefined && accounts.includes(id),
  );
}
