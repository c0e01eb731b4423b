import { describe, expect, test } from "vitest";
import { jsonText } from "./json-text.ts";

test.each([
  ['{"b":1,"a":{"d":[],"c":{}}}', '{\n  "a": {\n    "c": {},\n    "d": []\n  },\n  "b": 1\n}'],
  ["[1.0,1,-0,1e5,12345678901234567890]", "[\n  1.0,\n  1,\n  -0,\n  1e5,\n  12345678901234567890\n]"],
  ['{"a":1,"a":2}', '{\n  "a": 1,\n  "a": 2\n}'],
  ['{"__proto__":1,"2":1,"10":1}', '{\n  "10": 1,\n  "2": 1,\n  "__proto__": 1\n}'],
  ['"\\u0041\\/\\u0000"', '"A/\\u0000"'],
  ['["a   b"]', '[\n  "a b"\n]'],
  [" null ", "null"],
])("%s", (source, text) => expect(jsonText(source)).toBe(text));

test.each([
  "",
  "{",
  "[1,]",
  '{"a":1,}',
  "[1 2]",
  '{"a" 1}',
  "01",
  "nul",
  '"',
  '"\\x"',
  '["\n"]',
  "[]x",
  "{,}",
  "[,]",
])("%j is no JSON", (source) => expect(jsonText(source)).toBeNull());

test("agrees with JSON.parse about what JSON is", () => {
  for (const source of ['{"a":[1,{"b":null}],"c":"\\ud83d\\ude00"}', "-1.5E-3", "[[],{}]", "true"]) {
    expect(JSON.parse(jsonText(source) ?? "")).toEqual(JSON.parse(source));
  }
});

test("a hundred thousand levels are left alone", () => {
  expect(jsonText("[".repeat(100_000) + "]".repeat(100_000))).toBeNull();
});

describe("beyond what is sorted", () => {
  const long = (members: string[]) => `{"z": [${"1.0, ".repeat(500_000)}1], ${members.join(", ")}}`;
  const deep = (inner: string) => `${"[".repeat(100)}${inner}${"]".repeat(100)}`;

  test.each([
    ["a long document", long(['"b": "x,[y] \\"{é"', '"a": {}', '"n": -1e5'])],
    ["a deep document", deep('{"b": [], "a": [true, "\\\\"]}')],
  ])("%s keeps its order, one value a line", (_name, source) => {
    const text = jsonText(source) ?? "";
    expect(JSON.parse(text)).toEqual(JSON.parse(source));
    expect(text).not.toMatch(/^ | $/m);
    expect(text.indexOf('"b":')).toBeLessThan(text.indexOf('"a":'));
    expect(jsonText(source.replace(/[,:] /g, (mark) => `${mark}\n\t`))).toBe(text);
  });

  test.each([
    ["no value", "{not json"],
    ["too many brackets", "]"],
    ["brackets that do not fit", "[}"],
    ["text after it", '"a"'],
    ["an endless string", '["a'],
    ["a line break in a string", '["\n"]'],
  ])("%s is no JSON", (_name, end) => {
    expect(jsonText(`${deep("1")}${end}`)).toBeNull();
    expect(jsonText(`[${"1,".repeat(1_000_000)}1]${end}`)).toBeNull();
  });
});
