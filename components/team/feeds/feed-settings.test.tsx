// @vitest-environment jsdom
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { FeedAnswer } from "#lib/feed/model.ts";
import { refusal, setUpScreens } from "#testing/screen.tsx";
import { FeedSettings } from "./feed-settings.tsx";

const { draw, answer, calls } = setUpScreens();

const ATOM = "http://tidemark.example/api/feeds/secret/atom.xml";
const feed = (id: string, more: Partial<FeedAnswer> = {}): FeedAnswer => ({
  id,
  name: `Feed ${id}`,
  monitor: null,
  createdAt: "2026-11-01T12:00:00.000Z",
  lastReadAt: null,
  revokedAt: null,
  ...more,
});
const MONITOR = { id: "m1", name: "Acme pricing" };

function drawFeeds(feeds: FeedAnswer[], monitor: typeof MONITOR | null = null) {
  answer("GET /v2/team/feeds", { data: feeds });
  answer("GET /v2/monitor", { total: 1, data: [MONITOR] });
  return draw(<FeedSettings monitor={monitor} />);
}
const dialog = async (name: string) => within(await screen.findByRole("dialog", { name }));

test("without a feed it says what one tells of", async () => {
  drawFeeds([]);
  expect(await screen.findByText(/No feed yet/)).toBeTruthy();
  expect(screen.queryByRole("table")).toBeNull();
});

test("feeds that can be read stand before revoked ones, which cannot be revoked again", async () => {
  drawFeeds([
    feed("1", { revokedAt: "2026-11-02T12:00:00.000Z" }),
    feed("2", { monitor: MONITOR }),
    feed("3"),
  ]);
  await screen.findByRole("table");
  const rows = screen.getAllByRole("row").slice(1);
  expect(rows.map((row) => within(row).getByTitle(/^Feed/).textContent)).toEqual([
    "Feed 2",
    "Feed 3",
    "Feed 1",
  ]);
  expect(within(rows[0] as HTMLElement).getAllByText("Acme pricing").length).toBeGreaterThan(0);
  expect(screen.getAllByRole("button", { name: /^Revoke/ })).toHaveLength(2);
});

test("a new feed shows its addresses once, and warns whoever closes before one is copied", async () => {
  answer("POST /v2/team/feeds", { data: { id: "f", atom: ATOM, json: "http://tidemark.example/feed.json" } });
  const { user } = drawFeeds([], MONITOR);
  await user.click(await screen.findByRole("button", { name: "Create feed" }));
  const form = await dialog("Create a feed");
  expect((form.getByLabelText("Tells of") as HTMLSelectElement).value).toBe("m1");
  await user.type(form.getByRole("textbox"), " My reader {Enter}");
  const shown = await dialog("My reader has its addresses");
  expect(calls("POST /v2/team/feeds")).toMatchObject([{ body: { name: " My reader ", monitorId: "m1" } }]);
  await user.keyboard("{Escape}");
  expect(shown.getByRole("alert").textContent).toMatch(/not copied/);
  await user.click(shown.getByRole("button", { name: "Copy Atom address" }));
  expect(await navigator.clipboard.readText()).toBe(ATOM);
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("a refusal is said where it belongs, and what was typed stays", async () => {
  answer("POST /v2/team/feeds", refusal(400, "A team has at most 100 feeds. Revoke one."));
  const { user } = drawFeeds([]);
  await user.click(await screen.findByRole("button", { name: "Create feed" }));
  const form = await dialog("Create a feed");
  await user.click(form.getByRole("button", { name: "Create feed" }));
  expect(await form.findByText("Give the feed a name.")).toBeTruthy();
  await user.type(form.getByRole("textbox"), "Reader{Enter}");
  expect(await form.findByText(/at most 100 feeds/)).toBeTruthy();
  expect((form.getByRole("textbox") as HTMLInputElement).value).toBe("Reader");
});

test("a feed is revoked after a question; one that is gone already is just as revoked", async () => {
  answer("DELETE /v2/team/feeds/1", refusal(404, "Feed not found"));
  const { user } = drawFeeds([feed("1")]);
  await user.click(await screen.findByRole("button", { name: "Revoke Feed 1" }));
  answer("GET /v2/team/feeds", { data: [feed("1", { revokedAt: "2026-11-02T12:00:00.000Z" })] });
  await user.click((await dialog("Revoke Feed 1")).getByRole("button", { name: "Revoke feed" }));
  await waitFor(() => expect(screen.queryByRole("button", { name: /^Revoke/ })).toBeNull());
});
