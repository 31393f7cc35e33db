import type { Words } from "../base/words.ts";

/** What the stacks say, in both languages at once: the CDK’s program knows no `--lang`. */
export const stacksWords = {
  unready: {
    en: "{lacks} {count, plural, one {is} other {are}} not configured: seal and mirror will refuse to run until trust and recipients are; see docs/deploy.md",
    fr: "{lacks} {count, plural, one {n’est pas configuré} other {ne sont pas configurés}} : le scellement et le miroir refuseront de fonctionner tant que trust et recipients ne le sont pas ; voir docs/deploy.md",
  },
} as const satisfies Record<string, Words>;
