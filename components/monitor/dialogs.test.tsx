// @vitest-environment jsdom
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { setUpScreens } from "#testing/screen.tsx";
import { monitorAnswer } from "#testing/screen-data.ts";
import { DeleteDialog } from "./delete-dialog.tsx";
import { endsCheck, PauseDialog } from "./pause-dialog.tsx";

const { draw } = setUpScreens();
const shop = monitorAnswer("1", { name: " Shop ’26 " });
const many = Array.from({ length: 11 }, (_, at) => monitorAnswer(String(at)));

async function drawDelete(monitors = [shop], remove: () => Promise<void> = async () => {}) {
  const close = vi.fn();
  const asked = vi.fn(remove);
  const { user } = draw(<DeleteDialog monitors={monitors} remove={asked} close={close} />);
  const dialog = within(await screen.findByRole("dialog"));
  const field = dialog.getByRole("textbox") as HTMLInputElement;
  await waitFor(() => expect(document.activeElement).toBe(field));
  return { user, close, asked, dialog, field };
}

test("nothing is deleted until the name is typed as it is, spaces around it aside", async () => {
  const { user, asked, dialog, field } = await drawDelete();
  const remove = dialog.getByRole("button", { name: "Delete monitor" }) as HTMLButtonElement;
  expect(remove.disabled).toBe(true);
  await user.type(field, "shop ’26{Enter}");
  expect(asked).not.toHaveBeenCalled();
  await user.clear(field);
  await user.type(field, "Shop ’26");
  expect(remove.disabled).toBe(false);
  await user.keyboard("{Enter}");
  expect(asked).toHaveBeenCalledExactlyOnceWith([shop]);
});

test("while it is being deleted it is not deleted a second time; a refusal is told at the field", async () => {
  const { promise, reject } = Promise.withResolvers<void>();
  const { user, asked, dialog, field } = await drawDelete([shop], () => promise);
  await user.type(field, "Shop ’26{Enter}");
  expect(await dialog.findByRole("button", { name: "Deleting…" })).toBeTruthy();
  await user.keyboard("{Enter}");
  expect(asked).toHaveBeenCalledOnce();
  reject(new Error("The monitor is being changed. Try again."));
  expect((await dialog.findByRole("alert")).textContent).toBe("The monitor is being changed. Try again.");
  expect(field.getAttribute("aria-invalid")).toBe("true");
  expect(dialog.getByRole("button", { name: "Delete monitor" })).toBeTruthy();
});

test("several are named up to eight, and confirmed by their number", async () => {
  const { user, asked, dialog, field } = await drawDelete(many);
  expect(screen.getByRole("dialog", { name: "Delete 11 monitors?" })).toBeTruthy();
  expect(dialog.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([
    ...many.slice(0, 8).map(({ name }) => name),
    "and 3 more",
  ]);
  await user.type(field, "delete 11{Enter}");
  expect(asked).toHaveBeenCalledExactlyOnceWith(many);
});

test("keeping closes, and so does Escape", async () => {
  const { user, asked, close, dialog } = await drawDelete();
  await user.click(dialog.getByRole("button", { name: "Keep" }));
  expect(close).toHaveBeenCalledOnce();
  await user.keyboard("{Escape}");
  expect(close).toHaveBeenCalledTimes(2);
  expect(asked).not.toHaveBeenCalled();
});

test("nothing is asked when there is nothing to delete", () => {
  draw(<DeleteDialog monitors={[]} remove={async () => {}} close={() => {}} />);
  expect(screen.queryByRole("dialog")).toBeNull();
});

test.each([
  [0, false],
  [1, true],
])("pausing monitors of which %i are being checked ends a check: %s", (running, ends) => {
  const monitors = many.map((monitor, at) => ({ ...monitor, currentCheckId: at < running ? "c" : null }));
  expect(endsCheck(monitors)).toBe(ends);
});

test.each([
  [1, 1, "Pause Monitor 0?", "It is being checked, and", "Pause and cancel the check"],
  [3, 1, "Pause 3 monitors?", "1 of them is being checked, and", "Pause and cancel the check"],
  [3, 2, "Pause 3 monitors?", "2 of them are being checked, and", "Pause and cancel the checks"],
])(
  "pausing %i, of which %i are being checked, says what it ends",
  async (all, running, title, whose, verb) => {
    const monitors = many
      .slice(0, all)
      .map((monitor, at) => ({ ...monitor, currentCheckId: at < running ? "c" : null }));
    const pause = vi.fn(async () => {});
    const onOpenChange = vi.fn();
    const { user } = draw(<PauseDialog monitors={monitors} open onOpenChange={onOpenChange} pause={pause} />);
    const dialog = within(await screen.findByRole("dialog", { name: title }));
    expect(dialog.getByText(new RegExp(whose))).toBeTruthy();
    await user.click(dialog.getByRole("button", { name: verb }));
    expect(pause).toHaveBeenCalledOnce();
    await waitFor(() => expect(onOpenChange).toHaveBeenCalledExactlyOnceWith(false));
  },
);
