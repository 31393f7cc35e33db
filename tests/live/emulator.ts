import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout } from "node:timers/promises";
import { emulatorPython } from "./environment.ts";

export interface Emulator {
  /** Its address, such as `http://127.0.0.1:40123`. */
  readonly endpoint: string;
  /** Ends it, by the process it was started as; resolves when it is gone. */
  stop(): Promise<void>;
}

export interface Unavailable {
  /** Why there is none, as the end of a sentence. */
  readonly unavailable: string;
}

const attempts = 3;
const startMs = 30_000;
const graceMs = 5_000;
const pauseMs = 50;

// It ends itself when its input closes, so that it does not outlive a test run that was killed.
const bound = `
import os, sys, threading
def watch():
    sys.stdin.buffer.read()
    os._exit(0)
threading.Thread(target=watch, daemon=True).start()
sys.argv = ["ministack"]
from ministack.app import main
main()
`;

/**
 * Starts an AWS emulator on a free port of this machine, reachable from here alone.
 *
 * @param settings of the emulator besides ours, such as `AUTH` for one that enforces policies
 */
export async function startEmulator(
  settings: Readonly<Record<string, string>> = {},
): Promise<Emulator | Unavailable> {
  const installed = await emulatorPython();
  if ("unavailable" in installed) return installed;
  let reason = "";
  // The free port may be taken between the look and the start.
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const port = await freePort();
    const child = spawn(installed.python, ["-c", bound], {
      env: { ...environment(port), ...settings },
      stdio: ["pipe", "ignore", "pipe"],
    });
    const words: Buffer[] = [];
    child.stderr.on("data", (piece: Buffer) => words.push(piece));
    const endpoint = `http://127.0.0.1:${port}`;
    if (await isHealthy(endpoint, child)) return { endpoint, stop: () => stop(child) };
    await stop(child);
    reason = Buffer.concat(words).toString().trim().split("\n").at(-1) ?? "";
  }
  return { unavailable: `the AWS emulator did not start: ${reason}` };
}

/** Nothing of the person's own AWS set-up: the emulator is an account of its own. */
function environment(port: number): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name]) =>
    ["PATH", "HOME", "TMPDIR", "SYSTEMROOT"].includes(name),
  );
  const inherited = Object.fromEntries(kept.map(([name, value]) => [name, value ?? ""]));
  return {
    ...inherited,
    MINISTACK_ACCOUNT_ID: "123456789012",
    BIND_HOST: "127.0.0.1",
    GATEWAY_PORT: String(port),
    LAMBDA_EXECUTOR: "local",
    CLOUDTRAIL_RECORDING: "1",
    MINISTACK_AUTOCREATE_AWS_MANAGED: "1",
    // Its other servers have fixed ports, and two runs would meet there.
    IOT_MTLS_ENABLED: "0",
    SFTP_ENABLED: "0",
    LOG_LEVEL: "WARNING",
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

async function isHealthy(endpoint: string, child: ChildProcess): Promise<boolean> {
  const signal = AbortSignal.timeout(startMs);
  while (!hasEnded(child) && !signal.aborted) {
    const reply = await fetch(`${endpoint}/_ministack/ready`, { signal }).catch(() => undefined);
    await reply?.body?.cancel();
    if (reply?.ok === true && !hasEnded(child)) return true;
    await setTimeout(pauseMs);
  }
  return false;
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

async function stop(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  const killer = new AbortController();
  const late = setTimeout(graceMs, undefined, { signal: killer.signal, ref: false }).then(
    () => child.kill("SIGKILL"),
    () => false,
  );
  await gone;
  killer.abort();
  await late;
}
