import { env } from "node:process";
import { type BrowserContext, type BrowserContextOptions, test as base, expect } from "@playwright/test";
import { closeDatabase } from "#lib/db/client.ts";
import { type Site, startSite } from "../testing/site.ts";
import { Person } from "./person.ts";
import { Quiet } from "./quiet.ts";

export { expect };

type Fixtures = {
  /** Fails the test when a browser of it complained; `quiet.allow(401)` for refusals it provokes. */
  quiet: Quiet;
  /** Somebody new with a team of their own, not yet signed in. */
  person: Person;
  /** The test's own browser, signed in as `person`: ask for it, then use `page`. */
  signedIn: Person;
  /** Another browser of its own, as quiet as the first. */
  newBrowser: (options?: BrowserContextOptions) => Promise<BrowserContext>;
  /** The world outside: pages that a monitor may watch. */
  site: Site;
};

export const test = base.extend<Fixtures, { ownPool: undefined }>({
  baseURL: async ({}, use) => use(env.TIDEMARK_E2E_URL),
  quiet: [
    async ({}, use) => {
      const quiet = new Quiet();
      await use(quiet);
      expect(quiet.complaints(), "what the browser complained about").toEqual([]);
    },
    { auto: true },
  ],
  context: async ({ context, quiet }, use) => {
    await quiet.listen(context);
    await use(context);
  },
  newBrowser: async ({ browser, quiet, baseURL }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (options) => {
      const context = await browser.newContext({ ...(baseURL && { baseURL }), ...options });
      opened.push(context);
      await quiet.listen(context);
      return context;
    });
    await Promise.all(opened.map((context) => context.close()));
  },
  person: async ({ baseURL }, use) => use(await Person.join(baseURL ?? "")),
  signedIn: async ({ person, context }, use) => {
    await person.signIn(context);
    await use(person);
  },
  site: async ({}, use) => {
    const site = await startSite();
    await use(site);
    await site.close();
  },
  ownPool: [
    async ({}, use) => {
      await use(undefined);
      await closeDatabase();
    },
    { scope: "worker", auto: true },
  ],
});
