import { afterEach, expect, test } from "vitest";
import type { ConvertOptions } from "./convert/index.ts";
import { type Converter, createConverter } from "./converter.ts";
import { PageError } from "./page-error.ts";

const options: ConvertOptions = {
  onlyMainContent: true,
  includeTags: [],
  excludeTags: [],
  removeBase64Images: true,
};
const html = (text: string, statusCode = 200) => ({
  statusCode,
  headers: { "content-type": "text/html" },
  finalUrl: "http://site.test/page",
  body: Buffer.from(`<title>Of ${text}</title><p>${text}</p>`),
});
/** Elements within elements: they take hundreds of MB while they are converted. */
const huge = () => html("<div>x".repeat(900_000));

let converter: Converter;
afterEach(() => converter.close());

test("pages come back each as itself, however they are mixed with refused ones", async () => {
  converter = createConverter();
  const asked = Array.from({ length: 50 }, (_, at) => html(`page ${at}`, at % 5 === 4 ? 404 : 200));
  const answers = await Promise.allSettled(asked.map((answer) => converter.convert(answer, options)));
  for (const [at, answer] of answers.entries()) {
    if (at % 5 !== 4)
      expect(answer).toMatchObject({ value: { content: `page ${at}`, title: `Of page ${at}` } });
    else expect(answer).toMatchObject({ reason: { name: "PageError", statusCode: 404 } });
  }
});

test("a page that exhausts the thread's memory becomes an error, and those behind it are converted", async () => {
  converter = createConverter({ memoryMb: 48 });
  const before = converter.convert(html("before"), options);
  const large = converter.convert(huge(), options).catch((error) => error);
  const behind = ["one", "two", "three"].map((text) => converter.convert(html(text), options));
  expect(await before).toMatchObject({ content: "before" });
  const error = await large;
  expect(error).toBeInstanceOf(PageError);
  expect(error).toMatchObject({
    message: expect.stringMatching(/^Tidemark could not convert this page to text\./),
    statusCode: 200,
  });
  expect((await Promise.all(behind)).map(({ content }) => content)).toEqual(["one", "two", "three"]);
});

test("a page that takes too long becomes an error", async () => {
  converter = createConverter({ longestMs: 1 });
  await expect(converter.convert(huge(), options)).rejects.toThrow(/^Tidemark could not convert this page/);
});

test("no more is fetched while many wait to be converted", async () => {
  converter = createConverter();
  expect(converter.room()).toBeUndefined();
  const waiting = Array.from({ length: 64 }, (_, at) => converter.convert(html(`page ${at}`), options));
  const room = converter.room();
  expect(room).toBeInstanceOf(Promise);
  await room;
  expect(converter.room()).toBeUndefined();
  await Promise.all(waiting);
});

test("nor while what waits is large", async () => {
  converter = createConverter();
  const body = Buffer.alloc(64 * 2 ** 20, "a");
  const large = converter.convert({ ...html(""), headers: { "content-type": "text/plain" }, body }, options);
  const room = converter.room();
  expect(room).toBeInstanceOf(Promise);
  await room;
  expect((await large).content).toHaveLength(body.length);
});
