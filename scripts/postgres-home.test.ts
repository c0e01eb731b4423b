import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { freePort } from "#testing/processes.ts";
import { choosePort, openHome } from "./postgres-home.ts";
import { clearLeftovers } from "./postgres-init.ts";
import { findPostmaster } from "./postmaster.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tidemark-home-"));
  // Whoever runs PostgreSQL for root must get through.
  chmodSync(folder, 0o711);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const home = () => openHome(join(folder, "postgres"));

test("the password is made once", () => {
  const { password } = home();
  expect(password).toMatch(/^[0-9a-f]{48}$/);
  expect(home().password).toBe(password);
});

test("the port of last time is taken again, and another one when somebody has it by now", async () => {
  const first = await choosePort(home());
  expect(await choosePort(home())).toBe(first);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(first, "127.0.0.1", resolve));
  const second = await choosePort(home());
  expect(second).not.toBe(first);
  expect(Number(readFileSync(join(folder, "postgres", "port"), "utf8"))).toBe(second);
  server.close();
});

test("a port that is asked for comes first, if it is free", async () => {
  const wanted = await freePort();
  expect(await choosePort(home(), wanted)).toBe(wanted);
});

/** A pid file as PostgreSQL writes it. */
function notePostmaster(pid: number, secondsAgo: number): string {
  const { data } = home();
  mkdirSync(data, { recursive: true });
  const file = join(data, "postmaster.pid");
  writeFileSync(file, `${pid}\n${data}\n0\n54321\n`);
  const then = Date.now() / 1000 - secondsAgo;
  utimesSync(file, then, then);
  return file;
}

test("a pid file of a process that is gone, or is another's by now, is removed and finds nobody", () => {
  const gone = notePostmaster(2 ** 22 - 3, 0);
  expect(findPostmaster(home())).toBeUndefined();
  expect(existsSync(gone)).toBe(false);
  const another = notePostmaster(process.pid, 10);
  expect(findPostmaster(home())).toBeUndefined();
  expect(existsSync(another)).toBe(false);
});

test("a pid file written just now may be of a server on its way up, and is left", () => {
  const file = notePostmaster(process.pid, 0);
  expect(findPostmaster(home())).toBeUndefined();
  expect(existsSync(file)).toBe(true);
});

test("what a killed initdb left is removed once there is data, and not while another may be at work", () => {
  const at = home();
  const left = join(at.home, "data.new-1234");
  mkdirSync(left);
  clearLeftovers(at);
  expect(existsSync(left)).toBe(true);
  mkdirSync(at.data);
  clearLeftovers(at);
  expect(existsSync(left)).toBe(false);
});
