import { beforeAll, describe, expect, test } from "vitest";
import { type Route, routes } from "#app/_server/routes.ts";
import { type Action, keyMay } from "#lib/policy.ts";
import { type ApiUser, newApiUser } from "#testing/api.ts";
import { ownDatabase } from "#testing/database.ts";
import { storeCheck } from "#testing/stored-checks.ts";
import { storeDelivery } from "#testing/stored-deliveries.ts";
import { storeItem } from "#testing/stored-items.ts";

// Clients, proxies and whoever watches them add headers and query keys of their own to what they send. None of them may
// change an answer.

ownDatabase();

let user: ApiUser;
let ids: Record<string, string>;

beforeAll(async () => {
  user = await newApiUser();
  const monitor = await user.create();
  const found = [{ status: "new" as const, after: "# Plans" }];
  const { checkId, pageIds, trackedIds } = await storeCheck(user.ctx, monitor, { found });
  const itemId = await storeItem(user.ctx, monitor);
  const deliveryId = await storeDelivery({ ...user.ctx, monitorId: monitor.id, checkId });
  const [pageId = ""] = trackedIds;
  const [versionId = ""] = pageIds;
  ids = { monitorId: monitor.id, checkId, itemId, deliveryId, pageId, versionId };
});

const HEADERS = {
  "x-idempotency-key": "0d2c77b6-bfe1-4274-8ebf-c1d3c7c2bc41",
  "x-origin": "cli",
  "x-origin-version": "9.9.9",
  "x-api-key": "fc-another",
  "x-request-id": "chosen by a client",
  "x-firecrawl-agent-hints": "1",
  "x-http-method-override": "DELETE",
  "x-middleware-subrequest": "middleware",
  "content-type": "application/json",
  "if-none-match": "*",
  "accept-language": "de",
  accept: "text/html",
  te: "trailers",
  traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
  cookie: "theme=dark; consent=all",
};
const QUERIES = [
  "integration=cli",
  "_=1795774800000",
  "utm_source=mail",
  "a[]=1&a[]=2",
  "x&y&y",
  "__proto__=1",
  "%F0%9F%8C%8A=%00",
];

/** Everything that only reads, by key. An export is itself written down, and so is another each time. */
const reading = (Object.entries(routes) as [string, Route][])
  .filter(
    ([, { method, params, files }]) => method === "get" && !files && !("sessionId" in (params?.shape ?? {})),
  )
  .filter(([action]) => keyMay("full", action as Action));

describe.each(reading)("%s", (_, route) => {
  const path = () => `/api${route.path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? "")}`;
  const ask = (query = "", headers = {}) => user.call("GET", path() + query, { headers });

  test("answers the same with headers that it does not know", async () => {
    const plain = await ask();
    expect(plain.status).toBe(200);
    const odd = await ask("", HEADERS);
    expect(odd.status).toBe(200);
    expect(odd.body).toEqual(plain.body);
    expect(odd.headers.get("x-request-id")).not.toBe(HEADERS["x-request-id"]);
  });

  test("answers the same with query keys that it does not know", async () => {
    const plain = await ask();
    for (const query of QUERIES) {
      const odd = await ask(`?${query}`);
      expect(odd.status, query).toBe(200);
      // A list's next page is asked for by what the list knows alone, and so has none of them either.
      expect(odd.body, query).toEqual(plain.body);
    }
  });
});

test("what changes something does so just the same", async () => {
  const odd = { headers: HEADERS };
  const made = await user.call<{ id: string; name: string }>("POST", "/api/v2/monitor?integration=cli&x=1", {
    ...odd,
    body: { name: "Odd", schedule: { text: "daily" }, targets: [{ type: "scrape", urls: ["https://a.b"] }] },
  });
  expect(made).toMatchObject({ status: 200, body: { data: { name: "Odd", status: "active" } } });
  const path = `/api/v2/monitor/${made.body.data.id}`;
  const changed = await user.call("PATCH", `${path}?name=Other`, { ...odd, body: { status: "paused" } });
  expect(changed).toMatchObject({ status: 200, body: { data: { name: "Odd", status: "paused" } } });
  await user.patch(made.body.data.id, { status: "active" });
  expect((await user.call("POST", `${path}/run?force=true`, odd)).status).toBe(200);
  expect((await user.call("DELETE", `${path}?soft=true`, odd)).status).toBe(200);
  expect((await user.call("GET", path)).status).toBe(404);
});
