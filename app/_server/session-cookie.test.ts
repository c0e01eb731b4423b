import { expect, test } from "vitest";
import { cookieOf, sessionToken } from "./session-cookie.ts";

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

test("what no session's token looks like is none", () => {
  expect(sessionToken(carrying("tidemark_session="))).toBeNull();
  expect(sessionToken(carrying("tidemark_session=%00"))).toBeNull();
  expect(cookieOf(carrying("tidemark_link=a=b; x=y"), "tidemark_link")).toBe("a=b");
});
