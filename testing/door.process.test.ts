import { createHash, createHmac } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { databaseUrlOf, freePort, type RunningProduct, startProduct } from "#testing/product.ts";

// What the web process makes of whom a request comes from, over real connections, and what it tells whoever asks.

const NOBODY_YET = { TIDEMARK_ADMIN_EMAIL: "", TIDEMARK_ADMIN_PASSWORD: "", TIDEMARK_API_KEY: "" };
const LIMIT = 20;

let product: RunningProduct;
/** A second web process on the same database, which takes no machine for a proxy. */
let second: RunningProduct;
beforeAll(async () => {
  product = await startProduct({ env: { ...NOBODY_YET, TIDEMARK_RATE_LIMIT: String(LIMIT) } });
  second = await startProduct({
    mode: "web",
    port: await freePort(),
    env: {
      ...NOBODY_YET,
      AUTH_SECRET: readFileSync(join(product.dataDir, "auth-secret"), "utf8").trim(),
      DATABASE_URL: databaseUrlOf(product),
      TIDEMARK_RATE_LIMIT: String(LIMIT),
      TIDEMARK_TRUSTED_PROXIES: "none",
    },
  });
});
afterAll(async () => {
  await second?.remove();
  await product?.remove();
});

type Ask = {
  at?: RunningProduct;
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: object;
};
type Reply = { status: number; headers: Record<string, string | string[] | undefined>; text: string };

/** A request as it stands, with whatever headers it has: fetch would not send a Host of ours. */
function ask({ at = product, method = "GET", path, headers = {}, body }: Ask): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port: at.port, method, path, headers }, (answer) => {
      let text = "";
      answer.on("data", (chunk) => (text += chunk));
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
    });
    sent.on("error", reject);
    sent.end(body && JSON.stringify(body));
  });
}

const FROM_ELSEWHERE = { "x-forwarded-for": "203.0.113.9" };
const owner = { email: "ana@example.com", password: "a long enough password", teamName: "Harbour" };
const setUp = (headers: Record<string, string>, body: object = {}, at = product) =>
  ask({ at, method: "POST", path: "/api/auth/set-up", headers, body: { ...owner, ...body } });
const codeIn = (text: string) => /this code: ([0-9A-Z]{4}-[0-9A-Z]{4})$/m.exec(text)?.[1];

test("the start prints a code, keeps it for its owner alone, and another machine with the same secret has the same", () => {
  const code = codeIn(product.output());
  expect(code).toBeDefined();
  const file = join(product.dataDir, "setup-code");
  expect(readFileSync(file, "utf8").trim()).toBe(code);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(codeIn(second.output())).toBe(code);
});

test.each<[string, Record<string, string>]>([
  ["through a trusted proxy", FROM_ELSEWHERE],
  ["with a forged way here", { "x-forwarded-for": "127.0.0.1, 203.0.113.9" }],
  [
    "with the door's own words",
    { ...FROM_ELSEWHERE, "x-tidemark-here": "true", "x-tidemark-client": "127.0.0.1" },
  ],
  ["by a name that leads here", { host: "evil.example:3000" }],
  ["through a proxy that names nobody", { via: "1.1 proxy" }],
])("%s set-up asks for the code", async (_, headers) => {
  const reply = await setUp(headers);
  expect(reply.status, reply.text).toBe(403);
  expect(reply.text).toContain("code");
  const page = await ask({ path: "/setup", headers });
  expect(page.text).toContain("Set-up code");
});

test("where this machine is no trusted proxy, one that forwards is somebody else", async () => {
  expect((await setUp({ "x-forwarded-for": "127.0.0.1" }, {}, second)).status).toBe(403);
  expect(second.output()).toMatch(
    /127\.0\.0\.1 sends headers about forwarding and is none of TIDEMARK_TRUSTED_PROXIES/,
  );
  expect(second.output().match(/headers about forwarding/g)).toHaveLength(1);
});

test("at this machine the page asks for no code", async () => {
  const { status, text } = await ask({ path: "/setup" });
  expect(status).toBe(200);
  expect(text).toContain("Create account");
  expect(text).not.toContain("Set-up code");
});

test("where a request was sent is believed of a trusted proxy alone", async () => {
  const forwarded = { "x-forwarded-proto": "https", "x-forwarded-host": "watch.example.com" };
  const serverOf = async (at: RunningProduct) =>
    JSON.parse((await ask({ at, path: "/api/v2/openapi.json", headers: forwarded })).text).servers[1].url;
  expect(await serverOf(product)).toBe("https://watch.example.com");
  expect(await serverOf(second)).toBe(`http://127.0.0.1:${second.port}`);
});

test.each([
  "/api/health",
  "/v2/monitor",
  "/api/v2/monitor",
  "/api/v2/openapi.json",
  "/api/nowhere",
  "/api",
  "/v2/",
  "/v2/%ZZ",
  "/demo",
  "/demo/changelog",
  "/demo/nowhere",
])("%s carries a policy that lets nothing run, whatever the method", async (path) => {
  for (const method of ["GET", "HEAD", "OPTIONS", "POST", "PUT", "TRACE"]) {
    const { headers } = await ask({ method, path });
    expect(headers["x-content-type-options"], method).toBe("nosniff");
    expect(headers["content-security-policy"], method).toMatch(/^default-src 'none'; [^,]*$/);
    expect(headers["content-security-policy"], method).not.toContain("script-src");
  }
});

test.each(["/sign-in", "/setup", "/nowhere", "/demolition", "/apiary"])(
  "%s has the policy of a page, once",
  async (path) => {
    const { headers } = await ask({ path, headers: { "x-nonce": "chosen" } });
    expect(headers["content-security-policy"]).toMatch(
      /^default-src 'self'; script-src 'self' 'nonce-\w+' [^,]*$/,
    );
    expect(headers["content-security-policy"]).not.toContain("chosen");
    expect(headers["x-content-type-options"]).toBe("nosniff");
  },
);

test("with the code another machine sets up, at whichever web process; from then on there is none", async () => {
  const reply = await setUp(FROM_ELSEWHERE, { code: codeIn(product.output())?.toLowerCase() });
  expect(reply.status, reply.text).toBe(200);
  const cookie = String(reply.headers["set-cookie"]).split(";")[0] ?? "";
  const sessions = await ask({ path: "/api/v2/team/sessions", headers: { cookie } });
  expect(JSON.parse(sessions.text).data[0].ip).toBe("203.0.113.9");
  expect((await setUp({})).status).toBe(409);
});

test("two web processes together let through what one would, and both say how much is left", async () => {
  const signIn = await ask({
    method: "POST",
    path: "/api/auth/sign-in",
    body: { email: owner.email, password: owner.password },
  });
  const cookie = String(signIn.headers["set-cookie"]).split(";")[0] ?? "";
  const replies = await Promise.all(
    Array.from({ length: 2 * LIMIT }, (_, n) =>
      ask({ at: n % 2 ? product : second, path: "/api/v2/monitor", headers: { cookie } }),
    ),
  );
  const passed = replies.filter(({ status }) => status === 200);
  expect(passed).toHaveLength(LIMIT);
  const left = passed.map(({ headers }) => Number(/r=(\d+)/.exec(String(headers.ratelimit))?.[1]));
  expect(left.sort((a, b) => a - b)).toEqual(Array.from({ length: LIMIT }, (_, n) => n));
  for (const { status, headers } of replies.filter((reply) => !passed.includes(reply))) {
    expect(status).toBe(429);
    expect(Number(headers["retry-after"])).toBeGreaterThan(0);
  }
});

test("a database that fails is told to the log without what was asked of it, by routes and by pages", async () => {
  const sql = postgres(databaseUrlOf(product), { max: 1, onnotice: () => {} });
  const key = `fc-${"0123456789abcdef".repeat(2)}`;
  const token = "a-token-of-somebody";
  try {
    await sql`alter table api_keys rename to api_keys_away`;
    await sql`alter table sessions rename to sessions_away`;
    const route = await ask({ path: "/v2/monitor", headers: { authorization: `Bearer ${key}` } });
    expect(route.status).toBe(500);
    await ask({ path: "/monitors", headers: { cookie: `tidemark_session=${token}` } });
  } finally {
    await sql`alter table api_keys_away rename to api_keys`;
    await sql`alter table sessions_away rename to sessions`;
    await sql.end();
  }
  await expect.poll(() => product.output().match(/Failed query/g)?.length ?? 0).toBeGreaterThan(1);
  const output = product.output();
  expect(output).toMatch(/api_keys.*does not exist/);
  expect(output).toMatch(/sessions.*does not exist/);
  const hashOfKey = createHash("sha256").update(key).digest();
  const secret = readFileSync(join(product.dataDir, "auth-secret"), "utf8").trim();
  const hashOfToken = createHmac("sha256", secret).update(token).digest();
  for (const hash of [hashOfKey, hashOfToken]) {
    for (const written of [
      hash.toString("hex"),
      hash.toString("utf8"),
      [...hash].join(","),
      [...hash].join(", "),
    ]) {
      expect(output).not.toContain(written);
    }
  }
  for (const given of [key, token, secret]) expect(output).not.toContain(given);
  expect(output).toMatch(/params: …/);
});
