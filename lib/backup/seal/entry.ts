/** A line as the sorter keeps it: twelve bytes that say where its keys are, then the line. */
import type { CanonicalLine } from "../../register/read-roll.ts";

const headBytes = 12;

export function entryBytes(line: CanonicalLine): number {
  return headBytes + line.end - line.start;
}

/** Writes an entry at `at`; gives where the next one goes. */
export function writeEntry(into: Buffer, at: number, line: CanonicalLine): number {
  into.writeUInt32LE(line.end - line.start, at);
  into.writeUInt16LE(line.idStart - line.start, at + 4);
  into.writeUInt16LE(line.countyStart - line.start, at + 6);
  into.writeUInt8(line.idEnd - line.idStart, at + 8);
  into.writeUInt8(line.status, at + 9);
  into.writeUInt16LE(line.countyEnd - line.countyStart, at + 10);
  return at + headBytes + line.bytes.copy(into, at + headBytes, line.start, line.end);
}

/** Bytes of the entry at `at`, head included. */
export function entryLength(from: Buffer, at: number): number {
  return headBytes + from.readUInt32LE(at);
}

/** Fills `line` from the entry at `at`; gives where the next one begins. */
export function readEntry(from: Buffer, at: number, line: CanonicalLine): number {
  line.bytes = from;
  line.start = at + headBytes;
  line.end = line.start + from.readUInt32LE(at);
  line.idStart = line.start + from.readUInt16LE(at + 4);
  line.countyStart = line.start + from.readUInt16LE(at + 6);
  line.idEnd = line.idStart + from.readUInt8(at + 8);
  line.status = from.readUInt8(at + 9);
  line.countyEnd = line.countyStart + from.readUInt16LE(at + 10);
  return line.end;
}

/** The key that the roll is ordered by, one character a byte. Neither part can hold a NUL, which sorts first. */
export function entryKey(line: CanonicalLine): string {
  const { bytes } = line;
  return `${bytes.toString("latin1", line.countyStart, line.countyEnd)}\0${bytes.toString("latin1", line.idStart, line.idEnd)}`;
}
