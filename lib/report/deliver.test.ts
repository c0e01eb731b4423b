import { createHmac } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import {
  cancelCheck,
  deleteMonitor,
  getCheck,
  startCheck,
  startDueChecks,
  updateMonitor,
} from "#lib/check/index.ts";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { checks, deliveries, deliveryAttempts, monitors, webhookEndpoints } from "#lib/db/schema.ts";
import {
  getDelivery,
  listDeliveries,
  readWebhookSecret,
  revealWebhookSecret,
  rotateWebhookSecret,
  sendAgain,
  signingSecrets,
} from "#lib/delivery/index.ts";
import { createSafeFetch } from "#lib/fetch/http/index.ts";
import { newMonitor, ownSite, runNow } from "#testing/checks.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";
import type { SiteAnswer } from "#testing/site.ts";
import { deliver } from "./index.ts";

ownDatabase();
const { site, fetchPage } = ownSite();
const http = createSafeFetch({
  allowPrivateNetwork: true,
  hostConcurrency: 50,
  hostDelayMs: 0,
  heedsRetryAfter: false,
  userAgent: "Tidemark-Webhooks/1.0",
});
afterAll(() => http.close());

type Body = { success: boolean; type: string; webhookId: string; data: { status: string }[] };

let ctx: Ctx;
/** What the receiver was sent, in order. */
let received: { headers: Record<string, unknown>; body: Body; raw: string }[];

function receiver(answer: SiteAnswer = "ok"): string {
  const path = `/hook/${crypto.randomUUID()}`;
  site().page(path, (request) => {
    received.push({ headers: request.headers, body: JSON.parse(request.body), raw: request.body });
    return typeof answer === "function" ? answer(request) : answer;
  });
  return site().url(path);
}

async function watch(paths: string[], webhook: unknown) {
  return newMonitor(
    ctx,
    paths.map((path) => site().url(path)),
    { webhook },
  );
}

const rows = (monitorId: string) =>
  db().select().from(deliveries).where(eq(deliveries.monitorId, monitorId)).orderBy(deliveries.id);

/** Carries out the jobs that are due, in their order, as the worker does. */
async function work(): Promise<void> {
  for (;;) {
    const [job] = await db().execute<{ id: string; delivery: string }>(sql`
      select j.id, p.payload ->> 'id' as delivery
      from graphile_worker.jobs j join graphile_worker._private_jobs p on p.id = j.id
      where j.task_identifier = 'deliver' and j.run_at <= now() order by j.priority, j.run_at, j.id limit 1`);
    if (!job) return;
    await db().execute(sql`select graphile_worker.complete_jobs(array[${job.id}::bigint])`);
    await deliver(job.delivery, http);
  }
}
/** Lets the time come for what waits. */
const later = () =>
  db().execute(
    sql`update graphile_worker._private_jobs set run_at = now() where task_id = (select id from graphile_worker._private_tasks where identifier = 'deliver')`,
  );

beforeEach(async () => {
  ctx = await newTeam();
  received = [];
  await db().execute(sql`delete from graphile_worker._private_jobs`);
});

test("each page is told, then the end of the check, exactly as the contract says", async () => {
  site().page("/a", "<p>Plan A: $19</p>");
  site().page("/gone", { status: 500 });
  const url = receiver();
  const monitor = await watch(["/a", "/gone"], {
    url,
    headers: { "X-Own": "mine" },
    metadata: { team: "sales" },
  });
  await runNow(ctx, monitor.id, fetchPage);
  await work();
  received.length = 0;
  site().page("/a", "<p>Plan A: $29</p>");
  const check = await runNow(ctx, monitor.id, fetchPage);
  await work();
  expect(received.map(({ body }) => body.type)).toEqual([
    "monitor.page",
    "monitor.page",
    "monitor.check.completed",
  ]);
  const page = check.pages.find(({ status }) => status === "changed");
  const failed = check.pages.find(({ status }) => status === "error");
  const changed = received.find(({ body }) => body.data[0]?.status === "changed");
  const [delivery] = await db()
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.checkId, check.id), eq(deliveries.checkPageId, page?.id ?? "")));
  expect(changed?.body).toEqual({
    success: true,
    type: "monitor.page",
    id: check.id,
    webhookId: delivery?.id,
    metadata: { team: "sales" },
    data: [
      {
        monitorId: monitor.id,
        checkId: check.id,
        url: site().url("/a"),
        status: "changed",
        previousScrapeId: page?.previousScrapeId,
        currentScrapeId: page?.currentScrapeId,
        error: null,
        isMeaningful: null,
        judgment: null,
        diff: page?.diff,
      },
    ],
  });
  const bad = received.find(({ body }) => body.data[0]?.status === "error");
  expect(bad?.body).toMatchObject({ success: false, error: failed?.error });
  expect(received.at(-1)?.body).toMatchObject({
    success: false,
    type: "monitor.check.completed",
    id: check.id,
    data: [
      {
        monitorId: monitor.id,
        checkId: check.id,
        status: "partial",
        summary: { totalPages: 2, same: 0, changed: 1, new: 0, removed: 0, error: 1 },
      },
    ],
  });
  expect(changed?.headers).toMatchObject({
    "x-own": "mine",
    "content-type": "application/json",
    "idempotency-key": delivery?.id,
    "webhook-id": delivery?.id,
  });
  expect((await getCheck(ctx, monitor.id, check.id)).notificationStatus).toEqual({
    webhook: {
      attempted: true,
      success: true,
      delivered: 3,
      queued: 0,
      failed: 0,
      statusCode: 200,
      error: null,
      deliveredAt: expect.any(String),
    },
  });
});

test("what is sent is signed over its bytes, by Firecrawl's header and by Standard Webhooks'", async () => {
  site().page("/signed", "<p>Signed</p>");
  const monitor = await watch(["/signed"], receiver());
  await runNow(ctx, monitor.id, fetchPage);
  await work();
  const { secret } = await revealWebhookSecret(ctx);
  for (const { headers, raw } of received) {
    expect(headers["x-firecrawl-signature"]).toBe(
      `sha256=${createHmac("sha256", secret).update(raw).digest("hex")}`,
    );
    const key = Buffer.from(secret.slice("whsec_".length), "base64");
    const signed = createHmac("sha256", key)
      .update(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${raw}`)
      .digest("base64");
    expect(headers["webhook-signature"]).toBe(`v1,${signed}`);
  }
  await expect(revealWebhookSecret(ctx)).rejects.toMatchObject({ code: "CONFLICT" });
  const next = await rotateWebhookSecret(ctx);
  expect(await signingSecrets(ctx.teamId)).toEqual([next.secret, secret]);
  expect(await readWebhookSecret(ctx)).toMatchObject({
    shown: true,
    usable: true,
    previousUntil: expect.any(String),
  });
  received.length = 0;
  await runNow(ctx, monitor.id, fetchPage);
  await work();
  expect(received[0]?.headers["x-firecrawl-signature-previous"]).toBe(
    `sha256=${createHmac("sha256", secret)
      .update(received[0]?.raw ?? "")
      .digest("hex")}`,
  );
  expect(String(received[0]?.headers["webhook-signature"]).split(" ")).toHaveLength(2);
});

test("only what the webhook asks for is planned, and without one nothing is", async () => {
  site().page("/some", "<p>Some</p>");
  const ends = await watch(["/some"], { url: receiver(), events: ["monitor.check.completed"] });
  await runNow(ctx, ends.id, fetchPage);
  expect((await rows(ends.id)).map(({ event }) => event)).toEqual(["monitor.check.completed"]);
  const none = await newMonitor(ctx, [site().url("/some")]);
  await runNow(ctx, none.id, fetchPage);
  expect(await rows(none.id)).toEqual([]);
});

test("a skipped check and a cancelled one are told, too", async () => {
  site().page("/skip", "<p>Skip</p>");
  const monitor = await watch(["/skip"], { url: receiver(), events: ["monitor.check.completed"] });
  await startCheck(ctx, monitor.id);
  await db().update(monitors).set({ nextRunAt: new Date() }).where(eq(monitors.id, monitor.id));
  await startDueChecks();
  const [running] = await db()
    .select()
    .from(checks)
    .where(and(eq(checks.monitorId, monitor.id), eq(checks.status, "queued")));
  await cancelCheck(ctx, monitor.id, running?.id ?? "");
  await work();
  expect(received.map(({ body }) => body.data[0]?.status).sort()).toEqual(["failed", "skipped_overlap"]);
  expect(received.every(({ body }) => body.success === false)).toBe(true);
});

describe("what a receiver does wrong", () => {
  const told = async (answer: SiteAnswer, path = "/wrong") => {
    site().page(path, "<p>Page</p>");
    const monitor = await watch([path], { url: receiver(answer), events: ["monitor.check.completed"] });
    await runNow(ctx, monitor.id, fetchPage);
    await work();
    const [delivery] = await rows(monitor.id);
    const tries = await db()
      .select()
      .from(deliveryAttempts)
      .where(eq(deliveryAttempts.deliveryId, delivery?.id ?? ""));
    return { monitor, id: delivery?.id ?? "", delivery, tries };
  };

  test("a refusal is tried again after 1, 5 and 15 minutes under the same id, then given up", async () => {
    const { id, delivery } = await told({ status: 500, body: "broken" });
    expect(delivery).toMatchObject({ status: "queued", attempts: 1, statusCode: 500 });
    const waits: number[] = [];
    for (let n = 0; n < 3; n++) {
      const [waiting] = await db().select().from(deliveries).where(eq(deliveries.id, id));
      waits.push(Math.round(((waiting?.nextAttemptAt?.getTime() ?? 0) - Date.now()) / 60_000));
      await later();
      await work();
    }
    expect(waits).toEqual([1, 5, 15]);
    const detail = await getDelivery(ctx, id);
    expect(detail).toMatchObject({ status: "failed", attempts: 4, reason: "It answered 500." });
    expect(detail.tries.map(({ number, statusCode, answer }) => [number, statusCode, answer])).toEqual(
      [1, 2, 3, 4].map((number) => [number, 500, "broken"]),
    );
    expect(new Set(received.map(({ body }) => body.webhookId))).toEqual(new Set([id]));
    expect(new Set(received.map(({ headers }) => headers["idempotency-key"]))).toEqual(new Set([id]));
  });

  test("it is asked again when it says so", async () => {
    const { delivery } = await told({ status: 503, headers: { "retry-after": "600" } });
    const wait = ((delivery?.nextAttemptAt?.getTime() ?? 0) - Date.now()) / 60_000;
    expect(Math.round(wait)).toBe(10);
  });

  test("410 ends it at once and switches the endpoint off; later events are skipped with the reason", async () => {
    const { monitor, delivery } = await told({ status: 410 });
    expect(delivery).toMatchObject({ status: "failed", attempts: 1 });
    await runNow(ctx, monitor.id, fetchPage);
    expect((await rows(monitor.id)).at(-1)).toMatchObject({
      status: "skipped",
      reason: "The endpoint is switched off: it answered 410",
    });
  });

  test("an endpoint that was switched off is on again once the webhook is set anew", async () => {
    const { monitor } = await told({ status: 410 });
    await updateMonitor(ctx, monitor.id, {
      webhook: { url: receiver(), events: ["monitor.check.completed"] },
    });
    await runNow(ctx, monitor.id, fetchPage);
    await work();
    expect((await rows(monitor.id)).at(-1)?.status).toBe("delivered");
  });

  test("ten failed deliveries in a row switch it off; one that arrives begins the count anew", async () => {
    const { monitor, id } = await told({ status: 500 });
    await db().insert(webhookEndpoints).values({ monitorId: monitor.id, failures: 9 });
    await db().update(deliveries).set({ triesLeft: 1 }).where(eq(deliveries.id, id));
    await later();
    await work();
    const [endpoint] = await db()
      .select()
      .from(webhookEndpoints)
      .where(eq(webhookEndpoints.monitorId, monitor.id));
    expect(endpoint).toMatchObject({ failures: 10, reason: "10 deliveries in a row failed" });
    expect(endpoint?.switchedOffAt).not.toBeNull();
  });

  test("a redirect is not followed, and says so", async () => {
    const { delivery } = await told({ redirectTo: "http://169.254.169.254/latest/meta-data" });
    expect(delivery?.reason).toMatch(/a redirect, which is not followed/);
  });

  test("a good answer that never ends is a good answer; what it says is cut", async () => {
    const { delivery } = await told({ body: "x".repeat(200_000) });
    expect(delivery).toMatchObject({ status: "delivered", statusCode: 200 });
    const short = await told({ body: "y".repeat(10_000) }, "/short");
    expect(short.tries[0]?.answer).toHaveLength(2048);
  });
});

test("an address that nobody may reach is an explained outcome, and nothing is sent", async () => {
  const strict = createSafeFetch({
    allowPrivateNetwork: false,
    hostConcurrency: 5,
    hostDelayMs: 0,
    userAgent: "t",
  });
  site().page("/private", "<p>P</p>");
  const monitor = await watch(["/private"], { url: receiver(), events: ["monitor.check.completed"] });
  await runNow(ctx, monitor.id, fetchPage);
  const [delivery] = await rows(monitor.id);
  await deliver(delivery?.id ?? "", strict);
  await strict.close();
  expect(received).toEqual([]);
  expect((await rows(monitor.id))[0]).toMatchObject({ status: "queued", attempts: 1 });
  expect((await rows(monitor.id))[0]?.reason).toMatch(/private|local/i);
});

test("what waits when its monitor is deleted is cancelled, and not sent", async () => {
  site().page("/deleted", "<p>D</p>");
  const monitor = await watch(["/deleted"], receiver());
  await runNow(ctx, monitor.id, fetchPage);
  await deleteMonitor(ctx, monitor.id);
  await work();
  expect(received).toEqual([]);
  expect(new Set((await rows(monitor.id)).map(({ status }) => status))).toEqual(new Set(["cancelled"]));
});

test("the end of a check waits for its pages to be tried", async () => {
  site().page("/order", "<p>O</p>");
  const monitor = await watch(["/order"], receiver());
  await runNow(ctx, monitor.id, fetchPage);
  const all = await rows(monitor.id);
  const end = all.find(({ event }) => event === "monitor.check.completed");
  await deliver(end?.id ?? "", http);
  expect(received).toEqual([]);
  await later();
  await work();
  await later();
  await work();
  expect(received.map(({ body }) => body.type)).toEqual(["monitor.page", "monitor.check.completed"]);
});

test("deliveries are listed by page, filtered, and sent again under their id", async () => {
  site().page("/list", "<p>L</p>");
  const monitor = await watch(["/list"], receiver());
  const check = await runNow(ctx, monitor.id, fetchPage);
  await work();
  const first = await listDeliveries(ctx, { limit: 1 });
  expect(first.data).toHaveLength(1);
  const second = await listDeliveries(ctx, { limit: 1, cursor: first.next ?? "" });
  expect(second.next).toBeNull();
  expect((await listDeliveries(ctx, { limit: 10, check: check.id, status: "delivered" })).data).toHaveLength(
    2,
  );
  expect((await listDeliveries(ctx, { limit: 10, status: "failed" })).data).toEqual([]);
  expect((await listDeliveries(await newTeam(), { limit: 10, monitor: monitor.id })).data).toEqual([]);
  const [one] = first.data;
  expect(one?.to).toBe(new URL(site().origin).host);
  received.length = 0;
  await sendAgain(ctx, one?.id ?? "");
  await expect(sendAgain(ctx, one?.id ?? "")).rejects.toMatchObject({ code: "CONFLICT" });
  await work();
  expect(received.map(({ body }) => body.webhookId)).toEqual([one?.id]);
  expect((await getDelivery(ctx, one?.id ?? "")).tries).toHaveLength(2);
});
