// @vitest-environment jsdom
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { screen, waitFor } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import type { ReactNode } from "react";
import { expect, test } from "vitest";
import { CancelCheck } from "#components/check/cancel-check.tsx";
import { RawJson } from "#components/check/raw-json.tsx";
import { KeyMap } from "#components/keys/key-map.tsx";
import { DeleteDialog } from "#components/monitor/delete-dialog.tsx";
import { LeaveDialog } from "#components/monitor/form/leave-dialog.tsx";
import { PreviewSheet } from "#components/monitor/form/preview-sheet.tsx";
import { RowMenu } from "#components/monitor/list/row-menu.tsx";
import { PauseDialog } from "#components/monitor/pause-dialog.tsx";
import { openPalette, Palette } from "#components/shell/palette.tsx";
import { CreateKey } from "#components/team/create-key.tsx";
import { RevokeKey } from "#components/team/revoke-key.tsx";
import { Sessions } from "#components/team/sessions.tsx";
import { setUpScreens } from "#testing/screen.tsx";
import { checkAnswer, monitorAnswer } from "#testing/screen-data.ts";

const { draw, answer } = setUpScreens();

const nothing = async () => {};
const running = monitorAnswer("1", { currentCheckId: "c" });
const press = (name: string | RegExp) => async (user: UserEvent) => {
  await user.click(await screen.findByRole("button", { name }));
};
const choose = (item: string) => async (user: UserEvent) => {
  await press(/^More for/)(user);
  await user.click(await screen.findByRole("menuitem", { name: item }));
};
const session = (id: string, current: boolean) => ({
  id,
  current,
  ip: "192.0.2.1",
  userAgent: null,
  createdAt: "2026-11-25T12:00:00.000Z",
});

type Case = {
  /** The file that has the dialog. */
  file: string;
  part: ReactNode;
  open?: (user: UserEvent) => Promise<void> | void;
  /** The role and name of what has the focus then. */
  focused: [role: string, name: string | RegExp];
};

const CASES: Case[] = [
  {
    file: "team/create-key.tsx",
    part: <CreateKey origin="http://tidemark.example" />,
    open: press("Create API key"),
    focused: ["textbox", "Name"],
  },
  {
    file: "team/revoke-key.tsx",
    part: (
      <RevokeKey
        apiKey={{
          id: "k",
          name: "ci",
          role: "member" as const,
          readOnly: false,
          prefix: "fc-1",
          createdAt: "",
          lastUsedAt: null,
          revokedAt: null,
        }}
      />
    ),
    open: press("Revoke ci"),
    focused: ["button", "Cancel"],
  },
  {
    file: "team/sessions.tsx",
    part: <Sessions />,
    open: press(/^End session of/),
    focused: ["button", "Cancel"],
  },
  {
    file: "monitor/delete-dialog.tsx",
    part: <DeleteDialog monitors={[running]} remove={nothing} close={() => {}} />,
    focused: ["textbox", /^Type/],
  },
  {
    file: "monitor/pause-dialog.tsx",
    part: <PauseDialog monitors={[running]} open onOpenChange={() => {}} pause={nothing} />,
    focused: ["button", "Keep it running"],
  },
  {
    file: "monitor/form/leave-dialog.tsx",
    part: <LeaveDialog asking stay={() => {}} leave={() => {}} />,
    focused: ["button", "Keep editing"],
  },
  {
    file: "monitor/form/preview-sheet.tsx",
    part: (
      <PreviewSheet
        open
        onOpenChange={() => {}}
        preview={{ wanted: null } as never}
        pages={["https://a.b", "https://c.d"]}
      />
    ),
    focused: ["combobox", "Page to try"],
  },
  {
    file: "monitor/list/row-menu.tsx",
    part: <RowMenu monitor={running} actions={{} as never} askDelete={() => {}} />,
    open: choose("Cancel the check…"),
    focused: ["button", "Keep it running"],
  },
  {
    file: "check/cancel-check.tsx",
    part: <CancelCheck check={{ id: "c", monitorId: "1" }} />,
    open: press("Cancel"),
    focused: ["button", "Keep it running"],
  },
  {
    file: "check/raw-json.tsx",
    part: <RawJson check={checkAnswer("1", "c")} />,
    open: press("Raw JSON"),
    // What it shows is still being read: then the dialog itself, and never the button that closes it.
    focused: ["dialog", "What the API answers"],
  },
  {
    file: "shell/palette-layer.tsx",
    part: <Palette />,
    open: () => openPalette(),
    focused: ["combobox", /^Find a monitor/],
  },
  {
    file: "keys/key-map.tsx",
    part: <KeyMap />,
    open: (user) => user.keyboard("?"),
    // There is nothing to fill in or to press but what closes it.
    focused: ["dialog", "Keys of this screen"],
  },
];

test.each(CASES)(
  "the dialog of $file gives the focus to its first field, and Enter does not dismiss it",
  async (one) => {
    answer("GET /v2/monitor", { total: 0, data: [] });
    answer("GET /v2/team/sessions", { data: [session("a", true), session("b", false)] });
    answer("GET /v2/monitor/1/checks/c", () => new Promise(() => {}));
    const { user } = draw(one.part);
    await one.open?.(user);
    await screen.findByRole("dialog");
    const [role, name] = one.focused;
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole(role, { name })));
    expect(document.activeElement?.getAttribute("aria-label")).not.toBe("Close");
    if (role === "button") return;
    await user.keyboard("{Enter}");
    expect(screen.queryByRole("dialog")).not.toBeNull();
  },
);

/** What makes dialogs for others to use. */
const MAKERS = ["ui/dialog.tsx", "ui/dialog-layer.tsx", "ui/confirm.tsx", "ui/confirm-dialog.tsx"];

test("no dialog of the product is left out above", () => {
  const root = resolve(import.meta.dirname, "..");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".tsx") && !file.includes(".test."),
  );
  const having = files.filter((file) =>
    /<(DialogContent|ConfirmDialog|ConfirmContent|Confirm|Dialog\.Content)\b|Dialog as Radix/.test(
      readFileSync(join(root, file), "utf8"),
    ),
  );
  const covered = [...CASES.map(({ file }) => file), ...MAKERS];
  expect(having.filter((file) => !covered.includes(file))).toEqual([]);
});
