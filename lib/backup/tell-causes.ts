import type { Work } from "../base/context.ts";
import { say } from "../base/words.ts";
import { backupWords } from "./backup-words.ts";
import type { Survey } from "./survey.ts";

const mostOfEach = 5;

/** Says of each mirror why it cannot be relied on: before a command gives up, the person must know what to mend. */
export function tellCauses({ surveyed }: Pick<Survey, "surveyed">, { lang, remark }: Work): void {
  for (const { reading, problems } of surveyed) {
    const grave = problems.filter(({ fault }) => fault.exit >= 3);
    for (const { fault, file, args } of grave.slice(0, mostOfEach)) {
      const message = `${file === undefined ? "" : `${file}: `}${say(fault, lang, args)} (${fault.code})`;
      remark(say(backupWords.cause, lang, { url: reading.url, message }));
    }
  }
}
