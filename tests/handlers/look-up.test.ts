import { beforeEach, expect, test } from "vitest";
import { voter } from "../backup/rolls.ts";
import { full } from "../register/voters.ts";
import { json, memoryBackend, names, type MemoryBackend } from "./backend.ts";

let backend: MemoryBackend;
beforeEach(() => {
  backend = memoryBackend();
});

const ask = (id: string | undefined) => backend.lookUp({ pathParameters: { id } });

test("a voter is shown as last written", async () => {
  const plain = voter("AR-7", "Birchmere");
  backend.hold([plain]);
  const reply = await ask("AR-7");
  expect(reply).toMatchObject({ statusCode: 200, headers: { "cache-control": "no-store" } });
  expect(json(reply)).toEqual(plain);
});

test("the addresses of a voter under protection stay back, and it is said", async () => {
  backend.hold([full, voter("AR-7", "Birchmere", { Protected: true })]);
  const reply = await ask("AR-8");
  const { ResidenceAddress: _, MailingAddress: __, ...shown } = full;
  expect(json(reply)).toEqual({ ...shown, Withheld: ["ResidenceAddress", "MailingAddress"] });
  for (const secret of ["Grève", "Val-Érables", "Qikiqtaarjuit"]) expect(reply.body).not.toContain(secret);
  expect(json(await ask("AR-7"))["Withheld"]).toEqual(["ResidenceAddress"]);
});

test("nobody is 404, in the reader’s language", async () => {
  const reply = await backend.lookUp({
    pathParameters: { id: "AR-0" },
    headers: { "accept-language": "fr" },
  });
  expect(reply.statusCode).toBe(404);
  expect(json(reply)).toMatchObject({ code: "voter-none", title: "Introuvable" });
});

test.each([
  [undefined],
  [""],
  ["../AR-8"],
  ["AR 8"],
  ["x".repeat(65)],
  ["__proto__"],
  ["AR-8\0"],
  ['{"S":"AR-8"}'],
  ["é"],
])("what cannot be an id is 404 without asking the table: %s", async (id) => {
  const reply = await ask(id);
  expect(reply.statusCode).toBe(404);
  expect(backend.dynamo.calls).toEqual([]);
  if (id) expect(reply.body).not.toContain(id);
});

test("an item that is no voter is 503, never half shown", async () => {
  backend.dynamo.items(names.table).set("AR-7", { VoterId: { S: "AR-7" }, County: { S: "Birchmere" } });
  const reply = await ask("AR-7");
  expect(reply.statusCode).toBe(503);
  expect(reply.body).not.toContain("Birchmere");
  expect(backend.logged[0]).toEqual({ task: "look-up", error: "line-missing" });
});

test("a fault of ours is 500, and its message, which might quote a voter, is not logged", async () => {
  backend.dynamo.hook = () => {
    throw new TypeError("cannot read Wrenford");
  };
  backend.dynamo.client.send = (() => {
    throw new TypeError("cannot read Wrenford");
  }) as never;
  const reply = await ask("AR-7");
  expect(reply.statusCode).toBe(500);
  expect(JSON.stringify([reply, backend.logged])).not.toContain("Wrenford");
  expect(backend.logged[0]).toEqual({ task: "look-up", error: "TypeError" });
});
