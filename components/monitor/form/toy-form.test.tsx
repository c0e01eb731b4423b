// @vitest-environment jsdom
import { screen, waitFor, within } from "@testing-library/react";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import type { TargetForm } from "#components/target/form.ts";
import { registerTargetForm } from "#components/target/forms.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";
import { type AnyTarget, registerTargetKind } from "#lib/target/kinds.ts";
import { registerTargetSchema } from "#lib/target/model.ts";
import { refusal, setUpScreens } from "#testing/screen.tsx";
import { monitorAnswer } from "#testing/screen-data.ts";
import { MonitorForm } from "./monitor-form.tsx";

// A kind of target that only this file knows gets its block, its price and its part of the body; no component is edited.

const screens = setUpScreens();

type BookFields = { address: string; chapters: string };

const bookForm: TargetForm<BookFields> = {
  type: "book",
  name: "Book",
  empty: { address: "", chapters: "1" },
  fieldsOf: ({ address, chapters }) => ({ address: String(address), chapters: String(chapters) }),
  targetOf: ({ address, chapters }, stored) => ({
    ...stored,
    type: "book",
    address,
    chapters: Number(chapters),
  }),
  unreadable: ({ chapters }): Record<string, string> =>
    /^\d+$/.test(chapters) ? {} : { chapters: "Write a number of chapters." },
  Block: ({ fields, refusals, onChange }) => (
    <>
      {(["address", "chapters"] as const).map((field) => (
        <label key={field}>
          {field}
          <input
            aria-invalid={refusals[field] ? true : undefined}
            value={fields[field]}
            onChange={(event) => onChange({ [field]: event.target.value })}
          />
          {refusals[field]}
        </label>
      ))}
    </>
  ),
};

const undo: (() => void)[] = [];
beforeAll(() => {
  undo.push(
    registerTargetKind({
      type: "book",
      name: "book",
      words: ({ chapters }) => `a book of ${chapters} chapters`,
      addresses: ({ address, chapters }) =>
        Array.from({ length: Number(chapters) }, (_, index) => `${address}/${index + 1}`),
      questions: () => [],
      knownPages: ({ chapters }) => Number(chapters),
      estimate: ({ chapters }) => 2 * Number(chapters),
      needsGoal: false,
      namesPages: true,
    }),
    registerTargetSchema({
      type: "book",
      schema: z.strictObject({
        id: z.string().optional(),
        type: z.literal("book"),
        address: z.url("must be an address"),
        chapters: z.number().int().min(1).max(9, "must have at most 9"),
        binding: z.string().optional(),
      }),
    }),
    registerTargetForm(bookForm),
  );
});
afterAll(() => {
  for (const unregister of undo) unregister();
});

beforeEach(() => {
  screens.answer("GET /v2/team/credit-usage", refusal(500, "not asked here"));
});

const button = (name: string | RegExp) => screen.getByRole("button", { name });
const create = () => button("Create monitor");

test("a new block becomes one of the kind, is priced while it is typed, and is a part of the body", async () => {
  screens.answer("POST /v2/monitor", { success: true, data: monitorAnswer("made") });
  const { user } = screens.draw(<MonitorForm />);
  await user.click(button("Book"));
  await user.type(screen.getByLabelText("address"), "https://books.example/kim");
  await user.clear(screen.getByLabelText("chapters"));
  await user.type(screen.getByLabelText("chapters"), "3");
  const estimate = screen.getByRole("region", { name: "Credits, at most" });
  await waitFor(() => expect(within(estimate).getByText("~6")).toBeTruthy());
  await user.clear(screen.getByLabelText("Name"));
  await user.type(screen.getByLabelText("Name"), "Kim");
  await user.click(create());
  await waitFor(() => expect(screens.visits()).toEqual(["/monitors/made"]));
  expect(screens.calls("POST /v2/monitor")[0]?.body).toMatchObject({
    name: "Kim",
    targets: [{ type: "book", address: "https://books.example/kim", chapters: 3 }],
  });
});

test("what its form, its schema and the server refuse stands in its block", async () => {
  const { user } = screens.draw(<MonitorForm />);
  await user.click(button("Book"));
  await user.clear(screen.getByLabelText("Name"));
  await user.type(screen.getByLabelText("Name"), "Kim");
  await user.type(screen.getByLabelText(/chapters/), "x");
  await user.click(create());
  expect(await screen.findByText(/Write a number of chapters/)).toBeTruthy();
  expect(screen.getByText(/This must be an address/)).toBeTruthy();
  await user.type(screen.getByLabelText(/address/), "https://books.example");
  expect(screen.queryByText(/must be an address/), "what is changed is refused no more").toBeNull();
  await user.clear(screen.getByLabelText(/chapters/));
  await user.type(screen.getByLabelText(/chapters/), "10");
  await user.click(create());
  expect(await screen.findByText(/This must have at most 9/)).toBeTruthy();
  await user.clear(screen.getByLabelText(/chapters/));
  await user.type(screen.getByLabelText(/chapters/), "2");
  screens.answer(
    "POST /v2/monitor",
    refusal(400, "Refused", { details: [{ path: "targets.0.address", message: "is a library's" }] }),
  );
  await user.click(create());
  expect(await screen.findByText(/This is a library's/)).toBeTruthy();
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText(/address/)));
});

const stored: AnyTarget[] = [
  { id: "0198c0de-0000-7000-8000-000000000001", type: "scrape", urls: ["https://example.com/"] },
  {
    id: "0198c0de-0000-7000-8000-000000000002",
    type: "book",
    address: "https://b.example",
    chapters: 2,
    binding: "cloth",
  },
  {
    id: "0198c0de-0000-7000-8000-000000000003",
    type: "search",
    queries: ["When?"],
    searchWindow: "1h",
    maxResults: 7,
  },
];

test("beside others it is changed alone; what has no form is shown and carried over untouched", async () => {
  const monitor = monitorAnswer("m", {
    targets: stored as MonitorAnswer["targets"],
    goal: "Prices",
    judgeEnabled: false,
  });
  screens.answer("PATCH /v2/monitor/m", { success: true, data: monitor });
  const { user } = screens.draw(<MonitorForm monitor={monitor} />);
  expect(screen.getByRole("region", { name: "Target 1, Pages" })).toBeTruthy();
  const third = screen.getByRole("region", { name: "Target 3, search" });
  expect(third.textContent).toMatch(/1 query: “When\?”.*It stays as it is/);
  const book = within(screen.getByRole("region", { name: "Target 2, Book" }));
  await user.clear(book.getByLabelText("chapters"));
  await user.type(book.getByLabelText("chapters"), "5");
  await user.click(button("Save changes"));
  await waitFor(() => expect(screens.visits()).toEqual(["/monitors/m"]));
  expect(screens.calls("PATCH /v2/monitor/m")[0]?.body).toEqual({
    targets: [stored[0], { ...stored[1], chapters: 5 }, stored[2]],
  });
});

test("targets are added, taken out and put back", async () => {
  const monitor = monitorAnswer("m", { targets: stored.slice(0, 2) as MonitorAnswer["targets"] });
  screens.answer("PATCH /v2/monitor/m", { success: true, data: monitor });
  const { user } = screens.draw(<MonitorForm monitor={monitor} />);
  await user.click(button("Remove target 2"));
  expect(screen.queryByRole("heading", { name: /Target/ }), "one alone has no heading").toBeNull();
  await user.click(button("Put it back"));
  expect(
    within(screen.getByRole("region", { name: "Target 2, Book" })).getByLabelText("chapters"),
  ).toHaveProperty("value", "2");
  await user.click(button("+ Add target"));
  const third = within(screen.getByRole("region", { name: "Target 3, Pages" }));
  await user.click(third.getByRole("button", { name: "Book" }));
  await user.type(screen.getAllByLabelText("address")[1] as HTMLElement, "https://c.example");
  await user.click(button("Remove target 1"));
  await user.click(button("Save changes"));
  await waitFor(() => expect(screens.calls("PATCH /v2/monitor/m")).toHaveLength(1));
  expect(screens.calls("PATCH /v2/monitor/m")[0]?.body).toEqual({
    targets: [stored[1], { type: "book", address: "https://c.example", chapters: 1 }],
  });
});
