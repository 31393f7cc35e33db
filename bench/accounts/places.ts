import type { Random } from "../../lib/register/synth/random.ts";

/** One account of an estate, and how much of everything it has. */
export interface Place {
  /** Twelve digits. */
  readonly id: string;
  readonly random: Random;
  readonly roles: number;
  readonly users: number;
  /** How many there are of what roles work on; names are made of their numbers. */
  readonly buckets: number;
  readonly tables: number;
  readonly keys: number;
  readonly functions: number;
  /** Ids of the other accounts. */
  readonly others: readonly string[];
}

export const regions = ["ca-central-1", "us-east-1", "eu-west-1"] as const;
export const home = "ca-central-1";
export const teams = [
  "assessments",
  "benefits",
  "elections",
  "licences",
  "parks",
  "payroll",
  "records",
  "roads",
  "transit",
  "water",
] as const;
export const stages = ["dev", "test", "stage", "prod"] as const;

/** ARNs of what an account has, by number; the same number is the same thing. */
export const arns = {
  bucket: ({ id }: Place, at: number) =>
    `arn:aws:s3:::${teams[at % teams.length]!}-${stages[at % stages.length]!}-${id}-${at}`,
  table: ({ id }: Place, at: number) =>
    `arn:aws:dynamodb:${home}:${id}:table/${teams[at % teams.length]!}-${at}`,
  key: ({ id }: Place, at: number) => `arn:aws:kms:${home}:${id}:key/${keyId(at)}`,
  function: ({ id }: Place, at: number) =>
    `arn:aws:lambda:${home}:${id}:function:${teams[at % teams.length]!}-worker-${at}`,
  queue: ({ id }: Place, at: number) => `arn:aws:sqs:${home}:${id}:${teams[at % teams.length]!}-jobs-${at}`,
  topic: ({ id }: Place, at: number) => `arn:aws:sns:${home}:${id}:${teams[at % teams.length]!}-news-${at}`,
  secret: ({ id }: Place, at: number) =>
    `arn:aws:secretsmanager:${home}:${id}:secret:${teams[at % teams.length]!}/${at}-*`,
  logs: ({ id }: Place, at: number) => `arn:aws:logs:${home}:${id}:log-group:/office/${at}:*`,
  policy: ({ id }: Place, name: string) => `arn:aws:iam::${id}:policy/${name}`,
  user: ({ id }: Place, name: string) => `arn:aws:iam::${id}:user/${name}`,
  group: ({ id }: Place, name: string) => `arn:aws:iam::${id}:group/${name}`,
  role: ({ id }: Place, path: string, name: string) => `arn:aws:iam::${id}:role${path}${name}`,
} as const;

function keyId(at: number): string {
  const digits = (at * 2_654_435_761 + 97).toString(16).padStart(12, "0").slice(-12);
  return `${digits.slice(0, 8)}-5f1c-4a7b-9c3d-${digits}`;
}

/** A number below `count` that exists, even where an account has none of a thing. */
export function some({ random }: Place, count: number): number {
  return random.below(Math.max(1, count));
}
