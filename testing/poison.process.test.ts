import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { begin, call, end, product, seconds, site, sql, tell, until } from "./chaos.ts";
import { isRunning, ownerOfPort } from "./processes.ts";
import { comeDue, counts, expectEachOnce, monitors } from "./storm.ts";

// A check that ends whoever carries it out, among others that do no harm.

beforeAll(begin);
afterAll(end);

test("one poisoned check among 200 good ones, and ten random kills: only the poisoned one fails", async () => {
  // Whoever asks for this page dies of it, as of a page that no process survives.
  const poison = createServer((request) => {
    const guilty = ownerOfPort(request.socket.remotePort ?? 0);
    if (guilty && isRunning(guilty)) process.kill(guilty, "SIGKILL");
  });
  poison.listen(0, "127.0.0.1");
  await once(poison, "listening");
  const { port } = poison.address() as AddressInfo;
  for (let index = 0; index < 200; index++) {
    site.page(`/good/${index}`, { body: `<main>good ${index}</main>`, delayMs: 300 });
  }
  const good = await monitors(200, (index) => `/good/${index}`);
  const targets = [{ type: "scrape", urls: [`http://127.0.0.1:${port}/`] }];
  const schedule = { cron: "0 0 1 1 *" };
  const poisoned = (await call("POST", "/monitor", { name: "Poison", schedule, targets })).data.id;
  await comeDue([...good, poisoned]);
  const began = performance.now();
  for (let kill = 0; kill < 10; kill++) {
    await pause(100 + Math.random() * 900);
    await until("a worker", () => product.pids().worker);
    product.kill("worker", "SIGKILL");
  }
  const lastKill = performance.now();
  const poisonedCheck = () => sql`select * from checks where monitor_id = ${poisoned}`.then(([row]) => row);
  await until("the end of the poisoned check", async () => (await poisonedCheck())?.finished_at, 90_000);
  const failedAfter = seconds(lastKill);
  await until("the end of the good ones", async () => (await counts(good)).left === 0, 90_000);
  tell("poison among 200", {
    "kills took": (lastKill - began) / 1000,
    "then to failed": failedAfter,
    "to all": seconds(lastKill),
  });
  expect(await poisonedCheck()).toMatchObject({
    status: "failed",
    actual_credits: "0",
    error: expect.stringMatching(/crashed its worker 3 times/),
  });
  await expectEachOnce(good);
  poison.closeAllConnections();
  poison.close();
}, 240_000);
