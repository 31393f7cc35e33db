/** AWS's published actions, as one compact index (`lib/actions/README.md` says where it comes from). */
export interface ActionIndex {
  /** Version of the data, such as `0.21.202609261`. */
  readonly version: string;
  /** How many there are; ids run from 0. */
  readonly count: number;
  /** By name in any case, such as `s3:getobject`; `undefined` for one that AWS has not published. */
  find(name: string): ActionFact | undefined;
  /** Those that a pattern of a policy matches, such as `s3:Get*`; `*` and `?`, any case. Sorted by id. */
  matching(pattern: string): readonly ActionFact[];
  /** Those of one service, by its prefix, such as `dynamodb`. */
  ofService(prefix: string): readonly ActionFact[];
}

export interface ActionFact {
  readonly id: number;
  /** As AWS writes it: `s3:GetObject`. */
  readonly name: string;
  readonly level: AccessLevel;
  /** Resource types as ARN patterns with `*` in place of variables; empty when the action takes only `*`. */
  readonly resources: readonly string[];
  /** Condition keys of the action itself and of its resource types, in AWS's spelling, global keys left out. */
  readonly conditionKeys: readonly string[];
}

export const accessLevels = ["Read", "List", "Write", "Permissions management", "Tagging"] as const;
export type AccessLevel = (typeof accessLevels)[number];
