import { createElement, isValidElement, type ReactElement, Suspense } from "react";
import { expect, test } from "vitest";
import { orSkeleton } from "#app/_server/or-skeleton.tsx";

test("what is read soon comes whole, and its failure as its own", async () => {
  const page = createElement("main");
  expect(await orSkeleton(Promise.resolve(page), "skeleton")).toBe(page);
  await expect(orSkeleton(Promise.reject(new Error("not found")), "skeleton")).rejects.toThrow("not found");
});

test("what takes long is announced by its skeleton", async () => {
  const { promise, resolve } = Promise.withResolvers<ReactElement>();
  const shown = await orSkeleton(promise, "skeleton");
  expect(isValidElement(shown) && shown.type).toBe(Suspense);
  expect(isValidElement(shown) && shown.props).toMatchObject({ fallback: "skeleton", children: promise });
  resolve(createElement("main"));
});
