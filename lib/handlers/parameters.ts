import { RollwardError } from "../base/faults.ts";
import { checkValue } from "../register/check.ts";
import { voterFields } from "../register/schema.ts";

/** Whether a text from an address could be a voter's `key`, such as `County`, by the schema. */
export function isOfKind(key: "VoterId" | "County", text: string | undefined): text is string {
  const field = voterFields.find((each) => each.key === key);
  if (field === undefined || text === undefined) return false;
  try {
    checkValue(field.type, text, { line: 1, path: key });
    return true;
  } catch (cause) {
    if (cause instanceof RollwardError) return false;
    throw cause;
  }
}
