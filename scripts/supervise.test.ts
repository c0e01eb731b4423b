import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isRunning } from "#testing/processes.ts";
import { keepRunning, type Program, type Supervised } from "./supervise.ts";

let folder: string;
let kept: Supervised[];
let crashes: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tidemark-supervise-"));
  kept = [];
  crashes = [];
});
afterEach(async () => {
  for (const child of kept) {
    const stopped = child.stop();
    child.kill();
    await stopped;
  }
  rmSync(folder, { recursive: true, force: true });
});

/** Keeps a script running that notes each of its starts in a file. */
function keep(script: string, env: Program["env"] = () => ({})): Supervised {
  const file = join(folder, "program.mjs");
  writeFileSync(
    file,
    `import { appendFileSync } from "node:fs"; appendFileSync(${JSON.stringify(join(folder, "starts"))}, Date.now() + "\\n");\n${script}`,
  );
  const child = keepRunning({ name: "test", args: [file], env, onCrash: (how) => crashes.push(how) });
  kept.push(child);
  return child;
}

const noted = () => {
  const file = join(folder, "starts");
  return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").map(Number) : [];
};
const forever = "setInterval(() => {}, 1000);";

test("what stops is started again, later each time, and how it stopped is told", async () => {
  keep("process.exit(3);");
  await expect.poll(() => noted().length, { timeout: 10_000 }).toBeGreaterThanOrEqual(4);
  const [first = 0, second = 0, third = 0, fourth = 0] = noted();
  expect(second - first).toBeGreaterThan(180);
  expect(fourth - third).toBeGreaterThan(780);
  expect(crashes.slice(0, 3)).toEqual(["exit code 3", "exit code 3", "exit code 3"]);
});

test("a killed one is started again under another id, and the signal is told", async () => {
  const child = keep(forever);
  await expect.poll(() => noted().length, { timeout: 10_000 }).toBe(1);
  const before = child.pid();
  child.restart();
  await expect.poll(() => noted().length, { timeout: 10_000 }).toBe(2);
  expect(child.pid()).not.toBe(before);
  expect(crashes).toEqual(["SIGKILL"]);
});

test("the environment is asked for at each start", async () => {
  let start = 0;
  keep(`appendFileSync(process.env.SEEN, process.env.NUMBER); process.exit(1);`, () => ({
    NUMBER: String(++start),
    SEEN: join(folder, "seen"),
    ABSENT: undefined,
  }));
  await expect
    .poll(() => existsSync(join(folder, "seen")) && readFileSync(join(folder, "seen"), "utf8"), {
      timeout: 10_000,
    })
    .toMatch(/^12/);
});

test("one that was alive and says nothing for ten seconds is killed; one that never spoke may be at work", async () => {
  const mute = keepRunning({
    name: "mute",
    args: ["-e", `process.send({ type: "another" });${forever}`],
    env: () => ({}),
    onCrash: (how) => crashes.push(`mute: ${how}`),
  });
  kept.push(mute);
  const child = keep(`process.send({ type: "alive" });\n${forever}`);
  await child.alive;
  await expect.poll(() => crashes, { timeout: 20_000 }).toEqual(["killed after 10 s of silence"]);
  await expect.poll(() => noted().length, { timeout: 10_000 }).toBe(2);
  expect(mute.pid()).toBeDefined();
});

test("asked to stop, it may come to its own end, and is started no more", async () => {
  const child = keep(`process.on("SIGTERM", () => setTimeout(() => process.exit(0), 200));\n${forever}`);
  await expect.poll(() => noted().length, { timeout: 10_000 }).toBe(1);
  await sleep(100);
  await child.stop();
  await sleep(500);
  expect(noted()).toHaveLength(1);
  expect(crashes).toEqual([]);
  expect(child.pid()).toBeUndefined();
});

test("stopped while it waits to be started again, it is not", async () => {
  const child = keep("process.exit(1);");
  await expect.poll(() => crashes.length, { timeout: 10_000 }).toBe(1);
  await child.stop();
  await sleep(500);
  expect(noted()).toHaveLength(1);
});

test("killed, it takes with it all that it started", async () => {
  const child = keep(
    `import { spawn } from "node:child_process";
const grandchild = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
appendFileSync(process.env.GRAND, String(grandchild.pid));
${forever}`,
    () => ({ GRAND: join(folder, "grandchild") }),
  );
  const grandchild = () =>
    existsSync(join(folder, "grandchild")) ? Number(readFileSync(join(folder, "grandchild"), "utf8")) : 0;
  await expect.poll(grandchild, { timeout: 10_000 }).toBeGreaterThan(0);
  const pid = grandchild();
  const stopped = child.stop();
  child.kill();
  await stopped;
  await expect.poll(() => isRunning(pid)).toBe(false);
});
