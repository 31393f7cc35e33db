import { bucketNames, fixedNames, headTableArn, rollTableArn, type FunctionTask } from "../contract/names.ts";
import type { Office } from "./office.ts";
import type { OwnKeys } from "./targets.ts";

/** What a function is told through its environment: names and places, never a secret. */
export type Environment = Readonly<Record<string, string>>;

/** The environment of a task's function, by the names that its entry in `bin/functions` reads. */
export function environmentOf(task: FunctionTask, office: Office, keys: OwnKeys): Environment {
  const buckets = bucketNames(office);
  const roll = { ROLL_TABLE: fixedNames.rollTable };
  const sets = (bucket: string, region: string) => `s3://${bucket}/${fixedNames.setsPrefix}?region=${region}`;
  const vault = { VAULT_URL: sets(buckets.vault, office.region) };
  const asked = {
    TABLE_ARN: rollTableArn(office),
    EXPORTS_BUCKET: buckets.exports,
    EXPORT_PREFIX: fixedNames.exportPrefix,
  };
  switch (task) {
    case "register":
    case "look-up":
      return roll;
    case "hand-out-list":
      return { ...roll, COUNTY_INDEX: fixedNames.countyIndex };
    case "export":
      return { ...asked, DATA_KEY: known(keys.dataKey, task) };
    case "seal":
      return {
        ...asked,
        ...vault,
        OFFICE_ID: office.id,
        RETENTION_DAYS: String(office.retentionDays),
        SIGNING_KEY: known(keys.signingKey, task),
        HEAD_TABLE: headTableArn(office),
      };
    case "mirror":
      return { ...vault, MIRROR_URL: sets(buckets.mirror, office.mirrorRegion) };
  }
}

function known(key: string | undefined, task: FunctionTask): string {
  if (key === undefined) throw new Error(`the key of ${task} must be made in the same stack`);
  return key;
}
