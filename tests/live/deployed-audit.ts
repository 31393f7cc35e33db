import { join } from "node:path";
import {
  DeleteRolePolicyCommand,
  GetRoleCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { PutBucketEncryptionCommand } from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, test } from "vitest";
import { loadActions } from "../../lib/actions/load.ts";
import { compileAccess } from "../../lib/iam/compile.ts";
import type { Finding } from "../../lib/audit/finding.ts";
import { readSnapshot } from "../../lib/snapshot/read.ts";
import { run, type Outcome } from "./command.ts";
import type { Office } from "./office.ts";

interface Report {
  readonly findings: readonly Finding[];
  readonly summary: { readonly exit: number };
}

/** `rollward snapshot` and `rollward audit` of the deployed office: something is changed, named, and mended. */
export function auditTests(deployed: () => Office): void {
  let office: Office;
  let before: ReadonlyMap<string, Finding>;
  const rollward = (...args: readonly string[]): Promise<Outcome> =>
    run(args, { folder: office.folder, environment: office.environment });

  async function findings(): Promise<ReadonlyMap<string, Finding>> {
    const taken = await rollward("snapshot", "--out", "live.json", "--force");
    expect(taken, taken.stderr).toMatchObject({ exit: 3 });
    const judged = await rollward("audit", "--snapshot", "live.json", "--format", "json");
    const { findings } = JSON.parse(judged.stdout) as Report;
    return new Map(findings.map((finding) => [finding.id, finding]));
  }
  /** What fails now and did not before the change. */
  const failing = async () => {
    const now = await findings();
    return [...now.values()].filter(
      ({ id, status }) => status === "fail" && before.get(id)?.status !== "fail",
    );
  };
  const statuses = (all: ReadonlyMap<string, Finding>) =>
    [...all.values()].map(({ id, status, message }) => ({ id, status, message }));

  beforeAll(async () => {
    office = deployed();
    before = await findings();
  });

  test("reads every role and bucket of the stacks", async () => {
    const { snapshot } = await readSnapshot(join(office.folder, "live.json"));
    const [account] = snapshot.accounts;
    const names = office.templates.flatMap(({ resources }) => resources.map(({ properties }) => properties));
    const roles = names.flatMap(({ RoleName }) => (typeof RoleName === "string" ? [RoleName] : []));
    const buckets = names.flatMap(({ BucketName, PolicyDocument }) =>
      typeof BucketName === "string" && PolicyDocument === undefined ? [BucketName] : [],
    );
    expect(roles).toHaveLength(6);
    const read = account!.authorizationDetails.RoleDetailList.filter(({ RoleName }) =>
      roles.includes(RoleName),
    );
    expect(read).toHaveLength(6);
    for (const { PermissionsBoundary } of read)
      expect(PermissionsBoundary?.PermissionsBoundaryArn).toBe(
        `arn:aws:iam::${office.account}:policy/rollward-boundary`,
      );
    expect(account!.buckets!.map(({ name }) => name)).toEqual(expect.arrayContaining(buckets));
    const vault = account!.buckets!.find(({ name }) => name.startsWith("rollward-vault-"));
    expect(vault).toMatchObject({
      objectLock: { mode: "COMPLIANCE", days: 400 },
      tags: { "rollward:asset": "vault" },
    });
    expect(account!.resourcePolicies.map(({ resource }) => resource)).toContain(vault!.arn);
  });

  test("the engine understands every policy that the stacks wrote", async () => {
    const { snapshot } = await readSnapshot(join(office.folder, "live.json"));
    const { notUnderstood } = compileAccess(snapshot, loadActions());
    expect(notUnderstood.filter(({ policy }) => policy.includes("rollward-"))).toEqual([]);
  });

  test("without a snapshot judges the live account the same", async () => {
    const { stdout, exit } = await rollward("audit", "--format", "json");
    const { findings } = JSON.parse(stdout) as Report;
    expect(exit).toBe(3);
    expect(statuses(new Map(findings.map((each) => [each.id, each])))).toEqual(statuses(before));
  });

  describe("names what is changed:", () => {
    const lookUp = () => `arn:aws:iam::${office.account}:role/rollward-look-up`;

    test("a role widened by one wildcard, with a request that proves it", async () => {
      const wide = { RoleName: "rollward-look-up", PolicyName: "wide" };
      const PolicyDocument = JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Sid: "Wide", Effect: "Allow", Action: "dynamodb:*", Resource: "*" }],
      });
      await office.iam.send(new PutRolePolicyCommand({ ...wide, PolicyDocument }));
      const found = await failing();
      await office.iam.send(new DeleteRolePolicyCommand(wide));
      expect(found.map(({ check }) => check)).toContain("roll-writers");
      for (const { witness, fix } of found) {
        expect(witness).toMatchObject({
          principal: lookUp(),
          action: expect.stringMatching(/^dynamodb:/) as string,
        });
        expect(JSON.stringify(witness!.by)).toContain(`${lookUp()}/inline/wide`);
        expect(fix).toBeTruthy();
      }
    });

    test("a role that lets a contractor in from outside", async () => {
      const RoleName = "rollward-export";
      const { Role } = await office.iam.send(new GetRoleCommand({ RoleName }));
      const trusting = (PolicyDocument: string) =>
        office.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
      const kept = decodeURIComponent(Role!.AssumeRolePolicyDocument!);
      const document = JSON.parse(kept) as { readonly Statement: readonly object[] };
      const outsider = {
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::999988887777:root" },
        Action: "sts:AssumeRole",
      };
      await trusting(JSON.stringify({ ...document, Statement: [...document.Statement, outsider] }));
      const found = await failing();
      await trusting(kept);
      expect(found.map(({ check }) => check)).toContain("outside-trust");
      expect(found.find(({ check }) => check === "outside-trust")!.subject).toContain(RoleName);
    });

    test("a key on the vault that somebody could throw away", async () => {
      const Bucket = `rollward-vault-${office.account}`;
      const encrypting = (rule: {
        readonly SSEAlgorithm: "AES256" | "aws:kms";
        readonly KMSMasterKeyID?: string;
      }) => {
        const ServerSideEncryptionConfiguration = { Rules: [{ ApplyServerSideEncryptionByDefault: rule }] };
        return office.s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration }));
      };
      await encrypting({ SSEAlgorithm: "aws:kms", KMSMasterKeyID: "alias/rollward-data" });
      const found = await failing();
      await encrypting({ SSEAlgorithm: "AES256" });
      expect(found).toMatchObject([{ check: "vault-key", subject: `arn:aws:s3:::${Bucket}` }]);
    });

    test("and nothing of it once all is mended", async () => {
      expect(statuses(await findings())).toEqual(statuses(before));
    });
  });
}
