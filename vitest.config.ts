import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const shared = { testTimeout: 30_000, hookTimeout: 60_000 };
/** They hold the running product to seconds, or kill by what the whole machine shows, and want it for themselves. */
const TIMED = ["testing/{chaos,storm,poison,newcomer}.process.test.ts", "scripts/supervisor.process.test.ts"];
/** Each of these files runs the whole product. */
const product = { fileParallelism: false, testTimeout: 120_000, hookTimeout: 180_000 };

export default defineConfig({
  test: {
    // Tests wait for a database as often as they compute.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    projects: [
      {
        test: {
          ...shared,
          name: "unit",
          // It names Next's modules as only a bundler finds them.
          server: { deps: { inline: ["next-auth"] } },
          include: ["{lib,app,components,scripts,testing}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.process.test.ts"],
          globalSetup: ["testing/global-setup.ts"],
          env: {
            TIDEMARK_ALLOW_PRIVATE_NETWORK: "true",
            LOG_LEVEL: "silent",
            AUTH_SECRET: "a secret for tests only",
            TIDEMARK_PASSWORD_COST: "10",
          },
        },
      },
      { test: { ...product, name: "timed", include: TIMED } },
      {
        test: {
          ...product,
          name: "process",
          include: ["**/*.process.test.ts"],
          exclude: ["node_modules/**", ".next/**", ...TIMED],
        },
      },
    ],
  },
});
