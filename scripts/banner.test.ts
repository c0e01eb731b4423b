import { expect, test } from "vitest";
import { parseEnv } from "#lib/env.ts";
import { banner } from "./banner.ts";

const given = `fc-${"ab".repeat(16)}`;
const say = (env: Record<string, string>, welcome: Parameters<typeof banner>[2]) =>
  banner("http://localhost:3000", { ...parseEnv(env), dataFolder: "/data" }, welcome);

test("a key that was given is named, and never shown", () => {
  const text = say({ TIDEMARK_API_KEY: given }, { key: "given", setUpCode: null });
  expect(text).not.toContain(given);
  expect(text).toContain("API key: the one you gave as TIDEMARK_API_KEY");
  expect(text).toMatch(/^curl .*"Authorization: Bearer \$TIDEMARK_API_KEY"/m);
});

test("a key that was made is shown, and the line that runs a first monitor has it", () => {
  const text = say({}, { key: { made: given }, setUpCode: null });
  expect(text).toContain(`API key: ${given}\n`);
  expect(text).toMatch(new RegExp(`^curl .*"Authorization: Bearer ${given}"`, "m"));
});

test("the code of a fresh instance is shown beside its address; without one there is no word of it", () => {
  const text = say({}, { key: null, setUpCode: "ABCD-EFGH" });
  expect(text).toContain("From another machine, it also asks for this code: ABCD-EFGH");
  expect(text).not.toContain("API key");
  expect(say({}, { key: null, setUpCode: null })).not.toContain("code");
});

test("an owner's password is no part of it", () => {
  const env = { TIDEMARK_ADMIN_EMAIL: "ana@example.com", TIDEMARK_ADMIN_PASSWORD: "a long enough password" };
  const text = say(env, { key: null, setUpCode: null });
  expect(text).toContain("Sign in as ana@example.com with your TIDEMARK_ADMIN_PASSWORD.");
  expect(text).not.toContain(env.TIDEMARK_ADMIN_PASSWORD);
});
