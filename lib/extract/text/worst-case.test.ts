import { expect, test } from "vitest";
import { PageError } from "#lib/page-error.ts";
import { convert } from "./test-page.ts";

const SIZE = 20 * 2 ** 20;
const fill = (unit: string) => Buffer.from(unit.repeat(SIZE / unit.length));

/** Seconds of this thread: other processes on the machine do not count. */
function cpuSeconds(work: () => unknown): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000_000;
}

/** The measure, whatever the machine: one replacement of what a body is full of. */
const onePass = (body: Buffer) => cpuSeconds(() => body.toString("latin1").replace(/[<,[{]/g, ";"));

function converted(body: Buffer, contentType: string): void {
  try {
    convert(body, {}, contentType);
  } catch (error) {
    if (!(error instanceof PageError)) throw error;
  }
}

const between = (start: string, unit: string, end: string) =>
  Buffer.concat([Buffer.from(start), fill(unit), Buffer.from(end)]);

test.each([
  [1.5, "numbers", "application/json", between("[", "1,", "1]")],
  [3, "objects", "application/json", between("[", "{},", "1]")],
  [3, "nested arrays", "application/json", between("[", `${"[".repeat(99)}1${"]".repeat(99)},`, "1]")],
  [4, "open elements", "text/html", fill("<div>")],
  [8, "hidden elements", "text/html", fill("<b hidden>a</b>")],
])("at most %d passes over 20 MB of %s", { timeout: 60_000 }, (passes, _name, contentType, body) => {
  const pass = Math.min(onePass(body), onePass(body));
  const before = process.memoryUsage().rss;
  expect(cpuSeconds(() => converted(body, contentType)) / pass).toBeLessThan(passes);
  expect(process.memoryUsage().rss - before).toBeLessThan(400 * 2 ** 20);
});

test("a page with too many elements says so", () => {
  expect(() => convert(fill("<div>"))).toThrow(/^The page has more than 1 million elements/);
});
