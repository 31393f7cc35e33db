import type { PublicAccessBlock } from "../iam/input.ts";

export type { PublicAccessBlock } from "../iam/input.ts";

/**
 * Facts of single resources. As everywhere in a snapshot: absent means not read; `null`, `false` and `[]` mean read,
 * and there is none.
 */
interface Resource {
  readonly arn: string;
  readonly name: string;
  readonly region?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface Bucket extends Resource {
  readonly versioning?: "enabled" | "suspended" | "never";
  /** `null`: the bucket has no Object Lock. `mode` and `days` are `null` when it has no default retention. */
  readonly objectLock?: { readonly mode: LockMode | null; readonly days: number | null } | null;
  /** The bucket's default encryption. */
  readonly encryption?: {
    readonly algorithm: "AES256" | "aws:kms" | "aws:kms:dsse";
    /** ARN, id or alias of a customer's key. */
    readonly key?: string;
  } | null;
  readonly publicAccessBlock?: PublicAccessBlock | null;
  readonly replication?: { readonly role: string; readonly destinations: readonly string[] } | null;
}

export type LockMode = "GOVERNANCE" | "COMPLIANCE";

export interface Table extends Resource {
  readonly encryption?: { readonly kind: "aws-owned" | "aws-managed" | "customer"; readonly key?: string };
  readonly pointInTimeRecovery?: boolean;
  readonly deletionProtection?: boolean;
  /** ARN of its stream, or of how it would be called. */
  readonly stream?: string | null;
  /** ARNs of the Kinesis streams that every change is copied to. */
  readonly streamingDestinations?: readonly string[];
}

export interface Key extends Resource {
  /** Such as `alias/rollward-data`. */
  readonly aliases?: readonly string[];
  readonly enabled?: boolean;
  readonly rotation?: boolean;
  readonly usage?: "ENCRYPT_DECRYPT" | "SIGN_VERIFY" | "GENERATE_VERIFY_MAC" | "KEY_AGREEMENT";
  /** `customer`: the office decides over it; `aws`: a service's own. */
  readonly manager?: "customer" | "aws";
}

export interface FunctionFacts extends Resource {
  readonly role?: string;
  readonly runtime?: string;
  /** Names of its environment variables; values never enter a snapshot. */
  readonly environment?: readonly string[];
  /** Variables whose value looks like a secret: the name and what it looks like, never the value. */
  readonly secrets?: readonly {
    readonly name: string;
    readonly looksLike: "age-identity" | "private-key" | "aws-key";
  }[];
  readonly codeSigning?: string | null;
  /** ARNs of the streams and queues that it is handed the records of. */
  readonly eventSources?: readonly string[];
}

/** One route of an HTTP API (API Gateway v2). */
export interface Route {
  /** ARN of the API, `arn:aws:apigateway:<region>::/apis/<id>`. */
  readonly api: string;
  readonly apiName?: string;
  /** Such as `GET /voters/{id}`, or `$default`. */
  readonly key: string;
  readonly authorization?: "NONE" | "AWS_IAM" | "JWT" | "CUSTOM";
  readonly scopes?: readonly string[];
  readonly authorizer?: { readonly issuer: string; readonly audience: readonly string[] };
  /** ARN of the function behind it. */
  readonly target?: string;
}

export interface Trail extends Resource {
  readonly logging?: boolean;
  readonly multiRegion?: boolean;
  readonly globalEvents?: boolean;
  readonly validation?: boolean;
  /** True for a trail of the whole organisation. */
  readonly organization?: boolean;
  readonly bucket?: string;
  readonly key?: string | null;
  /** True when every management event, reading ones too, is kept. */
  readonly managementEvents?: boolean;
  /** ARN prefixes whose data events, read and write, are kept; `arn:aws:s3` or `arn:aws:dynamodb` for all of a service. */
  readonly dataEvents?: readonly string[];
  /** ARNs of single resources whose data events, read and write, are kept: these and nothing that begins with them. */
  readonly dataArns?: readonly string[];
}
