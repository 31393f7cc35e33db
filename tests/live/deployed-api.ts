import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isRecord } from "../../lib/base/json.ts";
import { synthesise } from "../../lib/register/synth/synthesise.ts";
import { openIdentityProvider, type IdentityProvider } from "./identity-provider.ts";
import type { Office } from "./office.ts";

interface Reply {
  readonly status: number | undefined;
  readonly type: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What `cdk deploy` makes, used as people use it: with a token of the office’s identity provider, through the API. */
export function apiTests(deployed: () => Office): void {
  let office: Office;
  let people: IdentityProvider;
  const [sent, protectedOne] = voters();

  beforeAll(async () => {
    office = deployed();
    people = await openIdentityProvider("rollward-register");
    // The stack’s authorizer trusts the office’s own provider, which an emulator cannot reach.
    const authorizers = `${office.endpoint}/v2/apis/${office.api}/authorizers`;
    const listed: unknown = await (await fetch(authorizers)).json();
    const id = /"authorizerId":\s*"(\w+)"/.exec(JSON.stringify(listed))![1];
    const jwtConfiguration = { issuer: people.issuer, audience: ["rollward-register"] };
    await fetch(`${authorizers}/${id}`, { method: "PATCH", body: JSON.stringify({ jwtConfiguration }) });
  });
  afterAll(() => people?.[Symbol.asyncDispose]());

  async function ask(key: string, token?: string, body?: object, lang = "en"): Promise<Reply> {
    const [method, path] = key.split(" ") as [string, string];
    const { port } = new URL(office.endpoint);
    const asked = request({
      host: "127.0.0.1",
      port,
      method,
      path,
      headers: {
        host: `${office.api}.execute-api.localhost:${port}`,
        "accept-language": lang,
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
    });
    asked.end(body === undefined ? undefined : JSON.stringify(body));
    const [response] = (await once(asked, "response")) as [IncomingMessage];
    const parsed: unknown = JSON.parse(await text(response));
    return {
      status: response.statusCode,
      type: response.headers["content-type"],
      body: isRecord(parsed) ? parsed : {},
    };
  }

  describe("asks for a token", () => {
    const routes = ["POST /voters", "GET /voters/1", "GET /counties/Alder/voters"];

    test.each(routes)("%s without one", async (route) => {
      expect(await ask(route)).toMatchObject({ status: 401 });
    });
    test.each(routes)("%s with the scope of another task", async (route) => {
      expect(await ask(route, people.token(["rollward/history", "rollward"]))).toMatchObject({ status: 403 });
    });
    test.each([
      ["of another audience", { aud: "payroll" }],
      ["that has expired", { exp: 1 }],
      ["of another issuer", { iss: "https://elsewhere.example" }],
    ])("a token %s", async (_, claims) => {
      const token = people.token(["rollward/look-up"], claims);
      expect(await ask("GET /voters/1", token)).toMatchObject({ status: 401 });
    });
  });

  test("registers a voter once, and keeps what was sent", async () => {
    const token = people.token(["rollward/register"]);
    const made = await ask("POST /voters", token, sent);
    expect(made).toMatchObject({ status: 201, body: { VoterId: sent.VoterId, Version: 1 } });
    expect(await ask("POST /voters", token, sent)).toMatchObject({
      status: 409,
      body: { code: "voter-exists" },
    });
    const { endpoint, region } = office;
    const credentials = { accessKeyId: office.account, secretAccessKey: "test" };
    const table = new DynamoDBClient({ endpoint, region, credentials });
    const Key = { VoterId: { S: sent.VoterId } };
    const { Item } = await table.send(new GetItemCommand({ TableName: "rollward-roll", Key }));
    expect(JSON.stringify(Item)).toContain(sent.Name.LastName);
  });

  test("says in both languages what is wrong with a record, and nothing that it held", async () => {
    const token = people.token(["rollward/register"]);
    const wrong = { ...sent, DateOfBirth: "31 April" };
    const english = await ask("POST /voters", token, wrong);
    const french = await ask("POST /voters", token, wrong, "fr-CA");
    expect(english).toMatchObject({ status: 422, type: expect.stringContaining("problem+json") as string });
    expect(french.body["errors"]).toMatchObject([{ pointer: "#/DateOfBirth" }]);
    expect(french.body["title"]).not.toBe(english.body["title"]);
    expect(JSON.stringify([english, french])).not.toContain("31 April");
  });

  test("looks a voter up, without the addresses of one under protection", async () => {
    await ask("POST /voters", people.token(["rollward/register"]), protectedOne);
    const token = people.token(["rollward/look-up"]);
    const found = await ask(`GET /voters/${sent.VoterId}`, token);
    expect(found).toMatchObject({ status: 200, body: { ...sent, Version: 1 } });
    const shown = await ask(`GET /voters/${protectedOne.VoterId}`, token);
    expect(shown.body).toMatchObject({ VoterId: protectedOne.VoterId, Protected: true });
    expect(shown.body).not.toHaveProperty("ResidenceAddress");
    expect(await ask("GET /voters/nobody-there", token)).toMatchObject({ status: 404 });
  });

  test("hands out a county’s list, without those under protection", async () => {
    const token = people.token(["rollward/hand-out-list"]);
    const list = await ask(`GET /counties/${encodeURIComponent(sent.County)}/voters`, token);
    expect(list).toMatchObject({ status: 200, body: { county: sent.County, leftOut: 1 } });
    expect(list.body["voters"]).toMatchObject([{ VoterId: sent.VoterId }]);
  });
}

interface Sent {
  readonly VoterId: string;
  readonly County: string;
  readonly Name: { readonly LastName: string };
  readonly Protected: boolean;
}

/** Two invented voters of one county as somebody sends them, one of them under protection. */
function voters(): readonly [Sent, Sent] {
  const lines = Buffer.concat([...synthesise({ voters: 2, counties: 1, seed: "deploy" })])
    .toString()
    .trim()
    .split("\n");
  const [one, other] = lines.map((line): Sent => {
    const { LastModified: _, Version: __, ...record } = JSON.parse(line) as Sent & Record<string, unknown>;
    return record;
  });
  return [
    { ...one!, Protected: false },
    { ...other!, Protected: true },
  ];
}
