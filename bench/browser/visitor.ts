import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { CHROMIUM_ARGS, findChromium } from "#testing/chromium.ts";
import type { RunningProduct } from "#testing/product.ts";

/** A person at the dashboard: a real Chromium, signed in as the owner. */
export type Visitor = {
  page: Page;
  /** A browser that has been nowhere yet, signed in as well. */
  fresh(): Promise<BrowserContext>;
  close(): Promise<void>;
};

export async function startVisitor({ url, owner }: RunningProduct): Promise<Visitor> {
  const browser = await chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_ARGS });
  const options = { baseURL: url, viewport: { width: 1280, height: 860 } };
  const context = await browser.newContext(options);
  const answer = await context.request.post("/api/auth/sign-in", { data: owner, headers: { origin: url } });
  if (!answer.ok()) throw new Error(`Signing in answered ${answer.status()}: ${await answer.text()}`);
  const storageState = await context.storageState();
  return {
    page: await context.newPage(),
    fresh: () => browser.newContext({ ...options, storageState }),
    close: () => browser.close(),
  };
}

export type Opened = {
  /** ms from the start of the navigation until the element was painted. */
  seen: number;
  /** ms until it answered to clicks. */
  answers: number;
};

/** Opens a page and waits until what `selector` names is on screen and React has taken it over. */
export async function open(page: Page, path: string, selector: string): Promise<Opened> {
  await page.goto(path, { waitUntil: "commit" });
  return page.evaluate(
    (wanted) =>
      new Promise<Opened>((resolve) => {
        let seen = 0;
        const look = () => {
          const element = document.querySelector(wanted);
          if (element) seen ||= performance.now();
          const taken = element && Object.keys(element).some((key) => key.startsWith("__reactProps"));
          if (taken) resolve({ seen, answers: performance.now() });
          else requestAnimationFrame(look);
        };
        look();
      }),
    selector,
  );
}
