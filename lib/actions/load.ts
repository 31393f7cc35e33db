import type { ActionIndex } from "./action-index.ts";

/** The index, read once a process. */
export function loadActions(): ActionIndex {
  throw new Error("not built yet");
}
