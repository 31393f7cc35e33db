import { functionName } from "../../lib/contract/names.ts";
import { config } from "../stacks/templates.ts";
import type { OpenAccounts, Sabotage } from "./sabotage-accounts.ts";
import { policyOn } from "./sabotage-accounts.ts";

type OpenAccount = OpenAccounts["register"];

const outside = "arn:aws:s3:::lakeside-archive";
const outsideKey = "arn:aws:kms:ca-central-1:999999999999:key/0badc0de-0000-4000-8000-000000000009";
const copyingRole = ({ id }: OpenAccount) => `arn:aws:iam::${id}:role/${functionName("export")}`;

const replicate = (account: OpenAccount, destination: string): void =>
  void (account.buckets[0]!.replication = { role: copyingRole(account), destinations: [destination] });

const functionOf = (account: OpenAccount, name: string) =>
  account.functions.find((one) => one.name === `rollward-${name}`)!;

const routeOf = ({ routes }: OpenAccount, key: string) => routes.find((one) => one.key === key)!;

/** Takes away what denies requests that come unencrypted. */
const inTheClear = (account: OpenAccount): void => {
  const statements = policyOn(account, ":s3:::");
  const kept = statements.filter((one) => !JSON.stringify(one).includes("aws:SecureTransport"));
  if (kept.length === statements.length) throw new Error("nothing to take away");
  statements.splice(0, statements.length, ...kept);
};

const trailOf = ({ audit }: OpenAccounts) => audit.trails[0]!;
const trailBucket = ({ audit }: OpenAccounts) =>
  audit.buckets.find(({ name }) => name.startsWith("rollward-trail"))!;

/** Settings by which the roll goes out, or goes unseen, without anybody’s having one right more. */
export const leakSabotages: readonly Sabotage[] = [
  {
    name: "the exports replicated to a bucket of nobody known",
    edit: ({ register }) => replicate(register, outside),
    names: ["copies-out"],
  },
  {
    name: "the vault replicated to a bucket of nobody known",
    edit: ({ vault }) => replicate(vault, outside),
    names: ["copies-out"],
  },
  {
    name: "the roll’s exports replicated among the mirrors",
    edit: ({ register, mirror }) => replicate(register, mirror.buckets[0]!.arn),
    names: ["copies-out"],
  },
  {
    name: "the roll’s changes copied to Kinesis",
    edit: ({ register }) =>
      void (register.tables[0]!.streamingDestinations = [
        `arn:aws:kinesis:ca-central-1:${register.id}:stream/changes`,
      ]),
    names: ["copies-out"],
  },
  {
    name: "the roll’s stream handed to a function without a task",
    edit: ({ register }) => {
      const name = "archive";
      const arn = `arn:aws:lambda:ca-central-1:${register.id}:function:${name}`;
      const role = `arn:aws:iam::${register.id}:role/${name}`;
      const eventSources = [`${register.tables[0]!.arn}/stream/2026-01-01T00:00:00.000`];
      register.functions.push({ arn, name, role, environment: [], secrets: [], eventSources });
    },
    names: ["copies-out"],
  },
  {
    name: "the exports’ bucket open to unencrypted requests",
    edit: ({ register }) => inTheClear(register),
    names: ["tls-only"],
  },
  {
    name: "the vault open to unencrypted requests",
    edit: ({ vault }) => inTheClear(vault),
    names: ["tls-only"],
  },
  {
    name: "the mirror open to unencrypted requests",
    edit: ({ mirror }) => inTheClear(mirror),
    names: ["tls-only"],
  },
  {
    name: "the signing key switched off",
    edit: ({ vault }) =>
      void (vault.keys.find(({ aliases }) => aliases?.includes("alias/rollward-signing"))!.enabled = false),
    names: ["signing-key"],
  },
  {
    name: "an access key in a function",
    edit: ({ register }) =>
      void register.functions[0]!.secrets!.push({ name: "TOKEN", looksLike: "aws-key" }),
    names: ["identities-absent"],
  },
  {
    name: "a route of no task before the list",
    edit: ({ register }) => {
      const list = routeOf(register, "GET /counties/{county}/voters");
      register.routes.push({ ...list, key: "GET /dump", scopes: ["openid"] });
    },
    names: ["route-scopes"],
  },
  {
    name: "the look-up’s route led to the list",
    edit: ({ register }) =>
      void (routeOf(register, "GET /voters/{id}").target = functionOf(register, "hand-out-list").arn),
    names: ["route-scopes"],
  },
  {
    name: "the trail written to a bucket of nobody known",
    edit: (accounts) => void (trailOf(accounts).bucket = "lakeside-archive"),
    names: ["trail-on"],
  },
  {
    name: "the trail under an outsider’s key",
    edit: (accounts) => void (trailOf(accounts).key = outsideKey),
    names: ["trail-on"],
  },
  {
    name: "the trail’s bucket without a lock",
    edit: (accounts) => void (trailBucket(accounts).objectLock = null),
    names: ["trail-on"],
  },
  {
    name: "the trail blind to all, by a prefix that is no service",
    edit: (accounts) => void (trailOf(accounts).dataEvents = ["a"]),
    names: ["trail-on"],
  },
  {
    name: "the trail blind to the head",
    edit: (accounts) => {
      const trail = trailOf(accounts);
      trail.dataEvents = trail.dataEvents!.filter((one) => !one.includes("head"));
    },
    names: ["trail-on"],
  },
  {
    name: "the mirror outside named, and never seen",
    live: true,
    config: (own) => ({ ...own, mirrors: [...config.mirrors!.slice(0, 2), "/mnt/nowhere"] }),
    names: ["mirror-outside unknown"],
  },
];
