import type { AccountClients, LiveClients } from "../../lib/snapshot/live/clients.ts";

/** What one request is answered with, or throws; `call` counts the requests of its kind from 1. */
export type Reply = (input: Readonly<Record<string, unknown>>, call: number) => unknown;
/** Replies by the SDK’s command, such as `GetPolicyCommand`. */
export type Script = Readonly<Record<string, Reply>>;

export interface ScriptedClients extends LiveClients {
  /** Every request, in order. */
  readonly calls: readonly { readonly command: string; readonly input: Readonly<Record<string, unknown>> }[];
  /** Milliseconds of every pause; none is waited for. */
  readonly waits: readonly number[];
  /** Profiles whose clients were closed. */
  readonly closed: readonly (string | undefined)[];
}

/** Clients of accounts whose every reply is scripted, by profile. A request that no script knows is a mistake. */
export function scriptedClients(scriptOf: (profile: string | undefined) => Script): ScriptedClients {
  const calls: { command: string; input: Readonly<Record<string, unknown>> }[] = [];
  const waits: number[] = [];
  const closed: (string | undefined)[] = [];
  return {
    calls,
    waits,
    closed,
    open: async (profile) => {
      const script = scriptOf(profile);
      const counts = new Map<string, number>();
      const send = async (
        request: { readonly input: Readonly<Record<string, unknown>> },
        options: { readonly abortSignal?: AbortSignal } = {},
      ) => {
        await Promise.resolve();
        options.abortSignal?.throwIfAborted();
        const command = request.constructor.name;
        calls.push({ command, input: request.input });
        const count = (counts.get(command) ?? 0) + 1;
        counts.set(command, count);
        const reply = script[command];
        if (reply === undefined) throw new Error(`nothing scripted for ${command}`);
        return reply(request.input, count);
      };
      const client = { send } as unknown as AccountClients["iam"] & ReturnType<AccountClients["s3"]>;
      return { iam: client, s3: () => client, close: () => void closed.push(profile) };
    },
    wait: async (ms, signal) => {
      signal.throwIfAborted();
      waits.push(ms);
    },
  };
}

/** The error that AWS’s SDK throws for a reply with this code and HTTP status. */
export function awsError(code: string, status: number): Error {
  return Object.assign(new Error(`scripted ${code}`), {
    name: code,
    $metadata: { httpStatusCode: status, attempts: 1 },
  });
}

/** A reply that is always an error. */
export const refusing = (code: string, status: number): Reply => {
  return () => {
    throw awsError(code, status);
  };
};

/** What S3 answers for a bucket that nobody ever set anything on. */
export const plainBucket: Script = {
  GetBucketPolicyCommand: refusing("NoSuchBucketPolicy", 404),
  GetBucketVersioningCommand: () => ({}),
  GetObjectLockConfigurationCommand: refusing("ObjectLockConfigurationNotFoundError", 404),
  GetBucketEncryptionCommand: refusing("ServerSideEncryptionConfigurationNotFoundError", 404),
  GetPublicAccessBlockCommand: refusing("NoSuchPublicAccessBlockConfiguration", 404),
  GetBucketReplicationCommand: refusing("ReplicationConfigurationNotFoundError", 404),
  GetBucketTaggingCommand: refusing("NoSuchTagSet", 404),
};

const columns =
  "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active," +
  "access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service," +
  "access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service," +
  "cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated";

/** A credential report: its header, the root’s line as IAM writes it, and these lines. */
export function report(account: string, ...lines: readonly string[]): Uint8Array {
  const root = `<root_account>,arn:aws:iam::${account}:root,2020-01-02T03:04:05+00:00,not_supported,2026-01-01T00:00:00+00:00,not_supported,not_supported,true,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A`;
  return new TextEncoder().encode([columns, root, ...lines].join("\n"));
}

/** A small account: one role, no users, one plain bucket. Tests change the replies that they are about. */
export function smallAccount(account: string, changed: Script = {}): Script {
  return {
    GetAccountAuthorizationDetailsCommand: () => ({
      UserDetailList: [],
      GroupDetailList: [],
      RoleDetailList: [
        {
          RoleName: "clerk",
          Arn: `arn:aws:iam::${account}:role/clerk`,
          AssumeRolePolicyDocument: "%7B%7D",
          AttachedManagedPolicies: [],
        },
      ],
      Policies: [],
      IsTruncated: false,
    }),
    ListPoliciesCommand: () => ({ Policies: [], IsTruncated: false }),
    GenerateCredentialReportCommand: () => ({ State: "COMPLETE" }),
    GetCredentialReportCommand: () => ({ Content: report(account), ReportFormat: "text/csv" }),
    GenerateServiceLastAccessedDetailsCommand: () => ({ JobId: "0badc0de-0000-4000-8000-00000000000a" }),
    GetServiceLastAccessedDetailsCommand: () => ({
      JobStatus: "COMPLETED",
      ServicesLastAccessed: [],
      IsTruncated: false,
    }),
    ListAccountAliasesCommand: () => ({ AccountAliases: ["alder"], IsTruncated: false }),
    ListBucketsCommand: () => ({ Buckets: [{ Name: "rolls", BucketRegion: "ca-central-1" }] }),
    ...plainBucket,
    ...changed,
  };
}
