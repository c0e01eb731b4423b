import { describe, expect, test } from "vitest";
import { estimateCheck, kindOf, knownPages, registerTargetKind } from "#lib/target/kinds.ts";
import { registerTargetRun, runnableTypes, runOf } from "#lib/target/runs.ts";

const scrape = (urls: unknown, scrapeOptions = {}) => ({ id: "s", type: "scrape", urls, scrapeOptions });
const crawl = (crawlOptions = {}, scrapeOptions = {}) => ({
  id: "c",
  type: "crawl",
  url: "https://example.com",
  crawlOptions,
  scrapeOptions,
});
const search = (queries: string[], maxResults = 10) => ({ id: "q", type: "search", queries, maxResults });

describe("pages named one by one", () => {
  test("are counted once each, however they are written", () => {
    const target = scrape([
      "https://example.com",
      "https://example.com/",
      "https://EXAMPLE.com/#",
      "https://example.com/a",
    ]);
    expect(knownPages([target])).toBe(3);
    expect(kindOf(target).words(target)).toBe("4 pages");
    expect(kindOf(scrape(["https://a.example"])).words(scrape(["https://a.example"]))).toBe("1 page");
  });

  test.each([
    ["as they are", {}, false, 2],
    ["judged", {}, true, 4],
    ["with JSON", { formats: ["json"] }, false, 10],
    ["with tracked JSON", { formats: [{ type: "changeTracking", modes: ["json"] }] }, false, 10],
    ["with tracked text alone", { formats: [{ type: "changeTracking", modes: ["git-diff"] }] }, false, 2],
    ["with deterministic JSON", { formats: ["deterministicJson", "json"] }, false, 14],
    ["with two dearer formats", { formats: ["question", { type: "highlights" }] }, false, 18],
    ["in lockdown, with JSON", { formats: ["json"], lockdown: true }, false, 18],
  ])("cost, %s", (_, options, judged, credits) => {
    expect(estimateCheck([scrape(["https://a.example", "https://b.example"], options)], judged)).toBe(
      credits,
    );
  });

  test("that are no list of texts are none, since a form is priced while somebody writes it", () => {
    for (const urls of [undefined, null, "https://a.example", [1, null]])
      expect(knownPages([scrape(urls)])).toBe(0);
  });
});

describe("a site", () => {
  test("has as many pages as turn out, and costs its limit at most", () => {
    expect(knownPages([crawl()])).toBeNull();
    expect(knownPages([scrape(["https://a.example"]), crawl()])).toBeNull();
    expect(estimateCheck([crawl()], false)).toBe(10_000);
    expect(estimateCheck([crawl({ limit: 50 })], true)).toBe(100);
    expect(estimateCheck([crawl({ limit: 50 }, { formats: ["json"] })], false)).toBe(250);
  });
});

describe("a search", () => {
  test.each([
    [["a"], 10, false, 2],
    [["a"], 11, false, 4],
    [["a", "b"], 15, false, 6],
    [["a", "b"], 15, true, 21],
  ])(
    "of %j with %i results costs per ten of them over all queries, and each that is judged",
    (queries, most, judged, credits) => {
      expect(estimateCheck([search(queries, most)], judged)).toBe(credits);
    },
  );

  test("is told in words, and only worth telling when judged", () => {
    const kind = kindOf(search([]));
    expect(kind.words(search(["a"]))).toBe("1 query");
    expect(kind.words(search(["a", "b"]))).toBe("2 queries");
    expect(kind.questions(search(["a", "b"]))).toEqual(["a", "b"]);
    expect(kind.needsGoal).toBe(true);
  });
});

test("a kind that a newer version wrote is told as unknown, costs nothing and hides nothing else", () => {
  const target = { id: "n", type: "hologram", depth: 3 };
  expect(kindOf(target)).toMatchObject({ type: "hologram", name: "hologram" });
  expect(kindOf(target).words(target)).toBe("of a kind that this version does not know");
  expect(estimateCheck([target, scrape(["https://a.example"])], false)).toBe(1);
  expect(knownPages([target])).toBeNull();
  expect(runOf("hologram")).toBeUndefined();
});

test("a kind that is registered is known until it is taken away again", () => {
  const kind = { ...kindOf(crawl()), type: "toy", words: () => "a toy", estimate: () => 7 };
  const forget = registerTargetKind(kind);
  expect(kindOf({ type: "toy" }).words({ id: "t", type: "toy" })).toBe("a toy");
  expect(estimateCheck([{ id: "t", type: "toy" }], false)).toBe(7);
  forget();
  expect(kindOf({ type: "toy" }).words({ id: "t", type: "toy" })).toBe(
    "of a kind that this version does not know",
  );
});

test("pages and sites are carried out so far, and what a test adds until it takes it away", () => {
  expect(runnableTypes()).toBe('"scrape" or "crawl"');
  expect(runOf("search")).toBeUndefined();
  const forget = registerTargetRun("toy", runOf("scrape")!);
  expect(runnableTypes()).toBe('"scrape" or "crawl" or "toy"');
  forget();
  expect(runnableTypes()).toBe('"scrape" or "crawl"');
});
