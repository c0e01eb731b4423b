import { expect, test } from "vitest";
import { expiredCookie, sessionCookie, sessionToken } from "./session-cookie.ts";

const token = "A-z_0".repeat(8);
const carrying = (cookie: string) => new Request("http://tidemark.test", { headers: { cookie } });

test("a token is found among other cookies, and never under another's name", () => {
  expect(sessionToken(carrying(`tidemark_session=${token}`))).toBe(token);
  expect(sessionToken(carrying(`theme=dark; tidemark_session=${token}; a=b`))).toBe(token);
  expect(sessionToken(carrying(`theme=dark;tidemark_session=${token}`))).toBe(token);
  expect(sessionToken(carrying(`not_tidemark_session=${token}`))).toBeNull();
  expect(sessionToken(carrying(`theme=tidemark_session=${token}`))).toBeNull();
  expect(sessionToken(new Request("http://tidemark.test"))).toBeNull();
});

test("what is set is what is read again; only an encrypted connection keeps it to itself", () => {
  const set = sessionCookie(token, new Date("2026-12-01T00:00:00Z"), true);
  expect(sessionToken(carrying(set.split(";")[0] ?? ""))).toBe(token);
  expect(set).toMatch(/; HttpOnly; SameSite=Lax; Expires=Tue, 01 Dec 2026 00:00:00 GMT; Secure$/);
  expect(sessionCookie(token, new Date(), false)).not.toContain("Secure");
});

test("an expired cookie carries no token", () => {
  const set = expiredCookie(false);
  expect(set).toContain("Expires=Thu, 01 Jan 1970 00:00:00 GMT");
  expect(sessionToken(carrying(set.split(";")[0] ?? ""))).toBeNull();
});
