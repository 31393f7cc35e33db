import { whyMissing } from "./template-words.ts";
import { partitionOf } from "./scope.ts";
import { identify, known, type Reader } from "./reading.ts";
import { tagsOf } from "./tags.ts";

const facts = "keys";

/** A key and its policy. Without one, KMS gives the account itself everything (KMS Developer Guide, Default key policy). */
const key: Reader = (reading) => {
  const named = identify(reading, facts);
  if (named === undefined) return;
  const { draft, place } = reading;
  const given = reading.given(facts, named.arn);
  const policy = reading.given("resource-policies", named.arn).policy("KeyPolicy");
  draft.resourcePolicies.push({
    resource: named.arn,
    policy: policy ?? {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: `arn:${partitionOf(place.region)}:iam::${draft.id}:root` },
          Action: "kms:*",
          Resource: "*",
        },
      ],
    },
  });
  const [enabled, rotation] = [given.flag("Enabled"), given.flag("EnableKeyRotation")];
  const usage = given.word(
    ["ENCRYPT_DECRYPT", "SIGN_VERIFY", "GENERATE_VERIFY_MAC", "KEY_AGREEMENT"],
    "KeyUsage",
  );
  draft.keys.push({
    ...named,
    ...(place.regionGiven ? { region: place.region } : {}),
    aliases: [],
    ...known({
      tags: tagsOf(reading, facts, named.arn),
      enabled: enabled === null ? true : enabled,
      rotation: rotation === null ? false : rotation,
      usage: usage === null ? "ENCRYPT_DECRYPT" : usage,
    }),
    manager: "customer",
  });
};

const alias: Reader = (reading) => {
  const named = identify(reading, facts);
  if (named === undefined) return;
  const target = reading.given(facts, named.arn).text("TargetKeyId");
  if (target === null) reading.unread(facts, whyMissing.required, { name: "TargetKeyId" }, named.arn);
  if (typeof target !== "string") return;
  reading.draft.later.aliases.push({ alias: named.name, key: target, region: reading.place.region });
};

export const keyReaders: readonly (readonly [string, Reader])[] = [
  ["AWS::KMS::Key", key],
  ["AWS::KMS::Alias", alias],
];
