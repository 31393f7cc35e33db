/** The snapshot tells of no access point before which bucket it stands: whoever is asked about one, nobody knows. */
import { expect, test } from "vitest";
import { can } from "./proofs.ts";
import { allow, decide, home, object, other, policy, userArn } from "./world.ts";

const point = `arn:aws:s3:ca-central-1:${home}:accesspoint/desk`;
const read = (resource: string) => ({ actions: ["s3:GetObject"], resources: [resource] });
const world = {
  users: { ann: {}, eve: { account: other } },
  resources: {
    [point]: policy({
      ...allow("s3:GetObject", `${point}/object/*`),
      Principal: { AWS: userArn("ann") },
    }),
  },
};

test.each([
  ["an object behind one", `${point}/object/county/7`],
  ["all that is behind one", `${point}/*`],
  ["all of them", "arn:aws:s3:*:*:accesspoint/*"],
])("%s", (_, resource) => {
  expect(can(world, userArn("ann"), read(resource)).verdict).toBe("unknown");
});

test("as decide says of one request", () => {
  const asked = { principal: userArn("ann"), action: "s3:GetObject", resource: `${point}/object/county/7` };
  expect(decide(world, asked).decision).toBe("unknown");
});

test("and a question for anything, or for a bucket, is not taken to be about them", () => {
  expect(can(world, userArn("ann"), read("*")).verdict).toBe("no");
  expect(can(world, userArn("ann"), read(object)).verdict).toBe("no");
});
