// @vitest-environment jsdom
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { CommentAnswer } from "#lib/inbox/comments/model.ts";
import { refusal, setUpScreens } from "#testing/screen.tsx";
import { Comments } from "./comments.tsx";

const { draw, answer, calls } = setUpScreens();

const ana = { id: "1", email: "ana@example.com", name: "Ana" };
const ben = { id: "2", email: "ben@example.com", name: null };
const comment = (id: string, more: Partial<CommentAnswer> = {}): CommentAnswer => ({
  id,
  itemId: "i1",
  text: `Comment ${id}`,
  by: ana,
  byName: "ana@example.com",
  mine: false,
  mentions: [],
  createdAt: "2026-11-01T12:00:00.000Z",
  editedAt: null,
  ...more,
});
const comments = "/v2/changes/i1/comments";
const listed = (...data: CommentAnswer[]) =>
  answer(`GET ${comments}`, { data, nextCursor: null, total: data.length });

test("the newest comment stands last, above the field for the next", async () => {
  listed(comment("2"), comment("1"));
  draw(<Comments itemId="i1" />);
  await screen.findByText("Comment 2");
  expect(screen.getAllByRole("listitem").map((item) => item.textContent)).toEqual([
    expect.stringContaining("Comment 1"),
    expect.stringContaining("Comment 2"),
  ]);
});

test("a comment is sent by key, and the field is empty for the next one", async () => {
  listed();
  answer(`POST ${comments}`, { data: comment("1") });
  const { user } = draw(<Comments itemId="i1" />);
  const field = await screen.findByRole("combobox", { name: "Write a comment" });
  await user.type(field, "Look at **this**{Control>}{Enter}{/Control}");
  await waitFor(() => expect(field).toHaveProperty("value", ""));
  expect(calls(`POST ${comments}`).map(({ body }) => body)).toEqual([{ text: "Look at **this**" }]);
});

test("what was refused stays in the field, with the reason", async () => {
  listed();
  answer(`POST ${comments}`, refusal(400, "The comment mentions 60 people; name at most 50."));
  const { user } = draw(<Comments itemId="i1" />);
  const field = await screen.findByRole("combobox", { name: "Write a comment" });
  await user.type(field, "x");
  await user.click(screen.getByRole("button", { name: "Comment" }));
  expect((await screen.findByRole("alert")).textContent).toContain("name at most 50");
  expect(field).toHaveProperty("value", "x");
  await user.clear(field);
});

test("what was not sent is there again after another item was looked at", async () => {
  listed();
  const { user, unmount } = draw(<Comments itemId="i1" />);
  await user.type(await screen.findByRole("combobox"), "half a th");
  unmount();
  draw(<Comments itemId="i1" />);
  const field = await screen.findByRole("combobox");
  expect(field).toHaveProperty("value", "half a th");
});

test("@ proposes members, and arrows and Enter choose one", async () => {
  listed();
  answer("GET /v2/changes/people", { data: [ana, ben] });
  const { user } = draw(<Comments itemId="i1" />);
  const field = await screen.findByRole("combobox");
  await user.clear(field);
  await user.type(field, "ask @");
  await screen.findByRole("option", { name: /ben/ });
  await user.keyboard("{ArrowDown}{Enter}");
  expect(field).toHaveProperty("value", "ask @ben@example.com ");
  expect(screen.queryByRole("listbox")).toBeNull();
  await user.clear(field);
});

test("only its author edits and deletes a comment", async () => {
  listed(comment("2", { mine: true }), comment("1", { by: ben }));
  answer(`PATCH ${comments}/2`, { data: comment("2") });
  answer(`DELETE ${comments}/2`, {});
  const { user } = draw(<Comments itemId="i1" />);
  await screen.findByText("Comment 2");
  const [theirs, own] = screen.getAllByRole("listitem") as [HTMLElement, HTMLElement];
  expect(within(theirs).queryByRole("button")).toBeNull();
  await user.click(within(own).getByRole("button", { name: "Edit" }));
  const field = screen.getByRole("combobox", { name: "Edit the comment" });
  await user.clear(field);
  await user.type(field, "Better");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(screen.queryByRole("combobox", { name: "Edit the comment" })).toBeNull());
  expect(calls(`PATCH ${comments}/2`).map(({ body }) => body)).toEqual([{ text: "Better" }]);
  await user.click(screen.getByRole("button", { name: "Delete" }));
  const question = await screen.findByRole("dialog", { name: "Delete this comment?" });
  await user.click(within(question).getByRole("button", { name: "Delete comment" }));
  await waitFor(() => expect(calls(`DELETE ${comments}/2`)).toHaveLength(1));
});
