import fc from "fast-check";
import { expect, test } from "vitest";
import { validateSchedule } from "../index.ts";
import { validateOrSuggest } from "./index.ts";

const now = new Date("2026-05-01T10:00:00Z");
const value = fc.oneof(
  fc.integer({ min: -1, max: 70 }).map(String),
  fc.constantFrom("*", "?", "MON", "sunday", "FEB", "L", "15W", "5#2", "H", "9am", "x", ""),
);
const item = fc.oneof(
  value,
  fc.tuple(value, value).map(([from, to]) => `${from}-${to}`),
  fc.tuple(value, fc.integer({ min: 0, max: 70 })).map(([base, step]) => `${base}/${step}`),
  fc.tuple(value, value, fc.integer({ min: 1, max: 9 })).map(([from, to, step]) => `${from}-${to}/${step}`),
);
const field = fc.array(item, { minLength: 1, maxLength: 3 }).map((items) => items.join(","));
const fields = fc.array(field, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(" "));
const words = fc
  .array(
    fc.constantFrom(
      "every",
      "2",
      "7",
      "minutes",
      "hours",
      "day",
      "monday",
      "at",
      "9:30",
      "pm",
      "month",
      "first",
      "@daily",
    ),
    { maxLength: 6 },
  )
  .map((all) => all.join(" "));

test("whatever is offered in place of whatever was refused is accepted", () => {
  fc.assert(
    fc.property(fc.oneof(fields, words, fc.string()), fc.constantFrom("cron", "text"), (written, key) => {
      const answer = validateOrSuggest({ [key]: written }, now);
      if (answer.ok) return;
      const plain = validateSchedule({ [key]: written }, now);
      expect(plain.ok ? "" : answer.message.startsWith(plain.message)).toBe(true);
      const [, cron, said] =
        /(?:Try|as cron:) "([^"]+)"\.$|The nearest one is "([^"]+)"\.$/.exec(answer.message) ?? [];
      if (cron) expect(validateSchedule({ cron }, now)).toMatchObject({ ok: true });
      if (said) expect(validateSchedule({ text: said }, now)).toMatchObject({ ok: true });
    }),
    { numRuns: 2_000 },
  );
});
