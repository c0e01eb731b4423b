import { expect, test } from "vitest";
import { textOf } from "../test-page.ts";

const hidden = `<div hidden><h1>Menu</h1>${"<p>Nobody sees this line of seventy characters until a script shows it.</p>".repeat(10)}</div>`;

test.each([10, 40, 120, 199, 200, 240, 1000])(
  "what is shown counts alone, also when it is %d characters",
  (length) => {
    const shown = "Seats left: ".padEnd(length, "one more sentence. ").slice(0, length).trim();
    expect(textOf(`<p>${shown}</p>${hidden}`)).toBe(shown);
  },
);

test.each([
  "Out of stock",
  "Closed today",
  "0",
  "Please call us.",
  "Loading dock: three trucks are waiting since noon",
  "We load your truck",
  "Starting at $5",
  "Wait list closed",
  "Unser Laden ist zu",
  "Wait list: 12 people in the line for May",
])("a short text is a text: %s", (shown) => expect(textOf(`<p>${shown}</p>${hidden}`)).toBe(shown));

test.each([
  "Loading",
  "Loading…",
  "Loading, please wait…",
  "Page is loading...",
  "Please wait a moment",
  "One moment, please",
  "Seite wird geladen …",
  "Chargement en cours…",
  "Cargando…",
  "Загрузка…",
  "読み込み中",
])("what only says to wait stands in for what is hidden: %s", (shown) => {
  expect(textOf(`<p>${shown}</p>${hidden}`)).toContain("# Menu");
  expect(textOf(`<b>Acme Shop</b><p>${shown}</p>${hidden}`)).toContain("# Menu");
  expect(textOf(`<p>${shown}</p>`)).toBe(shown);
});
