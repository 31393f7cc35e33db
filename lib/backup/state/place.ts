import type { Words } from "../../base/words.ts";

/** Where a mirror stands, as far as can be told from where it is read. */
export interface Place {
  /** Equal for two mirrors that one fire, one account or one region's failure takes together. */
  readonly id: string;
  readonly kind: "device" | "bucket";
  /** For people, such as "device 2049 of this machine" or "us-east-1, s3.amazonaws.com". */
  readonly label: Words;
}
