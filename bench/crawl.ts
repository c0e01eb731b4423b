import { runToEnd } from "./finished-check.ts";
import { type Ground, onGround, type Server } from "./ground.ts";
import { peakMemory } from "./proc.ts";
import { against, atMost, fact, type Section } from "./report.ts";
import { median } from "./stats.ts";

const PAGES = 1000;
const SIZES = [1000, 10_000, 50_000];

/** A crawl against the same pages named one by one, turn by turn; and what a crawl of many pages takes. */
export function benchCrawl(server: Server, quick: boolean): Promise<Section> {
  return onGround(server, "bench_crawl", async (ground) => {
    const rounds: Awaited<ReturnType<typeof playRound>>[] = [];
    // The first round warms both up and is not counted.
    for (let round = -1; round < (quick ? 2 : 5); round++) {
      const measured = await playRound(ground);
      if (round >= 0) rounds.push(measured);
    }
    const held = (when: "first" | "again", min: number) => ({
      ceiling: median(rounds.map(({ scrape }) => scrape[when])),
      ratio: median(rounds.map(({ crawl, scrape }) => crawl[when] / scrape[when])),
      min,
    });
    const rate = (when: "first" | "again") => median(rounds.map(({ crawl }) => crawl[when]));
    const curve = [];
    for (const size of SIZES.slice(0, quick ? 2 : 3)) curve.push(await grown(ground, size));
    return {
      title: "Crawls",
      about: `${rounds.length} rounds of 1,000 pages two links deep, median; ceilings: the same pages as a scrape target.`,
      lines: [
        against("1,000 pages, first time", rate("first"), "pages/s", held("first", 0.5)),
        against("1,000 pages, unchanged", rate("again"), "pages/s", held("again", 0.6)),
        ...curve.map(({ size, seconds }) =>
          fact(`${size.toLocaleString("en")} pages, first time`, size / seconds, "pages/s"),
        ),
        atMost("worker, peak memory of all", peakMemory(ground.product.pids().worker), "MB", { max: 400 }),
      ],
    };
  });
}

type Rates = { first: number; again: number };

async function playRound(ground: Ground): Promise<{ crawl: Rates; scrape: Rates }> {
  const { api, site } = ground;
  const urls = site.urls("linked", PAGES).map((url) => `${url}?of=${PAGES}`);
  const rates = async (monitorId: string): Promise<Rates> => {
    const rate = async (expected: "new" | "same") => {
      const { insideMs, pages } = await runToEnd(ground, monitorId, expected);
      if (pages !== PAGES) throw new Error(`${pages} pages were found, not ${PAGES}.`);
      return (PAGES / insideMs) * 1000;
    };
    return { first: await rate("new"), again: await rate("same") };
  };
  const scrape = await rates(await api.createMonitor("named", urls));
  const crawl = await rates(await api.createCrawl("found", urls[0] ?? "", PAGES));
  return { crawl, scrape };
}

async function grown(ground: Ground, size: number): Promise<{ size: number; seconds: number }> {
  const [start = ""] = ground.site.urls("linked", 1).map((url) => `${url}?of=${size}`);
  const monitorId = await ground.api.createCrawl(`of ${size}`, start, size);
  const { insideMs } = await runToEnd(ground, monitorId, "new");
  return { size, seconds: insideMs / 1000 };
}
