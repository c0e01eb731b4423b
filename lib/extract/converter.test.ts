import { afterEach, expect, test } from "vitest";
import { PageError } from "#lib/page-error.ts";
import { type Converter, createConverter } from "./converter.ts";
import type { ConvertOptions } from "./text/index.ts";

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
const huge = () => html(Array.from({ length: 400_000 }, (_, at) => `<x${at}>x`).join(""));

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

test("more than the thread is given at once are converted in their order, large ones one by one", async () => {
  converter = createConverter({ threads: 2 });
  const body = (letter: string) => Buffer.alloc(3 * 2 ** 20, letter);
  const settled: string[] = [];
  const letters = [..."abcdefghijklmnopqrstuvwxyz"];
  const converted = letters.map(async (letter) => {
    const plain = { ...html(""), headers: { "content-type": "text/plain" }, body: body(letter) };
    const { content } = await converter.convert(plain, options);
    settled.push(`${content[0]}${content.length}`);
  });
  await Promise.all(converted);
  expect(settled).toEqual(letters.map((letter) => `${letter}${3 * 2 ** 20}`));
});

test("who is stopped waits no longer, with the thread or before it, and the others are converted", async () => {
  converter = createConverter();
  const stop = new AbortController();
  const hold = converter.convert(huge(), options).catch((error) => error);
  const pages = Array.from({ length: 40 }, (_, at) => html(`page ${at}`));
  const isStopped = (at: number) => at % 3 === 0;
  const answers = pages.map((page, at) =>
    converter.convert(page, options, isStopped(at) ? stop.signal : undefined),
  );
  const stopped = Promise.all(answers.filter((_, at) => isStopped(at)).map((answer) => answer.catch(String)));
  stop.abort("the check was cancelled");
  let held = true;
  void hold.then(() => {
    held = false;
  });
  expect(new Set(await stopped)).toEqual(new Set(["the check was cancelled"]));
  expect(held).toBe(true);
  const others = await Promise.all(answers.filter((_, at) => !isStopped(at)));
  expect(others.map(({ content }) => content)).toEqual(
    pages.flatMap((_, at) => (isStopped(at) ? [] : [`page ${at}`])),
  );
  await expect(converter.convert(html("late"), options, stop.signal)).rejects.toBe("the check was cancelled");
});
