import { afterEach, describe, expect, test, vi } from "vitest";
import { PageError } from "#lib/page-error.ts";
import { type Converter, createConverter } from "./converter.ts";
import type { Outcome } from "./task.ts";
import type { ConvertOptions } from "./text/index.ts";
import { type PoolLimits, ThreadPool } from "./thread-pool.ts";

const options: ConvertOptions = {
  onlyMainContent: true,
  includeTags: [],
  excludeTags: [],
  removeBase64Images: true,
};
const html = (text: string) => page(`<title>Of ${text}</title><p>${text}</p>`, "text/html");
const page = (body: string, contentType: string) => ({
  statusCode: 200,
  headers: { "content-type": contentType },
  finalUrl: "http://site.test/page",
  body: Buffer.from(body),
});
/** Takes a second or more, by its size. */
const large = () => page(`<main>${"<p>word <b hidden>n</b>".repeat(300_000)}</main>`, "text/html");
/** Takes the better part of a second, though it is small: its selectors are tried on every pair of elements, twice. */
const slow = () => page(`${"<div>".repeat(300)}${"<p>x</p>".repeat(1_700)}`, "text/html");
const onePass = "p:has(+ p:has(+ nope))";
const slowOptions = { ...options, includeTags: [onePass], excludeTags: [onePass] };
/** Elements within elements: they take hundreds of MB while they are converted. */
const huge = () => page(Array.from({ length: 400_000 }, (_, at) => `<x${at}>x`).join(""), "text/html");
/** Takes over a hundred MB as a tree, and is small: it is given ahead like any other page. */
const heavy = () => page("<i a=b></i>".repeat(90_000), "text/html");
const heavyOptions = { ...options, excludeTags: ["nope > i"] };

let converter: Converter | undefined;
afterEach(() => converter?.close());

const start = (limits: Partial<PoolLimits>): Converter => {
  converter = createConverter(limits);
  return converter;
};

/** The order in which promises are settled, by name. */
function finishing() {
  const order: string[] = [];
  const note = (name: string, promise: Promise<unknown>) =>
    promise.then(
      () => void order.push(name),
      () => void order.push(name),
    );
  return { order, note };
}

test("small pages never wait for large ones, however many of these there are", async () => {
  const converter = start({ threads: 2 });
  const { order, note } = finishing();
  const larges = [1, 2, 3].map(() => note("large", converter.convert(large(), options)));
  const smalls = Array.from({ length: 60 }, (_, at) =>
    note("small", converter.convert(html(`${at}`), options)),
  );
  await Promise.all([...larges, ...smalls]);
  expect(order.slice(0, 60)).toEqual(Array(60).fill("small"));
});

test("large pages come to their turn under a stream of small ones", async () => {
  const converter = start({ threads: 2 });
  const isDone = { value: false };
  const stream = async (name: string) => {
    // Long enough that a thread answers before it has done all that it was given ahead.
    for (let at = 0; !isDone.value; at++)
      await converter.convert(html(`${name} ${at}<p>`.repeat(600)), options);
  };
  // More of them than two threads are given ahead, so that neither is ever free by itself.
  const streams = Array.from({ length: 64 }, (_, at) => stream(String(at)));
  await converter.convert(large(), options);
  // The second thread, started for that one, has small pages now.
  await converter.convert(html("a turn of the stream"), options);
  await converter.convert(large(), options);
  isDone.value = true;
  await Promise.all(streams);
});

test("what was given ahead to a thread with a slow page goes to another one", async () => {
  const converter = start({ threads: 2, slowMs: 200 });
  // So that both threads are ready.
  await Promise.all([converter.convert(large(), options), converter.convert(html("first"), options)]);
  const { order, note } = finishing();
  const all = [note("slow", converter.convert(slow(), slowOptions))];
  for (let at = 0; at < 40; at++) all.push(note("small", converter.convert(html(`${at}`), options)));
  await Promise.all(all);
  expect(order.at(-1)).toBe("slow");
});

test("a thread that dies costs only the page it was at work on", async () => {
  const converter = start({ memoryMb: 24, threads: 2, slowMs: 60_000 });
  const before = [1, 2, 3].map((at) => converter.convert(html(`before ${at}`), options));
  const deadly = converter.convert(heavy(), heavyOptions).catch((error) => error);
  const behind = [1, 2, 3].map((at) => converter.convert(html(`behind ${at}`), options));
  expect((await Promise.all([...before, ...behind])).map(({ content }) => content)).toEqual([
    ...["before 1", "before 2", "before 3"],
    ...["behind 1", "behind 2", "behind 3"],
  ]);
  const error = await deadly;
  expect(error).toBeInstanceOf(PageError);
  expect(error).toMatchObject({ endedThread: true, statusCode: 200 });
});

test("every page that ends its thread is an error of its own, and says so", async () => {
  const converter = start({ memoryMb: 48, threads: 2 });
  const errors = await Promise.all(
    [1, 2, 3].map(() => converter.convert(huge(), options).catch((error) => error)),
  );
  for (const error of errors) expect(error).toMatchObject({ name: "PageError", endedThread: true });
  expect(await converter.convert(html("after"), options)).toMatchObject({ content: "after" });
});

test("a page that hangs is ended at its time limit, and those with it are converted", async () => {
  const converter = start({ longestMs: 150, slowMs: 60_000, threads: 2 });
  const hanging = converter.convert(large(), options).catch((error) => error);
  const others = [1, 2, 3].map((at) => converter.convert(html(`${at}`), options));
  expect((await Promise.all(others)).map(({ content }) => content)).toEqual(["1", "2", "3"]);
  expect(await hanging).toMatchObject({ name: "PageError", endedThread: true });
});

test("a page that is refused for what it is did not end a thread", async () => {
  const converter = start({});
  const gone = { ...html("gone"), statusCode: 404 };
  await expect(converter.convert(gone, options)).rejects.toMatchObject({
    statusCode: 404,
    endedThread: false,
  });
});

test("who is stopped leaves at once, before a thread has the page, ahead of it and under way", async () => {
  const converter = start({ threads: 2 });
  const stop = new AbortController();
  const underWay = converter.convert(large(), options, stop.signal).catch(String);
  const queued = [1, 2].map(() => converter.convert(large(), options, stop.signal).catch(String));
  const ahead = Array.from({ length: 40 }, (_, at) =>
    converter.convert(html(`${at}`), options, stop.signal).catch(String),
  );
  const kept = converter.convert(html("kept"), options);
  stop.abort("the check was cancelled");
  expect(new Set(await Promise.all([underWay, ...queued, ...ahead]))).toEqual(
    new Set(["the check was cancelled"]),
  );
  expect(await kept).toMatchObject({ content: "kept" });
});

test("closing ends the threads whatever they do", async () => {
  const converter = start({ threads: 2 });
  await converter.convert(html("a"), options);
  const settled = { value: false };
  void converter.convert(huge(), options).finally(() => {
    settled.value = true;
  });
  await converter.close();
  expect(settled.value).toBe(false);
});

test("the body of a large page is handed over, that of a small one stays", async () => {
  const converter = start({});
  const [big, small] = [large(), html("small")];
  await Promise.all([converter.convert(big, options), converter.convert(small, options)]);
  expect(big.body.length).toBe(0);
  expect(small.body.toString()).toContain("small");
});

describe("threads are started as they are needed", () => {
  const limits = { threads: 4, memoryMb: undefined, longestMs: 60_000, slowMs: 60_000, idleMs: 60_000 };
  let pool: ThreadPool;
  const startPool = (changed: Partial<PoolLimits>) => {
    pool = new ThreadPool({ ...limits, ...changed }, () => {});
  };
  afterEach(() => pool.close());
  const add = (answer: ReturnType<typeof page>, asked = options) =>
    new Promise<Outcome>((settle) => {
      pool.add({ task: { kind: "convert", answer, options: asked }, size: answer.body.length, settle });
    });
  const addMany = (count: number) => Array.from({ length: count }, (_, at) => add(html(String(at))));

  test("one for a page, and for as many as it is given ahead", async () => {
    startPool({});
    expect(pool.size).toBe(0);
    await Promise.all(addMany(30));
    expect(pool.size).toBe(1);
  });

  test("more for many, but the last is kept for when one is held up", async () => {
    startPool({});
    const pages = addMany(400);
    expect(pool.size).toBe(3);
    const one = add(large());
    expect(pool.size).toBe(4);
    await Promise.all([...pages, one]);
  });

  test("on two processors a single one, however many pages there are", async () => {
    startPool({ threads: 2 });
    await Promise.all(addMany(200));
    expect(pool.size).toBe(1);
  });

  test("one for each large page, as long as one is left to small ones", async () => {
    startPool({});
    const larges = [large(), large(), large(), large(), large()].map((one) => add(one));
    expect(pool.size).toBe(3);
    await add(html("small"));
    expect(pool.size).toBe(4);
    await Promise.all(larges);
  });

  test("one more than processors when slow pages hold up every thread", async () => {
    startPool({ threads: 2, slowMs: 20 });
    const all = [add(large()), add(slow(), slowOptions), ...addMany(10)];
    expect(pool.size).toBe(2);
    await Promise.all(all);
    expect(pool.size).toBe(3);
  });

  test("one before anything waits for it, which a large page leaves to small ones", async () => {
    startPool({ threads: 2 });
    pool.warmUp();
    pool.warmUp();
    expect(pool.size).toBe(1);
    const one = add(large());
    expect(pool.size).toBe(2);
    await add(html("small"));
    expect(pool.size).toBe(2);
    await one;
  });

  test("and end when they are idle, but for one that no large page made grow", async () => {
    startPool({ threads: 3, idleMs: 20 });
    const pages = addMany(200);
    expect(pool.size).toBe(2);
    await Promise.all(pages);
    await vi.waitFor(() => expect(pool.size).toBe(1));
    await add(large());
    await vi.waitFor(() => expect(pool.size).toBe(1));
  });

  test("and all of them, where the only one has grown", async () => {
    startPool({ threads: 3, idleMs: 20 });
    await add(large());
    await vi.waitFor(() => expect(pool.size).toBe(0));
    expect(await add(html("again"))).toMatchObject({ result: { content: "again" } });
  });
});
