import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { checkPages, monitors, pageSurfaces, pages } from "#lib/db/schema.ts";
import type { Monitor } from "#lib/monitor/index.ts";
import { checksOf, newMonitor, ownSite, readCheck, runCheck, soundLedger } from "#testing/checks.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";
import { cancelCheck, deleteMonitor, recoverChecks, startCheck, updateMonitor } from "./index.ts";
import { claimCheck } from "./run/claim.ts";
import { recordBatch } from "./run/record.ts";

ownDatabase();
const { site, fetchPage } = ownSite();

let ctx: Ctx;
beforeEach(async () => {
  ctx = {
    ...(await newTeam()),
    actor: { kind: "apiKey", keyId: "00000000-0000-4000-8000-000000000000", name: "ci", may: "full" },
  };
});

const html = (text: string) => `<title>T</title><main><p>${text}</p></main>`;
const never = new AbortController().signal;

type Stop = (monitor: Monitor, checkId: string) => Promise<unknown>;
const stops: [string, RegExp, Stop][] = [
  ["cancelled", /^Cancelled by API key "ci"$/, (monitor, id) => cancelCheck(ctx, monitor.id, id)],
  ["paused", /paused by API key "ci"/, (monitor) => updateMonitor(ctx, monitor.id, { status: "paused" })],
  ["deleted", /deleted by API key "ci"/, (monitor) => deleteMonitor(ctx, monitor.id)],
];

describe.each(stops)("when it is %s", (_, sentence, stop) => {
  test("a running check keeps and charges its pages, releases the rest and takes no late ones", async () => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const paths = Array.from({ length: 20 }, (_, index) => `/stop/${index}`);
    for (const [index, path] of paths.entries()) {
      site().page(path, async () => {
        if (index >= 6) await gate;
        return html(path);
      });
    }
    const monitor = await newMonitor(
      ctx,
      paths.map((path) => site().url(path)),
    );
    const { id } = await startCheck(ctx, monitor.id);
    const work = runCheck(id, { fetchPage, shutdown: never });
    await vi.waitFor(async () => expect((await readCheck(id)).newPages).toBe(6), {
      timeout: 10_000,
      interval: 10,
    });
    await stop(monitor, id);
    const ended = await readCheck(id);
    expect(ended).toMatchObject({
      status: "failed",
      newPages: 6,
      reservedCredits: 20,
      actualCredits: 6,
      billingStatus: "confirmed",
    });
    expect(ended.error).toMatch(sentence);
    expect(await soundLedger(ctx.teamId)).toMatchObject({ reserved: 0, charged: 6 });
    open();
    await work;
    expect(await readCheck(id)).toEqual(ended);
    const rows = await db().select().from(checkPages).where(eq(checkPages.checkId, id));
    expect(rows).toHaveLength(6);
    // No baseline came from a result that was dropped.
    const baselines = await db()
      .select()
      .from(pageSurfaces)
      .innerJoin(pages, eq(pages.id, pageSurfaces.pageId))
      .where(eq(pages.monitorId, monitor.id));
    expect(baselines).toHaveLength(6);
    expect(await soundLedger(ctx.teamId)).toMatchObject({ reserved: 0, charged: 6 });
  });

  test("a check that only waits costs nothing, and no worker takes it up", async () => {
    site().page("/waiting", html("waiting"));
    const monitor = await newMonitor(ctx, [site().url("/waiting")]);
    const { id } = await startCheck(ctx, monitor.id);
    await stop(monitor, id);
    site().forget();
    await runCheck(id, { fetchPage, shutdown: never });
    expect(await readCheck(id)).toMatchObject({ status: "failed", actualCredits: 0, newPages: 0 });
    expect(site().hits("/waiting")).toBe(0);
    const [after] = await db().select().from(monitors).where(eq(monitors.id, monitor.id));
    expect(after).toMatchObject({ lastRunAt: null, lastCheckSummary: null });
    expect(await soundLedger(ctx.teamId)).toMatchObject({ reserved: 0, charged: 0 });
  });
});

test("after a cancel the monitor is free, and goes on with the baselines it has", async () => {
  site().page("/free", html("free"));
  const monitor = await newMonitor(ctx, [site().url("/free")]);
  const { id } = await startCheck(ctx, monitor.id);
  await cancelCheck(ctx, monitor.id, id);
  await expect(cancelCheck(ctx, monitor.id, id)).rejects.toMatchObject({ code: "CONFLICT" });
  const next = await startCheck(ctx, monitor.id);
  await runCheck(next.id, { fetchPage, shutdown: never });
  expect((await checksOf(monitor.id)).map(({ status }) => status)).toEqual(["failed", "completed"]);
});

test("a monitor paused and deleted at once, while its check ends and its worker dies, never waits crosswise", async () => {
  site().page("/cross", html("cross"));
  for (let round = 0; round < 25; round++) {
    const monitor = await newMonitor(ctx, [site().url("/cross")]);
    const { id } = await startCheck(ctx, monitor.id);
    const check = await claimCheck(uuidv7(), id);
    const end = { check: check!, expectedPages: 1, results: [], ending: { status: "finished" as const } };
    const outcomes = await Promise.allSettled([
      // Of a worker that nobody knows, and so taken back.
      recoverChecks(),
      updateMonitor(ctx, monitor.id, { status: "paused" }),
      deleteMonitor(ctx, monitor.id),
      cancelCheck(ctx, monitor.id, id),
      recordBatch([end]),
    ]);
    for (const outcome of outcomes) {
      if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ name: "TidemarkError" });
    }
    expect(["failed", "completed"]).toContain((await readCheck(id)).status);
  }
  expect((await soundLedger(ctx.teamId)).reserved).toBe(0);
});

test("a monitor's deletion leaves the ledger as it is", async () => {
  site().page("/ledger", html("ledger"));
  const monitor = await newMonitor(ctx, [site().url("/ledger")]);
  const { id } = await startCheck(ctx, monitor.id);
  await runCheck(id, { fetchPage, shutdown: never });
  const before = await soundLedger(ctx.teamId);
  await deleteMonitor(ctx, monitor.id);
  expect(await soundLedger(ctx.teamId)).toEqual(before);
  await db().delete(checkPages).where(eq(checkPages.checkId, id));
  await db().delete(monitors).where(eq(monitors.id, monitor.id));
  expect(await soundLedger(ctx.teamId)).toEqual(before);
});
