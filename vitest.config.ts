import { defineConfig } from "vitest/config";

const shared = { testTimeout: 30_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    // By default one processor is left to whoever watches.
    maxWorkers: "100%",
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
          },
        },
      },
      {
        test: {
          ...shared,
          name: "process",
          // Each of these files runs the whole product and holds it to times: two at once would measure each other.
          fileParallelism: false,
          include: ["**/*.process.test.ts"],
          exclude: ["node_modules/**", ".next/**"],
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
