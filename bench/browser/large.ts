import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { runToEnd } from "../finished-check.ts";
import type { Ground } from "../ground.ts";
import { atMost, type Line } from "../report.ts";
import { median, quantile } from "../stats.ts";
import { framesDuring } from "./frames.ts";
import { open } from "./visitor.ts";

const OPENED = 5;
const MAX_OPEN_MS = 1000;
/** Of a list of rows at sixty frames a second every other one is in time; a text of 20,000 lines is measured as it is drawn. */
const MAX_FRAME_MS = { list: 33, text: 50 };

/** A check with very many pages, opened and scrolled. */
export async function measureLargeCheck(ground: Ground, page: Page, pages: number): Promise<Line[]> {
  const monitorId = await ground.api.createMonitor("large", ground.site.urls("bytes", pages));
  const { checkId } = await runToEnd(ground, monitorId, "new");
  const path = `/monitors/${monitorId}/checks/${checkId}`;
  return measure(
    page,
    `check of ${pages.toLocaleString("en")} pages`,
    path,
    "main li[aria-posinset='2'] button",
    MAX_FRAME_MS.list,
  );
}

/** A page of 20,000 lines of which every fortieth changed, its diff opened by link and scrolled. */
export async function measureLargeDiff(ground: Ground, page: Page): Promise<Line[]> {
  const monitorId = await ground.api.createMonitor("long page", ground.site.urls("long", 1));
  await runToEnd(ground, monitorId, "new");
  const { checkId } = await runToEnd(ground, monitorId, "changed");
  const [changed] = (await ground.api.check(monitorId, checkId)).pages;
  const path = `/monitors/${monitorId}/checks/${checkId}?page=${changed?.id}`;
  return measure(
    page,
    "diff of 20,000 lines",
    path,
    "main [aria-label^='Diff'] [data-index]",
    MAX_FRAME_MS.text,
  );
}

async function measure(
  page: Page,
  what: string,
  path: string,
  selector: string,
  maxFrameMs: number,
): Promise<Line[]> {
  const opened = [];
  for (let n = 0; n < OPENED; n++) opened.push(await open(page, path, selector));
  const gaps = await framesDuring(page, () => scroll(page));
  const answers = median(opened.map((one) => one.answers));
  const seen = median(opened.map((one) => one.seen));
  return [
    atMost(`${what} opens and answers`, answers, "ms", {
      max: MAX_OPEN_MS,
      note: `median of ${OPENED}; its rows on screen after ${seen.toFixed(0)} ms`,
    }),
    // A screen has a frame every 16.67 ms, so two of them are 33: told in whole milliseconds.
    atMost(`${what} scrolls, frame p95`, Math.round(quantile(gaps, 0.95)), "ms", {
      max: maxFrameMs,
      note: `${gaps.length} frames; the longest ${Math.max(...gaps).toFixed(0)} ms`,
    }),
  ];
}

/** A wheel turned down, fast, and up again. */
async function scroll(page: Page): Promise<void> {
  await page.mouse.move(640, 500);
  for (const step of [400, 1000, -700]) {
    for (let turn = 0; turn < 40; turn++) {
      await page.mouse.wheel(0, step);
      await sleep(16);
    }
  }
}
