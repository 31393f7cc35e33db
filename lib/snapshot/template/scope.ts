import type { MaybeValue, Unresolved, Value } from "./value.ts";

/** Where a stack will stand. */
export interface Place {
  readonly account: string;
  readonly region: string;
  /** False when nobody said the region, and {@link region} is an assumption. */
  readonly regionGiven: boolean;
}

/** What a stack's functions may ask for while they are resolved. */
export interface Scope {
  evaluate(source: unknown): MaybeValue;
  /** What `Ref` gives: of a parameter, a resource, a pseudo parameter. */
  reference(name: string): MaybeValue;
  attribute(id: string, name: string): Value;
  condition(name: string): boolean | Unresolved;
  /** A section of the template's mappings. */
  mapping(name: string): unknown;
  imported(name: string): Value;
  /** An output of another stack of the account, by the stack's name. */
  outputOf(stack: string, output: string, region: string | undefined): Value;
  /** Counts work done, so that no template can ask for more than one that CloudFormation accepts. */
  spend(units: number): void;
}

/** A function of a template, such as `Fn::Join`, with its argument as it stands; `undefined` when that is of no use. */
export type Intrinsic = (argument: unknown, scope: Scope) => MaybeValue | undefined;

/** The partition that a region is in (AWS General Reference, Amazon Resource Names). */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

export function urlSuffixOf(region: string): string {
  return region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
}
