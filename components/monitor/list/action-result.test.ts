import { expect, test } from "vitest";
import { monitorAnswer } from "#testing/screen-data.ts";
import { type Action, resultInWords } from "./action-result.ts";

const shop = monitorAnswer("1", { name: "Shop" });
const news = monitorAnswer("2", { name: "News" });
const refused = (monitor = shop, reason = "Monitor is paused.") => ({ monitor, reason });

test.each<[Action, one: string, many: string]>([
  ["run", "Shop is queued.", "2 monitors are queued."],
  ["paused", "Shop is paused.", "2 monitors are paused."],
  ["resumed", "Shop is active again.", "2 monitors are active again."],
  ["deleted", "Shop is deleted.", "2 monitors are deleted."],
  ["cancelled", "The check of Shop is cancelled.", "2 monitors are cancelled."],
])("one monitor that was %s is named, several are counted", (action, one, many) => {
  expect(resultInWords(action, { done: [shop], refused: [] })).toBe(one);
  expect(resultInWords(action, { done: [shop, news], refused: [] })).toBe(many);
});

test("a refusal names its only monitor, and ends in one full stop", () => {
  expect(resultInWords("run", { done: [], refused: [refused()] })).toBe(
    "Shop could not be run: Monitor is paused.",
  );
  expect(resultInWords("deleted", { done: [], refused: [refused(shop, "no such monitor")] })).toBe(
    "Shop could not be deleted: no such monitor.",
  );
});

test("refusals beside successes are counted, and the same reason is told once", () => {
  const same = [refused(shop), refused(news)];
  expect(resultInWords("run", { done: [], refused: same })).toBe("2 could not be run: Monitor is paused.");
  expect(resultInWords("run", { done: [news], refused: [refused()] })).toBe(
    "News is queued; 1 could not be run: Monitor is paused.",
  );
  const two = [refused(shop, "Out of credits."), refused(news, "Monitor is paused.")];
  expect(resultInWords("run", { done: [], refused: two })).toBe(
    "2 could not be run: Out of credits. Monitor is paused.",
  );
});
