import { at } from "../audit/healthy.ts";
import type { Credentials } from "../../lib/snapshot/model.ts";
import type { Open, Policy, Sabotage } from "./sabotage-accounts.ts";
import { person, policyOn, roleOf, trustOf, user } from "./sabotage-accounts.ts";
import { rootUser } from "./sound-accounts.ts";

const contractor = "arn:aws:iam::999999999999:role/contractor";
const letsIn = (id: string) => ({ Effect: "Allow", Principal: { AWS: id }, Action: "sts:AssumeRole" });

const signIn = (id: string, Arn: string) => ({
  ...rootUser(id),
  user: Arn,
  password: false,
  mfa: false,
  accessKeys: [] as Open<Credentials>["accessKeys"],
});

/** Settings of the accounts changed for the worse: buckets, tables, keys, routes, trail, trust, sign-in. */
export const settingSabotages: readonly Sabotage[] = [
  {
    name: "the vault’s lock in governance mode",
    edit: ({ vault }) => void (vault.buckets[0]!.objectLock!.mode = "GOVERNANCE"),
    names: ["vault-lock"],
  },
  {
    name: "the mirror’s lock of a month",
    edit: ({ mirror }) => void (mirror.buckets[0]!.objectLock!.days = 30),
    names: ["vault-lock"],
  },
  {
    name: "no lock on the vault",
    edit: ({ vault }) => void (vault.buckets[0]!.objectLock = null),
    names: ["vault-lock"],
  },
  {
    name: "no default retention on the mirror",
    edit: ({ mirror }) => void (mirror.buckets[0]!.objectLock = { mode: null, days: null }),
    names: ["vault-lock"],
  },
  {
    name: "the vault’s versions suspended",
    edit: ({ vault }) => void (vault.buckets[0]!.versioning = "suspended"),
    names: ["vault-lock"],
  },
  {
    name: "a customer’s key on the vault",
    edit: ({ vault, register }) =>
      void (vault.buckets[0]!.encryption = { algorithm: "aws:kms", key: register.keys[0]!.arn }),
    names: ["vault-key"],
  },
  {
    name: "a key of nobody known on the mirror",
    edit: ({ mirror }) => void (mirror.buckets[0]!.encryption = { algorithm: "aws:kms", key: "alias/gone" }),
    // Who may take away a key that nobody can find is not known either.
    names: ["lone-destroyer unknown", "vault-deleters unknown", "vault-key"],
  },
  {
    name: "the mirror in the vault’s region",
    edit: ({ mirror }) => void (mirror.buckets[0]!.region = "ca-central-1"),
    names: ["mirrors-apart"],
  },
  {
    name: "no mirror outside the cloud’s organisation",
    config: (config) => ({ ...config, mirrors: config.mirrors!.slice(0, 2) }),
    names: ["mirror-outside"],
  },
  {
    name: "the roll under AWS’s own key",
    edit: ({ register }) => void (register.tables[0]!.encryption = { kind: "aws-owned" }),
    names: ["register-key"],
  },
  {
    name: "the roll’s key switched off",
    edit: ({ register }) => void (register.keys[0]!.enabled = false),
    names: ["register-key"],
  },
  {
    name: "the roll’s key never rotated",
    edit: ({ register }) => void (register.keys[0]!.rotation = false),
    names: ["register-key"],
  },
  {
    name: "no point-in-time recovery of the roll",
    edit: ({ register }) => void (register.tables[0]!.pointInTimeRecovery = false),
    names: ["register-recovery"],
  },
  {
    name: "the roll’s table deletable",
    edit: ({ register }) => void (register.tables[0]!.deletionProtection = false),
    names: ["register-recovery"],
  },
  {
    name: "public access to the vault not blocked",
    edit: ({ vault }) => void (vault.buckets[0]!.publicAccessBlock = null),
    names: ["public-access"],
  },
  {
    name: "half of the exports’ block gone",
    edit: ({ register }) => void (register.buckets[0]!.publicAccessBlock!.restrictPublicBuckets = false),
    names: ["public-access"],
  },
  {
    name: "a route that anybody may call",
    edit: ({ register }) => {
      register.routes[0]!.authorization = "NONE";
      register.routes[0]!.scopes = [];
      delete register.routes[0]!.authorizer;
    },
    names: ["route-scopes"],
  },
  {
    name: "a route without its scope",
    edit: ({ register }) => void (register.routes[1]!.scopes = []),
    names: ["route-scopes"],
  },
  {
    name: "one route with the scope of another",
    edit: ({ register }) => void (register.routes[0]!.scopes = register.routes[1]!.scopes!),
    names: ["route-scopes"],
  },
  {
    name: "tokens of another issuer",
    edit: ({ register }) => void (register.routes[0]!.authorizer!.issuer = "https://login.elsewhere.example"),
    names: ["route-scopes"],
  },
  {
    name: "the trail switched off",
    edit: ({ audit }) => void (audit.trails[0]!.logging = false),
    names: ["trail-on"],
  },
  {
    name: "the trail not validated",
    edit: ({ audit }) => void (audit.trails[0]!.validation = false),
    names: ["trail-on"],
  },
  {
    name: "the trail of one region",
    edit: ({ audit }) => void (audit.trails[0]!.multiRegion = false),
    names: ["trail-on"],
  },
  {
    name: "the trail blind to the vault",
    edit: ({ audit }) =>
      void (audit.trails[0]!.dataEvents = audit.trails[0]!.dataEvents!.filter(
        (one) => !one.includes("vault"),
      )),
    names: ["trail-on"],
  },
  {
    name: "the trail gone",
    edit: ({ audit }) => void (audit.trails = []),
    names: ["trail-on"],
  },
  {
    name: "a contractor who may become somebody without rights",
    edit: ({ audit }) => {
      const { AssumeRolePolicyDocument: trust } = person(audit, "visitor");
      (trust as unknown as Policy).Statement.push(letsIn(contractor));
    },
    names: ["outside-trust"],
  },
  {
    name: "a contractor who may become the look-up",
    edit: ({ register }) => trustOf(register, "look-up").push(letsIn(contractor)),
    // The look-up’s role is the look-up’s code to whoever bears it.
    names: ["outside-trust", "code-runners", "key-users", "roll-readers"],
  },
  {
    name: "anybody at all who may become the look-up",
    edit: ({ register }) => trustOf(register, "look-up").push(letsIn("*")),
    names: ["outside-trust", "code-runners", "key-users", "roll-readers", "rules-apart"],
  },
  {
    name: "a role without its boundary",
    edit: ({ vault }) => void delete roleOf(vault, "seal").PermissionsBoundary,
    names: ["boundaries"],
  },
  {
    name: "a recovery identity in a function",
    edit: ({ vault }) =>
      void vault.functions[0]!.secrets!.push({ name: "IDENTITY", looksLike: "age-identity" }),
    names: ["identities-absent"],
  },
  {
    name: "a password without a second factor",
    live: true,
    edit: ({ register }) => {
      const { Arn } = user(register, "avery");
      register.credentials.push({ ...signIn(register.id, Arn), password: true });
    },
    names: ["people-mfa"],
  },
  {
    name: "a root without a second factor",
    live: true,
    edit: ({ audit }) => void (audit.credentials[0]!.mfa = false),
    names: ["people-mfa"],
  },
  {
    name: "a person who holds a right that nobody uses",
    live: true,
    edit: ({ audit }) => {
      const { Arn } = person(audit, "idle", { Action: "sqs:SendMessage" });
      audit.lastAccessed.push({ principal: Arn, services: [{ service: "sqs", lastAt: null }] });
    },
    names: ["unused-rights"],
  },
  {
    name: "an access key that nobody used for a hundred days",
    live: true,
    edit: ({ register }) => {
      const { Arn } = user(register, "robot");
      const idle = { active: true, createdAt: at(-9e10), lastUsedAt: at(-100 * 864e5) };
      register.credentials.push({ ...signIn(register.id, Arn), accessKeys: [idle] });
    },
    names: ["idle-keys"],
  },
  {
    name: "the exports readable by the world",
    edit: ({ register }) =>
      void policyOn(register, ":s3:::").push({
        Effect: "Allow",
        Principal: "*",
        Action: "s3:GetObject",
        Resource: `${register.buckets[0]!.arn}/*`,
      }),
    names: ["public-access", "roll-readers"],
  },
];
