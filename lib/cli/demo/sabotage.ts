import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

// What an accident, a contractor or a burglar changes in an account, done to a copy of the templates.

interface Template {
  readonly Resources: Record<string, TemplateResource>;
}

interface TemplateResource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
}

interface Statement {
  Action: string | string[];
}

/** The clerks' look-up may do anything with tables that its boundary does not forbid. */
export async function widenClerk(folder: string): Promise<void> {
  await change(folder, ({ Type, Properties }) => {
    const text = JSON.stringify(Properties);
    if (Type !== "AWS::IAM::Role" && Type !== "AWS::IAM::Policy") return false;
    if (!text.includes("rollward-look-up") && !/"Ref":"[^"]*lookup/i.test(text)) return false;
    const own = statements(Properties).find(({ Action }) => [Action].flat().includes("dynamodb:GetItem"));
    if (own === undefined) return false;
    own.Action = "dynamodb:*";
    return true;
  });
}

/** A role of the register may be taken on by somebody of an account that is not the office's. */
export async function letContractorIn(folder: string): Promise<void> {
  await change(folder, ({ Type, Properties }) => {
    if (Type !== "AWS::IAM::Role" || Properties["RoleName"] !== "rollward-hand-out-list") return false;
    const trust = Properties["AssumeRolePolicyDocument"] as { Statement: unknown[] };
    const contractor = "arn:aws:iam::999999999999:role/contractor";
    trust.Statement.push({ Effect: "Allow", Principal: { AWS: contractor }, Action: "sts:AssumeRole" });
    return true;
  });
}

// As the console writes it: the account’s own policies decide (AWS KMS, "Default key policy").
const keyPolicy = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::222222222222:root" },
      Action: "kms:*",
      Resource: "*",
    },
  ],
};

/** The vault encrypts under a key that somebody can throw away. */
export async function putKeyOnVault(folder: string): Promise<void> {
  await change(folder, ({ Type, Properties }, others) => {
    if (Type !== "AWS::S3::Bucket" || !String(Properties["BucketName"]).startsWith("rollward-vault-"))
      return false;
    const rule = { SSEAlgorithm: "aws:kms", KMSMasterKeyID: { Ref: "VaultSwitch" } };
    others["VaultSwitch"] = {
      Type: "AWS::KMS::Key",
      Properties: { EnableKeyRotation: true, KeyPolicy: keyPolicy },
    };
    Properties["BucketEncryption"] = {
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: rule }],
    };
    return true;
  });
}

/** Every statement in a role's inline policies, or in a policy of its own. */
function statements(properties: Record<string, unknown>): readonly Statement[] {
  const inline = (properties["Policies"] ?? []) as { PolicyDocument: { Statement: Statement[] } }[];
  const own = properties["PolicyDocument"] as { Statement: Statement[] } | undefined;
  return [...inline.map(({ PolicyDocument }) => PolicyDocument), ...(own === undefined ? [] : [own])].flatMap(
    ({ Statement }) => Statement,
  );
}

/** Lets `edit` change the first resource of any template that it accepts; a demo that changes nothing shows nothing. */
async function change(
  folder: string,
  edit: (resource: TemplateResource, others: Template["Resources"]) => boolean,
): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".template.json"));
  for (const name of names) {
    const path = join(folder, name);
    const template = JSON.parse(await readFile(path, "utf8")) as Template;
    const { Resources } = template;
    if (!Object.values(Resources).some((resource) => edit(resource, Resources))) continue;
    await writeFile(path, JSON.stringify(template, undefined, 1));
    return;
  }
  throw new Error("the templates of the demo hold nothing to sabotage");
}
