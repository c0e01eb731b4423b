import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { checkDemo, startCheck } from "#lib/check/index.ts";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { checks, monitors } from "#lib/db/schema.ts";
import { bringDemoTo, DEMO_ROUND, demoEdition } from "#lib/demo-site.ts";
import { createDemoMonitor, readDemoMonitor } from "#lib/monitor/index.ts";
import { checksOf, newMonitor, ownSite, readPages, runCheck } from "#testing/checks.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";

// The settings are read once, by whatever is imported first.
const server = await vi.hoisted(async () => {
  const { createServer } = await import("node:http");
  const listening = createServer();
  await new Promise<void>((resolve) => listening.listen(0, resolve));
  process.env.PORT = String((listening.address() as { port: number }).port);
  process.env.TIDEMARK_DEMO = "true";
  return listening;
});

// The demo's pages are the product's own, answered by their very routes on a port of their own.
const routes = {
  "/demo": await import("../../app/demo/route.ts"),
  "/demo/changelog": await import("../../app/demo/changelog/route.ts"),
  "/demo/ferry": await import("../../app/demo/ferry/route.ts"),
};
server.on("request", async ({ url = "" }, response) => {
  const answer = await routes[url as keyof typeof routes].GET();
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
});
afterAll(() => void server.close());

ownDatabase();
const { fetchPage } = ownSite();

const working = new AbortController();
afterAll(() => working.abort());
/** A worker in small: carries out what waits. */
beforeAll(async () => {
  const work = async () => {
    while (!working.signal.aborted) {
      const waiting = await db().select({ id: checks.id }).from(checks).where(eq(checks.status, "queued"));
      for (const { id } of waiting) await runCheck(id, { fetchPage, shutdown: working.signal });
      await sleep(20);
    }
  };
  work().catch((error) => working.signal.aborted || Promise.reject(error));
});

const forever = new AbortController();

async function newcomer(): Promise<{ ctx: Ctx; monitorId: string }> {
  const ctx = await newTeam();
  await createDemoMonitor(ctx.teamId);
  const monitor = await readDemoMonitor(ctx);
  if (!monitor) throw new Error("there is no demo monitor");
  return { ctx, monitorId: monitor.id };
}

test.each([0, 1, 2, 3])(
  "a new demo has two changes and a failure to read, begun at point %i of the round",
  async (point) => {
    await bringDemoTo(point);
    const { ctx, monitorId } = await newcomer();
    await checkDemo(ctx.teamId, forever.signal);
    const all = await checksOf(monitorId);
    const outcomes = all.map(({ newPages, changedPages, samePages, errorPages }) => ({
      newPages,
      changedPages,
      samePages,
      errorPages,
    }));
    expect(outcomes).toEqual([
      { newPages: 3, changedPages: 0, samePages: 0, errorPages: 0 },
      { newPages: 0, changedPages: 2, samePages: 1, errorPages: 0 },
      { newPages: 0, changedPages: 1, samePages: 1, errorPages: 1 },
    ]);
    expect(all.map((check) => check.startedBy)).toEqual(Array(3).fill("Tidemark"));
    const failed = (await readPages(ctx, all[2]?.id ?? "")).find((page) => page.status === "error");
    expect(failed).toMatchObject({ url: expect.stringMatching(/\/demo\/ferry$/) });
    expect(failed?.error).toContain("503");
  },
);

test("it goes on where it was interrupted, and three are enough for good", async () => {
  const { ctx, monitorId } = await newcomer();
  const interrupted = new AbortController();
  const first = checkDemo(ctx.teamId, interrupted.signal);
  await expect.poll(async () => (await checksOf(monitorId)).length).toBe(1);
  interrupted.abort();
  await first;
  await checkDemo(ctx.teamId, forever.signal);
  await checkDemo(ctx.teamId, forever.signal);
  const all = await checksOf(monitorId);
  expect(all).toHaveLength(3);
  expect(all.at(-1)).toMatchObject({ errorPages: 1 });
});

test("where somebody pressed Run, or paused it, the demo and its site are left alone", async () => {
  const edition = await demoEdition();
  const pressed = await newcomer();
  await startCheck(
    {
      ...pressed.ctx,
      actor: { kind: "user", userId: crypto.randomUUID(), email: "ana@example.com", role: "owner" },
    },
    pressed.monitorId,
  );
  const paused = await newcomer();
  await db()
    .update(monitors)
    .set({ status: "paused", nextRunAt: null })
    .where(eq(monitors.id, paused.monitorId));
  for (const { ctx } of [pressed, paused]) await checkDemo(ctx.teamId, forever.signal);
  expect(await checksOf(pressed.monitorId)).toHaveLength(1);
  expect(await checksOf(paused.monitorId)).toHaveLength(0);
  expect(await demoEdition()).toBe(edition);
});

test("a team whose first monitor is of its own has no demo, and nothing is checked for it", async () => {
  const ctx = await newTeam();
  const own = await newMonitor(ctx, ["https://example.com/"]);
  await createDemoMonitor(ctx.teamId);
  expect(await readDemoMonitor(ctx)).toBeNull();
  await checkDemo(ctx.teamId, forever.signal);
  expect(await checksOf(own.id)).toHaveLength(0);
});

test("the site can be brought to any point of its round", async () => {
  for (const point of [3, 0, 2, 1, 1]) {
    await bringDemoTo(point);
    expect((await demoEdition()) % DEMO_ROUND).toBe(point);
  }
});

test("without a worker the waiting has an end", async () => {
  const { ctx } = await newcomer();
  await checkDemo(ctx.teamId, AbortSignal.timeout(0));
});
