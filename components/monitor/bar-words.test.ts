import { expect, test } from "vitest";
import { quietInWords, stripInWords, withChanges } from "#components/monitor/bar-words.ts";
import type { HistoryBar } from "#lib/monitor/model.ts";

const bar = (found: Partial<HistoryBar>): HistoryBar => ({
  id: "01a214d5-3168-7161-9a3a-10af9e89d5be",
  status: "completed",
  trigger: "manual",
  at: "2026-11-25T12:00:00.000Z",
  credits: 0,
  same: 0,
  changed: 0,
  new: 0,
  removed: 0,
  error: 0,
  ...found,
});

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
