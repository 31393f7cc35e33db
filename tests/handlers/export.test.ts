import { expect, test } from "vitest";
import { codeOf } from "../backup/commands.ts";
import { ServiceError } from "../fakes/aws/calls.ts";
import { memoryBackend, names } from "./backend.ts";

const planned = { time: "2026-03-01T02:00:00Z" };

test("asks for a full export into the day’s folder, under the office’s own key", async () => {
  const backend = memoryBackend();
  const { export: arn } = await backend.export(planned);
  expect(arn).toMatch(/\/export\//);
  const { command, input } = backend.dynamo.calls[0]!;
  expect(command).toBe("ExportTableToPointInTimeCommand");
  expect(input).toEqual({
    TableArn: names.tableArn,
    S3Bucket: names.exports,
    S3Prefix: "exports/2026-03-01",
    S3SseAlgorithm: "KMS",
    S3SseKmsKeyId: names.dataKey,
    ExportFormat: "DYNAMODB_JSON",
    ExportType: "FULL_EXPORT",
    ClientToken: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
  });
  expect(backend.logged).toEqual([{ task: "export", planned: planned.time, export: arn }]);
});

test("a schedule delivered twice, later and past midnight, is one and the same request", async () => {
  const backend = memoryBackend();
  await backend.export(planned, "2026-03-01T02:00:07Z");
  await backend.export(planned, "2026-03-02T00:00:01Z");
  await backend.export({ time: "2026-03-02T02:00:00Z" });
  const [one, same, next] = backend.dynamo.calls.map(({ input }) => input);
  expect(same).toEqual(one);
  expect(next!["ClientToken"]).not.toBe(one!["ClientToken"]);
});

test.each([{}, { time: "yesterday" }, { time: "2026-02-30T00:00:00Z" }, { time: "../../exports" }])(
  "an event without a moment counts as of now: %o",
  async (event) => {
    const backend = memoryBackend();
    await backend.export(event, "2026-03-05T02:00:00Z");
    expect(backend.dynamo.calls[0]!.input["S3Prefix"]).toBe("exports/2026-03-05");
  },
);

test("what AWS refuses ends the invocation", async () => {
  const backend = memoryBackend();
  backend.dynamo.hook = () => {
    throw new ServiceError("PointInTimeRecoveryUnavailableException", 400);
  };
  expect(await codeOf(backend.export(planned))).toBe("aws-refused");
});
