import fc from "fast-check";
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

const deep = (inner: string, levels = 100) => `${"[".repeat(levels)}${inner}${"]".repeat(levels)}`;

test.each([31, 32, 33, 198])("keys are sorted below %d levels, too", (levels) => {
  const source = deep('{"b": [], "a": {"d": "\\\\]", "c": 1.0}}', levels);
  const text = jsonText(source) ?? "";
  expect(JSON.parse(text)).toEqual(JSON.parse(source));
  expect(text).toBe(jsonText(deep('{"a":{"c":1.0,"d":"\\\\]"},"b":[]}', levels)));
  expect(text.match(/"\w"(?=:)/g)).toEqual(['"a"', '"c"', '"d"', '"b"']);
});

test("lines of a level deeper than 32 begin at the margin", () => {
  const indents = jsonText(deep("1", 40))
    ?.split("\n")
    .map((line) => line.search(/\S/));
  expect(indents?.slice(30, 36)).toEqual([60, 62, 64, 0, 0, 0]);
  expect(indents?.slice(-34)).toEqual([0, ...Array.from({ length: 33 }, (_, index) => 64 - 2 * index)]);
});

test.each([100_000, 1_000_000])("%d levels are left alone", (levels) => {
  const before = performance.now();
  expect(jsonText(deep("", levels))).toBeNull();
  expect(performance.now() - before).toBeLessThan(1000);
});

test("a document that is wide at its deepest grows by less than its own size", () => {
  const wide = `${"[1,".repeat(200)}${"1,".repeat(800_000)}1${"]".repeat(200)}`;
  expect(jsonText(wide)?.length).toBeLessThan(2 * wide.length);
});

describe("beyond what is indented", () => {
  const long = (members: string[]) => `{"z": [${"1.0, ".repeat(500_000)}1], ${members.join(", ")}}`;

  test("a long document has one value a line, too, its keys sorted", () => {
    const source = long(['"b": "x,[y] \\"{é"', '"a": {}', '"n": -1e5']);
    const text = jsonText(source) ?? "";
    expect(JSON.parse(text)).toEqual(JSON.parse(source));
    expect(text).not.toMatch(/^ | $/m);
    expect(text.match(/^"\w"(?=:)/gm)).toEqual(['"a"', '"b"', '"n"', '"z"']);
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

  const filler = `"filler": [${"1.0, ".repeat(500_000)}1]`;
  const sorted = (...members: string[]) => jsonText(`{${members.join(",")}}`);

  test.each([
    ["two keys in another order", [filler, '"b": 2.2', '"a": 1'], ['"a": 1', '"b": 2.2', filler]],
    [
      "nested ones",
      [filler, '"a": {"d": [{"y": 1, "x": 2}], "c": 3}'],
      ['"a": {"c":3,"d":[{"x":2,"y":1}]}', filler],
    ],
    ["an empty object among them", ['"b": {}', '"a": []', filler], ['"a": []', '"b": {}', filler]],
    [
      "keys escaped in another way",
      [filler, '"\\u0062\\/": 1', '"a": "\\u00e9"'],
      ['"a": "é"', '"b/": 1', filler],
    ],
    [
      "keys of which one begins the other",
      [filler, '"aa": 1', '"a": 2', '"": 3'],
      ['"": 3', '"a": 2', '"aa": 1', filler],
    ],
  ])("%s: the same", (_name, one, other) => expect(sorted(...one)).toBe(sorted(...other)));

  test("what is in lists keeps its order, and so do equal keys", () => {
    expect(sorted(filler, '"a": [2, 1]')).not.toBe(sorted(filler, '"a": [1, 2]'));
    expect(sorted(filler, '"a": 2', '"a": 1')).not.toBe(sorted(filler, '"a": 1', '"a": 2'));
    expect(sorted(filler, '"b": 0', '"a": 2', '"a": 1')).toContain('"a":2,\n"a":1,\n"b":0');
  });

  test("keys have the order they have in shorter documents", () => {
    const keys = fc.uniqueArray(fc.stringMatching(/^[a-zA-Z0-9 _."é日-]{0,6}$/), {
      minLength: 2,
      maxLength: 12,
    });
    fc.assert(
      fc.property(keys, (names) => {
        const members = names.map((name, index) => `${JSON.stringify(name)}: ${index}`);
        const inOrder = (text: string | null) =>
          text?.match(/^ *".*": ?\d+(?=,?$)/gm)?.map((line) => line.trim().replace(/: (?=\d+$)/, ":"));
        expect(inOrder(sorted(`"zzzzzzz": [${"1,".repeat(1_000_000)}1]`, ...members))).toEqual(
          inOrder(sorted(...members)),
        );
      }),
      { numRuns: 15 },
    );
  });

  test("a million keys against their order take seconds", () => {
    const source = `{${Array.from({ length: 1_000_000 }, (_, index) => `"k${(index * 7919) % 1_000_003}":1`).join(",")}}`;
    const before = process.threadCpuUsage();
    const text = jsonText(source) ?? "";
    const { user, system } = process.threadCpuUsage(before);
    expect(text.slice(0, 20)).toBe('{\n"k0":1,\n"k1":1,\n"k');
    expect(text.length).toBe(source.length + 1_000_001);
    expect((user + system) / 1_000_000).toBeLessThan(20);
  });

  test.each(["{1:2", '{"a":1,2', '{"a":1 {'])("a key that is none: %s", (end) => {
    expect(jsonText(`[${"1,".repeat(1_000_000)}${end}}]`)).toBeNull();
  });
});
