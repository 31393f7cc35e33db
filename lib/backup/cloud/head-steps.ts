/** The steps that a head record takes, each one conditional write. */
import { failure } from "../../base/faults.ts";
import { parseInstant } from "../../base/time.ts";
import { guideName, manifestName, setFolder } from "../layout.ts";
import { cloudFaults } from "./cloud-faults.ts";
import { claim, clear, conflict, firstHead, move, type HeadRecord, type HeadStore } from "./head.ts";
import type { Vault } from "./vault.ts";

/**
 * The record of an office, or the first one of a chain that has none.
 *
 * @throws RollwardError head-malformed, head-foreign, aws-refused
 */
export async function readHead(office: string, chain: string, store: HeadStore): Promise<HeadRecord> {
  const record = (await store.read(office)) ?? firstHead(office, chain);
  if (record.chain !== chain)
    throw failure(cloudFaults["head-foreign"], { office, found: record.chain, chain });
  return record;
}

/**
 * Writes the next record, and gives it back.
 *
 * @throws RollwardError head-raced when somebody else was faster
 */
export async function advance(next: HeadRecord, store: HeadStore): Promise<HeadRecord> {
  if (!(await store.write(next))) throw failure(cloudFaults["head-raced"], { office: next.office });
  return next;
}

/**
 * Brings the set that waits in a record into the vault: moves the head to it, puts guide and manifest, clears the
 * record. Nothing to do when none waits.
 *
 * A name that is taken in the vault is a fault: the head record is behind the vault. It is written into the record, or
 * the next run would take a stranger's bytes for its own. But a run that stopped after the move may have put these
 * very bytes before it could say so: then a taken name is what was to be reached. Whoever goes on for another run first
 * claims the record by a write of its own, so that of two runs at once only one can write what comes of it.
 *
 * @throws RollwardError number-taken, head-raced, aws-refused, mirror-unwritable
 */
export async function finishStaged(
  record: HeadRecord,
  { head, vault }: { readonly head: HeadStore; readonly vault: Vault },
): Promise<HeadRecord> {
  const { staged } = record;
  if (staged === undefined) return record;
  const { sequence } = staged;
  const taken = () => failure(cloudFaults["number-taken"], { place: vault.url, sequence });
  if (record.conflict === true) throw taken();
  const perhapsPut = record.sequence === sequence;
  const moved = await advance(perhapsPut ? claim(record) : move(record, staged), head);
  const keepUntil = parseInstant(staged.keepUntil)!;
  for (const [name, text] of [
    [guideName, staged.guide],
    [manifestName, staged.envelope],
  ] as const) {
    const outcome = await vault.put(`${setFolder(sequence)}${name}`, Buffer.from(text), keepUntil);
    if (outcome === "taken" && !perhapsPut) {
      await advance(conflict(moved), head);
      throw taken();
    }
  }
  return advance(clear(moved), head);
}
