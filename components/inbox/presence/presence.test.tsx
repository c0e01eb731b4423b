// @vitest-environment jsdom
import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { setUpScreens } from "#testing/screen.tsx";
import { initials } from "./avatar.tsx";
import { Presence } from "./presence.tsx";

const { draw, answer, calls } = setUpScreens();

const person = (id: string) => ({ id, email: `p${id}@example.com`, name: `Person ${id}` });

test("who else looks is shown, and the reader is announced and taken back", async () => {
  const people = ["1", "2", "3", "4", "5", "6"].map(person);
  answer("GET /v2/changes/i1/presence", { data: people });
  answer("POST /v2/changes/i1/presence", { data: people });
  const { unmount } = draw(<Presence itemId="i1" />);
  await screen.findByTitle("Person 1");
  expect(screen.getByRole("status").textContent).toContain("+2");
  await waitFor(() => expect(calls("POST /v2/changes/i1/presence")).toHaveLength(1));
  unmount();
  await waitFor(() =>
    expect(calls("POST /v2/changes/i1/presence").map(({ body }) => body)).toEqual([
      { viewer: expect.any(String), here: true },
      { viewer: expect.any(String), here: false },
    ]),
  );
});

test("who only passes an item is not announced there", async () => {
  answer("GET /v2/changes/i1/presence", { data: [] });
  const { unmount } = draw(<Presence itemId="i1" />);
  unmount();
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(calls("POST /v2/changes/i1/presence")).toEqual([]);
});

test.each([
  ["Ana Berg", "x@example.com", "AB"],
  ["Ana", "x@example.com", "AN"],
  [null, "ana.berg@example.com", "AB"],
  [null, "ana@example.com", "AN"],
  ["Ana Maria de la Berg", "x@example.com", "AB"],
  ["  ", "z@example.com", "Z"],
])("%j, %s is %s", (name, email, letters) => {
  expect(initials({ name, email })).toBe(letters);
});
