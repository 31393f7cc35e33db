import type { OptionSpecs, Values } from "../command.ts";
import { mirrorOptions, stateOption, trustOptions } from "./mirror-options.ts";
import { sourceWords as words } from "./source-words.ts";

/** Where `rollward snapshot` and `rollward audit` look. */
export const sourceOptions = {
  template: { kind: "one", value: "DIR", words: words.template },
  account: { kind: "one", value: "ID", words: words.account },
  profile: { kind: "many", value: "NAME", words: words.profile },
  region: { kind: "many", value: "REGION", words: words.region },
  mirror: { kind: "many", value: "URL", words: mirrorOptions.mirror.words },
  ...trustOptions,
  ...stateOption,
} as const satisfies OptionSpecs;

export type SourceValues = Values<typeof sourceOptions>;
