// @vitest-environment jsdom
import { expect, test } from "vitest";
import { rangesIn } from "./highlight.ts";

function found(html: string, words: string): string[] {
  const row = document.createElement("div");
  row.innerHTML = html;
  return rangesIn(row, words).map(String);
}

test("words are found across the styles of a line", () => {
  expect(found("<p>See the <b>pri</b>cing page</p>", "PRICING")).toEqual(["pricing"]);
});

test("a line is read as it is now, over what went, and then as it was", () => {
  const line = "Starter <del>$19</del><ins>$24</ins> a month";
  expect(found(line, "starter $24")).toEqual(["Starter $19$24"]);
  expect(found(line, "$19")).toEqual(["$19"]);
  // What stayed is one place, though both versions have it.
  expect(found(line, "month")).toEqual(["month"]);
});

test("side by side, each text is read by itself", () => {
  const row = `<table><tr><td data-side="before">costs $19</td><td data-side="after">costs $24</td></tr></table>`;
  expect(found(row, "costs")).toEqual(["costs", "costs"]);
});

test("signs, numbers, buttons and targets are no words of the page", () => {
  expect(found(`<span data-aside>added: </span><button>show added</button>added`, "added")).toEqual([
    "added",
  ]);
});
