/** Yes, no, or not to be known from what was given. Kleene's logic: a `no` decides an `and` whatever else is unknown. */
export type Truth = boolean | Unknown;

export interface Unknown {
  /** The construct that is missing, malformed or not understood, in plain English. */
  readonly unknown: string;
}

export function unknown(why: string): Unknown {
  return { unknown: why };
}

export function isUnknown(value: unknown): value is Unknown {
  return typeof value === "object" && value !== null && "unknown" in value;
}

/** Asks one after the other and stops at the first `no`. Of several unknowns the first speaks. */
export function all<T>(of: Iterable<T>, ask: (each: T) => Truth): Truth {
  let result: Truth = true;
  for (const each of of) {
    const truth = ask(each);
    if (truth === false) return false;
    if (result === true) result = truth;
  }
  return result;
}

/** Asks one after the other and stops at the first `yes`. */
export function any<T>(of: Iterable<T>, ask: (each: T) => Truth): Truth {
  let result: Truth = false;
  for (const each of of) {
    const truth = ask(each);
    if (truth === true) return true;
    if (result === false) result = truth;
  }
  return result;
}

export function or(...truths: readonly Truth[]): Truth {
  return any(truths, (truth) => truth);
}

export function not(truth: Truth): Truth {
  return typeof truth === "boolean" ? !truth : truth;
}
