import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { type ApiUser, type CallOptions, newApiUser, type Reply } from "#testing/api.ts";
import { ownDatabase } from "#testing/database.ts";
import { storeCheck } from "#testing/stored-checks.ts";

// What Firecrawl's Python SDK sends, byte for byte in what matters, and what its models (pydantic) take of an answer: a
// field of another type than theirs makes it throw away the whole answer. Written down from its sources, since it cannot be
// installed by npm.

ownDatabase();

const text = z.string();
const Counts = z.object({
  totalPages: z.int(),
  same: z.int(),
  changed: z.int(),
  new: z.int(),
  removed: z.int(),
  error: z.int(),
});
const Monitor = z.object({
  id: text,
  name: text,
  status: z.enum(["active", "paused", "deleted"]),
  schedule: z.object({ cron: text.nullish(), text: text.nullish(), timezone: text.nullish() }),
  nextRunAt: text.nullish(),
  lastRunAt: text.nullish(),
  currentCheckId: text.nullish(),
  targets: z.array(z.record(text, z.unknown())),
  webhook: z.record(text, z.unknown()).nullish(),
  notification: z.record(text, z.unknown()).nullish(),
  emailRecipientSubscriptions: z
    .array(
      z.object({
        email: text,
        status: z.enum(["pending", "confirmed", "unsubscribed"]),
        source: z.enum(["team", "opt_in", "legacy"]),
        confirmationEmailSent: z.boolean().nullish(),
      }),
    )
    .nullish(),
  retentionDays: z.int(),
  estimatedCreditsPerMonth: z.int().nullish(),
  lastCheckSummary: Counts.nullish(),
  goal: text.nullish(),
  judgeEnabled: z.boolean().nullish(),
  createdAt: text,
  updatedAt: text,
});
const Check = z.object({
  id: text,
  monitorId: text,
  status: z.enum([
    "queued",
    "running",
    "completed",
    "failed",
    "partial",
    "skipped_overlap",
    "skipped_no_credits",
  ]),
  trigger: z.enum(["scheduled", "manual"]),
  scheduledFor: text.nullish(),
  startedAt: text.nullish(),
  finishedAt: text.nullish(),
  estimatedCredits: z.int().nullish(),
  reservedCredits: z.int().nullish(),
  actualCredits: z.int().nullish(),
  billingStatus: z.enum(["not_applicable", "reserved", "confirmed", "released", "failed"]),
  summary: Counts,
  targetResults: z
    .array(
      z.object({
        targetId: text,
        type: z.enum(["scrape", "crawl", "search"]),
        expectedJobs: z.array(text).nullish(),
        // The text of a search's result: our counts here would make the SDK refuse the check.
        summary: text.nullish(),
      }),
    )
    .nullish(),
  error: text.nullish(),
  createdAt: text,
  updatedAt: text,
});
const Page = z.object({
  id: text,
  targetId: text,
  url: text,
  status: z.enum(["same", "new", "changed", "removed", "error"]),
  previousScrapeId: text.nullish(),
  currentScrapeId: text.nullish(),
  statusCode: z.int().nullish(),
  error: text.nullish(),
  diff: z.object({ text: text.nullish(), json: z.unknown() }).nullish(),
  snapshot: z.object({ json: z.record(text, z.unknown()).nullish() }).nullish(),
  judgment: z.object({ meaningful: z.boolean() }).nullish(),
  createdAt: text,
});
const CheckDetail = Check.extend({ pages: z.array(Page), next: text.nullish() });

const ORIGIN = "python-sdk@4.38.0";
const clients = {
  "the plain client (requests)": {
    "user-agent": "python-requests/2.32.5",
    "content-type": "application/json",
  },
  "the asynchronous client (httpx)": { "user-agent": "python-httpx/0.28.1" },
};

describe.each(Object.entries(clients))("%s", (_, library) => {
  let user: ApiUser;
  beforeEach(async () => {
    user = await newApiUser();
  });

  /** Its bodies always say where they come from, and it says no more of itself. */
  async function sent<S extends z.ZodType>(
    method: string,
    path: string,
    schema: S,
    body?: object,
  ): Promise<z.infer<S>> {
    const options: CallOptions = {
      headers: { accept: "*/*", "accept-encoding": "gzip, deflate", connection: "keep-alive", ...library },
      ...(body && { body: { ...body, origin: ORIGIN } }),
    };
    const reply: Reply = await user.call(method, `/api/v2${path}`, options);
    expect(reply.status, JSON.stringify(reply.body)).toBe(200);
    return schema.parse(reply.body.data ?? reply.body);
  }

  test("makes, lists, reads, changes and deletes a monitor", async () => {
    const made = await sent("POST", "/monitor", Monitor, {
      name: "Prices",
      schedule: { text: "every 30 minutes", timezone: "UTC" },
      targets: [
        {
          type: "scrape",
          urls: ["https://example.com"],
          scrapeOptions: {
            formats: ["rawHtml"],
            onlyMainContent: false,
            waitFor: 150,
            includeTags: ["main"],
          },
        },
      ],
      notification: { email: { enabled: true, recipients: ["ana@example.com"], includeDiffs: false } },
      webhook: { url: "https://example.com/hook", events: ["monitor.page"] },
      retentionDays: 7,
      goal: "a price changes",
      judgeEnabled: true,
    });
    expect(made.emailRecipientSubscriptions).toHaveLength(1);
    const [listed] = await sent("GET", "/monitor?limit=1&offset=0", z.array(Monitor));
    expect(listed?.id).toBe(made.id);
    expect((await sent("GET", `/monitor/${made.id}`, Monitor)).retentionDays).toBe(7);
    const paused = await sent("PATCH", `/monitor/${made.id}`, Monitor, { status: "paused", name: "Other" });
    expect(paused).toMatchObject({ status: "paused", name: "Other" });
    expect(await sent("DELETE", `/monitor/${made.id}`, z.object({ success: z.literal(true) }))).toBeTruthy();
  });

  test("runs a monitor and reads its checks, page by page", async () => {
    const monitor = await user.create();
    const { checkId } = await storeCheck(user.ctx, monitor, {
      status: "partial",
      found: [{ status: "new" }, { status: "changed" }, { status: "error" }],
    });
    const run = await sent("POST", `/monitor/${monitor.id}/run`, Check, {});
    expect(run.status).toBe("queued");
    const checks = await sent("GET", `/monitor/${monitor.id}/checks?limit=10&offset=0`, z.array(Check));
    expect(checks.map(({ id }) => id)).toEqual([run.id, checkId]);
    const path = `/monitor/${monitor.id}/checks/${checkId}`;
    const first = await sent("GET", `${path}?limit=2`, CheckDetail);
    expect(first.pages.map(({ status }) => status)).toEqual(["new", "changed"]);
    expect(first.targetResults?.[0]?.expectedJobs).toHaveLength(3);
    // It keeps the path and the query of `next`, and its own host.
    const { pathname, search } = new URL(first.next ?? "");
    const second = await sent("GET", pathname.replace("/api/v2", "") + search, CheckDetail);
    expect(second.pages.map(({ status }) => status)).toEqual(["error"]);
    expect(second.next).toBeUndefined();
    expect((await sent("GET", `${path}?status=error`, CheckDetail)).pages).toHaveLength(1);
  });

  test("asks for credits, tokens, the queue and concurrency", async () => {
    await sent("GET", "/team/credit-usage", z.object({ remainingCredits: z.int(), planCredits: z.int() }));
    await sent("GET", "/team/token-usage", z.object({ remainingTokens: z.int(), planTokens: z.int() }));
    const queue = z.object({
      jobsInQueue: z.int(),
      activeJobsInQueue: z.int(),
      waitingJobsInQueue: z.int(),
      maxConcurrency: z.int(),
      mostRecentSuccess: z.iso.datetime().nullable(),
    });
    await sent("GET", "/team/queue-status", queue);
    await sent("GET", "/concurrency-check", z.object({ concurrency: z.int(), maxConcurrency: z.int() }));
    for (const kind of ["credit", "token"]) {
      await sent("GET", `/team/${kind}-usage/historical`, z.object({ periods: z.array(z.unknown()) }));
      await sent(
        "GET",
        `/team/${kind}-usage/historical?byApiKey=true`,
        z.object({ periods: z.array(z.unknown()) }),
      );
    }
  });
});

test("everybody else is told what each target came to", async () => {
  const user = await newApiUser();
  const monitor = await user.create();
  const { checkId } = await storeCheck(user.ctx, monitor, { found: [{ status: "new" }] });
  for (const headers of [{}, { "user-agent": "python-requests/2.32.5" }, { "user-agent": "axios/1.18.0" }]) {
    const path = `/api/v2/monitor/${monitor.id}/checks/${checkId}`;
    const { body } = await user.call("GET", path, { headers: headers as Record<string, string> });
    expect(body.data).toMatchObject({ targetResults: [{ summary: { totalPages: 1, new: 1 } }] });
  }
});
