import { env } from "node:process";
import { defineConfig } from "@playwright/test";
import { CHROMIUM_ARGS, findChromium } from "./testing/chromium.ts";

// Tests of the running product in a real browser. They need a build: npm run build, then npx playwright test.
export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.test.ts",
  globalSetup: "./e2e/global-setup.ts",
  outputDir: "test-results",
  reporter: "list",
  // Every test has a team of its own, so they may run beside each other.
  fullyParallel: true,
  workers: 2,
  // Two cores are shared by a browser, the product and PostgreSQL: a second try tells a slow machine from a defect.
  retries: env.CI ? 1 : 0,
  forbidOnly: true,
  // A bound, not a wait: on a busy machine everything takes several times as long.
  timeout: 120_000,
  expect: { timeout: 10_000 },
  use: {
    viewport: { width: 1280, height: 860 },
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: await findChromium(),
      args: CHROMIUM_ARGS,
    },
  },
});
