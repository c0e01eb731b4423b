import { expect, test } from "vitest";
import { csvLine } from "#lib/csv.ts";

test("a line is its cells with commas between them, and ends as RFC 4180 says", () => {
  expect(csvLine(["Acme", 3, true, null, undefined, new Date("2026-11-27T14:05:00Z")])).toBe(
    "Acme,3,true,,,2026-11-27T14:05:00.000Z\r\n",
  );
});

test("what would end a cell is put between quotation marks", () => {
  expect(csvLine(['say "no"', "a,b", "two\nlines", " edges "])).toBe(
    '"say ""no""","a,b","two\nlines"," edges "\r\n',
  );
});

test.each([
  "=1+1",
  "+1",
  "-1+1",
  "@SUM(A1)",
  "\t=1",
  "\r=1",
  "\n=1",
  "  =1",
  "＝1",
  '=HYPERLINK("https://evil.example","x")',
])("%j is words, and no formula", (typed) => {
  const [cell = ""] = csvLine([typed]).split("\r\n");
  expect(cell.replace(/^"/, "")).toMatch(/^'/);
});

test("a number of ours below zero stays a number, and words with such a sign in them stay as they are", () => {
  expect(csvLine([-3, "a=b", "x-y", "5 %"])).toBe("-3,a=b,x-y,5 %\r\n");
});
