// @vitest-environment jsdom
import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import type { BellAnswer } from "#lib/inbox/bell/model.ts";
import { setUpScreens } from "#testing/screen.tsx";
import { Bell } from "./bell.tsx";

const { draw, answer, calls, visits } = setUpScreens();

const entry = (id: string, more: Partial<BellAnswer> = {}): BellAnswer => ({
  id,
  kind: "mention",
  itemId: "i1",
  commentId: "c1",
  by: "Ana",
  title: "Acme pricing",
  words: "Sales should know",
  createdAt: "2026-11-01T12:00:00.000Z",
  readAt: null,
  ...more,
});
const rung = (unread: number, ...data: BellAnswer[]) =>
  answer("GET /v2/bell", { data, nextCursor: null, unread });

test("the mark says how many are unread, and none when there are none", async () => {
  rung(3, entry("1"));
  const { client } = draw(<Bell />);
  await screen.findByText("3");
  rung(0);
  await client.invalidateQueries({ queryKey: ["bell"] });
  await screen.findByRole("button", { name: "Mentions and assignments. Nothing unread" });
  expect(screen.queryByText("3")).toBeNull();
  rung(140);
  await client.invalidateQueries({ queryKey: ["bell"] });
  await screen.findByText("99+");
});

test("an entry leads to what it is about, and is read then", async () => {
  rung(1, entry("1"), entry("2", { kind: "assigned", commentId: null, readAt: "2026-11-02T12:00:00.000Z" }));
  answer("POST /v2/bell/read", {});
  const { user } = draw(<Bell />);
  await user.click(await screen.findByRole("button"));
  const mention = await screen.findByRole("link", { name: /Unread:.*Ana mentioned you/ });
  expect(screen.getByRole("link", { name: /Ana assigned you/ }).getAttribute("href")).toBe("/changes/i1");
  await user.click(mention);
  expect(visits()).toEqual(["/changes/i1#comment-c1"]);
  await waitFor(() => expect(calls("POST /v2/bell/read").map(({ body }) => body)).toEqual([{ ids: ["1"] }]));
  expect(screen.queryByRole("region")).toBeNull();
});

test("all are marked at once", async () => {
  rung(2, entry("1"), entry("2"));
  answer("POST /v2/bell/read", {});
  const { user } = draw(<Bell />);
  await user.click(await screen.findByRole("button"));
  await user.click(await screen.findByRole("button", { name: "Mark all read" }));
  await waitFor(() => expect(calls("POST /v2/bell/read").map(({ body }) => body)).toEqual([{ all: true }]));
});

test("Escape and a press beside it close it", async () => {
  rung(0);
  const { user } = draw(<Bell />);
  const bell = await screen.findByRole("button");
  await user.click(bell);
  await screen.findByText(/Nothing yet/);
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("region")).toBeNull();
  expect(document.activeElement).toBe(bell);
  await user.click(bell);
  await screen.findByText(/Nothing yet/);
  await user.click(document.body);
  expect(screen.queryByRole("region")).toBeNull();
});
