// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { TargetRow } from "#components/check/results/target-row.tsx";
import { knownPages, targetsInWords, targetsTitle } from "#components/monitor/targets.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";
import { registerTargetKind } from "#lib/target/kinds.ts";
import { SettingsSummary } from "./settings-summary.tsx";

// A kind of target that only this file knows is shown wherever targets are, and no component is edited for it.

let unregister = () => {};
beforeAll(() => {
  unregister = registerTargetKind({
    type: "book",
    name: "book",
    words: ({ chapters }) => `a book of ${chapters} chapters`,
    addresses: ({ address }) => [`${address}/1`, `${address}/2`],
    questions: () => [],
    knownPages: ({ chapters }) => Number(chapters),
    estimate: () => 7,
    needsGoal: false,
    namesPages: true,
  });
});
afterAll(() => unregister());
afterEach(cleanup);

const book = { id: crypto.randomUUID(), type: "book", address: "https://books.example/kim", chapters: 2 };
const targets = [book] as unknown as MonitorAnswer["targets"];

const monitor = {
  id: crypto.randomUUID(),
  name: "Kim",
  schedule: { cron: "0 0 * * *", timezone: "UTC" },
  targets,
  goal: null,
  judgeEnabled: false,
  retentionDays: 30,
  estimatedCreditsPerMonth: 210,
  unchangedPagesFree: true,
  webhook: null,
  notification: null,
  createdAt: "2026-11-26T00:00:00.000Z",
} as unknown as MonitorAnswer;

test("in the list of monitors and its tip", () => {
  expect(targetsInWords(targets)).toEqual({ place: "books.example", amount: "2 pages" });
  expect(knownPages(targets)).toBe(2);
  expect(targetsTitle(targets)).toBe("https://books.example/kim/1\nhttps://books.example/kim/2");
});

test("in the settings of its monitor", () => {
  render(<SettingsSummary monitor={monitor} />);
  expect(screen.getByText(/a book of 2 chapters/)).toBeTruthy();
  expect(screen.getByText("210 credits", { exact: false })).toBeTruthy();
});

test("above its pages in a check", () => {
  const summary = { totalPages: 2, same: 2, changed: 0, new: 0, removed: 0, error: 0 };
  const credits = { base: 4, formats: 0, judge: 0, search: 0, total: 4 };
  const target = { targetId: book.id, type: "book", summary, credits };
  render(
    <TargetRow
      // A check answers the kinds that the contract knows; a newer one is shown by its name.
      heading={{ kind: "target", target, number: 1 } as never}
      folded={false}
      height={40}
      onToggle={() => {}}
    />,
  );
  expect(screen.getByText(/book · 2 pages/)).toBeTruthy();
  expect(screen.getByText("4 credits")).toBeTruthy();
});

test("one that nobody registered is named, and nothing breaks", () => {
  const strange = [{ id: crypto.randomUUID(), type: "oracle" }] as unknown as MonitorAnswer["targets"];
  expect(targetsInWords(strange)).toEqual({ place: "nothing", amount: "oracle" });
  render(<SettingsSummary monitor={{ ...monitor, targets: strange }} />);
  expect(screen.getByText(/of a kind that this version does not know/)).toBeTruthy();
});
