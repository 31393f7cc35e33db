import type { Log } from "./answer.ts";

/** Writes each entry as one line of JSON, which is what CloudWatch's queries read. */
export function logTo(stream: { write(text: string): unknown }): Log {
  return (entry) => void stream.write(`${JSON.stringify(entry)}\n`);
}
