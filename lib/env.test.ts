import { expect, test } from "vitest";
import { parseEnv } from "./env.ts";

test.each([
  [
    "TIDEMARK_TRUSTED_PROXIES",
    "10.0.0.0/8, proxy.example",
    /"proxy\.example" is neither an address nor a range/,
  ],
  ["TIDEMARK_TRUSTED_PROXIES", "10.0.0.0/33", /"10\.0\.0\.0\/33" is neither/],
  ["TIDEMARK_RATE_LIMIT", "0", /whole number from 1 to/],
  ["TIDEMARK_AUDIT_DAYS", "0", /whole number from 1 to 3650/],
  ["TIDEMARK_AUDIT_DAYS", "forever", /whole number from 1 to 3650/],
  ["TIDEMARK_RATE_LIMIT", "many", /whole number from 1 to/],
  ["TIDEMARK_API_KEY", "fc-short", /"fc-" followed by 32 hexadecimal digits/],
])("%s=%s stops the start with a sentence that names it", (name, value, sentence) => {
  expect(() => parseEnv({ [name]: value })).toThrow(sentence);
  expect(() => parseEnv({ [name]: value })).toThrow(name);
});

test("a secret that makes no sense is refused without being repeated", () => {
  const secrets = {
    AUTH_SECRET: "hunter2",
    TIDEMARK_API_KEY: "fc-hunter2",
    TIDEMARK_ADMIN_PASSWORD: "hunter2",
  };
  for (const [name, value] of Object.entries(secrets)) {
    expect(() => parseEnv({ [name]: value })).toThrow(name);
    expect(() => parseEnv({ [name]: value })).not.toThrow(/hunter2/);
  }
  expect(() => parseEnv({ DATABASE_URL: "mysql://ana:hunter2@host/db" })).not.toThrow(/hunter2/);
});

test.each(["", "none", "127.0.0.1", "10.0.0.0/8 192.0.2.7,fd00::/8"])("proxies may be %j", (value) => {
  expect(() => parseEnv({ TIDEMARK_TRUSTED_PROXIES: value })).not.toThrow();
});
