import { expect, test, vi } from "vitest";
import { newTeam, ownDatabase } from "#testing/database.ts";
import { demoUrls, isDemoUrl } from "./demo-addresses.ts";
import { createDemoMonitor, listMonitors } from "./monitor/index.ts";

// Settings are read once, at the first question about one.
vi.hoisted(() =>
  Object.assign(process.env, { TIDEMARK_DEMO: "true", PUBLIC_URL: "https://tidemark.example" }),
);
ownDatabase();

test.each([
  [{ PORT: 3000 }, "http://localhost:3000/demo"],
  [{ PORT: 3000, PUBLIC_URL: "https://tidemark.example" }, "https://tidemark.example/demo"],
  [{ PORT: 8080, PUBLIC_URL: "http://10.0.0.7:8080/" }, "http://10.0.0.7:8080/demo"],
])("with %o the demo is watched at %s, which monitors may reach", (settings, site) => {
  expect(demoUrls(settings)[0]).toBe(site);
  for (const url of demoUrls(settings)) expect(isDemoUrl(url, settings)).toBe(true);
  expect(isDemoUrl(`${site}/admin`, settings)).toBe(false);
});

test("the demo's monitor watches the product at the address that its users know", async () => {
  const ctx = await newTeam();
  await createDemoMonitor(ctx.teamId);
  const [monitor] = await listMonitors(ctx, { limit: 1, offset: 0 });
  expect(monitor?.targets).toMatchObject([
    { urls: ["/demo", "/demo/changelog", "/demo/ferry"].map((path) => `https://tidemark.example${path}`) },
  ]);
});
