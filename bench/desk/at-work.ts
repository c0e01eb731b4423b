import type { Page } from "@playwright/test";
import type { RunningProduct } from "#testing/product.ts";
import { open, startVisitor } from "../browser/visitor.ts";
import { atMost, type Line } from "../report.ts";
import { median, quantile, spread } from "../stats.ts";

const ROW = "main [data-item]";
const FIRST_PAINTS = 7;
const ACTS = 40;
const SEEN = 20;
const MAX_SCRIPT_KB = 200;

/** Two people at the inbox in two browsers, and what each of them waits for. */
export async function measureWork(
  product: RunningProduct,
  owner: { email: string; password: string },
  quick: boolean,
): Promise<Line[]> {
  const visitor = await startVisitor({ ...product, owner });
  try {
    const [mine, theirs] = [visitor.page, await (await visitor.fresh()).newPage()];
    await open(mine, "/changes", ROW);
    const paints: number[] = [];
    const scripts: number[] = [];
    for (let round = 0; round < (quick ? 2 : FIRST_PAINTS); round++) {
      const page = await (await visitor.fresh()).newPage();
      paints.push((await open(page, "/changes", ROW)).seen);
      scripts.push(await scriptKilobytes(page, "/changes"));
      await page.context().close();
    }
    const change = await openChange(await (await visitor.fresh()).newPage());
    const acted = await actMany(mine, quick ? 10 : ACTS);
    await open(mine, "/changes", ROW);
    await open(theirs, "/changes", ROW);
    const seen: number[] = [];
    for (let round = 0; round < (quick ? 3 : SEEN); round++) seen.push(await seenByOther(mine, theirs));
    return [
      atMost("inbox, first row painted on a first visit", median(paints), "ms", {
        max: 500,
        note: spread(paints, "ms"),
      }),
      atMost("inbox, JavaScript of a first load", median(scripts), "KB", { max: MAX_SCRIPT_KB }),
      atMost("a change, first line painted on a first visit", change.seen, "ms", { max: 500 }),
      atMost("a change, JavaScript of a first load", change.scripts, "KB", { max: MAX_SCRIPT_KB }),
      atMost("an act, sent and committed, p95", quantile(acted, 0.95), "ms", {
        max: 50,
        note: spread(acted, "ms"),
      }),
      atMost("an act, seen in another open browser, p95", quantile(seen, 0.95), "ms", {
        max: 300,
        note: spread(seen, "ms"),
      }),
    ];
  } finally {
    await visitor.close();
  }
}

/** What the page's own HTML names of scripts, as it goes over the wire. */
async function scriptKilobytes(page: Page, path: string): Promise<number> {
  const html = await (await page.context().request.get(path)).text();
  const loaded = await page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .map((entry) => entry as PerformanceResourceTiming)
      .map(({ name, encodedBodySize }) => ({ file: new URL(name).pathname, bytes: encodedBodySize })),
  );
  const first = loaded.filter(({ file }) => file.endsWith(".js") && html.includes(file));
  return first.reduce((sum, { bytes }) => sum + bytes, 0) / 1024;
}

async function openChange(page: Page): Promise<{ seen: number; scripts: number }> {
  const { data } = await (await page.context().request.get("/api/v2/changes?kind=changed&limit=1")).json();
  const path = `/changes/${data[0].id}`;
  const { seen } = await open(page, path, "main article, main table");
  const scripts = await scriptKilobytes(page, path);
  await page.context().close();
  return { seen, scripts };
}

/** Acts from the page of a signed-in person, as its screens do, and undoes each. @returns milliseconds of each */
function actMany(page: Page, count: number): Promise<number[]> {
  return page.evaluate(async (acts) => {
    const list = await (await fetch(`/api/v2/changes?limit=${acts}`)).json();
    const took: number[] = [];
    for (const { id, edition } of list.data as { id: string; edition: number }[]) {
      const act = (body: object) =>
        fetch("/api/v2/changes/act", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ ids: [id], ...body }),
        });
      const began = performance.now();
      const answer = await (await act({ act: "important", important: true, edition })).json();
      took.push(performance.now() - began);
      await act({ act: "undo", actIds: [answer.data[0].actId] });
    }
    return took;
  }, count);
}

/** From a press on Done in one browser until the other one shows that the row is done with. */
async function seenByOther(mine: Page, theirs: Page): Promise<number> {
  const first = mine.locator(ROW).first();
  const id = await first.getAttribute("data-item");
  const row = theirs.locator(`main [data-item="${id}"]`);
  await row.waitFor();
  const told = theirs.evaluate(
    (item) =>
      new Promise<number>((resolve) => {
        const before = document.querySelector(`main [data-item="${item}"]`)?.className;
        const look = () => {
          const now = document.querySelector(`main [data-item="${item}"]`);
          if (now && now.className === before) requestAnimationFrame(look);
          else resolve(Date.now());
        };
        look();
      }),
    id,
  );
  await first.click();
  const pressed = await mine.evaluate(() => {
    const at = Date.now();
    document.dispatchEvent(new KeyboardEvent("keydown", { key: "e", bubbles: true }));
    return at;
  });
  return (await told) - pressed;
}
