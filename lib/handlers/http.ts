import { langs, say, type Args, type Lang, type Words } from "../base/words.ts";
import { statusWords } from "./http-words.ts";

/**
 * A request as API Gateway's HTTP API hands it to a function, payload format 2.0; only what is read of it. Names of
 * headers are in lower case, path parameters decoded.
 * Source: docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export interface HttpEvent {
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly pathParameters?: Readonly<Record<string, string | undefined>>;
  readonly queryStringParameters?: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

export interface HttpReply {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type ErrorStatus = keyof typeof statusWords;

/** One thing that is wrong with a request, and where in its body (RFC 6901, as RFC 9457 shows it). */
export interface BodyError {
  readonly pointer: string;
  readonly detail: Words;
  readonly args?: Args;
}

/** Voter data is nobody's to keep on the way. */
const always = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  vary: "Accept-Language",
} as const;

/** A reply in JSON. */
export function reply(statusCode: number, value: unknown, headers: HttpReply["headers"] = {}): HttpReply {
  return {
    statusCode,
    headers: { ...always, "content-type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(value),
  };
}

/**
 * Problem details (RFC 9457) in the reader's language: `code` is stable, for scripts. What the request held stands in
 * none of it, for whoever logs replies must not log voters.
 */
export function problem(
  event: HttpEvent,
  status: ErrorStatus,
  code: string,
  detail: Words,
  more: {
    readonly args?: Args;
    readonly errors?: readonly BodyError[];
    readonly headers?: HttpReply["headers"];
  } = {},
): HttpReply {
  const lang = langOf(event);
  const errors = more.errors?.map(({ pointer, detail: what, args }) => ({
    pointer,
    detail: say(what, lang, args),
  }));
  return reply(
    status,
    {
      type: "about:blank",
      title: say(statusWords[status], lang),
      status,
      code,
      detail: say(detail, lang, more.args),
      ...(errors && { errors }),
    },
    {
      "content-type": "application/problem+json; charset=utf-8",
      "content-language": lang,
      ...more.headers,
    },
  );
}

const longestHeader = 1_000;

/** The language asked for, by `Accept-Language` (RFC 9110, 12.5.4); English when neither of ours is. */
export function langOf({ headers }: HttpEvent): Lang {
  const accepted = (headers?.["accept-language"] ?? "").slice(0, longestHeader);
  let best: { readonly lang: Lang; readonly weight: number } = { lang: "en", weight: 0 };
  for (const range of accepted.split(",")) {
    const [tag = "", ...parameters] = range
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    const lang = langs.find((each) => tag === each || tag.startsWith(`${each}-`));
    const quality = parameters.find((parameter) => parameter.startsWith("q="));
    const weight = quality === undefined ? 1 : Number(quality.slice(2));
    if (lang !== undefined && weight > best.weight && weight <= 1) best = { lang, weight };
  }
  return best.lang;
}
