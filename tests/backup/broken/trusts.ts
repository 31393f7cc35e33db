/** Sound sets, judged by another trust file. */
import { keyId } from "../../../lib/backup/dsse.ts";
import { office, stranger } from "../office.ts";
import { entryOf, trustWith } from "../trust-files.ts";
import type { BrokenSet } from "./broken-set.ts";
import { hashOf, type Stage } from "./stage.ts";

const none: readonly string[] = [];
const signature = (times: number) => Array.from({ length: times }, () => "manifest-signature");
const sealRole = (from: number, until: number | null) => (folder: Stage) => ({
  trust: trustWith(folder.folder, (file) => ({
    ...file,
    roles: { ...file.roles, seal: { threshold: 1, keys: [{ key: keyId(office.signingKey), from, until }] } },
  })),
});

export const brokenTrusts: readonly BrokenSet[] = [
  {
    act: "a set that the root has voided",
    does: () => {},
    verify: ({ folder, a }) => ({
      trust: trustWith(folder, (file) => ({
        ...file,
        voided: [{ manifest: hashOf(a, 3), reason: "a wrong export" }],
      })),
    }),
    problems: none,
    notes: ["set-voided"],
    exit: 0,
    restore: 2,
  },
  {
    act: "a middle set that the root has voided",
    does: () => {},
    verify: ({ folder, a }) => ({
      trust: trustWith(folder, (file) => ({
        ...file,
        voided: [{ manifest: hashOf(a, 2), reason: "a wrong export" }],
      })),
    }),
    problems: none,
    notes: ["set-voided"],
    exit: 0,
    restore: 3,
  },
  {
    act: "our key’s time over before the newest set",
    does: () => {},
    verify: sealRole(1, 2),
    problems: signature(1),
    exit: 4,
    restore: "restore-newest-broken",
  },
  {
    act: "our key not yet trusted for the oldest set",
    does: () => {},
    verify: sealRole(2, null),
    problems: signature(1),
    exit: 4,
    restore: 3,
  },
  {
    act: "a witness asked for, and no witness signed",
    does: () => {},
    verify: ({ folder }) => ({
      trust: trustWith(folder, (file) => ({
        ...file,
        keys: { ...file.keys, ...entryOf(stranger.signingKey) },
        roles: {
          ...file.roles,
          witness: { threshold: 1, keys: [{ key: keyId(stranger.signingKey), from: 1, until: null }] },
        },
      })),
    }),
    problems: signature(3),
    exit: 4,
    restore: "restore-newest-broken",
  },
  {
    act: "a trust file for another chain",
    does: () => {},
    verify: ({ folder }) => ({ trust: trustWith(folder, (file) => ({ ...file, chain: "ff".repeat(16) })) }),
    problems: ["chain-foreign", "chain-foreign", "chain-foreign"],
    exit: 4,
    restore: "restore-newest-broken",
  },
  {
    act: "a trust file that has expired",
    does: () => {},
    verify: ({ folder }) => ({
      trust: trustWith(folder, (file) => ({ ...file, expiresAt: "2026-03-01T00:00:00Z" })),
    }),
    problems: ["trust-expired"],
    exit: 1,
    restore: 3,
  },
];
