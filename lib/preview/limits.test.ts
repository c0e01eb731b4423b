import { afterEach, expect, test } from "vitest";
import { beginPreview } from "./limits.ts";

let ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
  ends = [];
});

function begin(team: string, at: number): void {
  ends.push(beginPreview(team, at));
}
const endAll = () => {
  for (const end of ends.splice(0)) end();
};

test("twenty a minute, counted from each of them", () => {
  const start = 1_000_000;
  for (let n = 0; n < 20; n++) {
    begin("a", start + n * 1000);
    endAll();
  }
  expect(() => begin("a", start + 30_000)).toThrow(
    expect.objectContaining({ code: "RATE_LIMITED", retryAfter: 30 }),
  );
  expect(() => begin("a", start + 59_999)).toThrow(expect.objectContaining({ retryAfter: 1 }));
  begin("a", start + 60_000);
  endAll();
  expect(() => begin("a", start + 60_500)).toThrow(/Try again in 1 s/);
});

test("eight at once of all teams together", () => {
  const now = 9_000_000;
  for (let n = 0; n < 8; n++) begin(`team ${n % 4}`, now);
  expect(() => begin("another", now)).toThrow(expect.objectContaining({ code: "RATE_LIMITED" }));
  ends.pop()?.();
  begin("another", now);
});
