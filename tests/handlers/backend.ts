/** The backend of the invented office, whole and in memory: its tables, keys and buckets, and its functions at a moment. */
import { randomBytes } from "node:crypto";
import { dynamoHead } from "../../lib/backup/cloud/dynamodb-head.ts";
import type { HeadSealRequest, HeadSealWorld } from "../../lib/backup/cloud/head-seal.ts";
import { kmsSigner } from "../../lib/backup/cloud/kms-signer.ts";
import { s3Exports } from "../../lib/backup/cloud/s3-exports.ts";
import { openVault } from "../../lib/backup/cloud/s3-vault.ts";
import type { Log } from "../../lib/handlers/answer.ts";
import { exportRoll } from "../../lib/handlers/export.ts";
import { handOutList } from "../../lib/handlers/hand-out-list.ts";
import type { HttpEvent, HttpReply } from "../../lib/handlers/http.ts";
import { lookUpVoter } from "../../lib/handlers/look-up.ts";
import { mirrorVault } from "../../lib/handlers/mirror.ts";
import { registerVoter } from "../../lib/handlers/register.ts";
import { sealExport } from "../../lib/handlers/seal.ts";
import { dynamoExport } from "../../lib/register/dynamodb-export.ts";
import { dynamoRollTable } from "../../lib/register/dynamodb-table.ts";
import { itemOf } from "../../lib/register/item.ts";
import type { Voter } from "../../lib/register/voter.ts";
import { office } from "../backup/office.ts";
import { memoryDynamo } from "../fakes/aws/dynamodb.ts";
import { writeExport } from "../fakes/aws/export.ts";
import { memoryKms } from "../fakes/aws/kms.ts";
import { memoryS3 } from "../fakes/aws/s3.ts";

export const names = {
  table: "rollward-roll",
  tableArn: "arn:aws:dynamodb:ca-central-1:111111111111:table/rollward-roll",
  index: "by-county",
  exports: "rollward-exports-111111111111",
  dataKey: "arn:aws:kms:ca-central-1:111111111111:key/00000000-0000-0000-0000-000000000001",
  signingKey: "arn:aws:kms:ca-central-1:222222222222:key/00000000-0000-0000-0000-000000000002",
  head: "arn:aws:dynamodb:ca-central-1:444444444444:table/rollward-head",
  vault: "rollward-vault-222222222222",
  vaultUrl: "s3://rollward-vault-222222222222/roll?region=ca-central-1",
  mirror: "rollward-mirror-333333333333",
  mirrorUrl: "s3://rollward-mirror-333333333333/roll?region=ca-west-1",
  office: "arden",
} as const;

const dayMs = 86_400_000;

/** S3 must be intercepted by the test, for the vault's writer and the mirrors make clients of their own. */
export function memoryBackend(options: Parameters<typeof memoryS3>[0] = {}) {
  const dynamo = memoryDynamo({ [names.table]: "VoterId", [names.head]: "OfficeId" });
  const kms = memoryKms(office.signingKey);
  const s3 = memoryS3(options);
  const logged: Readonly<Record<string, unknown>>[] = [];
  const log: Log = (entry) => void logged.push(entry);
  const table = dynamoRollTable(dynamo.client, { table: names.table, index: names.index });
  const random = (bytes: number) => randomBytes(bytes);

  const sealRequest: HeadSealRequest = {
    office: names.office,
    trust: office.trust,
    trustPath: office.trustPath,
    recipients: office.recipients,
    nextDueMs: 26 * 3_600_000,
    expiresInMs: 7 * dayMs,
    keepMs: 400 * dayMs,
    tool: "rollward 0.0.0-test",
    signingKey: names.signingKey,
  };
  const sealWorld = async (): Promise<HeadSealWorld> => ({
    exports: s3Exports(s3.client, { bucket: names.exports, prefix: "exports", tableArn: names.tableArn }),
    head: dynamoHead(dynamo.client, names.head),
    vault: await openVault(names.vaultUrl, { firstPauseMs: 1 }),
    signer: () => kmsSigner(kms.client, names.signingKey),
  });

  return {
    dynamo,
    kms,
    s3,
    logged,
    table,
    sealRequest,
    sealWorld,
    register: (event: HttpEvent, now = "2026-03-01T01:00:00Z"): Promise<HttpReply> =>
      registerVoter(event, { table, clock: () => new Date(now), log }),
    lookUp: (event: HttpEvent): Promise<HttpReply> => lookUpVoter(event, { table, log }),
    list: (event: HttpEvent): Promise<HttpReply> => handOutList(event, { table, log }),
    export: (event: { readonly time?: string }, now = "2026-03-01T02:00:01Z") =>
      exportRoll(event, {
        start: dynamoExport(dynamo.client),
        tableArn: names.tableArn,
        bucket: names.exports,
        prefix: "exports",
        dataKey: names.dataKey,
        clock: () => new Date(now),
        log,
      }),
    /** What DynamoDB does after the export function has asked: the table as it is now, as of `moment`. */
    exported: (moment: string, changes: Partial<Parameters<typeof writeExport>[1]> = {}) =>
      writeExport(s3, {
        bucket: names.exports,
        prefix: `exports/${moment.slice(0, 10)}`,
        id: `0${Date.parse(moment)}-abcdef`,
        exportTime: moment,
        tableArn: names.tableArn,
        items: [...dynamo.items(names.table).values()],
        ...changes,
      }),
    /** Fills the table behind the register's back. */
    hold(voters: readonly Voter[]) {
      const items = dynamo.items(names.table);
      items.clear();
      for (const voter of voters) items.set(voter.VoterId, structuredClone(itemOf(voter)) as never);
    },
    seal: async (now: string, changes: Partial<HeadSealRequest> = {}, world: Partial<HeadSealWorld> = {}) =>
      sealExport({
        request: { ...sealRequest, ...changes },
        world: { ...(await sealWorld()), ...world },
        clock: () => new Date(now),
        random,
        log,
      }),
    mirror: (now: string, changes: Partial<Parameters<typeof mirrorVault>[0]> = {}) =>
      mirrorVault({
        vault: names.vaultUrl,
        mirror: names.mirrorUrl,
        trust: office.trust,
        trustPath: office.trustPath,
        clock: () => new Date(now),
        random,
        log,
        ...changes,
      }),
  };
}

export type MemoryBackend = ReturnType<typeof memoryBackend>;

export const json = (reply: HttpReply) => JSON.parse(reply.body) as Record<string, unknown>;
