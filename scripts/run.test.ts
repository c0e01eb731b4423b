import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "./run.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tidemark-run-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A script of these lines, and where it may write. */
function script(lines: string): string {
  const file = join(folder, "script.mjs");
  const begin = `import { writeFileSync } from "node:fs";\nconst say = (text) => writeFileSync(${JSON.stringify(join(folder, "said"))}, text);\n`;
  writeFileSync(file, begin + lines);
  return file;
}
const said = () => readFileSync(join(folder, "said"), "utf8");

test("what a script ends with is its outcome, by name and with its time", async () => {
  const outcome = await run("three", [script("setTimeout(() => process.exit(3), 100);")]);
  expect(outcome).toMatchObject({ name: "three", code: 3 });
  expect(outcome.seconds).toBeGreaterThan(0.1);
  expect((await run("none", [script("")])).code).toBe(0);
});

test("one that a signal ends, or that is not there, has failed", async () => {
  expect((await run("killed", [script(`process.kill(process.pid, "SIGKILL");`)])).code).toBe(1);
  expect((await run("missing", [join(folder, "missing.mjs")])).code).toBe(1);
});

test("it has the environment that is given, in the project's folder, and nothing to read", async () => {
  const file = script(
    `let read = "";\nfor await (const part of process.stdin) read += part;\nsay([process.env.GIVEN, process.env.NEXT_TELEMETRY_DISABLED, read.length, process.cwd()].join(" "));`,
  );
  await run("env", [file], { GIVEN: "value" });
  expect(said()).toBe(`value 1 0 ${process.cwd()}`);
});

test("no handler of signals stays behind", async () => {
  const before = process.listenerCount("SIGTERM");
  await run("short", [script("")]);
  expect(process.listenerCount("SIGTERM")).toBe(before);
});
