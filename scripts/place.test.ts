import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockFile } from "./file-lock.ts";
import { takePlace } from "./place.ts";
import type { Role } from "./role.ts";

let folder: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tidemark-place-"));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

const take = (role: Role, port = 3000, embedded = true) => takePlace(folder, { role, port, embedded });

const inChild = `
  import { createInterface } from "node:readline";
  const { takePlace } = await import(process.env.MODULE);
  const { FOLDER, ROLE, PORT } = process.env;
  let place;
  const steps = {
    enter: async () => {
      place = await takePlace(FOLDER, { role: ROLE, port: Number(PORT), embedded: true });
      return "in";
    },
    leave: async () => (place.leave() ? "last" : "not last"),
  };
  console.log("ready");
  for await (const step of createInterface({ input: process.stdin }))
    console.log(await steps[step]().catch((error) => error.message));`;

/** A supervisor in a process of its own, which enters and leaves when it is told to and says what came of it. */
async function supervisor(role: Role, port = 3000) {
  const env = {
    MODULE: new URL("place.ts", import.meta.url).href,
    FOLDER: folder,
    ROLE: role,
    PORT: `${port}`,
  };
  const child = spawn(process.execPath, ["--input-type=module", "-e", inChild], {
    env: { ...process.env, ...env },
    stdio: ["pipe", "pipe", "inherit"],
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const says = async () => String((await lines.next()).value);
  expect(await says()).toBe("ready");
  const doing = (step: string) => {
    child.stdin.write(`${step}\n`);
    return says();
  };
  return { child, port, enter: () => doing("enter"), leave: () => doing("leave") };
}

test("of many starts at the same instant one gets in, and all others name it", async () => {
  const starts = await Promise.all([4001, 4002, 4003, 4004, 4005].map((port) => supervisor("start", port)));
  const said = await Promise.all(starts.map((start) => start.enter()));
  const first = starts[said.indexOf("in")];
  expect(said.filter((line) => line === "in")).toHaveLength(1);
  const refusal = `Tidemark already runs on ${folder} (process ${first?.child.pid}, http://localhost:${first?.port}).`;
  for (const line of said.filter((other) => other !== "in")) expect(line).toContain(refusal);
});

test("a killed process frees its place at once, whoever has its id by then", async () => {
  const killed = await supervisor("start", 4001);
  expect(await killed.enter()).toBe("in");
  await expect(take("dev")).rejects.toThrow(`process ${killed.child.pid}, http://localhost:4001`);
  const gone = new Promise((resolve) => killed.child.once("exit", resolve));
  killed.child.kill("SIGKILL");
  await gone;
  // A container that starts again gives the same process id.
  writeFileSync(join(folder, "running", "product.json"), JSON.stringify({ pid: process.pid, port: 4001 }));
  await take("dev", 4002);
  await expect(take("start", 4003)).rejects.toThrow(`process ${process.pid}, http://localhost:4002`);
});

test("any number of web and worker roles run beside the whole product", async () => {
  const places = [];
  for (const role of ["web", "start", "worker", "worker", "web"] as const) places.push(await take(role));
  await expect(take("dev")).rejects.toThrow("already runs");
  expect(places.map((place) => place.leave())).toEqual([false, false, false, false, true]);
});

test("the product's place is free as soon as it has left, and with a DATABASE_URL it is one, too", async () => {
  const own = await take("start", 3000, false);
  await expect(take("start")).rejects.toThrow("already runs");
  expect(own.leave()).toBe(true);
  const embedded = await take("dev");
  // One that has a database of its own does not keep the embedded one running.
  await take("worker", 3000, false);
  expect(embedded.leave()).toBe(true);
});

test("of those that leave at the same moment exactly one is the last", async () => {
  const roles = ["web", "worker", "web", "worker", "web"] as const;
  const leaving = await Promise.all(roles.map((role) => supervisor(role)));
  for (const { enter } of leaving) expect(await enter()).toBe("in");
  const said = await Promise.all(leaving.map(({ leave }) => leave()));
  expect(said.toSorted()).toEqual(["last", ...Array(4).fill("not last")]);
});

test("a start waits while the last one that left stops the database", async () => {
  const last = await take("web");
  expect(last.leave()).toBe(true);
  expect(await Promise.race([take("worker"), sleep(200, "waits")])).toBe("waits");
});

test("a start that waits for a database being stopped gets in when that has ended", async () => {
  (await take("web", 3000, false)).leave();
  const stopping = lockFile(join(folder, "running", "postgres.lock"), "exclusive");
  const entered = take("worker").then(() => "in");
  expect(await Promise.race([entered, sleep(200, "waits")])).toBe("waits");
  stopping?.release();
  expect(await entered).toBe("in");
});
