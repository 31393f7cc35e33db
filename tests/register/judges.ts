import { isUtf8 } from "node:buffer";
import { parseLine } from "../../lib/register/parse.ts";
import { createRecogniser, newFoundKeys } from "../../lib/register/recognise.ts";

const recognise = createRecogniser();

/** The recogniser as its callers use it: the bytes are UTF-8, and the record ends where the line ends. */
export function accepts(line: Buffer): boolean {
  return isUtf8(line) && recognise(line, 0, line.length, newFoundKeys()) === line.length;
}

/** True when the parser takes the line and its canonical form is the line itself. */
export function parserGivesBack(line: Buffer): boolean {
  try {
    return parseLine(line, 1).canonical.equals(line);
  } catch {
    return false;
  }
}
