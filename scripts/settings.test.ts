import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSettings, Refusal } from "./settings.ts";

let folder: string;
let before: NodeJS.ProcessEnv;

beforeEach(() => {
  before = { ...process.env };
  folder = mkdtempSync(join(tmpdir(), "tidemark-settings-"));
  // Named, so that a developer's own .env does not reach the test.
  Object.assign(process.env, { TIDEMARK_DATA_DIR: join(folder, "data"), DATABASE_URL: "", AUTH_SECRET: "" });
  delete process.env.TIDEMARK_DEMO;
});
afterEach(() => {
  process.env = before;
  rmSync(folder, { recursive: true, force: true });
});

test("the data folder is made, open to pass through, and its secret is its owner's alone and kept", () => {
  const { dataFolder } = openSettings("start");
  expect(dataFolder).toBe(join(folder, "data"));
  expect(statSync(dataFolder).mode & 0o777).toBe(0o711);
  const file = join(dataFolder, "auth-secret");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const secret = process.env.AUTH_SECRET;
  expect(secret).toMatch(/^[0-9a-f]{64}$/);
  process.env.AUTH_SECRET = "";
  openSettings("start");
  expect(process.env.AUTH_SECRET).toBe(secret);
  expect(readFileSync(file, "utf8")).toBe(secret);
});

test("a secret that is given is used, and none is made", () => {
  process.env.AUTH_SECRET = "a secret of sixteen and more";
  const { dataFolder } = openSettings("start");
  expect(process.env.AUTH_SECRET).toBe("a secret of sixteen and more");
  expect(existsSync(join(dataFolder, "auth-secret"))).toBe(false);
});

test("the role says whether this is development", () => {
  openSettings("dev");
  expect(process.env.NODE_ENV).toBe("development");
  for (const role of ["start", "web", "worker"] as const) {
    openSettings(role);
    expect(process.env.NODE_ENV).toBe("production");
  }
});

test("the demo is on with the embedded database, off with one's own, and otherwise as it is set", () => {
  openSettings("start");
  expect(process.env.TIDEMARK_DEMO).toBe("true");
  process.env.TIDEMARK_DEMO = "";
  openSettings("start");
  expect(process.env.TIDEMARK_DEMO, "empty counts as unset").toBe("true");
  process.env.TIDEMARK_DEMO = "false";
  openSettings("start");
  expect(process.env.TIDEMARK_DEMO).toBe("false");
  delete process.env.TIDEMARK_DEMO;
  process.env.DATABASE_URL = "postgres://user@localhost/own";
  openSettings("start");
  expect(process.env.TIDEMARK_DEMO).toBeUndefined();
});

test("every bad setting is a sentence", () => {
  Object.assign(process.env, { PORT: "eighty", TIDEMARK_DEMO: "perhaps" });
  const opening = () => openSettings("start");
  expect(opening).toThrow(Refusal);
  expect(opening).toThrow("PORT must be a whole number from 0 to 65535.");
  expect(opening).toThrow('TIDEMARK_DEMO must be "true" or "false".');
});

test("a data folder that cannot be made is refused with what to do", () => {
  const file = join(folder, "a file");
  writeFileSync(file, "");
  chmodSync(file, 0o400);
  process.env.TIDEMARK_DATA_DIR = join(file, "data");
  expect(() => openSettings("start")).toThrow(
    `The data folder ${join(file, "data")} cannot be written (ENOTDIR). Was it made by another user?`,
  );
});
