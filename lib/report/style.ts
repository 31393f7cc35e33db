import { styleText } from "node:util";
import type { Finding, Status } from "../audit/finding.ts";
import type { Lang } from "../base/words.ts";

/** How a terminal report is written. */
export interface Style {
  readonly lang: Lang;
  /** Characters a line. */
  readonly width: number;
  readonly paint: (format: readonly Colour[], text: string) => string;
}

export type Colour = "bold" | "dim" | "green" | "red" | "yellow";

/** Paints by ANSI sequences, or not at all. */
export function painter(colour: boolean): Style["paint"] {
  // Whether to colour was decided by the caller, who knows the terminal; `styleText` would look at its own.
  return (format, text) => (colour ? styleText([...format], text, { validateStream: false }) : text);
}

export const colours: Readonly<Record<Status, Colour>> = {
  pass: "green",
  fail: "red",
  unknown: "yellow",
  waived: "yellow",
  "not-applicable": "dim",
};

const gravestFirst: readonly Status[] = ["fail", "unknown", "waived", "pass", "not-applicable"];

/** Sorts what must be seen first to the front: the place of a status, 0 for the gravest. */
export function gravity(status: Status): number {
  return gravestFirst.indexOf(status);
}

/** The gravest status of some findings. */
export function worst(findings: readonly Finding[]): Status {
  return gravestFirst.find((status) => findings.some((finding) => finding.status === status)) ?? "unknown";
}
