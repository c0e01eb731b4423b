import { describe, expect, test } from "vitest";
import type { TrackedPage } from "#lib/page/index.ts";
import { scrapeRun } from "./run.ts";

const target = (urls: string[], scrapeOptions = {}) => ({
  id: "t",
  type: "scrape" as const,
  urls,
  scrapeOptions,
});
const pageOf = (url: string) => ({ url }) as TrackedPage;
const urls = (count: number) => Array.from({ length: count }, (_, n) => `https://example.com/${n}`);

const urlsOf = async (pages: AsyncIterable<TrackedPage>) => {
  const found: string[] = [];
  for await (const { url } of pages) found.push(url);
  return found;
};

/** A source that notes how many URLs it is asked for at a time. */
function counting() {
  const asked: number[] = [];
  const track = async (lot: string[]) => {
    asked.push(lot.length);
    return lot.map(pageOf);
  };
  return { asked, track };
}

describe("the pages of a target", () => {
  test("come in the order given, a few at first and then by the lot", async () => {
    const source = counting();
    expect(await urlsOf(scrapeRun.pages(target(urls(1200)), source))).toEqual(urls(1200));
    expect(source.asked).toEqual([50, 500, 500, 150]);
  });

  test("few pages are one question", async () => {
    const source = counting();
    const pages = scrapeRun.pages(target([...urls(3), ...urls(3)]), source);
    expect(await urlsOf(pages)).toEqual(urls(3));
    expect(source.asked).toEqual([3]);
  });

  test("exactly one lot asks for no second one", async () => {
    const source = counting();
    await urlsOf(scrapeRun.pages(target(urls(50)), source));
    expect(source.asked).toEqual([50]);
  });

  test("the next lot is asked for while the one before is worked on, and no further ahead", async () => {
    const source = counting();
    const pages = scrapeRun.pages(target(urls(1200)), source)[Symbol.asyncIterator]();
    await pages.next();
    expect(source.asked).toEqual([50, 500]);
    await pages.return?.();
    expect(source.asked).toEqual([50, 500]);
  });

  test("what cannot be looked up is thrown where it is waited for", async () => {
    let lots = 0;
    const track = async (lot: string[]) => {
      if (lots++ === 1) throw new Error("the database is gone");
      return lot.map(pageOf);
    };
    const seen: string[] = [];
    const walk = async () => {
      for await (const { url } of scrapeRun.pages(target(urls(200)), { track })) seen.push(url);
    };
    await expect(walk()).rejects.toThrow("the database is gone");
    expect(seen).toEqual(urls(50));
  });
});

test("a selector that no page could match is refused at its place, with some that could", () => {
  const issues = scrapeRun.issues(
    target(["https://a.example"], { includeTags: ["main", "//div"], excludeTags: ["a:::b"] }),
  );
  expect(issues.map(({ path }) => path)).toEqual([
    "scrapeOptions.includeTags.1",
    "scrapeOptions.excludeTags.0",
  ]);
  expect(issues[0]?.message).toBe(
    '"//div" is not a CSS selector. Write one such as "main", ".price" or "#content > p".',
  );
  expect(scrapeRun.issues(target(["https://a.example"]))).toEqual([]);
});
