/** What was asked of a cloud in memory, in order. */
export interface Call {
  /** Such as `PutItemCommand`. */
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** A command as every client of the SDK is given it. */
export interface Command {
  readonly input: object;
  readonly constructor: { readonly name: string };
}

/** Throws, to fail a call before (`undefined` lets it pass); may be set and cleared at any time. */
export type Hook = (call: Call, nth: number) => void | Promise<void>;

export function callOf(command: Command): Call {
  return { command: command.constructor.name, input: { ...command.input } };
}

/** As the services answer what they refuse. */
export class ServiceError extends Error {
  readonly $metadata: { readonly httpStatusCode: number | undefined };

  constructor(name: string, status: number | undefined, message = "no") {
    super(message);
    this.name = name;
    this.$metadata = { httpStatusCode: status };
  }
}
