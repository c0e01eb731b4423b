// @vitest-environment jsdom
import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import type { ChannelAnswer } from "#lib/channel/model.ts";
import { refusal, setUpScreens } from "#testing/screen.tsx";
import { channelAnswer as channel } from "#testing/screen-channels.ts";
import { ChannelSettings } from "./channel-settings.tsx";
import { configOf } from "./kinds.ts";
import { hearsInWords } from "./words.ts";

const { draw, answer, calls } = setUpScreens();

beforeEach(() => {
  answer("GET /v2/monitor", { total: 1, data: [{ id: "m1", name: "Acme pricing" }] });
  answer("POST /v2/team/channels/rule", { data: { days: 7, changes: 12, of: 30, isMore: false } });
});
function drawChannels(...channels: ChannelAnswer[]) {
  answer("GET /v2/team/channels", { data: channels });
  return draw(<ChannelSettings />);
}
const dialog = async (name: string) => within(await screen.findByRole("dialog", { name }));

test("without a channel it says what can be one", async () => {
  drawChannels();
  expect(await screen.findByText(/No channel yet. Slack, Discord/)).toBeTruthy();
});

test("a channel is added with the fields of its kind, and says beside its rule what it would have told", async () => {
  answer("POST /v2/team/channels", { data: channel("1") });
  const { user } = drawChannels();
  await user.click(await screen.findByRole("button", { name: "Add channel" }));
  const form = await dialog("Add a channel");
  expect(await form.findByText("Would have told of 12 of 30 in the last 7 days")).toBeTruthy();
  await user.type(form.getByLabelText("Name"), "Ops");
  await user.selectOptions(form.getByLabelText("Kind"), "telegram");
  await user.type(form.getByLabelText("Bot token"), "1:abc");
  await user.type(form.getByLabelText("Chat"), "@ops");
  await user.click(form.getByLabelText("Failures"));
  answer("GET /v2/team/channels", { data: [channel("1")] });
  await user.click(form.getByRole("button", { name: "Add channel" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(calls("POST /v2/team/channels")).toMatchObject([
    {
      body: {
        name: "Ops",
        config: { kind: "telegram", token: "1:abc", chatId: "@ops" },
        monitorIds: null,
        rule: { kinds: ["changed", "new", "removed", "recovered"] },
      },
    },
  ]);
  expect(calls("POST /v2/team/channels/rule").at(-1)).toMatchObject({
    body: { rule: { kinds: ["changed", "new", "removed", "recovered"] } },
  });
});

test("it is told when one says so, with quiet hours in one's own zone", async () => {
  answer("PATCH /v2/team/channels/1", { data: channel("1") });
  const { user } = drawChannels(channel("1"));
  await user.click(await screen.findByRole("button", { name: "Edit #room-1" }));
  const form = await dialog("Edit #room-1");
  expect(form.queryByLabelText("At hour")).toBeNull();
  await user.selectOptions(form.getByLabelText("When it is told"), "weekly");
  await user.selectOptions(form.getByLabelText("At hour"), "17");
  await user.selectOptions(form.getByLabelText("On"), "5");
  await user.click(form.getByLabelText("Quiet hours"));
  await user.click(form.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(calls("PATCH /v2/team/channels/1")).toMatchObject([
    { body: { timing: { when: "weekly", hour: 17, weekday: 5, quiet: { from: "22:00", to: "07:00" } } } },
  ]);
});

test("a template is previewed before it is kept, and its refusal is said", async () => {
  answer("POST /v2/team/channels/preview", refusal(400, "{{titel}} is no placeholder."));
  const { user } = drawChannels();
  await user.click(await screen.findByRole("button", { name: "Add channel" }));
  const form = await dialog("Add a channel");
  await user.click(form.getByRole("button", { name: "Preview what is sent" }));
  expect(await form.findByText("{{titel}} is no placeholder.")).toBeTruthy();
  answer("POST /v2/team/channels/preview", {
    data: { method: "POST", contentType: "application/json", body: '{"text":"A test"}' },
  });
  await user.click(form.getByRole("button", { name: "Preview what is sent" }));
  expect(await form.findByDisplayValue(/"text": "A test"/)).toBeTruthy();
});

test("a channel is edited without its secrets, unless some are given again", async () => {
  answer("PATCH /v2/team/channels/1", { data: channel("1") });
  const { user } = drawChannels(channel("1"));
  await user.click(await screen.findByRole("button", { name: "Edit #room-1" }));
  const form = await dialog("Edit #room-1");
  expect(form.queryByLabelText("Incoming webhook URL")).toBeNull();
  await user.click(form.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  const [sent] = calls("PATCH /v2/team/channels/1");
  expect(sent).toMatchObject({ body: { name: "#room-1" } });
  expect(JSON.stringify(sent)).not.toContain("config");
});

test("a test says what came back", async () => {
  answer("POST /v2/team/channels/1/test", {
    data: { delivered: true, statusCode: 200, answer: "ok", error: null },
  });
  const { user } = drawChannels(channel("1"));
  const send = await screen.findByRole("button", { name: "Send a test to #room-1" });
  await user.click(send);
  expect(await screen.findByText("The test arrived: 200.")).toBeTruthy();
  answer("POST /v2/team/channels/1/test", {
    data: { delivered: false, statusCode: 404, answer: "", error: "It answered 404." },
  });
  await user.click(send);
  expect(await screen.findByText("The test did not arrive. It answered 404.")).toBeTruthy();
});

test("lost secrets are said, and a paused channel can be resumed", async () => {
  answer("PATCH /v2/team/channels/1", { data: channel("1") });
  const { user } = drawChannels(channel("1", { readable: false, pausedAt: "2026-11-02T12:00:00.000Z" }));
  expect(await screen.findByText(/Its secrets cannot be read/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Resume #room-1" }));
  await waitFor(() =>
    expect(calls("PATCH /v2/team/channels/1")).toMatchObject([{ body: { paused: false } }]),
  );
});

test("a channel is deleted after a question", async () => {
  answer("DELETE /v2/team/channels/1", {});
  const { user } = drawChannels(channel("1"));
  await user.click(await screen.findByRole("button", { name: "Delete #room-1" }));
  answer("GET /v2/team/channels", { data: [] });
  await user.click((await dialog("Delete #room-1")).getByRole("button", { name: "Delete channel" }));
  expect(await screen.findByText(/No channel yet/)).toBeTruthy();
});

test("fields become what the API takes: empty ones are not given, headers are lines", () => {
  const values = {
    url: "https://a.example",
    headers: "X-Key: a:b\n\n Accept :c",
    body: "{}",
    method: " ",
    topic: "x",
  };
  expect(configOf("http", values)).toEqual({
    kind: "http",
    url: "https://a.example",
    headers: { "X-Key": "a:b", Accept: "c" },
    body: "{}",
  });
});

test("what a channel hears of is said in a few words", () => {
  const { rule } = channel("1");
  expect(hearsInWords({ monitorIds: null, rule })).toBe("hears of all monitors");
  const narrow = { ...rule, kinds: ["failed" as const], onlyMeaningful: true, minLines: 3, urls: ["a"] };
  expect(hearsInWords({ monitorIds: ["m1"], rule: narrow })).toBe(
    "hears of 1 monitor (failures; only meaningful; some pages; from 3 lines)",
  );
});
