import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { db } from "#lib/db/client.ts";
import { monitors } from "#lib/db/schema.ts";
import { type ApiUser, monitorBody, newApiUser } from "#testing/api.ts";
import { ownDatabase } from "#testing/database.ts";

ownDatabase();

let user: ApiUser;
beforeAll(async () => {
  user = await newApiUser();
});

const target = (headers: Record<string, string>, type = "scrape") => ({
  type,
  ...(type === "scrape" ? { urls: ["https://example.com"] } : { url: "https://example.com" }),
  scrapeOptions: { headers },
});
const create = (changes: Record<string, unknown>) =>
  user.call("POST", "/api/v2/monitor", { body: monitorBody(changes) });
const SAYS = "belongs to the connection, which is made anew each time: remove it";

test.each([
  "Host",
  "host",
  "Transfer-Encoding",
  "Content-Length",
  "Connection",
  "KEEP-ALIVE",
  "Proxy-Authorization",
  "Proxy-Connection",
  "proxy-authenticate",
  "TE",
  "Trailer",
  "Upgrade",
  "Expect",
  "HTTP2-Settings",
])("%s is refused when a monitor is made or changed, and named", async (name) => {
  const path = `targets.0.scrapeOptions.headers.${name}`;
  const refusal = { code: "BAD_REQUEST", error: `${path} ${SAYS}.`, details: [{ path, message: SAYS }] };
  const targets = [target({ "X-Fine": "1", [name]: "x" })];
  expect(await create({ targets })).toMatchObject({ status: 400, body: refusal });
  const { id } = await user.create();
  expect(await user.patch(id, { targets })).toMatchObject({ status: 400, body: refusal });
});

test("of a crawl and of a webhook, too", async () => {
  const crawl = await create({ targets: [target({ Host: "x" }, "crawl")] });
  expect(crawl.body.details).toEqual([{ path: "targets.0.scrapeOptions.headers.Host", message: SAYS }]);
  const webhook = { url: "https://example.com/hook", headers: { "Content-Length": "5" } };
  const refusal = {
    status: 400,
    body: { details: [{ path: "webhook.headers.Content-Length", message: SAYS }] },
  };
  expect(await create({ webhook })).toMatchObject(refusal);
  const { id } = await user.create();
  expect(await user.patch(id, { webhook })).toMatchObject(refusal);
});

test("headers that only sound like these are kept", async () => {
  const headers = {
    "X-Host": "a",
    "X-Forwarded-Host": "a",
    "Upgrade-Insecure-Requests": "1",
    "Content-Type": "text/plain",
    "X-Proxy-Key": "k",
    "Accept-Encoding": "gzip",
    Range: "bytes=0-99",
    Cookie: "a=1",
    Te2: "x",
  };
  const { id } = await user.create({ targets: [target(headers)] });
  const { body } = await user.call("GET", `/api/v2/monitor/${id}`);
  expect(body.data).toMatchObject({ targets: [{ scrapeOptions: { headers } }] });
});

test("a webhook that was stored with one is no reason to refuse another change", async () => {
  const { id } = await user.create({ webhook: { url: "https://example.com/hook" } });
  const stored = { url: "https://example.com/hook", headers: { Host: "x" }, metadata: {}, events: [] };
  await db().update(monitors).set({ webhook: stored }).where(eq(monitors.id, id));
  expect((await user.patch(id, { name: "Renamed" })).status).toBe(200);
});

test("too long a value is told apart from one with strange characters", async () => {
  const { body } = await create({ targets: [target({ "X-A": "x".repeat(8193) })] });
  expect(body.error).toBe("targets.0.scrapeOptions.headers.X-A must have at most 8192 characters.");
});
