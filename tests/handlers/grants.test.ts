/** Both directions: what a function calls it is granted, and what it is granted it calls. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { grants } from "../../lib/contract/grants.ts";
import { functionTasks, type FunctionTask } from "../../lib/contract/names.ts";
import { codeOf } from "../backup/commands.ts";
import { threeDays, voter } from "../backup/rolls.ts";
import { ServiceError, type Call } from "../fakes/aws/calls.ts";
import { interceptS3 } from "../fakes/aws/s3.ts";
import { memoryBackend, names, type MemoryBackend } from "./backend.ts";
import { rightsOf } from "./iam-actions.ts";

let backend: MemoryBackend;
let intercepted: { readonly restore: () => void };
beforeEach(() => {
  backend = memoryBackend();
  intercepted = interceptS3(backend.s3);
  backend.hold(threeDays[0]!);
});
afterEach(() => intercepted.restore());

/** All that is called while `run` runs. */
async function callsOf(run: () => Promise<unknown>): Promise<readonly Call[]> {
  const services = [backend.dynamo, backend.kms, backend.s3];
  const before = services.map(({ calls }) => calls.length);
  await run();
  return services.flatMap(({ calls }, index) => calls.slice(before[index]));
}

const when = { first: "2026-03-01T06:00:00Z", second: "2026-03-02T06:00:00Z" };

async function sealDays(): Promise<void> {
  backend.exported("2026-03-01T02:00:00Z");
  await backend.seal(when.first);
  backend.hold(threeDays[1]!);
  backend.exported("2026-03-02T02:00:00Z");
}

/** Runs a task through every path that makes it call something. */
const paths: Readonly<Record<FunctionTask, () => Promise<readonly Call[]>>> = {
  register: () =>
    callsOf(async () => {
      const { LastModified: _, Version: __, ...record } = voter("AR-90", "Birchmere");
      const event = { body: JSON.stringify(record) };
      const statuses = [];
      for (const each of [event, event, { body: "{" }])
        statuses.push((await backend.register(each)).statusCode);
      expect(statuses).toEqual([201, 409, 400]);
    }),
  "look-up": () =>
    callsOf(async () => {
      for (const id of ["AR-1", "AR-0", "../x"]) await backend.lookUp({ pathParameters: { id } });
    }),
  "hand-out-list": () =>
    callsOf(async () => {
      await backend.list({ pathParameters: { county: "Birchmere" } });
      await backend.list({ pathParameters: { county: "Birchmere" }, queryStringParameters: { limit: "1" } });
    }),
  export: () => callsOf(async () => backend.export({ time: "2026-03-01T02:00:00Z" })),
  seal: () =>
    callsOf(async () => {
      await sealDays();
      // A run that stops before its manifest is put; then one that goes on for it; then one with nothing to do.
      backend.s3.hook = ({ command, input }) => {
        if (command === "PutObjectCommand" && String(input["Key"]).endsWith("manifest.json"))
          throw new ServiceError("AccessDenied", 403);
      };
      expect(await codeOf(backend.seal(when.second))).toBe("mirror-unwritable");
      backend.s3.hook = undefined;
      expect(await backend.seal(when.second)).toMatchObject({ outcome: "nothing-new", finished: 2 });
      expect(await backend.seal(when.second)).toMatchObject({ outcome: "nothing-new" });
    }),
  mirror: async () => {
    await sealDays();
    await backend.seal(when.second);
    return callsOf(async () => {
      // Something stands in the way of a part, over which somebody wrote: it is read back, in all its versions.
      const part = [...backend.s3.bucket(names.vault).keys()].find((key) => key.includes("1/part-00001"))!;
      const bytes = backend.s3.peek(names.vault, part)!;
      let stood = false;
      backend.s3.hook = ({ command, input }) => {
        if (command !== "PutObjectCommand" || input["Key"] !== part || stood) return;
        stood = true;
        backend.s3.plant(names.mirror, part, bytes);
        backend.s3.plant(names.mirror, part, Buffer.alloc(bytes.length));
      };
      // The part that was written over is told; the copy is whole all the same.
      await codeOf(backend.mirror("2026-03-02T08:00:00Z"));
      expect(stood).toBe(true);
      await codeOf(backend.mirror("2026-03-02T08:00:00Z"));
    });
  },
};

describe.each(functionTasks)("%s", (task) => {
  test("calls exactly what the contract grants it", async () => {
    const called = new Set((await paths[task]()).flatMap(rightsOf));
    const granted = new Set(
      grants[task]
        .filter(({ through }) => through === undefined)
        .map(({ action, on }) => `${action} on ${on}`),
    );
    expect([...called].toSorted()).toEqual([...granted].toSorted());
  });

  test("is granted nothing twice", () => {
    const all = grants[task].map(({ action, on, through }) => [action, on, through].join(" "));
    expect(new Set(all).size).toBe(all.length);
  });
});

test("what services call on behalf of a task is named in this list, and nothing else is", () => {
  const through = functionTasks.flatMap((task) =>
    grants[task]
      .filter((grant) => grant.through !== undefined)
      .map((each) => `${task}: ${each.action} on ${each.on} through ${each.through}`),
  );
  const logs = functionTasks.flatMap((task) =>
    ["CreateLogStream", "PutLogEvents"].map((action) => `${task}: logs:${action} on logs through lambda`),
  );
  expect(through.toSorted()).toEqual(
    [
      ...logs,
      ...["register", "look-up", "hand-out-list"].map(
        (task) => `${task}: kms:Decrypt on dataKey through dynamodb`,
      ),
      "export: kms:Decrypt on dataKey through s3",
      "export: kms:GenerateDataKey on dataKey through s3",
      "export: s3:AbortMultipartUpload on exportObjects through dynamodb",
      "export: s3:PutObject on exportObjects through dynamodb",
      "seal: kms:Decrypt on dataKey through s3",
    ].toSorted(),
  );
});
