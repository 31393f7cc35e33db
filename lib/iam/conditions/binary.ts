import { unknown } from "../truth.ts";
import { plainCheck, type Operator } from "./operator.ts";

/** Base64 with its padding, in the one form that its bytes have; `undefined` for other text. */
export function parseBase64(text: string): string | undefined {
  return Buffer.from(text, "base64").toString("base64") === text ? text : undefined;
}

/** BinaryEquals: both sides are base64 here, and equal bytes have equal base64. */
export const binaryOperators = {
  BinaryEquals: {
    negated: false,
    check: plainCheck("base64", parseBase64),
    matches: (value, { plain }) =>
      parseBase64(value) === undefined ? unknown(`“${value.slice(0, 60)}” is no base64`) : value === plain,
  },
} satisfies Record<string, Operator>;
