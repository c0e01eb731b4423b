import { setTimeout as sleep } from "node:timers/promises";
import { DOOR_HEADER, OPEN_PATH } from "./front-door.ts";

// What the supervisor asks of its own web process while that starts, through a door that is closed to everybody else.

type Ask = { port: number; key: string };

const patience = 120_000;
const none = "00000000-0000-0000-0000-000000000000";

/** What somebody new sees at first. */
const FIRST_PAGES = ["/setup", "/", "/monitors"];
/** What they see then, which is compiled while they set up: one after the other, so that they do not wait for it. */
const NEXT_PAGES = [`/monitors/${none}`, `/monitors/${none}/checks/${none}`];
/** What these pages ask for, in the order in which they do. */
const FIRST_ROUTES = [
  "/demo",
  "/demo/changelog",
  "/demo/ferry",
  "/api/auth/set-up",
  "/api/v2/monitor",
  "/api/live",
  `/api/v2/monitor/${none}`,
  `/api/v2/monitor/${none}/checks`,
  `/api/v2/monitor/${none}/checks/${none}`,
  `/api/v2/monitor/${none}/run`,
];

function ask({ port, key }: Ask, path: string, init: RequestInit = {}): Promise<Response | undefined> {
  return fetch(`http://127.0.0.1:${port}${path}`, {
    ...init,
    redirect: "manual",
    headers: { ...init.headers, [DOOR_HEADER]: key },
    signal: AbortSignal.timeout(patience),
  }).catch(() => undefined);
}

/**
 * Has development's server compile the first pages, and after them, while those are read, what they ask for. None is
 * drawn, so it needs no database: a page asked for as Next's own router does, but without the sum that goes with it, is
 * compiled and then answered by a redirect; a route, by a refusal of a method it does not have.
 * @returns once the pages are compiled.
 */
export async function warmFirstPages(to: Ask, stopping: AbortSignal): Promise<void> {
  while (!(await ask(to, "/icon.svg"))) {
    if (stopping.aborted) return;
    await sleep(100);
  }
  await Promise.all(FIRST_PAGES.map((path) => warmPage(to, path)));
  void warmTheRest(to, stopping);
}

const warmPage = (to: Ask, path: string) => ask(to, `${path}?warming`, { headers: { rsc: "1" } });

async function warmTheRest(to: Ask, stopping: AbortSignal): Promise<void> {
  for (const path of NEXT_PAGES) {
    if (!stopping.aborted) await warmPage(to, path);
  }
  for (const path of FIRST_ROUTES) {
    if (stopping.aborted) return;
    await ask(to, `${path}?warming`, { method: "PUT" });
  }
}

/** Resolves when the web process answers that it reaches its database; the door is then open to all. */
export async function openFrontDoor(to: Ask, stopping: AbortSignal): Promise<void> {
  for (;;) {
    const health = await ask(to, "/api/health");
    if (health?.status === 200 && (await ask(to, OPEN_PATH))?.ok) return;
    if (stopping.aborted) return;
    await sleep(100);
  }
}
