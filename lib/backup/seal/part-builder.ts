import { statuses } from "../../register/schema.ts";
import type { CanonicalLine } from "../../register/read-roll.ts";
import { maxPartPlaintextBytes, type CountyCount } from "../manifest.ts";

/** The lines of one part, in a buffer that must be given back with `release`. */
export interface PlainPart {
  readonly index: number;
  readonly county: string;
  readonly voters: number;
  readonly lines: Buffer;
  release(): void;
}

/** Takes a part; returns a promise only to make the builder wait. */
export type TakePart = (part: PlainPart) => void | Promise<void>;

/**
 * Cuts lines that come in the order of the roll into parts: a new one where the county changes and where a part is
 * full, never within a line. Counts voters by county and status on the way.
 */
export class PartBuilder {
  readonly counties: CountyCount[] = [];
  voters = 0;
  bytes = 0;
  readonly #take: TakePart;
  readonly #free: Buffer[] = [];
  #buffer: Buffer | undefined;
  #end = 0;
  #inPart = 0;
  #parts = 0;
  #county: Buffer = Buffer.alloc(0);

  constructor(take: TakePart) {
    this.#take = take;
  }

  /** Takes the next line; it must come after the one before it. */
  take(line: CanonicalLine): void | Promise<void> {
    const full = this.#end + (line.end - line.start) + 1 > maxPartPlaintextBytes;
    if (this.#inPart > 0 && (full || !this.#inCounty(line))) {
      const wait = this.#close();
      if (wait !== undefined) return wait.then(() => this.#append(line));
    }
    this.#append(line);
  }

  /** Hands on the last part. */
  async finish(): Promise<void> {
    if (this.#inPart > 0) await this.#close();
  }

  #append(line: CanonicalLine): void {
    if (this.counties.length === 0 || !this.#inCounty(line)) this.#begin(line);
    const buffer = (this.#buffer ??= this.#free.pop() ?? Buffer.allocUnsafe(maxPartPlaintextBytes));
    this.#end += line.bytes.copy(buffer, this.#end, line.start, line.end);
    buffer[this.#end++] = 0x0a;
    this.#inPart++;
    this.voters++;
    const count = this.counties.at(-1)!;
    count.voters++;
    count.byStatus[statuses[line.status]!]++;
  }

  /** A loop rather than a string for each line: this runs once a voter. */
  #inCounty({ bytes, countyStart, countyEnd }: CanonicalLine): boolean {
    const county = this.#county;
    if (countyEnd - countyStart !== county.length) return false;
    for (let at = 0; at < county.length; at++) if (bytes[countyStart + at] !== county[at]) return false;
    return true;
  }

  #begin({ bytes, countyStart, countyEnd }: CanonicalLine): void {
    this.#county = Buffer.from(bytes.subarray(countyStart, countyEnd));
    const county = this.#county.toString("utf8");
    this.counties.push({ county, voters: 0, byStatus: { active: 0, inactive: 0, pending: 0, cancelled: 0 } });
  }

  #close(): void | Promise<void> {
    const buffer = this.#buffer!;
    const lines = buffer.subarray(0, this.#end);
    this.bytes += this.#end;
    const part: PlainPart = {
      index: this.#parts++,
      county: this.counties.at(-1)!.county,
      voters: this.#inPart,
      lines,
      release: () => this.#free.push(buffer),
    };
    this.#buffer = undefined;
    this.#end = 0;
    this.#inPart = 0;
    return this.#take(part);
  }
}
