import type { PracticeMap } from "../lib/audit/practice.ts";

/** What the workshops of the Paris Call’s principle 3 recommend, and the checks that ask about it. */
export const practices: PracticeMap = [
  {
    id: "W5.1a",
    title: {
      en: "Encrypted backups of the voter-registration system, with encrypted mirror sites at a distance",
      fr: "Sauvegardes chiffrées du système d’inscription des électeurs, avec des sites miroirs chiffrés à distance",
    },
    checks: [
      "backup-verified",
      "backup-fresh",
      "backup-agrees",
      "backup-places",
      "backup-recipients",
      "vault-lock",
      "vault-key",
      "mirrors-apart",
      "mirror-outside",
      "register-key",
      "register-recovery",
      "public-access",
    ],
  },
  {
    id: "W5.1c",
    title: {
      en: "Access restricted by least privilege: only the rights that a task needs",
      fr: "Accès restreint selon le moindre privilège : les seuls droits qu’exige une tâche",
    },
    checks: [
      "roll-readers",
      "roll-writers",
      "vault-writers",
      "vault-readers",
      "vault-deleters",
      "key-users",
      "trail-silencers",
      "rule-changers",
      "code-runners",
      "account-closers",
      "lone-destroyer",
      "trail-apart",
      "rules-apart",
      "change-takes-two",
      "people-mfa",
      "idle-keys",
      "administrators",
      "outside-trust",
      "route-scopes",
      "trail-on",
      "boundaries",
      "identities-absent",
    ],
  },
];
