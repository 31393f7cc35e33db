import { describe, expect, test } from "vitest";
import { accepts, parserGivesBack } from "./judges.ts";
import { full, lineOf, plain, withValue } from "./voters.ts";

const text = (length: number): string => "x".repeat(length);

describe("boundaries of each type: recogniser and parser agree", () => {
  const cases: readonly [path: string, value: unknown, good: boolean][] = [
    ["VoterId", "", false],
    ["VoterId", "7", true],
    ["VoterId", text(64), true],
    ["VoterId", text(65), false],
    ["VoterId", "-7", false],
    ["VoterId", ".7", false],
    ["VoterId", "7._-", true],
    ["VoterId", "7é", false],
    ["VoterId", "7 ", false],
    ["VoterId", 7, false],
    ["County", "", false],
    ["County", text(100), true],
    ["County", text(101), false],
    ["County", 'a"b', false],
    ["County", "a\\b", false],
    ["Precinct", "", false],
    ["Precinct", text(1), true],
    ["Precinct", text(100), true],
    ["Precinct", text(101), false],
    ["Precinct", "a\u001fb", false],
    ["Precinct", "a b", true],
    ["Precinct", "a\u007fb", false],
    ["Precinct", "a\u0080b", false],
    ["Precinct", "a\u009fb", false],
    ["Precinct", "a\u00a0b", true],
    ["Precinct", "\u00a0", true],
    ["Precinct", "\u2028", true],
    ["Precinct", "\ufeff", true],
    ["Precinct", "a\nb", false],
    ["Precinct", null, false],
    ["Status", "active", true],
    ["Status", "cancelled", true],
    ["Status", "Active", false],
    ["Status", "", false],
    ["Status", "activ", false],
    ["Status", "actives", false],
    ["Name", {}, false],
    ["Name", [], false],
    ["Name", null, false],
    ["Name.LastName", undefined, false],
    ["Name.MiddleName", [], false],
    ["Name.MiddleName", ["x"], true],
    ["Name.MiddleName", Array.from({ length: 10 }, () => text(200)), true],
    ["Name.MiddleName", Array.from({ length: 11 }, () => "x"), false],
    ["Name.MiddleName", ["x", ""], false],
    ["Name.MiddleName", [text(201)], false],
    ["Name.MiddleName", "x", false],
    ["DateOfBirth", "2023-02-28", true],
    ["DateOfBirth", "2023-02-29", false],
    ["DateOfBirth", "2024-02-29", true],
    ["DateOfBirth", "2024-02-30", false],
    ["DateOfBirth", "1900-02-29", false],
    ["DateOfBirth", "2000-02-29", true],
    ["DateOfBirth", "2023-04-30", true],
    ["DateOfBirth", "2023-04-31", false],
    ["DateOfBirth", "2023-12-31", true],
    ["DateOfBirth", "2023-12-32", false],
    ["DateOfBirth", "2023-13-01", false],
    ["DateOfBirth", "2023-00-01", false],
    ["DateOfBirth", "2023-01-00", false],
    ["DateOfBirth", "2023-1-01", false],
    ["DateOfBirth", "2023/01/01", false],
    ["DateOfBirth", "2023-01-01 ", false],
    ["DateOfBirth", "", false],
    ["LastModified", "2024-02-29T00:00:00Z", true],
    ["LastModified", "2024-02-29T23:59:59Z", true],
    ["LastModified", "2024-02-29T24:00:00Z", false],
    ["LastModified", "2024-02-29T23:60:00Z", false],
    ["LastModified", "2024-02-29T23:59:60Z", false],
    ["LastModified", "2023-02-29T00:00:00Z", false],
    ["LastModified", "2024-02-29T00:00:00", false],
    ["LastModified", "2024-02-29 00:00:00Z", false],
    ["LastModified", "2024-02-29T00:00:00.0Z", false],
    ["LastModified", "2024-02-29T00:00:00+00:00", false],
    ["Protected", true, true],
    ["Protected", "true", false],
    ["Protected", 0, false],
    ["Version", 0, false],
    ["Version", 1, true],
    ["Version", 999_999_999, true],
    ["Version", 1_000_000_000, false],
    ["Version", -1, false],
    ["Version", 1.5, false],
    ["Version", "1", false],
    ["MailingAddress", undefined, true],
    ["MailingAddress", {}, false],
    ["ResidenceAddress.ZipCode", text(20), true],
    ["ResidenceAddress.ZipCode", text(21), false],
  ];

  test.each(cases)("%s = %j: %s", (path, value, good) => {
    const line = lineOf(withValue(full, path, value));
    expect(accepts(line)).toBe(good);
    expect(parserGivesBack(line)).toBe(good);
  });

  test.each([
    ["max code points, more bytes", "é".repeat(100), true],
    ["one code point too many", "é".repeat(101), false],
    ["max code points, four bytes each", "🗳".repeat(100), true],
    ["one too many, four bytes each", "🗳".repeat(101), false],
    ["escapes", `"\\`, true],
  ])("%s: left to the parser, which knows", (_, value, good) => {
    const line = lineOf(withValue(plain, "Precinct", value));
    expect(accepts(line)).toBe(false);
    expect(parserGivesBack(line)).toBe(good);
  });
});
