import { scryptSync } from "node:crypto";
import { expect, test, vi } from "vitest";
import { hashPassword, verifyNobody, verifyPassword } from "./password.ts";

// Other tests hash at the least cost; these do as an installation does that sets none.
vi.hoisted(() => {
  process.env.TIDEMARK_PASSWORD_COST = "";
});

const password = "correct horse battery staple";

test("the same password is stored differently each time, and verified each time", async () => {
  const [first, second] = [await hashPassword(password), await hashPassword(password)];
  expect(first).not.toBe(second);
  for (const stored of [first, second]) {
    expect(stored).toMatch(/^scrypt\$131072\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
    expect(stored).not.toContain(password);
    expect(await verifyPassword(password, stored)).toBe(true);
  }
});

test("nothing but the password itself opens it", async () => {
  const stored = await hashPassword(password);
  for (const guess of ["", password.slice(1), `${password} `, password.toUpperCase()]) {
    expect(await verifyPassword(guess, stored)).toBe(false);
  }
});

test("a letter counts as the same however a keyboard composes it", async () => {
  const stored = await hashPassword("Zürich über alles");
  expect(await verifyPassword("Zu\u0308rich u\u0308ber alles", stored)).toBe(true);
});

test("a password stored at another cost is verified at that cost", async () => {
  const salt = Buffer.from("0123456789abcdef");
  const hash = scryptSync(password, salt, 32, { N: 1024, r: 4, p: 2 });
  const stored = ["scrypt", 1024, 4, 2, salt.toString("base64url"), hash.toString("base64url")].join("$");
  expect(await verifyPassword(password, stored)).toBe(true);
  expect(await verifyPassword("another password", stored)).toBe(false);
});

test("nobody's password is never right", async () => {
  expect(await verifyNobody(password)).toBe(false);
  expect(await verifyNobody("")).toBe(false);
});
