import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { DOOR_HEADER, OPEN_PATH } from "./front-door.ts";
import { openFrontDoor, warmFirstPages } from "./web-start.ts";

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

type Seen = { method: string; path: string; key: unknown; rsc: unknown };

/** A web process in small, and what it was asked. */
async function web(answer: (request: IncomingMessage, response: ServerResponse) => void, port = 0) {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const { method = "", url = "", headers } = request;
    seen.push({ method, path: url, key: headers[DOOR_HEADER], rsc: headers.rsc });
    answer(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, resolve));
  return { seen, port: (server.address() as AddressInfo).port };
}

const running = new AbortController().signal;

test("the first pages are asked for undrawn, with the key; the routes after them, by a method that none has", async () => {
  let openPages = 0;
  const { seen, port } = await web(({ headers }, response) => {
    if (headers.rsc) openPages += 1;
    setTimeout(() => {
      if (headers.rsc) openPages -= 1;
      response.writeHead(headers.rsc ? 307 : 405, { location: "/nowhere" }).end();
    }, 30);
  });
  await warmFirstPages({ port, key: "k" }, running);
  expect(openPages).toBeLessThanOrEqual(1);
  const pages = () =>
    seen.filter(({ rsc }) => rsc === "1").map(({ path }) => path.replace(/[0-9-]{36}/g, "ID"));
  expect(pages()).toEqual(expect.arrayContaining(["/setup?warming", "/?warming", "/monitors?warming"]));
  await expect
    .poll(() => pages().slice(3))
    .toEqual(["/monitors/ID?warming", "/monitors/ID/checks/ID?warming"]);
  expect(seen.every(({ key }) => key === "k")).toBe(true);
  const put = () => seen.filter(({ method }) => method === "PUT").map(({ path }) => path);
  await expect.poll(put).toContain("/api/auth/set-up?warming");
  await expect.poll(put).toContain("/demo/ferry?warming");
  // A redirect is the end of it: what it leads to would be drawn.
  expect(seen.some(({ path }) => path === "/nowhere")).toBe(false);
});

test("a web process that does not listen yet is waited for, until the start is given up", async () => {
  const { port } = await web((_, response) => response.end());
  servers.splice(0)[0]?.close();
  const warming = warmFirstPages({ port, key: "k" }, running);
  await new Promise((resolve) => setTimeout(resolve, 250));
  const { seen } = await web((_, response) => response.end(), port);
  await warming;
  expect(seen.length).toBeGreaterThan(3);
  servers.splice(0)[0]?.close().closeAllConnections();
  const givenUp = AbortSignal.timeout(150);
  await warmFirstPages({ port, key: "k" }, givenUp);
  await openFrontDoor({ port, key: "k" }, givenUp);
});

test("the door is opened once the database is reached, and not before", async () => {
  const health = [503, 500, 200];
  const { seen, port } = await web(({ url }, response) => {
    response.writeHead(url === OPEN_PATH ? 204 : (health.shift() ?? 200)).end();
  });
  await openFrontDoor({ port, key: "k" }, running);
  expect(seen.map(({ path }) => path)).toEqual(["/api/health", "/api/health", "/api/health", OPEN_PATH]);
});
