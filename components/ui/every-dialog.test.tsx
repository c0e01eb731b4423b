// @vitest-environment jsdom
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { screen, waitFor } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import type { ReactNode } from "react";
import { expect, test } from "vitest";
import { CancelCheck } from "#components/check/cancel-check.tsx";
import { RawJson } from "#components/check/raw-json.tsx";
import { ChooserLayer } from "#components/inbox/chooser-layer.tsx";
import { CommentView } from "#components/inbox/comments/comment.tsx";
import { LabelsSettings } from "#components/inbox/labels/labels-settings.tsx";
import { ReasonDialog } from "#components/inbox/labels/reason-dialog.tsx";
import { RulesSettings } from "#components/inbox/rules/rules-settings.tsx";
import { SavedViews } from "#components/inbox/views/saved-views.tsx";
import { KeyMap } from "#components/keys/key-map.tsx";
import { DeleteDialog } from "#components/monitor/delete-dialog.tsx";
import { LeaveDialog } from "#components/monitor/form/leave-dialog.tsx";
import { PreviewSheet } from "#components/monitor/form/preview-sheet.tsx";
import { RowMenu } from "#components/monitor/list/row-menu.tsx";
import { PauseDialog } from "#components/monitor/pause-dialog.tsx";
import { FootBar } from "#components/shell/foot-bar.tsx";
import { MeProvider } from "#components/shell/me.tsx";
import { openPalette, Palette } from "#components/shell/palette.tsx";
import { ChannelRow } from "#components/team/channels/channel-row.tsx";
import { ChannelSettings } from "#components/team/channels/channel-settings.tsx";
import { CreateKey } from "#components/team/create-key.tsx";
import { CreateTeam } from "#components/team/create-team.tsx";
import { CreateFeed } from "#components/team/feeds/create-feed.tsx";
import { FeedTable } from "#components/team/feeds/feed-table.tsx";
import { LeaveTeam } from "#components/team/leave-team.tsx";
import { Invitations } from "#components/team/members/invitations.tsx";
import { InviteDialog } from "#components/team/members/invite-dialog.tsx";
import { LinkDialog } from "#components/team/members/link-dialog.tsx";
import { MemberRow } from "#components/team/members/member-row.tsx";
import { RevokeKey } from "#components/team/revoke-key.tsx";
import { Sessions } from "#components/team/sessions.tsx";
import { SigningSecret } from "#components/team/webhooks/signing-secret.tsx";
import type { FeedAnswer } from "#lib/feed/model.ts";
import type { CommentAnswer } from "#lib/inbox/comments/model.ts";
import type { MemberAnswer } from "#lib/team/model.ts";
import { itemOf } from "#testing/inbox-items.ts";
import { setUpScreens } from "#testing/screen.tsx";
import { channelAnswer } from "#testing/screen-channels.ts";
import { checkAnswer, monitorAnswer } from "#testing/screen-data.ts";

const { draw, answer } = setUpScreens();

const nothing = async () => {};
const running = monitorAnswer("1", { currentCheckId: "c" });
const press = (name: string | RegExp) => async (user: UserEvent) => {
  await user.click(await screen.findByRole("button", { name }));
};
const chooseOf = (menu: RegExp, item: string) => async (user: UserEvent) => {
  await press(menu)(user);
  await user.click(await screen.findByRole("menuitem", { name: item }));
};
const choose = (item: string) => chooseOf(/^More for/, item);
const LINK = { link: "http://tidemark.example/invite/x", expiresAt: "2026-12-04T12:00:00.000Z" };
const MEMBER: MemberAnswer = {
  userId: "bo",
  email: "bo@example.com",
  name: "Bo",
  role: "member",
  joinedAt: "2026-11-25T12:00:00.000Z",
  lastSignInAt: null,
  openChanges: 0,
};
const COMMENT: CommentAnswer = {
  id: "k",
  itemId: "i",
  text: "Sales should know.",
  by: null,
  byName: "ana@example.com",
  mine: true,
  mentions: [],
  createdAt: "2026-11-25T12:00:00.000Z",
  editedAt: null,
};
const INVITATION = {
  id: "i",
  email: "new@example.com",
  role: "viewer",
  createdAt: "2026-11-25T12:00:00.000Z",
  expiresAt: "2026-12-04T12:00:00.000Z",
};
const FEED = {
  id: "f",
  name: "Reader",
  monitor: null,
  createdBy: null,
  createdAt: "2026-11-25T12:00:00.000Z",
  lastReadAt: null,
  revokedAt: null,
} as FeedAnswer;
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
    file: "team/create-team.tsx",
    part: <CreateTeam open onOpenChange={() => {}} done={nothing} />,
    focused: ["textbox", "Team name"],
  },
  {
    file: "team/leave-team.tsx",
    part: <LeaveTeam leave={nothing} />,
    open: press("Leave this team"),
    focused: ["button", "Cancel"],
  },
  {
    file: "team/members/invite-dialog.tsx",
    part: <InviteDialog />,
    open: press("Invite people"),
    focused: ["textbox", "Email"],
  },
  {
    file: "team/members/invitations.tsx",
    part: <Invitations />,
    open: press("Revoke the invitation of new@example.com"),
    focused: ["button", "Cancel"],
  },
  {
    file: "team/members/link-dialog.tsx",
    part: <LinkDialog link={LINK} close={() => {}} title="A link" about="It works once." />,
    focused: ["button", "Copy link"],
  },
  {
    file: "team/members/member-row.tsx",
    part: <MemberRow member={MEMBER} isYou={false} others={[]} />,
    open: chooseOf(/^More about/, "Hand the team on…"),
    focused: ["button", "Cancel"],
  },
  {
    file: "team/members/remove-dialog.tsx",
    part: <MemberRow member={MEMBER} isYou={false} others={[]} />,
    open: chooseOf(/^More about/, "Remove…"),
    focused: ["combobox", "Open changes go to"],
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
  {
    file: "inbox/chooser-layer.tsx",
    part: <ChooserLayer title="Assign" prompt="Find somebody" choices={[]} close={() => {}} />,
    focused: ["combobox", /./],
  },
  {
    file: "inbox/labels/reason-dialog.tsx",
    part: <ReasonDialog items={[itemOf(1)]} as="done" dismiss={() => {}} close={() => {}} />,
    focused: ["textbox", "Reason"],
  },
  {
    file: "inbox/labels/labels-settings.tsx",
    part: <LabelsSettings />,
    open: press("Add a label"),
    focused: ["textbox", "Name"],
  },
  {
    file: "inbox/rules/rules-settings.tsx",
    part: <RulesSettings />,
    open: press("Add a rule"),
    focused: ["button", "All changes"],
  },
  {
    file: "inbox/views/saved-views.tsx",
    part: <SavedViews view={{ view: "open", filters: {} }} show={() => {}} />,
    open: press("Saved views"),
    focused: ["textbox", "Save what is shown now as"],
  },
  {
    file: "inbox/comments/comment.tsx",
    part: (
      <ul>
        <CommentView comment={COMMENT} changed={nothing} />
      </ul>
    ),
    open: press("Delete"),
    focused: ["button", "Cancel"],
  },
  {
    file: "team/channels/channel-settings.tsx",
    part: <ChannelSettings />,
    open: press("Add channel"),
    focused: ["textbox", "Name"],
  },
  {
    file: "team/channels/channel-row.tsx",
    part: <ChannelRow channel={channelAnswer("1")} />,
    open: press("Edit #room-1"),
    focused: ["textbox", "Name"],
  },
  {
    file: "team/webhooks/signing-secret.tsx",
    part: (
      <MeProvider me={{ id: "u", email: "ana@example.com", name: null, role: "owner" }}>
        <SigningSecret />
      </MeProvider>
    ),
    open: press("Make another secret"),
    focused: ["button", "Cancel"],
  },
  {
    file: "team/feeds/create-feed.tsx",
    part: <CreateFeed monitor={null} />,
    open: press("Create feed"),
    focused: ["textbox", "Name"],
  },
  {
    file: "team/feeds/feed-table.tsx",
    part: <FeedTable feeds={[FEED]} />,
    open: press("Revoke Reader"),
    focused: ["button", "Cancel"],
  },
  {
    file: "shell/foot-bar.tsx",
    part: <FootBar />,
    open: press("More"),
    focused: ["link", "Usage"],
  },
];

test.each(CASES)(
  "the dialog of $file gives the focus to its first field, and Enter does not dismiss it",
  async (one) => {
    answer("GET /v2/monitor", { total: 0, data: [] });
    answer("GET /v2/team/sessions", { data: [session("a", true), session("b", false)] });
    for (const path of ["labels", "rules", "views", "people"])
      answer(`GET /v2/changes/${path}`, { data: [] });
    answer("GET /v2/changes/settings", { data: { askReason: false } });
    answer("GET /v2/changes/counts", { data: { open: 0 } });
    answer("GET /v2/team/channels", { data: [] });
    answer("GET /v2/team/feeds", { data: [] });
    answer("GET /v2/team/webhook-secret", {
      data: { createdAt: "2026-11-25T12:00:00.000Z", shown: true, usable: true, previousUntil: null },
    });
    answer("POST /v2/team/channels/rule", { data: { days: 7, changes: 0, of: 0, isMore: false } });
    answer("GET /v2/team/invitations", { data: [INVITATION] });
    answer("GET /v2/monitor/1/checks/c", () => new Promise(() => {}));
    const { user } = draw(one.part);
    await one.open?.(user);
    await screen.findByRole("dialog");
    const [role, name] = one.focused;
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole(role, { name })));
    expect(document.activeElement?.getAttribute("aria-label")).not.toBe("Close");
    // There Enter presses, follows or chooses what has the focus, as it should.
    if (["button", "link", "combobox"].includes(role)) return;
    await user.keyboard("{Enter}");
    expect(screen.queryByRole("dialog")).not.toBeNull();
  },
);

/** What makes dialogs for others to use. */
const MAKERS = [
  "ui/dialog.tsx",
  "ui/dialog-layer.tsx",
  "ui/confirm.tsx",
  "ui/confirm-dialog.tsx",
  "shell/settings-list.tsx",
];

test("no dialog of the product is left out above", () => {
  const root = resolve(import.meta.dirname, "..");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".tsx") && !file.includes(".test."),
  );
  const having = files.filter((file) =>
    /<(SettingsList|DialogContent|ConfirmDialog|ConfirmContent|Confirm|Dialog\.Content)\b|Dialog as Radix/.test(
      readFileSync(join(root, file), "utf8"),
    ),
  );
  const covered = [...CASES.map(({ file }) => file), ...MAKERS];
  expect(having.filter((file) => !covered.includes(file))).toEqual([]);
});
