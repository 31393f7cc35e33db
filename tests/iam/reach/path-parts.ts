/** Small parts of the worlds in `path-world.ts`. */
export const account = "111111111111";

export type Json = Readonly<Record<string, unknown>>;

export const iam = (rest: string): string => `arn:aws:iam::${account}:${rest}`;
export const arnIn = (service: string, rest: string): string =>
  `arn:aws:${service}:ca-central-1:${account}:${rest}`;

export const policy = (...statements: readonly Json[]): Json => ({
  Version: "2012-10-17",
  Statement: statements,
});
export const allow = (Action: string | readonly string[], Resource = "*"): Json => ({
  Effect: "Allow",
  Action,
  Resource,
});
export const deny = (Action: string | readonly string[], Resource = "*"): Json => ({
  Effect: "Deny",
  Action,
  Resource,
});
/** A trust policy. */
export const trusting = (Principal: Json, Action: string | readonly string[] = "sts:AssumeRole"): Json => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action, Principal }],
});
