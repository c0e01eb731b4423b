import { expect, test } from "vitest";
import { z } from "zod";
import { fromZod } from "./issues.ts";

function refusalOf(schema: z.ZodType, value: unknown) {
  const { error } = schema.safeParse(value);
  if (!error) throw new Error("the schema takes the value");
  return fromZod(error);
}

const wrong = z.string("must be text");
const fields = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`field${index}`, wrong]));

test("path and message together make the sentence; the body itself has a name, too", () => {
  const schema = z.object({ target: z.object({ urls: z.array(wrong) }) }, "must be an object");
  const refusal = refusalOf(schema, { target: { urls: ["a", 1] } });
  expect(refusal.code).toBe("BAD_REQUEST");
  expect(refusal.message).toBe("target.urls.1 must be text.");
  expect(refusal.details).toEqual([{ path: "target.urls.1", message: "must be text" }]);
  expect(refusalOf(schema, []).message).toBe("The body must be an object.");
});

test("a sentence names three fields and counts the others; details name each, up to fifty", () => {
  expect(refusalOf(z.object(fields(3)), {}).message).toBe(
    "field0 must be text; field1 must be text; field2 must be text.",
  );
  expect(refusalOf(z.object(fields(5)), {}).message).toMatch(/field2 must be text and 2 more\.$/);
  expect(refusalOf(z.object(fields(50)), {}).details).toHaveLength(50);
  expect(refusalOf(z.object(fields(60)), {}).details).toHaveLength(50);
});

test("an unknown field is told before what is wrong with the known ones, by its whole path", () => {
  const schema = z.strictObject({ name: wrong, webhook: z.strictObject({ url: wrong }) });
  const refusal = refusalOf(schema, { name: 1, webhook: { url: "u", secret: 2 }, nmae: 3 });
  expect(refusal.message).toBe(
    'Unrecognized key in body: "webhook.secret", "nmae". Remove it, or check its spelling.',
  );
  expect(refusal.details).toContainEqual({ path: "name", message: "must be text" });
  expect(refusal.details).toContainEqual({ path: "webhook.secret", message: "is not a known field" });
});

test("of many unknown fields ten are named and the others counted, and no answer outgrows its question", () => {
  const many = Object.fromEntries(
    Array.from({ length: 5000 }, (_, index) => [`${"k".repeat(200)}${index}`, 1]),
  );
  const refusal = refusalOf(z.strictObject({}), many);
  expect(refusal.message).toMatch(/ and 4990 more\. Remove it/);
  expect(refusal.details).toHaveLength(50);
  expect(JSON.stringify(refusal.details).length).toBeLessThan(10_000);
});

test("a long path is cut, so that a key of a megabyte is not sent back", () => {
  const refusal = refusalOf(z.record(z.string(), wrong), { ["k".repeat(2 ** 20)]: 1 });
  expect(refusal.details?.[0]?.path).toHaveLength(257);
  expect(refusal.message.length).toBeLessThan(300);
});

test("a quotation mark in a field's name cannot end its quotation", () => {
  expect(refusalOf(z.strictObject({}), { 'a", "b': 1 }).message).toContain('"a\\", \\"b"');
});
