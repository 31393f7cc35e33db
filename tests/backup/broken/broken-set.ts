import type { Exit } from "../../../lib/base/exit.ts";
import type { VerifyRequest } from "../../../lib/backup/verify.ts";
import type { Stage } from "./stage.ts";

/** One act on a sound mirror, and all that must be said of it. */
export interface BrokenSet {
  readonly act: string;
  readonly does: (stage: Stage) => void | Promise<void>;
  /** Every problem of mirror `a`, each as often as it is told, in any order. */
  readonly problems: readonly string[];
  /** Every problem of mirror `b`; it is looked at only when this is given. */
  readonly problemsOfB?: readonly string[];
  /** Every note of mirror `a` but that no state was given. */
  readonly notes?: readonly string[];
  readonly exit: Exit;
  /** What `restore` does with the same mirrors: the number of the set that comes back whole, or the code it ends with. */
  readonly restore?: number | string;
  /** What is different about the command. Paths may need the stage. */
  readonly now?: string;
  readonly verify?: (stage: Stage) => Partial<VerifyRequest>;
  /** The verifier has seen all three sets on `a` (and `b`) before. */
  readonly seen?: boolean;
  /** Needs what Windows or root does not give. */
  readonly needs?: "posix";
}
