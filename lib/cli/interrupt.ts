import { baseFaults } from "../base/base-faults.ts";
import { exits } from "../base/exit.ts";
import { failure } from "../base/faults.ts";
import type { SignalSource } from "./world.ts";

export interface Interrupts {
  /** Raised by the first signal, or by `abort`; its reason is what to tell. */
  readonly signal: AbortSignal;
  /** Raises the signal for a reason that is no interruption, such as an output that failed. */
  readonly abort: (reason: Error) => void;
  /** True when a person or the system asked us to stop. */
  interrupted(): boolean;
  /**
   * Runs a long computation, which hears nothing while it runs: until it ends signals act as they do by default, so
   * that Ctrl-C ends the process at once. Nothing may be half written then.
   */
  readonly unheard: <T>(work: () => T) => T;
  /** Lets signals act as they do by default again. */
  stop(): void;
}

const asked = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Turns the first Ctrl-C (SIGINT), SIGTERM or SIGHUP into an abort, so that work in progress cleans up after itself;
 * the second ends the process at once, for whoever cannot wait.
 */
export function watchInterrupts(signals: SignalSource, endNow: (exit: number) => void): Interrupts {
  const controller = new AbortController();
  let interrupted = false;
  const onSignal = () => {
    if (interrupted) endNow(exits.interrupted);
    interrupted = true;
    controller.abort(failure(baseFaults.interrupted));
  };
  const listen = () => {
    for (const name of asked) signals.on(name, onSignal);
  };
  const stop = () => {
    for (const name of asked) signals.off(name, onSignal);
  };
  listen();
  return {
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
    interrupted: () => interrupted,
    unheard: (work) => {
      stop();
      try {
        return work();
      } finally {
        listen();
      }
    },
    stop,
  };
}
