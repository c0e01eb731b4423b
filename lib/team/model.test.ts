import { expect, test } from "vitest";
import type { z } from "zod";
import { ChangePassword, Email, Password, SetUp, SignIn, TeamName } from "./model.ts";

const takes = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;

test("an email is the same person in capitals and with blanks around it", () => {
  expect(Email.parse("  Ana@Example.COM ")).toBe("ana@example.com");
});

test.each([
  "",
  "ana",
  "ana@",
  "@example.com",
  "ana@example",
  "a b@example.com",
  `${"a".repeat(320)}@example.com`,
])("%j is no email", (email) => {
  expect(takes(Email, email)).toBe(false);
});

test("a new password has 8 to 256 characters, blanks included; the team's name 1 to 100 without those around it", () => {
  expect([7, 8, 256, 257].map((length) => takes(Password, "p".repeat(length)))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(Password.parse("  blanks  ")).toBe("  blanks  ");
  expect(TeamName.parse("  Harbour ")).toBe("Harbour");
  expect(takes(TeamName, "   ")).toBe(false);
  expect([100, 101].map((length) => takes(TeamName, "n".repeat(length)))).toEqual([true, false]);
});

test("a short password of old still signs in and can be changed: only new ones must be long", () => {
  expect(takes(SignIn, { email: "ana@example.com", password: "short" })).toBe(true);
  expect(takes(ChangePassword, { currentPassword: "short", newPassword: "long enough" })).toBe(true);
  expect(takes(ChangePassword, { currentPassword: "long enough", newPassword: "short" })).toBe(false);
});

test("nobody chooses their role or their team's id while setting up", () => {
  const owner = { email: "ana@example.com", password: "long enough", teamName: "Harbour" };
  expect(takes(SetUp, owner)).toBe(true);
  expect(takes(SetUp, { ...owner, role: "owner" })).toBe(false);
  expect(takes(SetUp, { ...owner, teamId: "1" })).toBe(false);
});
