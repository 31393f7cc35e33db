import { describe, expect, test } from "vitest";
import { langOf } from "../../lib/handlers/http.ts";
import { markedId, pageMark } from "../../lib/handlers/page-mark.ts";
import { daysSetting, durationSetting, setting } from "../../lib/handlers/settings.ts";
import { codeOf } from "../backup/commands.ts";

test.each([
  [undefined, "en"],
  ["", "en"],
  ["fr", "fr"],
  ["fr-CA,fr;q=0.9,en;q=0.8", "fr"],
  ["en;q=0.5, fr;q=0.7", "fr"],
  ["en, fr", "en"],
  ["de, fr;q=0.1", "fr"],
  ["de", "en"],
  ["FR-ca", "fr"],
  ["french", "en"],
  ["fr;q=0", "en"],
  ["fr;q=none, en;q=0.1", "en"],
  ["fr;q=7", "en"],
  ["*", "en"],
  [`${"x,".repeat(100_000)}fr`, "en"],
])("of “%s” the language is %s", (header, lang) => {
  expect(langOf({ headers: { "accept-language": header } })).toBe(lang);
});

test("a mark gives back its id, and hides it from plain sight", () => {
  for (const id of ["AR-1", "x".repeat(64), "A.b_c-9"]) {
    expect(markedId(pageMark(id))).toBe(id);
    expect(pageMark(id)).not.toContain(id);
  }
});

describe("settings", () => {
  test("that are missing or malformed are told by name", async () => {
    expect(setting({ A: "x" }, "A")).toBe("x");
    expect(await codeOf(() => setting({}, "A"))).toBe("setting-missing");
    expect(await codeOf(() => setting({ A: "" }, "A"))).toBe("setting-missing");
    expect(daysSetting({ A: "400" }, "A")).toBe(400 * 86_400_000);
    for (const A of ["0", "-1", "1.5", "400d", "1e3", "123456"])
      expect(await codeOf(() => daysSetting({ A }, "A"))).toBe("setting-malformed");
    expect(durationSetting({}, "A", "26h")).toBe(26 * 3_600_000);
    expect(durationSetting({ A: "7d" }, "A", "26h")).toBe(7 * 86_400_000);
    expect(await codeOf(() => durationSetting({ A: "soon" }, "A", "26h"))).toBe("setting-malformed");
  });
});
