import { expect, test } from "vitest";
import { CONTENT, DROPPED, INCLUDED, OpenElements, PLAIN, PREFORMATTED, REPLACED } from "./open-elements.ts";

test("an end tag ends the innermost of its name, and all inside it", () => {
  const open = new OpenElements();
  for (const name of ["div", "p", "div", "span"]) open.push(name, PLAIN);
  expect(open.end("div")).toBe(PLAIN);
  expect(open.depth).toBe(2);
  expect(open.has("span")).toBe(false);
  expect(open.end("span")).toBeNull();
  expect(open.end("nope")).toBeNull();
  expect(open.end("div")).toBe(PLAIN);
  expect(open.depth).toBe(0);
});

test("what an element means holds until it ends", () => {
  const open = new OpenElements();
  open.push("main", CONTENT | INCLUDED);
  open.push("pre", PREFORMATTED);
  open.push("svg", DROPPED | REPLACED);
  for (const meaning of [CONTENT, INCLUDED, PREFORMATTED, DROPPED, REPLACED])
    expect(open.isInside(meaning)).toBe(true);
  expect(open.end("pre")).toBe(PREFORMATTED);
  for (const meaning of [PREFORMATTED, DROPPED, REPLACED]) expect(open.isInside(meaning)).toBe(false);
  expect(open.isInside(CONTENT)).toBe(true);
});

test("elements end without an end tag where HTML lets them", () => {
  const open = new OpenElements();
  for (const name of ["ul", "li"]) open.push(name, PLAIN);
  open.endBefore("li");
  expect(open.has("li")).toBe(false);
  open.push("li", PLAIN);
  open.endBefore("b");
  expect(open.has("li")).toBe(true);
});

test("the top is what stands directly in the body", () => {
  const open = new OpenElements();
  expect(open.isAtTop).toBe(true);
  for (const name of ["html", "body"]) open.push(name, PLAIN);
  expect(open.isAtTop).toBe(true);
  open.push("div", PLAIN);
  expect(open.isAtTop).toBe(false);
  open.end("body");
  open.push("div", PLAIN);
  expect(open.isAtTop).toBe(false);
});
