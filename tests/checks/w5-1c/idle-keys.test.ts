import { describe, expect, test } from "vitest";
import { idleKeys } from "../../../checks/w5-1c/idle-keys.ts";
import { at, noMirrors, now, objectives } from "../../audit/healthy.ts";
import { changed, ids, root, rootUser, sound, templates, unread } from "../sound-accounts.ts";
import { statuses, told } from "../telling.ts";

const dayMs = 86_400_000;
const user = `arn:aws:iam::${ids.register}:user/exporter`;

/** A key made and last used this many days ago; `null`: never used. */
const key = (made: number, used: number | null, active = true) => ({
  active,
  createdAt: at(-made * dayMs),
  lastUsedAt: used === null ? null : at(-used * dayMs),
});
const withKeys = (...accessKeys: readonly ReturnType<typeof key>[]) => ({
  snapshot: changed(ids.register, {
    credentials: [rootUser(ids.register), rootUser("", { user, accessKeys })],
  }),
});
const ofRegister = (lines: readonly string[]) => lines.filter((line) => line.includes(ids.register));

test.each<[string, ReturnType<typeof key>[], string]>([
  ["no key", [], "no user has an active access key"],
  ["a key used to-day", [key(400, 0)], "the only active access key was used or made within 90 days"],
  ["a key used 90 days ago, to the second", [key(400, 90)], "the only active access key"],
  ["a new key, never used", [key(89, null)], "the only active access key"],
  ["two keys in use", [key(400, 1), key(10, null)], "all 2 active access keys"],
  ["an idle key that is not active", [key(400, 300, false)], "no user has an active access key"],
])("idle-keys passes %s", (_, keys, said) => {
  expect(ofRegister(told(idleKeys, withKeys(...keys)))).toEqual([
    expect.stringMatching(new RegExp(`^pass .*${said}`)),
  ]);
});

describe("idle-keys fails", () => {
  test.each<[string, ReturnType<typeof key>[], string]>([
    ["a key used 91 days ago", [key(400, 91)], "an active access key was not used for more than 90 days"],
    ["a key never used, made 91 days ago", [key(91, null)], "an active access key was"],
    ["one of two", [key(400, 91), key(400, 1)], "an active access key was"],
    ["both", [key(400, 91), key(400, null)], "2 active access keys were"],
    [
      "a time that cannot be read",
      [{ active: true, createdAt: "x", lastUsedAt: "soon" }],
      "an active access key was",
    ],
  ])("%s", (_, keys, said) => {
    expect(ofRegister(told(idleKeys, withKeys(...keys)))).toEqual([
      expect.stringContaining(`fail ${user}: ${user}: ${said}`),
    ]);
  });

  test("by the office’s own objective", () => {
    const own = { ...objectives, idleKeyDays: 30 };
    expect(statuses(idleKeys, { ...withKeys(key(400, 31)), objectives: own })[0]).toBe("fail");
    expect(statuses(idleKeys, { ...withKeys(key(400, 30)), objectives: own })[0]).toBe("pass");
  });

  test("a key of the root, however often it is used; not one that is off", () => {
    const credentials = (active: boolean) => [rootUser(ids.register, { accessKeys: [key(1, 0, active)] })];
    expect(
      ofRegister(told(idleKeys, { snapshot: changed(ids.register, { credentials: credentials(true) }) })),
    ).toEqual([
      `fail ${root(ids.register)}: ${root(ids.register)}: the root of the account has an active access key, which opens everything.`,
    ]);
    expect(
      statuses(idleKeys, { snapshot: changed(ids.register, { credentials: credentials(false) }) })[0],
    ).toBe("pass");
  });
});

describe("idle-keys does not know", () => {
  test("a key that was in use when the snapshot was taken, long ago", () => {
    const later = { ...withKeys(key(400, 60)), now: new Date(now.getTime() + 31 * dayMs) };
    expect(ofRegister(told(idleKeys, later))[0]).toMatch(/^unknown .*nobody has looked since/);
    expect(ofRegister(told(idleKeys, { ...later, now: new Date(now.getTime() + 30 * dayMs) }))[0]).toMatch(
      /^pass /,
    );
  });

  test("credentials that were not read, of all or of one", () => {
    expect(statuses(idleKeys, { snapshot: changed(ids.register, { credentials: undefined }) })[0]).toBe(
      "unknown",
    );
    const entry = {
      what: "x",
      why: "made since",
      account: ids.register,
      facts: "credentials",
      resource: user,
    } as const;
    expect(ofRegister(told(idleKeys, { snapshot: unread(sound, entry) }))[0]).toContain(`unknown ${user}`);
  });
});

test("idle-keys is not applicable to templates, nor without accounts", () => {
  expect(statuses(idleKeys, { snapshot: templates(sound) })).toEqual(["not-applicable"]);
  expect(statuses(idleKeys, { snapshot: noMirrors })).toEqual(["not-applicable"]);
});
