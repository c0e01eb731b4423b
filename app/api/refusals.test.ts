import { v7 as uuidv7 } from "uuid";
import { expect, test } from "vitest";
import { cancelCheck } from "#lib/check/index.ts";
import { createApiKey, revokeApiKey } from "#lib/team/index.ts";
import { API_PATHS, call, monitorBody, newApiUser, type Reply } from "#testing/api.ts";
import { ownDatabase } from "#testing/database.ts";
import { storeCheck } from "#testing/stored-checks.ts";

ownDatabase();

const id = uuidv7();
/** Every route that needs a caller. */
const ROUTES: [string, string][] = [
  ["POST", "/api/v2/monitor"],
  ["GET", "/api/v2/monitor"],
  ["GET", `/api/v2/monitor/${id}`],
  ["PATCH", `/api/v2/monitor/${id}`],
  ["DELETE", `/api/v2/monitor/${id}`],
  ["POST", `/api/v2/monitor/${id}/run`],
  ["GET", `/api/v2/monitor/${id}/checks`],
  ["GET", `/api/v2/monitor/${id}/checks/${id}`],
  ["POST", `/api/v2/monitor/${id}/checks/${id}/cancel`],
  ["GET", "/api/v2/team/credit-usage"],
  ["GET", "/api/v2/team/credit-usage/historical"],
  ["GET", "/api/v2/team/token-usage"],
  ["GET", "/api/v2/team/token-usage/historical"],
  ["GET", "/api/v2/team/queue-status"],
  ["GET", "/api/v2/team/activity"],
  ["GET", "/api/v2/concurrency-check"],
];
const MONITOR_ROUTES = ROUTES.filter(([, path]) => path.includes(id));

function expectRefusal(reply: Reply, status: number, code: string, sentence: RegExp) {
  expect(reply.body).toMatchObject({ success: false, code, error: expect.stringMatching(sentence) });
  expect(reply.status).toBe(status);
  expect(reply.headers.get("content-type")).toMatch(/^application\/json/);
  expect(reply.headers.get("cache-control")).toBe("no-store");
}

/** A valid body for what takes one, so that nothing but the point of the test is wrong. */
function validBody(method: string, path: string) {
  if (method === "PATCH") return { name: "Other" };
  return path === "/api/v2/monitor" && method === "POST" ? monitorBody() : undefined;
}

test.each(ROUTES)(
  "401 for %s %s without, with a malformed, an unknown and a revoked key",
  async (method, path) => {
    const { ctx } = await newApiUser();
    const revoked = await createApiKey(ctx, { name: "old" });
    await revokeApiKey(ctx, revoked.id);
    const unknown = `fc-${"0".repeat(32)}`;
    const wrong = [
      "",
      "Bearer",
      "Bearer ",
      "Basic dTpw",
      unknown,
      `Token ${unknown}`,
      `Bearer ${unknown} ${unknown}`,
    ];
    for (const authorization of [undefined, ...wrong, `Bearer ${unknown}`, `Bearer ${revoked.key}`]) {
      const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
      const reply = await call(method, path, { body: validBody(method, path), headers });
      expectRefusal(reply, 401, "UNAUTHORIZED", /^Unauthorized: ./);
      expect(reply.headers.get("www-authenticate")).toMatch(/^Bearer/);
    }
  },
);

test.each(MONITOR_ROUTES)("404 for %s %s: missing, deleted, and another team's", async (method, path) => {
  const user = await newApiUser();
  const other = await newApiUser();
  const deleted = await user.create();
  const { checkId: deletedCheck } = await storeCheck(user.ctx, deleted);
  await user.call("DELETE", `/api/v2/monitor/${deleted.id}`);
  const foreign = await other.create();
  const { checkId: foreignCheck } = await storeCheck(other.ctx, foreign);
  const ids: [string, string][] = [
    [id, id],
    [deleted.id, deletedCheck],
    [foreign.id, foreignCheck],
  ];
  const replies = [];
  for (const [monitorId, checkId] of ids) {
    const real = path.replace(id, monitorId).replace(id, checkId);
    const reply = await user.call(method, real, { body: validBody(method, path) });
    expectRefusal(reply, 404, "NOT_FOUND", /^Monitor not found$/);
    replies.push(reply.body);
  }
  expect(new Set(replies.map((body) => JSON.stringify(body))).size).toBe(1);
});

test("404 Check not found: missing, another monitor's, another team's; the same for cancel", async () => {
  const user = await newApiUser();
  const other = await newApiUser();
  const [mine, neighbour, foreign] = [await user.create(), await user.create(), await other.create()];
  const { checkId: neighbours } = await storeCheck(user.ctx, neighbour);
  const { checkId: foreigners } = await storeCheck(other.ctx, foreign);
  for (const checkId of [uuidv7(), neighbours, foreigners]) {
    const path = `/api/v2/monitor/${mine.id}/checks/${checkId}`;
    expectRefusal(await user.call("GET", path), 404, "NOT_FOUND", /^Check not found$/);
    expectRefusal(await user.call("POST", `${path}/cancel`), 404, "NOT_FOUND", /^Check not found$/);
  }
});

test("404 for a second delete", async () => {
  const user = await newApiUser();
  const { id } = await user.create();
  const path = `/api/v2/monitor/${id}`;
  expect((await user.call("DELETE", path)).body).toEqual({ success: true });
  expectRefusal(await user.call("DELETE", path), 404, "NOT_FOUND", /^Monitor not found$/);
});

test.each(MONITOR_ROUTES)("400 for %s %s with an id that is no UUID", async (method, path) => {
  const user = await newApiUser();
  for (const bad of ["x", "1", `${id}0`, id.replaceAll("-", ""), "%00", "..%2f..", "%ZZ", "null"]) {
    const reply = await user.call(method, path.replace(id, bad), { body: validBody(method, path) });
    expectRefusal(reply, 400, "BAD_REQUEST", /monitorId .*UUID/);
    expect(reply.body.details).toEqual([{ path: "monitorId", message: expect.stringContaining("UUID") }]);
  }
});

test("the order of refusals: 401, 400, 404, 409 paused, 409 running, 402", async () => {
  const user = await newApiUser();
  const run = (monitorId: string, authorization?: string) =>
    call("POST", `/api/v2/monitor/${monitorId}/run`, {
      headers: { authorization: authorization ?? `Bearer ${user.key}` },
    });
  expect((await run("no-uuid", "Bearer fc-no")).status).toBe(401);
  expect((await run("no-uuid")).status).toBe(400);
  expect((await run(uuidv7())).status).toBe(404);
  const monitor = await user.create();
  const first = await run(monitor.id);
  expect(first.status).toBe(200);
  expectRefusal(await run(monitor.id), 409, "CONFLICT", /already running/);
  await user.patch(monitor.id, { status: "paused" });
  expectRefusal(await run(monitor.id), 409, "CONFLICT", /^Monitor is paused/);
  expect((await run(monitor.id)).body.checkId).toBeUndefined();
});

const BODY_ROUTES = ["create", "update", "run", "cancel"] as const;

test.each(BODY_ROUTES)("%s refuses what is not JSON, too large, or not an object", async (which) => {
  const user = await newApiUser();
  const monitor = await user.create();
  const { checkId } = await storeCheck(user.ctx, monitor);
  const [method, path] = {
    create: ["POST", "/api/v2/monitor"],
    update: ["PATCH", `/api/v2/monitor/${monitor.id}`],
    run: ["POST", `/api/v2/monitor/${monitor.id}/run`],
    cancel: ["POST", `/api/v2/monitor/${monitor.id}/checks/${checkId}/cancel`],
  }[which] as [string, string];
  const send = (body: string | Uint8Array, headers = {}) => user.call(method, path, { body, headers });

  const utf16 = Buffer.from('{"name":"x"}', "utf16le");
  const notUtf8 = Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]);
  for (const body of ["{", "name=x", " ", '{"name":"x",}', "{'a':1}", "NaN", utf16, notUtf8]) {
    expectRefusal(await send(body), 400, "BAD_REQUEST_INVALID_JSON", /not valid JSON/);
  }
  for (const body of ["null", "[]", "1", '"text"', "true"]) {
    expectRefusal(await send(body), 400, "BAD_REQUEST", /./);
  }
  const large = `{"name":"${"x".repeat(2 ** 20)}"}`;
  expectRefusal(await send(large), 413, "PAYLOAD_TOO_LARGE", /1 MiB/);
  expectRefusal(await send("{}", { "content-length": "1048577" }), 413, "PAYLOAD_TOO_LARGE", /1 MiB/);
  const nested = `{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
  expectRefusal(await send(nested), 400, "BAD_REQUEST", /nested/);
  expectRefusal(await send('{"name":"a\\u0000b"}'), 400, "BAD_REQUEST", /NUL/);
  expectRefusal(await send('{"name":"\\ud800"}'), 400, "BAD_REQUEST", /surrogate/);

  const unknown = await send('{"nmae":"x","extra":1}');
  expectRefusal(unknown, 400, "BAD_REQUEST", /^Unrecognized key in body: "nmae", "extra"/);
  expect(unknown.body.details?.map(({ path }) => path)).toContain("nmae");
  const proto = await send('{"__proto__":{"name":"x"},"constructor":1}');
  expectRefusal(proto, 400, "BAD_REQUEST", /^Unrecognized key in body/);
});

test("unknown keys are refused at any depth the API knows, and named by their path", async () => {
  const user = await newApiUser();
  const target = { type: "scrape", urls: ["https://example.com"] };
  const cases: [Record<string, unknown>, string][] = [
    [{ schedule: { cron: "0 0 * * *", zone: "UTC" } }, "schedule.zone"],
    [{ targets: [target, { ...target, depth: 2 }] }, "targets.1.depth"],
    [{ webhook: { url: "https://example.com", secret: "x" } }, "webhook.secret"],
    [{ notification: { sms: {} } }, "notification.sms"],
    [{ notification: { email: { to: [] } } }, "notification.email.to"],
    [{ notification: { slack: { channel: "x" } } }, "notification.slack.channel"],
  ];
  const { id } = await user.create();
  for (const [changes, path] of cases) {
    for (const reply of [
      await user.call("POST", "/api/v2/monitor", { body: monitorBody(changes) }),
      await user.patch(id, changes),
    ]) {
      expectRefusal(reply, 400, "BAD_REQUEST", /^Unrecognized key in body/);
      expect(reply.body.error).toContain(`"${path}"`);
      expect(reply.body.details?.[0]?.path).toBe(path);
    }
  }
});

test("a body of exactly 1 MiB is read", async () => {
  const user = await newApiUser();
  const text = JSON.stringify(monitorBody());
  const reply = await user.call("POST", "/api/v2/monitor", { body: text.padEnd(2 ** 20) });
  expect(reply.status).toBe(200);
});

test("create and update need a body; run and cancel do not", async () => {
  const user = await newApiUser();
  const { id } = await user.create();
  const empty = { body: "" };
  expectRefusal(await user.call("POST", "/api/v2/monitor", empty), 400, "BAD_REQUEST_INVALID_JSON", /empty/);
  expectRefusal(await user.call("PATCH", `/api/v2/monitor/${id}`), 400, "BAD_REQUEST_INVALID_JSON", /empty/);
  for (const body of [undefined, "", "{}", '{"origin":"js-sdk@4.42.0"}']) {
    const reply = await user.call("POST", `/api/v2/monitor/${id}/run`, { body });
    expect(reply.status).toBe(200);
    await cancelCheck(user.ctx, id, reply.body.id!);
  }
});

test("405 in JSON, naming what is allowed, for every path", async () => {
  const user = await newApiUser();
  for (const [template, handlers] of API_PATHS) {
    const path = template.replaceAll(/\[\w+\]/g, id);
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
      expect(handlers, `${method} ${path}`).toHaveProperty(method);
    }
    const reply = await user.call("PUT", path);
    expectRefusal(reply, 405, "METHOD_NOT_ALLOWED", /^PUT is not allowed here\. Use [A-Z, ]+\.$/);
    expect(reply.body.error).toContain(reply.headers.get("allow"));
  }
});

test.each(["GET", "POST", "PUT", "PATCH", "DELETE"])(
  "an unknown route is 404 in JSON: %s",
  async (method) => {
    const paths = [
      "/api/v2/monitors",
      "/api/v3/monitor",
      `/api/v2/monitor/${id}/checks/${id}/nope`,
      "/api/x",
    ];
    for (const path of paths) {
      const reply = await call(method, path);
      expectRefusal(reply, 404, "NOT_FOUND", /no route/);
    }
  },
);

test("limits and filters of lists are refused beyond their bounds, with the parameter's name", async () => {
  const user = await newApiUser();
  const monitor = await user.create();
  const { checkId } = await storeCheck(user.ctx, monitor);
  const lists = {
    "/api/v2/monitor": ["offset"],
    [`/api/v2/monitor/${monitor.id}/checks`]: ["offset", "status"],
    [`/api/v2/monitor/${monitor.id}/checks/${checkId}`]: ["skip", "status"],
  };
  for (const [path, names] of Object.entries(lists)) {
    const refused = (query: string) => user.call("GET", `${path}?${query}`);
    for (const bad of ["0", "101", "-1", "1.5", "abc", "NaN", "Infinity", "1e9", "0x10", "9".repeat(400)]) {
      const reply = await refused(`limit=${bad}`);
      expectRefusal(reply, 400, "BAD_REQUEST", /limit/);
      expect(reply.body.details?.[0]?.path).toBe("limit");
    }
    for (const name of names) {
      const reply = await refused(`${name}=-1`);
      expectRefusal(reply, 400, "BAD_REQUEST", new RegExp(name));
      expect(reply.body.details?.[0]?.path).toBe(name);
    }
    for (const good of ["limit=1", "limit=100", "limit=", "unknown=1", `${names[0]}=0`, `${names[0]}=5000`]) {
      expect((await refused(good)).status).toBe(200);
    }
  }
  const twice = await user.call("GET", "/api/v2/monitor?limit=1&limit=2");
  expectRefusal(twice, 400, "BAD_REQUEST", /^limit is given twice\. Give it once\.$/);
  expect((await user.call("GET", "/api/v2/monitor?unknown=1&unknown=2&limit=1")).status).toBe(200);
  const wrong = await user.call("GET", "/api/v2/team/credit-usage/historical?byApiKey=maybe");
  expectRefusal(wrong, 400, "BAD_REQUEST", /byApiKey/);
});

test("a refusal's sentence says what to do, and names every field in details", async () => {
  const user = await newApiUser();
  const reply = await user.call("POST", "/api/v2/monitor", {
    body: { schedule: { text: "daily" }, targets: [{ type: "scrape", urls: [] }], retentionDays: "30" },
  });
  expectRefusal(reply, 400, "BAD_REQUEST", /^name is required.*\.$/);
  expect(reply.body.details?.map(({ path }) => path).sort()).toEqual([
    "name",
    "retentionDays",
    "targets.0.urls",
  ]);
  expect(JSON.stringify(reply.body)).not.toMatch(/Invalid input|received undefined/);
});

test("a flood of wrong fields gets a short answer", async () => {
  const user = await newApiUser();
  const body = Object.fromEntries(
    Array.from({ length: 20_000 }, (_, index) => [`${"k".repeat(30)}${index}`, 1]),
  );
  const reply = await user.call("POST", "/api/v2/monitor", { body });
  expectRefusal(reply, 400, "BAD_REQUEST", /^Unrecognized key in body/);
  expect(JSON.stringify(reply.body).length).toBeLessThan(20_000);
});

test("lists and objects of more entries than anybody means are refused, whatever is in them", async () => {
  const user = await newApiUser();
  const targets = [{ type: "scrape", urls: Array(130_000).fill(1) }];
  const headers = Object.fromEntries(Array.from({ length: 90_000 }, (_, index) => [index, 1]));
  const scrapeOptions = { headers };
  const many = Object.fromEntries(Array.from({ length: 115_000 }, (_, index) => [index.toString(36), 1]));
  for (const [body, sentence] of [
    [monitorBody({ targets }), /at most 50000 URLs/],
    [
      monitorBody({ targets: [{ type: "scrape", urls: ["https://a.example"], scrapeOptions }] }),
      /at most 100 headers/,
    ],
    [many, /^Unrecognized key in body: .* and 114990 more/],
  ] as const) {
    const reply = await user.call("POST", "/api/v2/monitor", { body });
    expectRefusal(reply, 400, "BAD_REQUEST", sentence);
    expect(JSON.stringify(reply.body).length).toBeLessThan(20_000);
  }
});

test("text that no database keeps is found in nothing", async () => {
  const user = await newApiUser();
  const { id } = await user.create();
  for (const path of ["/api/v2/monitor?search=%00Prices", `/api/v2/monitor/${id}/pages?search=a%00`]) {
    expect((await user.call("GET", path)).status).toBe(200);
  }
});
