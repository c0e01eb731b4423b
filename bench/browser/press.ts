import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "@playwright/test";
import type { Ground } from "../ground.ts";
import { atMost, fact, type Line } from "../report.ts";
import { quantile } from "../stats.ts";
import { open } from "./visitor.ts";

type Waits = {
  /** Queued or Running is painted. */
  shown: number;
  /** What the server answered is painted. */
  answered: number;
  /** The first page's row is painted. */
  firstRow: number;
};

/** Run now is pressed, and looked at until the first page has come. Its second page keeps the check under way. */
export async function measurePresses({ api, site }: Ground, page: Page, presses: number): Promise<Line[]> {
  const monitorId = await api.createMonitor("pressed", [...site.urls("bytes", 1), ...site.urls("slow", 1)]);
  const waits: Waits[] = [];
  await open(page, `/monitors/${monitorId}`, "main header button");
  for (let press = -2; press < presses; press++) {
    const measured = await pressAndLook(page);
    await page.locator(PANEL).waitFor({ state: "detached" });
    await sleep(100);
    if (press >= 0) waits.push(measured);
  }
  const elsewhere: number[] = [];
  for (let run = 0; run < presses; run++) {
    elsewhere.push(await runAndLook(page, () => api.run(monitorId)));
    await page.locator(PANEL).waitFor({ state: "detached" });
    await sleep(100);
  }
  const column = (name: keyof Waits) => waits.map((wait) => wait[name]);
  const note = `${presses} presses`;
  const at = (name: keyof Waits, p: number) => quantile(column(name), p);
  return [
    atMost("press Run now → Queued or Running on screen, p50", at("shown", 0.5), "ms", { max: 150, note }),
    fact("the same, p95", at("shown", 0.95), "ms"),
    atMost("run by the API → Queued or Running in an open tab, p50", quantile(elsewhere, 0.5), "ms", {
      max: 300,
      note: `${presses} runs`,
    }),
    fact("the same, p95", quantile(elsewhere, 0.95), "ms"),
    fact("press → the server's answer on screen, p50", at("answered", 0.5), "ms"),
    atMost("press → first page row on screen, p50", at("firstRow", 0.5), "ms", { max: 400, note }),
    fact("the same, p95", at("firstRow", 0.95), "ms"),
  ];
}

/** Longer than the check of a press takes: a row that has not come by then never was on screen. */
const LONGEST_MS = 10_000;
const PANEL = "section[aria-label='Live check']";

async function pressAndLook(page: Page): Promise<Waits> {
  const looked = page.evaluate(
    ({ panel, longestMs }) =>
      new Promise<Waits>((resolve, reject) => {
        let pressed = 0;
        const waits: Partial<Waits> = {};
        const note = (name: keyof Waits) => {
          // What is in the document at a frame is painted with it.
          waits[name] ??= performance.now() - pressed;
        };
        const look = () => {
          const live = document.querySelector(panel);
          if (live?.textContent?.match(/Queued|Running/)) note("shown");
          if (live?.querySelector("a")) note("answered");
          if (live?.querySelector("li")) note("firstRow");
          if (waits.firstRow !== undefined) resolve(waits as Waits);
          else if (performance.now() - pressed < longestMs) requestAnimationFrame(look);
          else
            reject(
              new Error(`No row came within ${longestMs} ms of a press, only ${JSON.stringify(waits)}.`),
            );
        };
        const onPress = (event: MouseEvent) => {
          pressed = event.timeStamp;
          requestAnimationFrame(look);
        };
        document.addEventListener("click", onPress, { capture: true, once: true });
      }),
    { panel: PANEL, longestMs: LONGEST_MS },
  );
  await page.getByRole("button", { name: "Run now" }).click();
  return looked;
}

/** The ms from the moment a run is asked for elsewhere until a tab that is open shows it, by its own clock. */
async function runAndLook(page: Page, run: () => Promise<unknown>): Promise<number> {
  const looked = page.evaluate(
    (panel) =>
      new Promise<number>((resolve) => {
        const look = () => {
          const live = document.querySelector(panel);
          if (live?.textContent?.match(/Queued|Running/)) resolve(performance.now());
          else requestAnimationFrame(look);
        };
        look();
      }),
    PANEL,
  );
  const asked = await page.evaluate(() => performance.now());
  await run();
  return (await looked) - asked;
}
