import type { CheckInput } from "./check.ts";

type Input = Pick<CheckInput, "snapshot" | "contract" | "access" | "reach">;

interface Kept extends Pick<Input, "snapshot" | "reach"> {
  readonly holders: Input["contract"]["holders"];
  readonly answers: WeakMap<object, unknown>;
}

/**
 * A store for answers that follow from facts, contract and engine alone. Several checks ask the same, and a page is
 * judged once for each language: whoever asks of the same gets the answers that were given before. They are kept by
 * what they are `about`: an asset, or the contract as a whole. A check that adds to one asset asks anew of that one only.
 */
export function rememberedAnswers<T>(): (input: Input, about: object) => Map<string, T> {
  const kept = new WeakMap<Input["access"], Kept>();
  return ({ snapshot, contract: { holders }, access, reach }, about) => {
    let before = kept.get(access);
    if (before?.snapshot !== snapshot || before.holders !== holders || before.reach !== reach) {
      before = { snapshot, holders, reach, answers: new WeakMap() };
      kept.set(access, before);
    }
    const answers = (before.answers as WeakMap<object, Map<string, T>>).get(about) ?? new Map<string, T>();
    before.answers.set(about, answers);
    return answers;
  };
}
