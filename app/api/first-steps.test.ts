import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { firstStepsOf } from "#app/_server/first-steps.ts";
import { deleteMonitor, startCheck } from "#lib/check/index.ts";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { checks, users } from "#lib/db/schema.ts";
import { createDemoMonitor, readDemoMonitor } from "#lib/monitor/index.ts";
import { createOwner, openSession } from "#lib/team/index.ts";
import { call } from "#testing/api.ts";
import { newMonitor } from "#testing/checks.ts";
import { ownDatabase } from "#testing/database.ts";

vi.hoisted(() => {
  process.env.TIDEMARK_DEMO = "true";
});
ownDatabase();

let people = 0;
/** Somebody who has just set up, with a demo. */
async function newcomer() {
  const email = `ana${++people}@example.com`;
  const { userId, teamId } = await createOwner({
    email,
    password: "a long enough password",
    teamName: "Harbour",
  });
  await createDemoMonitor(teamId);
  const ctx: Ctx = { teamId, actor: { kind: "user", userId, email, role: "owner" }, requestId: "test" };
  const { token } = await openSession({ teamId, userId, ip: null, userAgent: null });
  const headers = { cookie: `tidemark_session=${token}`, "sec-fetch-site": "same-origin" };
  const tell = (to: string) => call("POST", "/api/v2/team/first-steps", { headers, body: { to } });
  const demo = await readDemoMonitor(ctx);
  if (!demo) throw new Error("there is no demo");
  return { ctx, tell, demo };
}

async function endCheck(id: string, changedPages: number): Promise<void> {
  await db()
    .update(checks)
    .set({ status: "completed", finishedAt: new Date(), changedPages, worker: null })
    .where(eq(checks.id, id));
}

test("somebody new has everything to do, and the first step leads to the newest change of the demo", async () => {
  const { ctx, demo } = await newcomer();
  expect(await firstStepsOf(ctx)).toEqual({
    read: { done: false, href: null },
    run: { done: false, demoId: demo.id },
    watch: { done: false },
  });
  const byTidemark: Ctx = { ...ctx, actor: { kind: "system", job: "demo" } };
  for (const changed of [0, 2, 1, 0]) {
    const { id } = await startCheck(byTidemark, demo.id);
    await endCheck(id, changed);
  }
  const steps = await firstStepsOf(ctx);
  expect(steps?.run.done).toBe(false);
  const [, , withChange] = await db()
    .select()
    .from(checks)
    .where(eq(checks.monitorId, demo.id))
    .orderBy(checks.id);
  expect(steps?.read.href).toBe(`/monitors/${demo.id}/checks/${withChange?.id}`);
});

test("each step is done by what it says, and all three end them for good", async () => {
  const { ctx, tell, demo } = await newcomer();
  expect((await tell("read")).status).toBe(200);
  expect(await firstStepsOf(ctx)).toMatchObject({
    read: { done: true },
    run: { done: false },
    watch: { done: false },
  });
  const { id } = await startCheck(ctx, demo.id);
  await endCheck(id, 1);
  expect(await firstStepsOf(ctx)).toMatchObject({ run: { done: true }, watch: { done: false } });
  const own = await newMonitor(ctx, ["https://example.com/pricing"]);
  expect(await firstStepsOf(ctx)).toBeNull();
  await deleteMonitor(ctx, own.id);
  expect(await firstStepsOf(ctx)).toBeNull();
});

test("hidden, they stay so, whatever is read afterwards", async () => {
  const { ctx, tell } = await newcomer();
  expect((await tell("over")).status).toBe(200);
  expect((await tell("read")).status).toBe(200);
  expect(await firstStepsOf(ctx)).toBeNull();
});

test("a second monitor of the demo's pages is no page of one's own, and can be run in the first one's place", async () => {
  const { ctx, demo } = await newcomer();
  await newMonitor(ctx, [(demo.targets[0] as { urls: string[] }).urls[0] ?? ""]);
  expect(await firstStepsOf(ctx)).toMatchObject({ watch: { done: false } });
  await deleteMonitor(ctx, demo.id);
  expect(await firstStepsOf(ctx)).toMatchObject({ run: { done: false, demoId: expect.any(String) } });
});

test("who had an account before this version sees none, and so does a key", async () => {
  const { ctx } = await newcomer();
  const key: Ctx = { ...ctx, actor: { kind: "apiKey", keyId: "k", name: "ci", may: "full" } };
  expect(await firstStepsOf(key)).toBeNull();
  await db().update(users).set({ firstSteps: null });
  expect(await firstStepsOf(ctx)).toBeNull();
});

test("an unknown step is refused with what there is", async () => {
  const { tell } = await newcomer();
  expect(await tell("done")).toMatchObject({ status: 400, body: { details: [{ path: "to" }] } });
});
