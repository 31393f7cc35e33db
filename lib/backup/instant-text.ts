import * as z from "zod/mini";
import { formatInstant, parseInstant } from "../base/time.ts";

/** A moment in its one spelling, `YYYY-MM-DDThh:mm:ssZ`: our formats compare moments as text. */
export const instantText = z.string().check(
  z.refine((text) => {
    const instant = parseInstant(text);
    return instant !== undefined && formatInstant(instant) === text;
  }),
);
