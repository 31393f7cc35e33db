import { createServer, type RequestListener, type Server } from "node:http";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { silentProgress, type Work } from "../../../lib/base/context.ts";
import { liveClients } from "../../../lib/snapshot/live/clients.ts";
import { gatherAccounts } from "../../../lib/snapshot/live/gather-accounts.ts";
import { profileNames } from "../../../lib/snapshot/live/profiles.ts";

// The real clients of AWS’s SDK, against servers of this machine that answer what AWS never should.

let folder: string;
let servers: Server[];
const before = { ...process.env };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "rollward-test-"));
  servers = [];
  for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) delete process.env[name];
  Object.assign(process.env, {
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: join(folder, "config"),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, "credentials"),
  });
});

afterEach(async () => {
  for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) delete process.env[name];
  for (const [name, value] of Object.entries(before)) if (name.startsWith("AWS_")) process.env[name] = value;
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  await rm(folder, { recursive: true, force: true });
});

const keys = "aws_access_key_id = a\naws_secret_access_key = b\n";
const write = (config: string, credentials = "") =>
  Promise.all([
    writeFile(join(folder, "config"), config),
    writeFile(join(folder, "credentials"), credentials),
  ]);

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
}

function gather(profiles: readonly string[] = [], changed: Partial<Work> = {}) {
  const work: Work = {
    lang: "en",
    clock: () => new Date(),
    random: (bytes) => new Uint8Array(bytes),
    signal: new AbortController().signal,
    progress: silentProgress,
    remark: () => {},
    ...changed,
  };
  return gatherAccounts({ profiles, regions: ["ca-central-1"] }, liveClients, work);
}

describe("credentials", () => {
  test("that nobody set are missed at once, in one sentence that says how to get them", async () => {
    const failing = gather();
    await expect(failing).rejects.toMatchObject({ code: "credentials-missing", fault: { exit: 3 } });
    await expect(failing).rejects.toThrow(/in this environment.*aws sso login.*--profile/);
  });

  test("are not waited for where a machine’s own service says nothing", async () => {
    delete process.env["AWS_EC2_METADATA_DISABLED"];
    process.env["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = await serve(() => {});
    await expect(gather()).rejects.toMatchObject({ code: "credentials-missing" });
  });

  test("that have run out are told before anything is asked", async () => {
    Object.assign(process.env, {
      AWS_ACCESS_KEY_ID: "a",
      AWS_SECRET_ACCESS_KEY: "b",
      AWS_SESSION_TOKEN: "c",
      AWS_CREDENTIAL_EXPIRATION: "2020-01-01T00:00:00Z",
    });
    await expect(gather()).rejects.toMatchObject({ code: "credentials-expired", fault: { exit: 3 } });
  });

  test("of a session that was never opened today, likewise", async () => {
    await write(
      "[profile sso]\nsso_session = s\nsso_account_id = 123456789012\nsso_role_name = auditor\nregion = ca-central-1\n[sso-session s]\nsso_start_url = https://alder.example/start\nsso_region = ca-central-1\n",
    );
    await expect(gather(["sso"])).rejects.toMatchObject({
      code: "credentials-expired",
      args: { profile: "sso" },
    });
    await expect(gather(["sso"])).rejects.toThrow(/sso is not signed in, .*aws sso login --profile sso/);
  });
});

describe("a profile", () => {
  test.each(["nope", "sso-session s", "__proto__", "default"])("%j that no file has", async (profile) => {
    await write("[profile x]\n[sso-session s]\n[sso-session default]\n");
    await expect(gather([profile])).rejects.toMatchObject({ code: "profile-unknown", fault: { exit: 2 } });
  });

  test("that AWS_PROFILE names, and no file has", async () => {
    process.env["AWS_PROFILE"] = "nope";
    await expect(gather()).rejects.toMatchObject({ code: "profile-unknown", args: { profile: "nope" } });
  });

  test.each([
    ["says nothing of credentials", "region = ca-central-1\n"],
    [
      "leans on a profile that is not there",
      "role_arn = arn:aws:iam::123456789012:role/x\nsource_profile = gone\n",
    ],
    ["runs a program that gives nonsense", "credential_process = /bin/echo nonsense\n"],
  ])("that %s is not answered for by the machine’s own role", async (_, lines) => {
    await write(`[profile bare]\n${lines}`);
    delete process.env["AWS_EC2_METADATA_DISABLED"];
    process.env["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = await serve((request, response) => {
      if (request.method === "PUT") response.end("token");
      else if (request.url?.endsWith("/security-credentials/") === true) response.end("machine");
      else
        response.end(
          JSON.stringify({
            Code: "Success",
            AccessKeyId: "machine",
            SecretAccessKey: "machine",
            Token: "machine",
            Expiration: "2099-01-01T00:00:00Z",
          }),
        );
    });
    await expect(gather(["bare"])).rejects.toMatchObject({
      code: "credentials-missing",
      args: { named: "yes", profile: "bare" },
    });
  });

  test("with keys is taken, though the environment has others, and without a word on the console", async () => {
    await write(`[profile register]\n${keys}`, `[vault]\n${keys}`);
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: "other", AWS_SECRET_ACCESS_KEY: "other" });
    const asked: string[] = [];
    process.env["AWS_ENDPOINT_URL"] = await serve((request, response) => {
      asked.push(request.headers.authorization ?? "");
      refuse(response, 403, "AccessDenied");
    });
    await expect(gather(["register"])).rejects.toMatchObject({ code: "account-unread" });
    await expect(gather(["vault"])).rejects.toMatchObject({ code: "account-unread" });
    expect(asked.length).toBeGreaterThan(1);
    expect(asked.every((header) => header.includes("Credential=a/"))).toBe(true);
  });

  test("is a section of either file", () => {
    const config =
      '[default]\n  [profile a b]\r\n[ profile  "c d" ] # said\n[sso-session e]\nprofile f\n[g]\n';
    expect([...profileNames(config, "[h]\n['i']\nx = [j]\n")]).toEqual(["default", "a b", "c d", "h", "i"]);
  });
});

describe("a server", () => {
  beforeEach(() => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" });
  });

  test("that only ever fails is asked a bounded number of times", async () => {
    let asked = 0;
    process.env["AWS_ENDPOINT_URL"] = await serve((request, response) => {
      request.resume();
      asked += 1;
      refuse(response, 500, "InternalFailure");
    });
    await expect(gather()).rejects.toMatchObject({ code: "account-unread" });
    // Three requests of the beginning, five attempts each.
    expect(asked).toBe(15);
  });

  test("that answers a page of its own is no account", async () => {
    process.env["AWS_ENDPOINT_URL"] = await serve((_, response) => response.end("<html>Sign in</html>"));
    await expect(gather()).rejects.toMatchObject({ code: "account-unread" });
  });

  test("that never answers ends with Ctrl-C", async () => {
    const controller = new AbortController();
    process.env["AWS_ENDPOINT_URL"] = await serve(() => setTimeout(() => controller.abort(), 50));
    await expect(gather([], { signal: controller.signal })).rejects.toMatchObject({ code: "interrupted" });
  });
});

function refuse(response: Parameters<RequestListener>[1], status: number, code: string): void {
  response.writeHead(status, { "content-type": "text/xml" });
  response.end(`<ErrorResponse><Error><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`);
}
