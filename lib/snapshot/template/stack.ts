import type { StackSource } from "./assembly.ts";
import type { Physical } from "./physical.ts";
import type { Place, Scope } from "./scope.ts";
import type { Unresolved, Value } from "./value.ts";

/** A stack whose functions are being resolved. Everything is worked out when it is asked for, once. */
export interface Stack extends Scope {
  readonly name: string;
  readonly place: Place;
  readonly source: StackSource;
  /** How many stacks it is nested in. */
  readonly depth: number;
  /** Whether the resource will be made. */
  present(id: string): boolean | Unresolved;
  physical(id: string): Physical | undefined;
  properties(id: string): Readonly<Record<string, Value>> | Unresolved;
  output(name: string): Value;
  exportName(output: string): Value | undefined;
}

export interface StackOpening {
  readonly source: StackSource;
  readonly place: Place;
  /** Of a nested stack: the parameters that its parent hands over. */
  readonly parameters?: Readonly<Record<string, Value>>;
  readonly depth?: number;
}

/** Everything that stacks know of each other, and the bounds on what resolving them may cost. */
export interface World {
  /** Every stack of the folder, without nested ones. */
  readonly stacks: Stack[];
  /** Counts work of one stack. @throws RollwardError template-large */
  meter(stack: string): (units: number) => void;
  /** Runs `work` one reference further down; `undefined` when the chain is longer than any that makes sense. */
  descend<T>(work: () => T): T | undefined;
  /** A nested stack, opened once; `undefined` when its template is not among the assets. */
  nested(parent: Stack, id: string): Stack | undefined;
  /** An export of some stack of this account and region. */
  exported(place: Place, name: string): Value;
  outputOf(place: Place, stack: string, output: string): Value;
}
