import { expect, test } from "vitest";
import { HOSTILE, hugeReport, reportedChange, reportOf } from "#testing/reports.ts";
import { fillTemplate, formOf, PLACEHOLDERS } from "./template.ts";

const report = reportOf([reportedChange("a")]);
const hostile = reportOf([], { title: HOSTILE });

test("placeholders become what they stand for", () => {
  const template = '{"t": "{{title}}", "m": "{{ monitor.name }}", "n": {{counts.changed}}, "c": {{changes}}}';
  expect(JSON.parse(fillTemplate(template, report, "application/json"))).toMatchObject({
    t: "Starter costs more",
    m: "Acme pricing",
    n: 1,
    c: [{ id: "a", kind: "changed", before: "$19", after: "$24", link: "http://tidemark.example/changes/a" }],
  });
  expect(fillTemplate("{{text}}", report, "text/plain")).toBe(
    "Starter costs more\nPricing: Starter $19 → $24\nhttp://tidemark.example/changes/a",
  );
});

test("every placeholder that is named can be filled", () => {
  for (const name of PLACEHOLDERS) {
    expect(fillTemplate(`{{${name}}}`, report, "text/plain")).not.toContain("{{");
  }
});

test("what a page wrote stays within the value it is put into, in every form", () => {
  expect(
    JSON.parse(fillTemplate('{"a": "{{title}}"}', hostile, "application/cloud+json; charset=utf-8")),
  ).toEqual({
    a: HOSTILE.toWellFormed(),
  });
  const form = new URLSearchParams(
    fillTemplate("a={{title}}&b=2", hostile, "application/x-www-form-urlencoded"),
  );
  expect([...form.keys()]).toEqual(["a", "b"]);
  expect(form.get("a")).toBe(HOSTILE.toWellFormed());
  const xml = fillTemplate("<a>{{title}}</a>", hostile, "application/xml");
  expect(xml.match(/[<>]/g)).toHaveLength(4);
  // A value is not looked through for placeholders again.
  expect(fillTemplate("{{title}}", hostile, "text/plain")).toContain("{{title}}");
});

test.each(["{{titel}}", "{{}}", "{{constructor}}", "{{monitor}}"])(
  "%s is refused, and the names told",
  (template) => {
    expect(() => fillTemplate(template, report, "text/plain")).toThrow(
      /is no placeholder. Use one of: title, text/,
    );
  },
);

test.each(['{"a": {{title}}}', '{"a": "{{changes}}"}', "{", ""])(
  "%j would be no JSON and is refused",
  (template) => {
    const full = reportOf([reportedChange("a")], { title: 'a "title"' });
    expect(() => fillTemplate(template, full, "application/json")).toThrow(/would not be JSON.*in quotes/);
  },
);

test("a body beyond its bound is refused", () => {
  expect(() => fillTemplate("x".repeat(100_001), report, "text/plain")).toThrow(/over 100000 characters/);
  expect(fillTemplate("x".repeat(100_000), report, "text/plain")).toHaveLength(100_000);
  expect(() => fillTemplate("{{changes}}".repeat(20), hugeReport(), "text/plain")).toThrow(/over 100000/);
});

test.each([
  ["application/json", "json"],
  ["Application/vnd.x+JSON;charset=utf-8", "json"],
  ["text/xml", "xml"],
  ["text/html", "xml"],
  ["application/x-www-form-urlencoded", "form"],
  ["text/plain", "text"],
  ["", "text"],
])("%s is written as %s", (type, form) => {
  expect(formOf(type)).toBe(form);
});
