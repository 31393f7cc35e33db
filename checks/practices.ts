import type { PracticeMap } from "../lib/audit/practice.ts";

/** What the workshops of the Paris Call’s principle 3 recommend, and the checks that ask about it. */
export const practices: PracticeMap = [
  {
    id: "W5.1a",
    title: {
      en: "Encrypted backups of the voter-registration system, with encrypted mirror sites at a distance",
      fr: "Sauvegardes chiffrées du système d’inscription des électeurs, avec des sites miroirs chiffrés à distance",
    },
    checks: ["backup-verified", "backup-fresh", "backup-agrees", "backup-places", "backup-recipients"],
  },
];
