import { Annotations, type Stack } from "aws-cdk-lib/core";
import { langs, say } from "../../base/words.ts";
import type { Office } from "../office.ts";
import { stacksWords } from "../stacks-words.ts";

/**
 * Warns that the functions of `stack` would fail every day, for want of the files that they seal and verify by. They
 * may lack at first: the key that the trust file names is made with the vault.
 */
export function warnUnready(stack: Stack, { files }: Office): void {
  const lacking = (["trust", "recipients"] as const).filter((name) => files[name] === undefined);
  if (lacking.length === 0) return;
  const said = langs.map((lang) =>
    say(stacksWords.unready, lang, {
      lacks: lacking.join(lang === "fr" ? " et " : " and "),
      count: lacking.length,
    }),
  );
  Annotations.of(stack).addWarningV2("rollward:unready", said.join(" · "));
}
