import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockFile } from "./file-lock.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tidemark-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("an exclusive lock keeps everybody out until it is released", () => {
  const path = join(folder, "a.lock");
  const held = lockFile(path, "exclusive");
  expect(held).toBeDefined();
  expect(lockFile(path, "exclusive")).toBeUndefined();
  expect(lockFile(path, "shared")).toBeUndefined();
  held?.release();
  expect(lockFile(path, "exclusive")).toBeDefined();
});

test("many share a lock, and nobody has it alone before the last has released it", () => {
  const path = join(folder, "a.lock");
  const sharers = [1, 2, 3].map(() => lockFile(path, "shared"));
  expect(sharers).not.toContain(undefined);
  for (const sharer of sharers) {
    expect(lockFile(path, "exclusive")).toBeUndefined();
    sharer?.release();
  }
  expect(lockFile(path, "exclusive")).toBeDefined();
});

test("a refused attempt leaves nothing behind that would be in somebody's way", () => {
  const path = join(folder, "a.lock");
  const sharer = lockFile(path, "shared");
  for (let attempt = 0; attempt < 3; attempt += 1) expect(lockFile(path, "exclusive")).toBeUndefined();
  expect(lockFile(path, "shared")).toBeDefined();
  sharer?.release();
});

test("patience is how long others are waited for", () => {
  const path = join(folder, "a.lock");
  lockFile(path, "exclusive");
  const begin = performance.now();
  expect(lockFile(path, "exclusive", 200)).toBeUndefined();
  expect(performance.now() - begin).toBeGreaterThan(150);
});

test("a path far longer than a socket's may be is as good, and the file stays empty", () => {
  const deep = join(folder, "d".repeat(120), "e".repeat(120));
  mkdirSync(deep, { recursive: true });
  const path = join(deep, "a.lock");
  expect(lockFile(path, "exclusive")).toBeDefined();
  expect(lockFile(path, "exclusive")).toBeUndefined();
  expect(statSync(path).size).toBe(0);
});

test("a file that cannot be made is told of in a sentence that names it", () => {
  const path = join(folder, "missing", "a.lock");
  expect(() => lockFile(path, "exclusive")).toThrow(
    `${path} cannot be locked (unable to open database file).`,
  );
});
