import { beforeEach, describe, expect, test } from "vitest";
import type { HttpEvent } from "../../lib/handlers/http.ts";
import { voter } from "../backup/rolls.ts";
import { ServiceError } from "../fakes/aws/calls.ts";
import { full } from "../register/voters.ts";
import { json, memoryBackend, names, type MemoryBackend } from "./backend.ts";

let backend: MemoryBackend;
beforeEach(() => {
  backend = memoryBackend();
});

const { LastModified: _, Version: __, ...record } = full;
const now = "2026-03-01T01:00:00Z";
const send = (body: unknown, more: Partial<HttpEvent> = {}) =>
  backend.register({ body: typeof body === "string" ? body : JSON.stringify(body), ...more }, now);
const stored = () => [...backend.dynamo.items(names.table).keys()];
const fr = { headers: { "accept-language": "fr-CA,fr;q=0.9,en;q=0.8" } };

describe("a good record", () => {
  test("becomes the first version of a voter, as of now", async () => {
    const reply = await send(record);
    expect(reply).toMatchObject({
      statusCode: 201,
      headers: { location: "/voters/AR-8", "cache-control": "no-store" },
    });
    expect(json(reply)).toEqual({ VoterId: "AR-8", Version: 1, LastModified: now });
    expect(await backend.table.get("AR-8")).toEqual({ ...full, Version: 1, LastModified: now });
  });

  test("may come in base64, with keys in any order", async () => {
    const turned = Object.fromEntries(Object.entries(record).toReversed());
    const body = Buffer.from(JSON.stringify(turned)).toString("base64");
    const headers = { "content-type": "application/json; charset=utf-8" };
    expect((await backend.register({ body, isBase64Encoded: true, headers }, now)).statusCode).toBe(201);
    expect(Object.keys((await backend.table.get("AR-8"))!)).toEqual(Object.keys(full));
  });

  test("of a voter who is there already is 409, and leaves that voter as it was", async () => {
    await send(record);
    const other = { ...record, County: "Birchmere" };
    const reply = await send(other);
    expect(reply.statusCode).toBe(409);
    expect(json(reply)).toMatchObject({ status: 409, code: "voter-exists" });
    expect((await backend.table.get("AR-8"))?.County).toBe("Érablefell");
  });
});

describe("a record with faults", () => {
  test("is told all of them at once, each with its place, none with its value", async () => {
    const faulty = {
      ...record,
      VoterId: "../AR-8",
      Status: "SECRET",
      Name: { FirstName: "", MiddleName: ["Siku", 7] },
      DateOfBirth: "1979-02-30",
      Version: 4,
      SecretNickname: "x",
    };
    const reply = await send(faulty);
    expect(reply).toMatchObject({
      statusCode: 422,
      headers: { "content-type": "application/problem+json; charset=utf-8", "content-language": "en" },
    });
    const told = json(reply);
    expect(told).toMatchObject({ type: "about:blank", status: 422, code: "voter-invalid" });
    expect(told["detail"]).toBe(
      "8 entries are not right; nothing was stored. Correct what is listed and send the whole record again",
    );
    expect(told["errors"]).toEqual([
      { pointer: "#/Version", detail: "The register itself sets this field; leave it out" },
      { pointer: "#/VoterId", detail: expect.stringContaining("1 to 64 letters") as string },
      { pointer: "#/Status", detail: "This field must be one of active, inactive, pending, cancelled" },
      { pointer: "#/Name/FirstName", detail: expect.stringContaining("1 to 200 characters") as string },
      { pointer: "#/Name/MiddleName/1", detail: expect.stringContaining("1 to 200 characters") as string },
      { pointer: "#/Name/LastName", detail: "This field is missing" },
      { pointer: "#/DateOfBirth", detail: "This field must be a day of the calendar, as YYYY-MM-DD" },
      { pointer: "#", detail: "Key number 13 of this record is not in the schema; remove or rename it" },
    ]);
    for (const secret of ["SECRET", "SecretNickname", "1979-02-30", "../AR-8"]) {
      expect(reply.body + JSON.stringify(backend.logged)).not.toContain(secret);
    }
    expect(stored()).toEqual([]);
  });

  test("is told in French to whoever asks for French", async () => {
    const reply = await send({ ...record, Status: "x" }, fr);
    expect(reply.headers["content-language"]).toBe("fr");
    expect(json(reply)).toMatchObject({
      title: "Certaines données sont inexactes",
      errors: [
        {
          pointer: "#/Status",
          detail: "Ce champ doit être l’une de ces valeurs : active, inactive, pending, cancelled",
        },
      ],
    });
  });

  test("with a key twice is refused: nothing tells which value holds", async () => {
    const body = JSON.stringify(record).replace("{", '{"County":"Birchmere",');
    expect(json(await send(body))).toMatchObject({
      code: "voter-invalid",
      errors: [{ pointer: "#", detail: "County stands there twice, and nothing tells which one holds" }],
    });
  });

  test("thousands of them are told in part", async () => {
    const many = Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`k${index}`, 1]));
    const reply = await send(many);
    expect(reply.statusCode).toBe(422);
    expect(json(reply)["errors"]).toHaveLength(50);
  });
});

describe("what is no record", () => {
  test.each<[string, unknown, number, string]>([
    ["nothing", "", 400, "body-json"],
    ["half a record", JSON.stringify(record).slice(0, -1), 400, "body-json"],
    ["a list", [record], 400, "body-json"],
    ["a text", '"voter"', 400, "body-json"],
    ["null", "null", 400, "body-json"],
    ["brackets without end", "[".repeat(60_000), 400, "body-json"],
    ["prototype tricks", '{"__proto__":{"VoterId":"AR-8"}}', 422, "voter-invalid"],
    [
      "more than any voter takes",
      JSON.stringify({ ...record, Precinct: "é".repeat(40_000) }),
      413,
      "body-size",
    ],
  ])("%s is refused", async (_, body, status, code) => {
    const reply = await send(body);
    expect([reply.statusCode, json(reply)["code"]]).toEqual([status, code]);
    expect(stored()).toEqual([]);
  });

  test("bytes that are no text are refused", async () => {
    const body = Buffer.from([0x7b, 0xff, 0x7d]).toString("base64");
    expect((await backend.register({ body, isBase64Encoded: true })).statusCode).toBe(400);
  });

  test("a form is refused", async () => {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    expect((await send(record, { headers })).statusCode).toBe(415);
  });

  test("a request without anything is refused", async () => {
    expect((await backend.register({})).statusCode).toBe(400);
  });
});

describe("when the table fails", () => {
  test("the reply is 503 and says nothing of the voter; the log names the reason", async () => {
    backend.dynamo.hook = () => {
      throw new ServiceError("ThrottlingException", 400, `throttled AR-8 ${full.Name.LastName}`);
    };
    const reply = await send(record);
    expect(reply).toMatchObject({ statusCode: 503, headers: { "retry-after": "60" } });
    expect(backend.logged).toEqual([
      { task: "register", error: "aws-refused", reason: "ThrottlingException" },
      { task: "register", status: 503 },
    ]);
    expect(reply.body).not.toContain("AR-8");
  });

  test("a retry whose first reply was lost finds its voter there", async () => {
    backend.dynamo.after = () => {
      throw new ServiceError("TimeoutError", undefined);
    };
    expect((await send(record)).statusCode).toBe(503);
    backend.dynamo.after = undefined;
    expect((await send(record)).statusCode).toBe(409);
    expect(stored()).toEqual(["AR-8"]);
  });
});

test("of two who come with one id at once, one is stored", async () => {
  const one = voter("AR-8", "Birchmere");
  const { LastModified: _, Version: __, ...other } = one;
  const replies = await Promise.all([send(record), send(other)]);
  expect(new Set(replies.map(({ statusCode }) => statusCode))).toEqual(new Set([201, 409]));
});
