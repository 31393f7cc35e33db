/**
 * What a resource will be called. Texts have places: `{partition}`, `{region}`, `{account}`, `{suffix}`, `{path}`,
 * `{name}`, `{arn}` and `{code}` (letters and digits like those of IAM’s unique ids).
 */
export interface PhysicalRule {
  /** The property that fixes its name. Without it, or when it is left out, the name is invented. */
  readonly name?: string;
  readonly invent?: Invention;
  /** What stands before an invented id. */
  readonly prefix?: string;
  readonly arn?: string;
  readonly ref: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/**
 * How AWS would choose a name, as far as it shows. The invented one hangs on the stack and the logical id alone, so
 * that two runs agree; CloudFormation's own ends in random letters.
 */
export type Invention = "named" | "lowerCase" | IdKind;
export type IdKind = "uuid" | "hex17" | "short10" | "upper17" | "upper13";
