// @vitest-environment jsdom
import { screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { expect, test, vi } from "vitest";
import { setUpScreens } from "#testing/screen.tsx";
import { Button } from "./button.tsx";
import { Confirm } from "./confirm.tsx";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "./dialog.tsx";
import { Menu, MenuItem, MenuSeparator } from "./menu.tsx";

const { draw } = setUpScreens();

function NoteDialog({ description }: { description?: string }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger>
        <Button>Open the note</Button>
      </DialogTrigger>
      <DialogContent title="A note" {...(description && { description })}>
        <input aria-label="Words" />
        <DialogClose>
          <Button>Done</Button>
        </DialogClose>
      </DialogContent>
    </Dialog>
  );
}

test("a dialog takes the focus, keeps it, and gives it back to what opened it", async () => {
  const { user } = draw(<NoteDialog description="What it is about." />);
  const trigger = screen.getByRole("button", { name: "Open the note" });
  expect(trigger.getAttribute("aria-haspopup")).toBe("dialog");
  await user.tab();
  await user.keyboard("{Enter}");
  const dialog = await screen.findByRole("dialog", { name: "A note", description: "What it is about." });
  expect(dialog.contains(document.activeElement)).toBe(true);
  for (let press = 0; press < 4; press++) {
    await user.tab();
    expect(dialog.contains(document.activeElement)).toBe(true);
  }
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(document.activeElement).toBe(trigger);
});

test.each(["Done", "Close"])("its button “%s” closes it, and it opens again", async (name) => {
  const { user } = draw(<NoteDialog />);
  const trigger = screen.getByRole("button", { name: "Open the note" });
  await user.click(trigger);
  // Without a description of its own, it is described by its title.
  await screen.findByRole("dialog", { name: "A note", description: "A note" });
  await user.click(screen.getByRole("button", { name }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  await user.click(trigger);
  expect(await screen.findByRole("dialog")).toBeTruthy();
});

const QUESTION = { title: "Stop it?", consequence: "It cannot be undone.", verb: "Stop" };
const stop = () => screen.getByRole("button", { name: "Stop" });

test("what is asked about is done only when it is answered so, and then the question goes", async () => {
  const act = vi.fn(async () => {});
  const { user } = draw(<Confirm trigger={<Button>Stop…</Button>} {...QUESTION} act={act} />);
  await user.click(screen.getByRole("button", { name: "Stop…" }));
  await screen.findByRole("dialog", { name: "Stop it?", description: "It cannot be undone." });
  await user.click(screen.getByRole("button", { name: "Cancel" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(act).not.toHaveBeenCalled();
  await user.click(screen.getByRole("button", { name: "Stop…" }));
  await screen.findByRole("dialog");
  await user.click(stop());
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(act).toHaveBeenCalledOnce();
});

test("while it is being done it is not done twice; a refusal stays with the question until the next try", async () => {
  let answer = Promise.withResolvers<void>();
  const act = vi.fn(() => answer.promise);
  const onOpenChange = vi.fn();
  const { user } = draw(
    <ConfirmDialog open onOpenChange={onOpenChange} {...QUESTION} keep="Keep it" act={act} />,
  );
  await screen.findByRole("button", { name: "Keep it" });
  await user.click(stop());
  await waitFor(() => expect(stop().getAttribute("aria-disabled")).toBe("true"));
  await user.click(stop());
  expect(act).toHaveBeenCalledOnce();
  answer.reject(new Error("It has stopped already."));
  expect((await screen.findByRole("alert")).textContent).toBe("It has stopped already.");
  expect(onOpenChange).not.toHaveBeenCalled();
  answer = Promise.withResolvers<void>();
  await user.click(stop());
  await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  answer.resolve();
  await waitFor(() => expect(onOpenChange).toHaveBeenCalledExactlyOnceWith(false));
});

function Choices({ choose }: { choose: (what: string) => void }) {
  return (
    <Menu trigger={<Button>More</Button>}>
      <MenuItem disabled onSelect={() => choose("run")}>
        Run
      </MenuItem>
      <MenuItem onSelect={() => choose("edit")}>Edit</MenuItem>
      <MenuSeparator />
      <MenuItem danger onSelect={() => choose("delete")}>
        Delete
      </MenuItem>
    </Menu>
  );
}

test.each(["{Enter}", "{ArrowDown}"])(
  "a menu opened with %s begins at the first thing that can be done",
  async (key) => {
    const choose = vi.fn();
    const { user } = draw(<Choices choose={choose} />);
    await user.tab();
    await user.keyboard(key);
    await screen.findByRole("menu");
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Edit"));
    await user.keyboard("{ArrowDown}{Enter}");
    expect(choose).toHaveBeenCalledExactlyOnceWith("delete");
    await waitFor(() => expect(screen.queryByRole("menu")).toBeNull());
    expect(document.activeElement?.textContent).toBe("More");
  },
);

test("a menu opened by pointer does its item, not the one that is switched off", async () => {
  const choose = vi.fn();
  const { user } = draw(<Choices choose={choose} />);
  const trigger = screen.getByRole("button", { name: "More" });
  expect(trigger.getAttribute("aria-expanded")).toBe("false");
  await user.click(trigger);
  const menu = within(await screen.findByRole("menu"));
  expect(menu.getByRole("menuitem", { name: "Run" }).getAttribute("aria-disabled")).toBe("true");
  await user.click(menu.getByRole("menuitem", { name: "Edit" }));
  expect(choose).toHaveBeenCalledExactlyOnceWith("edit");
});

test("Escape closes a menu without doing anything, and it opens again", async () => {
  const choose = vi.fn();
  const { user } = draw(<Choices choose={choose} />);
  await user.click(screen.getByRole("button", { name: "More" }));
  await screen.findByRole("menu");
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("menu")).toBeNull());
  await user.click(screen.getByRole("button", { name: "More" }));
  expect(await screen.findByRole("menu")).toBeTruthy();
  expect(choose).not.toHaveBeenCalled();
});
