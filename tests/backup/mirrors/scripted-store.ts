import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

export interface Request {
  readonly method: string;
  /** Path and query, as sent. */
  readonly target: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

/** Answers a request, or leaves it to the next line of the script by returning `false`. */
export type Line = (request: Request, reply: ServerResponse) => unknown;

export interface ScriptedStore {
  readonly endpoint: string;
  readonly requests: readonly Request[];
  close(): Promise<void>;
}

/** A store that answers as it is told, for what no well-behaved one can be brought to say. */
export async function scriptedStore(...script: readonly Line[]): Promise<ScriptedStore> {
  const requests: Request[] = [];
  const server = createServer((incoming, reply) => {
    const pieces: Buffer[] = [];
    incoming.on("data", (piece: Buffer) => pieces.push(piece));
    incoming.on("end", () => {
      const { method = "", url = "", headers } = incoming;
      const request = { method, target: url, headers, body: Buffer.concat(pieces) };
      requests.push(request);
      if (!script.some((line) => line(request, reply) !== false)) fail(reply, 500, "NotInTheScript");
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    requests,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Replies as S3 does to what it refuses. */
export function fail(reply: ServerResponse, status: number, code: string): void {
  xml(reply, `<Error><Code>${code}</Code><Message>No.</Message></Error>`, status);
}

export function xml(reply: ServerResponse, document: string, status = 200): void {
  reply.writeHead(status, { "content-type": "application/xml" });
  reply.end(`<?xml version="1.0" encoding="UTF-8"?>\n${document}`);
}

/** A line for requests of `method` whose target matches. */
export function on(
  method: string,
  target: RegExp,
  answer: (reply: ServerResponse, request: Request) => void,
): Line {
  return (request, reply) =>
    request.method === method && target.test(request.target) ? answer(reply, request) : false;
}

/** As {@link on}, for the first so many such requests. */
export function first(times: number, line: Line): Line {
  let left = times;
  return (request, reply) => {
    if (left === 0 || line(request, reply) === false) return false;
    left--;
    return true;
  };
}
