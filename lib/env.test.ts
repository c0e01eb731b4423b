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
  ["TIDEMARK_PASSWORD_COST", "9", /whole number from 10 to 18/],
  ["TIDEMARK_PASSWORD_COST", "19", /whole number from 10 to 18/],
  ["TIDEMARK_AUDIT_DAYS", "0", /whole number from 1 to 3650/],
  ["TIDEMARK_AUDIT_DAYS", "forever", /whole number from 1 to 3650/],
  ["TIDEMARK_RATE_LIMIT", "many", /whole number from 1 to/],
  ["TIDEMARK_API_KEY", "fc-short", /"fc-" followed by 32 hexadecimal digits/],
  ["AUTH_OIDC_ISSUER", "login.example.com", /must be an http\(s\) URL/],
  ["AUTH_OIDC_ISSUER", "https://login.example.com/?tenant=1", /without \? and #/],
  ["AUTH_OIDC_NAME", "x".repeat(41), /at most 40 characters/],
  ["AUTH_GITHUB_ID", "two words", /without blanks/],
  ["AUTH_GITHUB_SECRET", "pasted ", /without a blank at its ends/],
  ["AUTH_ALLOWED_DOMAINS", "example.com, *.example.org", /"\*\.example\.org" is no domain/],
  ["AUTH_ALLOWED_DOMAINS", "example.com", /set AUTH_GITHUB_ID, AUTH_GOOGLE_ID or AUTH_OIDC_ISSUER, too/],
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

test.each([
  [{ AUTH_GITHUB_ID: "id" }, "AUTH_GITHUB_SECRET must be set, too, because AUTH_GITHUB_ID is."],
  [{ AUTH_GITHUB_SECRET: "s" }, "AUTH_GITHUB_ID must be set, too, because AUTH_GITHUB_SECRET is."],
  [{ AUTH_GOOGLE_SECRET: "s" }, "AUTH_GOOGLE_ID must be set, too, because AUTH_GOOGLE_SECRET is."],
  [{ AUTH_OIDC_ISSUER: "https://login.example.com" }, "AUTH_OIDC_ID must be set, too"],
  [{ AUTH_OIDC_ID: "id", AUTH_OIDC_SECRET: "s" }, "AUTH_OIDC_ISSUER must be set, too"],
  [{ AUTH_OIDC_NAME: "Our login" }, "AUTH_OIDC_ISSUER must be set, too, because AUTH_OIDC_NAME is."],
])("half a provider stops the start: %j", (given, sentence) => {
  expect(() => parseEnv(given)).toThrow(sentence);
});

test("a whole provider is taken, with the domains whose people may come in", () => {
  const given = {
    AUTH_OIDC_ISSUER: "https://login.example.com/realms/a",
    AUTH_OIDC_ID: "tidemark",
    AUTH_OIDC_SECRET: "secret",
    AUTH_OIDC_NAME: "Our login",
    AUTH_ALLOWED_DOMAINS: "example.com=Harbour",
  };
  expect(parseEnv(given)).toMatchObject(given);
});
