import { expect, test } from "vitest";
import { pageAfterSignIn, signInAddress } from "./sign-in-address.ts";

test("a page of ours is come back to, with all that its address says", () => {
  const path = "/monitors/1/checks/2?page=3&status=new";
  const next = new URL(signInAddress(path), "http://localhost").searchParams.get("next");
  expect(pageAfterSignIn(next ?? undefined)).toBe(path);
  expect(signInAddress("/changes")).toBe("/sign-in");
});

test.each([
  undefined,
  "",
  "monitors",
  "https://evil.example/",
  "//evil.example/",
  "/\\evil.example/",
  "/\t/evil.example/",
  "/..//evil.example/",
  "\\\\evil.example",
  "javascript:alert(1)",
  " /\n/evil.example",
])("what names no page of ours, as %j, leads to the monitors", (next) => {
  expect(pageAfterSignIn(next)).toBe("/changes");
});
