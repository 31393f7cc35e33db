/**
 * Writes large invented accounts: `node bench/accounts/make.ts --roles 1000 --seed 1 --out F`, as a snapshot of several
 * accounts; with `--format authorization-details` as AWS’s own reply for one account, which other tools read.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { encodeSnapshot } from "../../lib/snapshot/encode.ts";
import { detailsOf, estateOf, type Size } from "./estate.ts";
import { replyOf } from "./reply.ts";

const formats = ["snapshot", "authorization-details"] as const;

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      roles: { type: "string", default: "1000" },
      users: { type: "string" },
      seed: { type: "string", default: "1" },
      format: { type: "string", default: "snapshot" },
      out: { type: "string", default: "-" },
    },
  });
  const format = formats.find((one) => one === values.format);
  if (format === undefined) throw new Error(`--format: one of ${formats.join(", ")}`);
  const text = fileOf(format, {
    roles: count("roles", values.roles),
    seed: values.seed,
    ...(values.users !== undefined && { users: count("users", values.users) }),
  });
  if (values.out === "-") process.stdout.write(text);
  else writeFileSync(values.out, text);
}

/** The file in one of the formats: JSON, with a line feed at the end. */
export function fileOf(format: (typeof formats)[number], size: Size): string {
  if (format === "snapshot") return encodeSnapshot(estateOf(size)).text;
  return `${JSON.stringify(replyOf(detailsOf(size)), undefined, 2)}\n`;
}

function count(name: string, text: string): number {
  const found = Number(text);
  if (!Number.isSafeInteger(found) || found < 0) throw new Error(`--${name}: a whole number`);
  return found;
}
