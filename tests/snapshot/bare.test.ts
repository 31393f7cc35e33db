import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sha256Hex } from "../../lib/base/bytes.ts";
import { readSnapshot } from "../../lib/snapshot/read.ts";
import { fullAccount } from "./sample-accounts.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rollward-bare-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const now = new Date("2026-11-03T20:00:00Z");
let count = 0;
async function read(value: unknown, lang: "en" | "fr" = "en") {
  const path = join(folder, `${count++}.json`);
  const text = JSON.stringify(value);
  await writeFile(path, text);
  return { ...(await readSnapshot(path, { now, lang })), text, path };
}

const details = fullAccount.authorizationDetails;
const role = (id: string) => ({ ...details.RoleDetailList[0]!, Arn: `arn:aws:iam::${id}:role/Clerk` });

describe("the bare output of aws iam get-account-authorization-details", () => {
  test("is a live snapshot of the account that its ARNs name, taken when it is read", async () => {
    const { snapshot, sha256, text } = await read({ ...details, IsTruncated: false });
    expect(snapshot).toMatchObject({
      source: "live",
      takenAt: "2026-11-03T20:00:00Z",
      nowGiven: true,
      tool: "aws iam get-account-authorization-details",
    });
    expect(snapshot.accounts).toEqual([
      { id: "222222222222", authorizationDetails: details, resourcePolicies: [] },
    ]);
    expect(sha256).toBe(sha256Hex(Buffer.from(text)));
  });

  test("has identities only, so that every other kind of fact is unread", async () => {
    const { snapshot } = await read(details, "fr");
    const kinds = snapshot.unread!.map(({ facts }) => facts);
    expect(kinds).toContain("resource-policies");
    expect(kinds).toContain("organization");
    expect(kinds).not.toContain("identities");
    expect(snapshot.unread!.every(({ account }) => account === "222222222222")).toBe(true);
    expect(snapshot.unread![0]!.why).toContain("politiques");
  });

  test.each([
    ["cut off", { ...details, IsTruncated: true, Marker: "abc" }],
    ["with a marker", { ...details, Marker: "abc" }],
    ["with a filter", { RoleDetailList: details.RoleDetailList }],
  ])("%s is incomplete, and says so", async (_, value) => {
    const { snapshot } = await read(value);
    expect(snapshot.unread!.map(({ facts }) => facts)).toContain("identities");
  });

  test("with AWS’s own policies in it is still of one account", async () => {
    const aws = { ...details.Policies[0]!, Arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" };
    const { snapshot } = await read({ ...details, Policies: [aws] });
    expect(snapshot.accounts.map(({ id }) => id)).toEqual(["222222222222"]);
  });

  test.each<[string, unknown, string, string]>([
    [
      "of two accounts",
      { ...details, RoleDetailList: [role("222222222222"), role("333333333333")] },
      "snapshot-accounts-mixed",
      "333333333333",
    ],
    ["of no account", { UserDetailList: [], RoleDetailList: [] }, "snapshot-account-none", "ARN"],
    [
      "with half a role",
      { ...details, RoleDetailList: [{ Arn: role("222222222222").Arn }] },
      "snapshot-malformed",
      "$.RoleDetailList[0].RoleName: string",
    ],
    ["with a list that is none", { ...details, Policies: {} }, "snapshot-malformed", "$.Policies: array"],
    [
      "with its lists in the prototype",
      JSON.parse(`{"__proto__":{"RoleDetailList":[]}}`),
      "snapshot-malformed",
      "$.format",
    ],
  ])("%s is refused", async (_, value, code, said) => {
    await expect(read(value)).rejects.toMatchObject({ code, fault: { exit: 2 } });
    await expect(read(value)).rejects.toThrow(said);
  });
});
