import { expect, test } from "vitest";
import { heightOf, lineOf, nearest } from "./timeline-marks.ts";

const at = (day: number) => new Date(Date.UTC(2026, 0, day)).toISOString();
const version = (day: number, lines: number | null = 1) => ({ id: String(day), firstSeenAt: at(day), lines });
const now = Date.UTC(2026, 0, 11);

test("versions stand where they came, up to now", () => {
  const { places, columns, failures } = lineOf(
    {
      versions: [version(1), version(6), version(11)],
      failures: [{ from: at(2), to: at(3), checks: 4 }],
      keptForGood: [],
      complete: true,
    },
    now,
  );
  expect(places).toEqual([0, 0.5, 1]);
  expect(columns).toHaveLength(3);
  expect(failures).toEqual([{ from: 0.1, to: 0.2 }]);
});

test("thousands of versions are a few hundred columns", () => {
  const versions = Array.from({ length: 5000 }, (_, n) => version(1 + n / 500, n));
  const { columns, places } = lineOf({ versions, failures: [], keptForGood: [], complete: false }, now);
  expect(columns.length).toBeLessThanOrEqual(240);
  expect(columns.reduce((sum, column) => sum + column.versions, 0)).toBe(5000);
  expect(places).toHaveLength(5000);
});

test("one version alone, none at all, and a clock that is behind", () => {
  const nothing = { failures: [], keptForGood: [], complete: true };
  expect(lineOf({ versions: [version(1)], ...nothing }, now).places).toEqual([0]);
  expect(lineOf({ versions: [], ...nothing }, now)).toEqual({ places: [], columns: [], failures: [] });
  expect(lineOf({ versions: [version(20)], ...nothing }, now).places[0]).toBeLessThanOrEqual(1);
});

test.each([
  [0, 0],
  [0.24, 0],
  [0.26, 1],
  [0.8, 2],
  [1, 2],
])("at %d the nearest version is %d", (place, index) => {
  expect(nearest([0, 0.5, 0.9], place)).toBe(index);
});

test("a larger change stands higher", () => {
  const height = (lines: number) => heightOf({ at: 0, versions: 1, lines, failed: false });
  expect([height(0), height(10), height(100), height(9999)]).toEqual([25, 63, 100, 100]);
});
