import { sealPart } from "../part.ts";
import type { PlainPart } from "./part-builder.ts";
import type { Piece, Scratch } from "./scratch.ts";

/** A sealed part that waits in the scratch file until the whole roll is known to be good. */
export interface StagedPart {
  readonly county: string;
  readonly voters: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly plaintextBytes: number;
  readonly plaintextDigest: string;
  readonly piece: Piece;
}

/** Two are compressed while a third is filled: with parts of 16 MiB that is all the memory sealing takes. */
const atOnce = 2;

/** Seals parts as they come, a few at a time; they may finish in any order and are kept in theirs. */
export class PartSealer {
  readonly #recipients: readonly string[];
  readonly #scratch: Scratch;
  readonly #random: (bytes: number) => Uint8Array;
  readonly #running = new Set<Promise<void>>();
  readonly #staged: StagedPart[] = [];
  #failure: { readonly cause: unknown } | undefined;

  constructor(recipients: readonly string[], scratch: Scratch, random: (bytes: number) => Uint8Array) {
    this.#recipients = recipients;
    this.#scratch = scratch;
    this.#random = random;
  }

  /** Begins to seal `part`; resolves when there is room for the next one. */
  async take(part: PlainPart): Promise<void> {
    const run = this.#seal(part)
      .catch((cause: unknown) => {
        this.#failure ??= { cause };
      })
      .finally(() => {
        this.#running.delete(run);
        part.release();
      });
    this.#running.add(run);
    if (this.#running.size >= atOnce) await Promise.race(this.#running);
    this.#throwFailure();
  }

  /** The parts in order, once all are sealed. */
  async finish(): Promise<readonly StagedPart[]> {
    await this.settle();
    this.#throwFailure();
    return this.#staged;
  }

  /** Waits for what is under way, whatever becomes of it. */
  async settle(): Promise<void> {
    await Promise.all(this.#running);
  }

  async #seal({ index, county, voters, lines }: PlainPart): Promise<void> {
    const sealed = await sealPart(lines, this.#recipients, this.#random);
    this.#staged[index] = {
      county,
      voters,
      bytes: sealed.bytes.length,
      sha256: sealed.sha256,
      plaintextBytes: lines.length,
      plaintextDigest: sealed.plaintextDigest,
      piece: await this.#scratch.append(sealed.bytes),
    };
  }

  #throwFailure(): void {
    if (this.#failure !== undefined) throw this.#failure.cause;
  }
}
