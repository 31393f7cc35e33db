import { matchesPattern } from "../actions/wildcard.ts";
import type { AssetKey } from "./config.ts";
import type { Contract, Grant, GrantTarget } from "./contract.ts";
import { bucketNames, fixedNames, headTableArn, rollTableArn } from "./names.ts";

/** A request that the contract is held against. */
export interface Asked {
  readonly resource: string;
  readonly context?: Readonly<Record<string, unknown>>;
}

/** Is a request one that a grant is for? Where nobody says where things are, only the action tells. */
export function isWithin(
  { action, on, through }: Grant,
  request: Asked | undefined,
  contract: Contract,
): boolean {
  const arns = targetArns(on, contract);
  if (request === undefined || arns === undefined) return true;
  return (
    arns.some((arn) => matchesPattern(arn, request.resource)) &&
    (through === undefined || through === "lambda" || namesService(action, through, request))
  );
}

/** As the stacks hold such grants: KMS is told by `kms:ViaService`, others by `aws:CalledVia`. */
export function namesService(
  action: string,
  through: "dynamodb" | "s3" | undefined,
  { context = {} }: Pick<Asked, "context">,
): boolean {
  const key = action.startsWith("kms:") ? "kms:viaservice" : "aws:calledvia";
  const value = Object.entries(context).find(([name]) => name.toLowerCase() === key)?.[1];
  const services = (Array.isArray(value) ? value : [value]).map(String);
  return (
    value !== undefined &&
    services.some((service) => through === undefined || service.startsWith(`${through}.`))
  );
}

/** What a grant is on, by the stacks’ fixed names, and keys as they were found; `undefined` without accounts. */
export function targetArns(target: GrantTarget, { config, assets }: Contract): readonly string[] | undefined {
  if (config?.accounts === undefined) return undefined;
  const { accounts, regions } = config;
  const home = { accounts, region: regions?.[0] ?? "*", mirrorRegion: regions?.at(-1) ?? "*" };
  const buckets = bucketNames(home);
  const key = (asset: AssetKey) =>
    assets.filter((one) => one.key === asset).flatMap(({ resources }) => resources);
  const sets = fixedNames.setsPrefix;
  switch (target) {
    case "rollTable":
      return [rollTableArn(home)];
    case "countyIndex":
      return [`${rollTableArn(home)}/index/${fixedNames.countyIndex}`];
    case "head":
      return [headTableArn(home)];
    case "dataKey":
    case "signingKey":
      return key(target);
    case "exports":
    case "vault":
    case "mirror":
      return [`arn:aws:s3:::${buckets[target]}`];
    case "exportObjects":
      return [`arn:aws:s3:::${buckets.exports}/${fixedNames.exportPrefix}/*`];
    case "vaultObjects":
      return [`arn:aws:s3:::${buckets.vault}/${sets}/*`];
    case "mirrorObjects":
      return [`arn:aws:s3:::${buckets.mirror}/${sets}/*`];
    case "logs":
      return undefined;
  }
}
