import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { createSafeFetch } from "#lib/fetch/http/index.ts";
import { reportedChange, reportOf } from "#testing/reports.ts";
import { type Site, startSite } from "#testing/site.ts";
import { requestFor } from "./request.ts";
import { sendRequest } from "./send.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

const report = reportOf([reportedChange("a")]);

function open(allowPrivateNetwork = true) {
  const http = createSafeFetch({
    allowPrivateNetwork,
    hostConcurrency: 4,
    hostDelayMs: 0,
    userAgent: "Tidemark",
  });
  onTestFinished(() => http.close());
  return http;
}
const post = (path: string) => ({
  url: site.url(path),
  method: "POST" as const,
  headers: { "content-type": "application/json" },
  body: "{}",
});

test.each([
  [{ kind: "slack" as const, url: "/slack" }, "/slack", "blocks"],
  [{ kind: "discord" as const, url: "/discord" }, "/discord", "embeds"],
  [{ kind: "teams" as const, url: "/teams" }, "/teams", "attachments"],
])("%j arrives as its service reads it", async (config, path, key) => {
  site.page(path, "ok");
  const request = requestFor({ ...config, url: site.url(config.url) }, report, { slackButtons: true });
  expect(await sendRequest(open(), request)).toEqual({ delivered: true, statusCode: 200, answer: "ok" });
  const seen = site.lastRequest(path);
  expect(seen?.headers["content-type"]).toBe("application/json");
  expect(JSON.parse(seen?.body ?? "")).toHaveProperty(key);
});

test("ntfy, Telegram and a template arrive with their tokens where these belong", async () => {
  for (const path of ["/", "/bot1:token/sendMessage", "/own"]) site.page(path, "ok");
  const options = { slackButtons: false, telegram: site.origin };
  const ntfy = { kind: "ntfy" as const, server: site.origin, topic: "prices", token: "tk_1" };
  await sendRequest(open(), requestFor(ntfy, report, options));
  expect(site.lastRequest("/")?.headers.authorization).toBe("Bearer tk_1");
  expect(JSON.parse(site.lastRequest("/")?.body ?? "")).toMatchObject({ topic: "prices" });
  await sendRequest(
    open(),
    requestFor({ kind: "telegram", token: "1:token", chatId: "@a" }, report, options),
  );
  expect(JSON.parse(site.lastRequest("/bot1:token/sendMessage")?.body ?? "")).toMatchObject({
    chat_id: "@a",
  });
  const http = {
    kind: "http" as const,
    url: site.url("/own"),
    method: "PUT" as const,
    headers: { "x-key": "k" },
    contentType: "text/plain",
    body: "{{title}}",
  };
  await sendRequest(open(), requestFor(http, report, options));
  expect(site.lastRequest("/own")).toMatchObject({ method: "PUT", body: "Starter costs more" });
  expect(site.lastRequest("/own")?.headers).toMatchObject({ "x-key": "k", "content-type": "text/plain" });
});

test("a refusal is told with its words and tried again, but for one that is gone", async () => {
  site.page("/broken", { status: 500, body: "no_service\n" });
  expect(await sendRequest(open(), post("/broken"))).toMatchObject({
    delivered: false,
    retry: true,
    statusCode: 500,
    error: "It answered 500: no_service",
  });
  site.page("/gone", { status: 410, body: "" });
  expect(await sendRequest(open(), post("/gone"))).toMatchObject({ retry: false, error: "It answered 410." });
  site.page("/busy", { status: 429, headers: { "retry-after": "7" }, body: "" });
  expect(await sendRequest(open(), post("/busy"))).toMatchObject({ retry: true, retryAfterMs: 7000 });
});

test("a redirect is not followed: the secret of an address stays with its host", async () => {
  site.page("/moved", { redirectTo: site.url("/elsewhere") });
  site.page("/elsewhere", "ok");
  const outcome = await sendRequest(open(), post("/moved"));
  expect(outcome).toMatchObject({
    delivered: false,
    error: expect.stringMatching(/a redirect, which is not followed/),
  });
  expect(site.hits("/elsewhere")).toBe(0);
});

test("an endless answer, a dropped connection and a forbidden address are outcomes, too", async () => {
  site.page("/huge", "x".repeat(200_000));
  expect(await sendRequest(open(), post("/huge"))).toMatchObject({ delivered: false, retry: true });
  const nobody = { ...post("/"), url: "http://127.0.0.1:1/" };
  expect(await sendRequest(open(), nobody)).toMatchObject({ delivered: false, retry: true });
  site.page("/inside", "ok");
  expect(await sendRequest(open(false), post("/inside"))).toMatchObject({ delivered: false });
  expect(site.hits("/inside")).toBe(0);
});

test("of a long answer the first 2 KB are kept", async () => {
  site.page("/long", "x".repeat(10_000));
  const outcome = await sendRequest(open(), post("/long"));
  expect(outcome.answer).toHaveLength(2048);
});
