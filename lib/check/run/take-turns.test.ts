import { beforeEach, expect, test } from "vitest";
import { cancelCheck, runCheck, startCheck } from "#lib/check/index.ts";
import type { Ctx } from "#lib/ctx.ts";
import { newMonitor, ownSite, readCheck } from "#testing/checks.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";
import { claimCheck } from "./claim-check.ts";

// What happens to checks that were running when their worker died for the second time.

ownDatabase();
const { site, fetchPage } = ownSite();

let ctx: Ctx;
beforeEach(async () => {
  ctx = await newTeam();
});

const html = (text: string) => `<title>T</title><main><p>${text}</p></main>`;
const never = new AbortController().signal;

/** A check of one page that waits for its gate, left behind by two workers that died. */
async function suspect(path: string) {
  const gate = Promise.withResolvers<void>();
  site().page(path, async () => {
    await gate.promise;
    return html(path);
  });
  const monitor = await newMonitor(ctx, [site().url(path)]);
  const { id } = await startCheck(ctx, monitor.id);
  for (const _ of [1, 2]) await claimCheck(id);
  expect(await readCheck(id)).toMatchObject({ status: "running", crashes: 1 });
  return { id, open: () => gate.resolve(), path };
}

type Suspect = Awaited<ReturnType<typeof suspect>>;

/** Runs all of them; the first is sure to be the first. */
async function begin(shutdown: AbortSignal, first: Suspect, ...others: Suspect[]): Promise<Promise<void>[]> {
  const running = [runCheck(first.id, { fetchPage, shutdown })];
  await site().until(() => site().hits(first.path) === 1);
  return [...running, ...others.map(({ id }) => runCheck(id, { fetchPage, shutdown }))];
}

test("suspects begin one after the other; a fresh check does not wait for them", async () => {
  const first = await suspect("/suspect/1");
  const second = await suspect("/suspect/2");
  const running = await begin(never, first, second);
  site().page("/fresh", html("fresh"));
  const fresh = await startCheck(ctx, (await newMonitor(ctx, [site().url("/fresh")])).id);
  await runCheck(fresh.id, { fetchPage, shutdown: never });
  expect(site().hits(second.path)).toBe(0);
  // The one that waits is not counted as crashed once more: nobody has claimed it.
  expect(await readCheck(second.id)).toMatchObject({ attempt: 2, crashes: 1 });
  first.open();
  second.open();
  await Promise.all(running);
  for (const { id } of [first, second]) {
    expect(await readCheck(id)).toMatchObject({ status: "completed", attempt: 3, crashes: 2, newPages: 1 });
  }
});

test("one that waits for its turn is handed back when the worker stops", async () => {
  const first = await suspect("/suspect/3");
  const second = await suspect("/suspect/4");
  const shutdown = new AbortController();
  const running = await begin(shutdown.signal, first, second);
  shutdown.abort(new Error("the worker is stopping"));
  await Promise.all(running);
  for (const { id } of [first, second]) expect(await readCheck(id)).toMatchObject({ status: "queued" });
  for (const { id, open } of [first, second]) {
    open();
    await runCheck(id, { fetchPage, shutdown: never });
    expect(await readCheck(id)).toMatchObject({ status: "completed", newPages: 1 });
  }
});

test("one that ends while it waits is left alone, and the next has its turn", async () => {
  const first = await suspect("/suspect/5");
  const second = await suspect("/suspect/6");
  const third = await suspect("/suspect/7");
  const running = await begin(never, first, second, third);
  const { monitorId } = await readCheck(second.id);
  await cancelCheck(ctx, monitorId, second.id);
  await running[1];
  expect(site().hits(third.path)).toBe(0);
  first.open();
  third.open();
  await Promise.all(running);
  expect(site().hits(second.path)).toBe(0);
  expect(await readCheck(second.id)).toMatchObject({ status: "failed" });
  expect(await readCheck(third.id)).toMatchObject({ status: "completed" });
});
