import { expect, test } from "vitest";
import type { HistoryBar } from "#lib/monitor/model.ts";
import { historyBar } from "#testing/screen-data.ts";
import { barInWords, pagesDone, quietInWords, stripInWords, withChanges } from "./bar-words.ts";

const bar = (found: Partial<HistoryBar>): HistoryBar =>
  historyBar("01a214d5-3168-7161-9a3a-10af9e89d5be", { trigger: "manual", ...found });

test("a first snapshot is a beginning, not a change; a page added later is one", () => {
  const failed = bar({ error: 2 });
  const first = bar({ new: 1, error: 1 });
  const quiet = bar({ same: 2 });
  const added = bar({ same: 2, new: 1 });
  const changed = bar({ same: 2, changed: 1 });
  expect(withChanges([failed, first, quiet, added, changed])).toEqual([added, changed]);
  expect(stripInWords([failed, first], null)).toBe("2 checks, 0 with changes, 2 with errors");
  // The first of the history that is shown need not be the first there was.
  expect(withChanges([added, quiet])).toEqual([added]);
});

test("checks that found no changed page are told by what they found", () => {
  expect(quietInWords([bar({ same: 3 })])).toBe("1 check since then found the same");
  const odd = [bar({ same: 3 }), bar({ same: 3, new: 1 }), bar({ same: 2, error: 1 }), bar({ error: 3 })];
  expect(quietInWords(odd)).toBe("of 4 checks since then, 1 found new pages and 2 could not read every page");
});

test("pages done are counted whatever was found on them", () => {
  expect(pagesDone(bar({}))).toBe(0);
  expect(pagesDone(bar({ same: 1, changed: 2, new: 3, removed: 4, error: 5 }))).toBe(15);
});

test("a removed page is a change, also in the first check of the history that is shown", () => {
  const removed = bar({ removed: 1, new: 1 });
  expect(withChanges([removed])).toEqual([removed]);
});

test("a strip says when the last change was, where the reader's clock is known", () => {
  const now = Date.parse("2026-11-25T14:00:00.000Z");
  const bars = [bar({ new: 1 }), bar({ changed: 1 }), bar({ same: 1 })];
  expect(stripInWords(bars, now)).toBe("3 checks, 1 with changes, last change 2 h ago");
  expect(stripInWords(bars, null)).toBe("3 checks, 1 with changes");
  expect(stripInWords([], now)).toBe("0 checks, 0 with changes");
  expect(stripInWords([bar({ status: "failed" })], now)).toBe("1 check, 0 with changes, 1 with errors");
});

test.each<[Partial<HistoryBar>, string]>([
  [{ same: 57, changed: 2 }, "Check manual, completed: 2 changed, 57 same"],
  [{ trigger: "scheduled", new: 1, removed: 1 }, "Check scheduled, completed: 1 new, 1 removed"],
  [{ status: "partial", error: 1, same: 2 }, "Check manual, partial: 1 error, 2 same"],
  [{ status: "partial", error: 1 }, "Check manual, failed: 1 error"],
  [{ status: "failed", error: 2 }, "Check manual, failed: 2 errors"],
  [{ status: "skipped_no_credits" }, "Check manual, skipped, no credits"],
])("the bar %j is heard as “%s”", (found, words) => {
  expect(barInWords(bar(found), false)).toBe(words);
});

test("in the browser a bar names its moment, too", () => {
  expect(barInWords(bar({}), true)).toMatch(/^Check 2\d Nov 2026, \d\d:00:00 \S+, manual, completed$/);
});
