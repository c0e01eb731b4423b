import { createServer } from "node:http";
import { type AddressInfo, createServer as createNetServer } from "node:net";
import { expect, test } from "vitest";
import { parseEnv } from "#lib/env.ts";
import { freePort } from "#testing/processes.ts";
import { requireStartable, webProgram, workerProgram } from "./programs.ts";
import type { Settings } from "./settings.ts";

const settingsOn = (port: number): Settings => ({ ...parseEnv({ PORT: String(port) }), dataFolder: "/tmp" });
const database = { url: () => "postgres://db", pid: () => 1, ready: Promise.resolve(), stop: async () => {} };

test("a port that another program keeps is refused with a sentence that proposes the next one", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  await expect(requireStartable("dev", settingsOn(port))).rejects.toThrow(
    `Port ${port} is taken by another program. Choose another one: PORT=${port + 1} npm run dev`,
  );
  // A worker listens nowhere, so it does not mind.
  await requireStartable("worker", settingsOn(port));
  server.close();
});

test("a port that becomes free within seconds, as that of a killed start does, is waited for", async () => {
  const server = createNetServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  setTimeout(() => server.close(), 400);
  await requireStartable("dev", settingsOn(port));
});

test("a free port is not waited for", async () => {
  const begin = performance.now();
  await requireStartable("dev", settingsOn(await freePort()));
  expect(performance.now() - begin).toBeLessThan(1000);
});

test("the web process has its door closed only while there is a key, asked for at each of its starts", () => {
  let key: string | undefined = "the key";
  const { args, env } = webProgram("dev", settingsOn(3977), database, () => key);
  expect(args.slice(1)).toEqual(["dev", "-p", "3977"]);
  expect(env()).toMatchObject({ TIDEMARK_DOOR_KEY: "the key", DATABASE_URL: "postgres://db", PORT: "3977" });
  key = undefined;
  expect(env().TIDEMARK_DOOR_KEY).toBeUndefined();
  expect(webProgram("web", settingsOn(3977), database, () => key).args[1]).toBe("start");
});

test("both find the database where it is now, and go when their supervisor goes", () => {
  let url = "postgres://before";
  const moving = { ...database, url: () => url };
  const web = webProgram("start", settingsOn(1), moving, () => undefined);
  const worker = workerProgram(settingsOn(1), moving);
  url = "postgres://after";
  expect([web.env().DATABASE_URL, worker.env().DATABASE_URL]).toEqual([url, url]);
  expect(web.env().NODE_OPTIONS).toMatch(
    /--import=file:\S+follow-parent\.ts --import=file:\S+before-next\.ts$/,
  );
  expect(worker.args.join(" ")).toMatch(/follow-parent\.ts\?grace=5000 worker\.ts$/);
});
