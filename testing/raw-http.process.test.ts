import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningProduct, startProduct } from "#testing/product.ts";

// What a client can send that no HTTP library would: bytes on a socket. Never a 500, and the product goes on.

let product: RunningProduct;

beforeAll(async () => {
  product = await startProduct({ mode: "start" });
});
afterAll(async () => {
  await product?.remove();
});

/** Sends bytes and reads until the server closes, or breaks off. */
async function send(bytes: string | Buffer): Promise<{ status: number; type: string; body: string }> {
  const socket = connect(product.port, "127.0.0.1");
  socket.setTimeout(20_000, () => socket.destroy());
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  // A server that refuses a long request closes before all of it is written, which resets the connection.
  socket.on("error", () => {});
  socket.write(bytes);
  await new Promise((closed) => socket.once("close", closed));
  const [head = "", ...rest] = Buffer.concat(chunks).toString("latin1").split("\r\n\r\n");
  const status = Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1] ?? 0);
  const raw = rest.join("\r\n\r\n");
  const body = /transfer-encoding: chunked/i.test(head) ? dechunked(raw) : raw;
  return { status, type: /content-type: (.*)/i.exec(head)?.[1] ?? "", body };
}

/** RFC 9112 section 7.1, as simple as our own answers are. */
function dechunked(raw: string): string {
  const size = /^([0-9a-f]+)\r\n/i.exec(raw);
  const length = Number.parseInt(size?.[1] ?? "0", 16);
  if (!size || length === 0) return "";
  const start = size[0].length;
  return raw.slice(start, start + length) + dechunked(raw.slice(start + length + 2));
}

function request(method: string, path: string, headers: string[] = [], body = ""): string {
  const own = [
    `Host: 127.0.0.1:${product.port}`,
    `Authorization: Bearer ${product.apiKey}`,
    "Connection: close",
  ];
  return [`${method} ${path} HTTP/1.1`, ...own, ...headers, "", body].join("\r\n");
}

const id = "01900000-0000-7000-8000-000000000000";

test.each([
  ["/api/v2/monitor/%ZZ"],
  ["/api/v2/monitor/%"],
  ["/api/v2/monitor/%00"],
  ["/api/v2/monitor/%C0%AF"],
  ["/api/v2/monitor/%E0%A4%A"],
  ["/v2/monitor/%ZZ"],
  ["/v2/monitor/%ZZ/run"],
  [`/v2/monitor/${id}/checks/%ff`],
  ["/api/v2/monitor/..%2f..%2f..%2fetc%2fpasswd"],
  ["/api/v2/monitor//"],
  ["/api/v2/../v2/monitor"],
  ["/api"],
  ["/api/"],
  ["/v2"],
  ["/v2/"],
  ["/api/v2"],
  ["/api/nowhere"],
  ["/v2/nowhere/at/all"],
  ["/api/v2/monitor?limit=%ZZ"],
  ["/api/v2/monitor?limit=1&limit=2&%ff=%fe&&=&=="],
  [`/api/v2/monitor?x=${"y".repeat(12_000)}`],
  [`/api/v2/monitor/${"z".repeat(12_000)}`],
  ["/api/v2/monitor?nxtPmonitorId=x&__nextLocale=de"],
])("GET %s is answered, in JSON, and is no 500", async (path) => {
  const { status, type, body } = await send(Buffer.from(request("GET", path), "latin1"));
  expect(status, body).toBeGreaterThanOrEqual(200);
  expect(status, body).toBeLessThan(500);
  // Redirects of a trailing slash are the router's, and have no body.
  if (status < 300 || status >= 400) {
    expect(type, body).toMatch(/^application\/json/);
    expect(JSON.parse(body)).toMatchObject(status === 200 ? { success: true } : { success: false });
  }
});

test.each<[string, () => string | Buffer]>([
  ["a URL of 100,000", () => request("GET", `/api/v2/monitor?${"x".repeat(100_000)}`)],
  ["headers of 100,000", () => request("GET", "/api/v2/monitor", [`X-Long: ${"x".repeat(100_000)}`])],
  ["a header name with a blank", () => request("GET", "/api/v2/monitor", ["Bad Name: x"])],
  ["a NUL in a header", () => request("GET", "/api/v2/monitor", ["X-A: a\0b"])],
  [
    "bytes that belong percent-encoded",
    () => Buffer.from(request("GET", "/api/v2/monitor/\u00e9\u00ff"), "latin1"),
  ],
  ["no method", () => "/api/v2/monitor HTTP/1.1\r\n\r\n"],
  ["no HTTP", () => Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01])],
  [
    "two lengths",
    () => request("POST", "/api/v2/monitor", ["Content-Length: 2", "Content-Length: 3"], "{}x"),
  ],
  [
    "length and chunks",
    () => request("POST", "/api/v2/monitor", ["Content-Length: 2", "Transfer-Encoding: chunked"], "{}"),
  ],
  [
    "a bad chunk",
    () => request("POST", "/api/v2/monitor", ["Transfer-Encoding: chunked"], "zz\r\n{}\r\n0\r\n\r\n"),
  ],
])("%s is refused by a 4xx", async (_, bytes) => {
  const { status } = await send(bytes());
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
});

const post = (path: string, headers: string[], body: string) =>
  send(request("POST", path, [`Content-Length: ${Buffer.byteLength(body)}`, ...headers], body));

test.each([
  [
    "bytes of Latin-1 in headers",
    ["User-Agent: \u00e9\u00ff", "X-Forwarded-Host: \u00e9", "X-Forwarded-For: \u00ff"],
  ],
  ["forwarded nonsense", ["X-Forwarded-Host: a b/c", "X-Forwarded-Proto: gopher", "X-Forwarded-Port: -1"]],
  ["a multipart type", ["Content-Type: multipart/form-data; boundary=x"]],
  ["a server action's header", ["Next-Action: 0000000000", "Content-Type: text/plain"]],
  ["a router's headers", ["Next-Router-Prefetch: 1", "Next-Router-State-Tree: %ZZ"]],
  [
    "a middleware's header",
    ["x-middleware-subrequest: proxy:proxy:proxy", "x-invoke-status: 500", "x-matched-path: /500"],
  ],
  ["an upgrade", ["Upgrade: websocket"]],
  ["an expectation", ["Expect: 100-continue"]],
])("POST with %s is answered in JSON", async (_, headers) => {
  const { status, type, body } = await send(
    Buffer.from(request("POST", "/api/v2/monitor", ["Content-Length: 2", ...headers], "{}"), "latin1"),
  );
  const json = body.slice(body.indexOf("{"));
  expect(status === 100 || (status >= 400 && status < 500), `${status} ${body}`).toBe(true);
  if (status !== 100) expect(type).toMatch(/^application\/json/);
  expect(json).toContain('"success":false');
});

test("bodies over 1 MiB, also in chunks, are 413 in JSON", async () => {
  const large = "x".repeat(2 ** 20 + 1);
  const chunked = `${(2 ** 20 + 1).toString(16)}\r\n${large}\r\n0\r\n\r\n`;
  for (const reply of [
    await post("/v2/monitor", [], large),
    await send(request("POST", "/v2/monitor", ["Transfer-Encoding: chunked"], chunked)),
  ]) {
    expect(reply.status).toBe(413);
    expect(reply.body).toContain('"PAYLOAD_TOO_LARGE"');
  }
});

test.each(["PUT", "OPTIONS", "HEAD", "TRACE", "PROPFIND", "PURGE"])("%s is no 500", async (method) => {
  for (const path of ["/api/v2/monitor", `/v2/monitor/${id}/run`, "/api/health", "/v2/nowhere"]) {
    const { status, type, body } = await send(request(method, path));
    expect(status).toBeGreaterThanOrEqual(200);
    expect(status, `${method} ${path}`).toBeLessThan(500);
    if (method === "PUT")
      expect([type, JSON.parse(body).success]).toEqual([expect.stringMatching(/json/), false]);
  }
});

test("after all that, the same process answers", async () => {
  await product.healthy();
  expect((await send(request("GET", "/v2/monitor"))).status).toBe(200);
  expect(product.output()).not.toMatch(/a request failed|unhandled|uncaught/i);
});
