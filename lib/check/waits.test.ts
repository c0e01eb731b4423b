import { afterAll, beforeAll, expect, test } from "vitest";
import { env } from "#lib/env.ts";
import { createPageFetcher } from "#lib/fetch/index.ts";
import { newMonitor, runNow } from "#testing/checks.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";
import { type Site, startSite } from "#testing/site.ts";

ownDatabase();
const fetcher = createPageFetcher({ ...env(), TIDEMARK_HOST_CONCURRENCY: 1 });
let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(async () => {
  await site.close();
  await fetcher.close();
});

test("no page is blamed for the wait that its host asked for, whatever comes of it", async () => {
  const refusal = { status: 429, headers: { "retry-after": "1" } };
  site.page("/first", refusal);
  site.page("/refused", refusal);
  site.page("/missing", { status: 404 });
  site.page("/empty", "<main></main>");
  site.page("/circle", { redirectTo: "/circle" });
  site.page("/broken", { drop: "after-head" });
  site.page("/good", "<main>Good</main>");
  site.page("/same", "<main>Same</main>");
  const ctx = await newTeam();
  const paths = ["/first", "/missing", "/empty", "/circle", "/broken", "/good", "/same", "/refused"];
  const monitor = await newMonitor(
    ctx,
    paths.map((path) => site.url(path)),
  );
  const began = performance.now();
  const check = await runNow(ctx, monitor.id, fetcher.fetchPage);
  expect(performance.now() - began).toBeGreaterThan(1000);
  expect(check.errorPages).toBe(6);
  const took = check.pages.map(
    ({ url, metadata }) => [new URL(url).pathname, Number(metadata.durationMs)] as const,
  );
  expect(took.map(([path]) => path).sort()).toEqual([...paths].sort());
  expect(took.filter(([, ms]) => !(ms < 900))).toEqual([]);
});
