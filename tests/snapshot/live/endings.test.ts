import { describe, expect, test } from "vitest";
import { baseFaults } from "../../../lib/base/base-faults.ts";
import { failure } from "../../../lib/base/faults.ts";
import { gatherAccounts } from "../../../lib/snapshot/live/gather-accounts.ts";
import { clerk, details, gathered, id, workOf } from "../../fakes/gathered-account.ts";
import { awsError, refusing, scriptedClients, smallAccount } from "../../fakes/scripted-account.ts";

const other = "210987654321";

describe("what ends the reading", () => {
  test.each([
    ["ExpiredToken", 403, "credentials-expired"],
    ["ExpiredTokenException", 400, "credentials-expired"],
    ["InvalidClientTokenId", 403, "credentials-refused"],
    ["SignatureDoesNotMatch", 403, "credentials-refused"],
    ["RequestTimeTooSkewed", 403, "credentials-refused"],
    ["CredentialsProviderError", 0, "credentials-missing"],
  ])("%s, even in the midst of it", async (code, status, fault) => {
    const failing = gathered({ GetBucketPolicyCommand: refusing(code, status) });
    await expect(failing).rejects.toMatchObject({ code: fault, fault: { exit: 3 } });
  });

  test("an account whose number nobody tells", async () => {
    const denied = refusing("AccessDenied", 403);
    const failing = gathered({
      GetAccountAuthorizationDetailsCommand: denied,
      GetCredentialReportCommand: denied,
    });
    await expect(failing).rejects.toMatchObject({ code: "account-unread", fault: { exit: 3 } });
    await expect(failing).rejects.toThrow("the right iam:GetAccountAuthorizationDetails is missing");
  });

  test("a reply that mixes accounts", async () => {
    const RoleDetailList = [
      { RoleName: "clerk", Arn: clerk, AssumeRolePolicyDocument: "%7B%7D" },
      { RoleName: "clerk", Arn: `arn:aws:iam::${other}:role/clerk`, AssumeRolePolicyDocument: "%7B%7D" },
    ];
    await expect(gathered(details({ RoleDetailList }))).rejects.toMatchObject({ code: "account-unread" });
  });

  test.each(["Narnia", "us-east-1.example.net", "us-east-1/", "", "../x"])(
    "%j for a region",
    async (region) => {
      const clients = scriptedClients(() => smallAccount(id));
      const failing = gatherAccounts({ profiles: [], regions: [region] }, clients, workOf());
      await expect(failing).rejects.toMatchObject({ code: "region-malformed", fault: { exit: 2 } });
      expect(clients.calls).toEqual([]);
    },
  );

  test("Ctrl-C, at once and as an interruption", async () => {
    const controller = new AbortController();
    const interrupted = failure(baseFaults.interrupted);
    const stopping = gathered(
      {
        GetBucketPolicyCommand: () => {
          controller.abort(interrupted);
          throw awsError("AbortError", 0);
        },
      },
      workOf({ signal: controller.signal }),
    );
    await expect(stopping).rejects.toBe(interrupted);
  });

  test("Ctrl-C while IAM writes its report", async () => {
    const controller = new AbortController();
    const stopping = gathered(
      {
        GenerateCredentialReportCommand: () => {
          controller.abort(failure(baseFaults.interrupted));
          return { State: "STARTED" };
        },
      },
      workOf({ signal: controller.signal }),
    );
    await expect(stopping).rejects.toMatchObject({ code: "interrupted" });
  });
});
