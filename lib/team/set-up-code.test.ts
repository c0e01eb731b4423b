import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { ownDatabase } from "#testing/database.ts";

const folder = mkdtempSync(join(tmpdir(), "tidemark-set-up-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
ownDatabase();

const file = join(folder, "setup-code");

/** The modules as a process with this secret has them, since settings are read once a process. */
async function start(secret: string | undefined) {
  vi.resetModules();
  vi.stubEnv("TIDEMARK_DATA_DIR", folder);
  vi.stubEnv("AUTH_SECRET", secret);
  return { ...(await import("./set-up-code.ts")), ...(await import("./set-up.ts")) };
}

test("the same secret makes the same code on every machine, and another one another", async () => {
  const codes = [];
  for (const secret of ["one secret of sixteen", "one secret of sixteen", "another secret of it"]) {
    codes.push(await (await start(secret)).setUpCode());
  }
  expect(codes[1]).toBe(codes[0]);
  expect(codes[2]).not.toBe(codes[0]);
});

test("without a secret there is no code that anybody could know", async () => {
  await expect((await start(undefined)).setUpCode()).rejects.toThrow(/AUTH_SECRET is not set/);
});

test("the data folder keeps it for its owner alone, until somebody has an account", async () => {
  writeFileSync(file, "an older one", { mode: 0o644 });
  const { setUpCodeOfStart, setUp, setUpCode } = await start("one secret of sixteen");
  const code = await setUpCode();
  expect(await setUpCodeOfStart()).toBe(code);
  expect(readFileSync(file, "utf8").trim()).toBe(code);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const owner = { email: "ana@example.com", password: "a long enough password", teamName: "Harbour" };
  await setUp(owner, { isHere: true, ip: "127.0.0.1" });
  expect(await setUpCodeOfStart()).toBeNull();
  expect(() => statSync(file)).toThrow(/ENOENT/);
});
