import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { DOOR_HEADER, frontDoor, OPEN_PATH } from "./front-door.ts";

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A server behind a door, and how to ask it. */
async function behind(key: string | undefined) {
  const door = frontDoor(key);
  const server = createServer((request, response) => {
    const answer = () => response.end(`answer to ${request.url}`);
    if (!door(request, response, answer)) answer();
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  const ask = (path: string, shown?: string) =>
    fetch(
      `http://127.0.0.1:${port}${path}`,
      shown === undefined ? {} : { headers: { [DOOR_HEADER]: shown } },
    );
  return async (path: string, shown?: string) => {
    const response = await ask(path, shown);
    return { status: response.status, text: await response.text() };
  };
}

test("everybody waits at a closed door, and is answered once it opens", async () => {
  const ask = await behind("the key");
  const early = [
    ask("/setup"),
    ask("/monitors", "another key"),
    ask(OPEN_PATH),
    ask(OPEN_PATH, "another key"),
  ];
  expect(await Promise.race([...early, sleep(150, "they wait")])).toBe("they wait");
  expect(await ask("/api/health", "the key")).toEqual({ status: 200, text: "answer to /api/health" });
  expect(await Promise.race([...early, sleep(50, "they wait")])).toBe("they wait");
  expect((await ask(OPEN_PATH, "the key")).status).toBe(204);
  expect((await Promise.all(early)).map(({ text }) => text)).toEqual([
    "answer to /setup",
    "answer to /monitors",
    `answer to ${OPEN_PATH}`,
    `answer to ${OPEN_PATH}`,
  ]);
});

test("an open door is none: whoever comes later goes by, with whatever key", async () => {
  const ask = await behind("the key");
  await ask(OPEN_PATH, "the key");
  for (const key of [undefined, "another key", "the key"]) {
    expect(await ask("/setup", key)).toEqual({ status: 200, text: "answer to /setup" });
  }
  expect((await ask(OPEN_PATH, "the key")).text).toBe(`answer to ${OPEN_PATH}`);
});

test("without a key there is no door, and an empty header is no key", async () => {
  for (const key of [undefined, ""]) {
    const ask = await behind(key);
    expect((await ask("/setup", "")).text).toBe("answer to /setup");
  }
});
