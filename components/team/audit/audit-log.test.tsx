// @vitest-environment jsdom
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { AuditEntryAnswer } from "#lib/audit/model.ts";
import { MASK } from "#lib/audit/secrets.ts";
import { refusal, setUpScreens } from "#testing/screen.tsx";
import { AuditLog } from "./audit-log.tsx";

const { draw, answer, calls } = setUpScreens();

const ANA = { kind: "user" as const, id: "0193a3c0-0000-7000-8000-000000000001", name: "ana@example.com" };
const MONITOR = {
  kind: "monitor" as const,
  id: "0193a3c0-0000-7000-8000-00000000000a",
  name: "Acme pricing",
};
let born = 0;
const entry = (more: Partial<AuditEntryAnswer> = {}): AuditEntryAnswer => ({
  id: `0193a3c0-0000-7000-8000-${String(++born).padStart(12, "0")}`,
  createdAt: "2026-11-27T14:02:11.000Z",
  action: "monitor.changed",
  actor: ANA,
  object: MONITOR,
  changes: [{ field: "schedule.cron", before: "0 * * * *", after: "*/30 * * * *" }],
  ip: "203.0.113.7",
  userAgent: "Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0",
  requestId: "r1",
  ...more,
});
const LIST = "GET /v2/team/audit";
const lastQuery = () => calls(LIST).at(-1)?.query ?? new URLSearchParams();

function drawLog(entries: AuditEntryAnswer[], at = "/settings/audit", more = {}) {
  answer(LIST, { data: entries, people: [ANA, { kind: "apiKey", id: "k1", name: "ci" }], ...more });
  return draw(<AuditLog keptDays={400} />, at);
}
const rows = async () => (await screen.findAllByRole("listitem")).map(({ textContent }) => textContent);

test("a deed is one sentence with its time, and a short edit stands beside it", async () => {
  drawLog([entry()]);
  const [row] = await rows();
  expect(row).toMatch(/^\d\d:\d\dana@example\.com changed schedule of Acme pricing/);
  expect(row).toContain("every hour → every 30 minutes");
  expect(screen.getByRole("link", { name: "Acme pricing" }).getAttribute("href")).toBe(
    `/monitors/${MONITOR.id}`,
  );
  expect(screen.getByText(/Each is kept for 400 days/)).toBeTruthy();
});

test.each<[Partial<AuditEntryAnswer>, string | RegExp]>([
  [{ action: "monitor.deleted", changes: [] }, "ana@example.com deleted Acme pricing"],
  [{ action: "check.started", changes: [{ field: "check", before: null, after: "c1" }] }, "ran Acme pricing"],
  [
    {
      action: "member.role_changed",
      object: { kind: "person", id: null, name: "ben@example.com" },
      changes: [{ field: "role", before: "viewer", after: "member" }],
    },
    /changed role of ben@example\.comviewer → member/,
  ],
  [
    { action: "session.revoked", object: { kind: "session", id: null, name: "curl/8.1" } },
    "ended a session on curl 8",
  ],
  [
    {
      actor: { kind: "nobody", id: null, name: "x@example.com" },
      action: "session.refused",
      changes: [{ field: "reason", before: null, after: "wrong password" }],
    },
    /x@example\.com was refused at sign-inwrong password/,
  ],
  [
    { changes: [{ field: "targets[0].urls", before: ["a", "b"], after: ["b", "c", "d"] }] },
    /changed targets of Acme pricing2 added, 1 removed/,
  ],
  [
    {
      changes: [
        { field: "name", before: "A", after: "B" },
        { field: "goal", before: null, after: "C" },
        { field: "retentionDays", before: 1, after: 2 },
        { field: "webhook.url", before: null, after: "D" },
      ],
    },
    "changed name, goal, retention and 1 more of Acme pricing",
  ],
  [
    { changes: [{ field: "webhook.headers.X", before: MASK, after: MASK }] },
    /changed webhook of Acme pricingreplaced/,
  ],
])("%j reads as a sentence", async (more, sentence) => {
  drawLog([entry(more)]);
  const [row] = await rows();
  if (typeof sentence === "string") expect(row).toContain(sentence);
  else expect(row).toMatch(sentence);
});

test("a run leads to its check, and what is gone leads nowhere", async () => {
  drawLog([
    entry({ action: "check.started", changes: [{ field: "check", before: null, after: "c1" }] }),
    entry({ action: "monitor.deleted", changes: [] }),
  ]);
  const links = await screen.findAllByRole("link");
  expect(links.map((link) => link.getAttribute("href"))).toEqual([`/monitors/${MONITOR.id}/checks/c1`]);
});

test("the details have every field, before and after, and from where", async () => {
  const { user } = drawLog([
    entry({
      changes: [
        { field: "targets[0].scrapeOptions.headers.Cookie", before: MASK, after: null },
        { field: "judgeEnabled", before: false, after: true },
      ],
    }),
  ]);
  const more = await screen.findByRole("button", { name: "Details of what ana@example.com did" });
  expect(screen.queryByRole("table")).toBeNull();
  await user.click(more);
  expect(more.getAttribute("aria-expanded")).toBe("true");
  const cells = within(screen.getByRole("table"))
    .getAllByRole("row")
    .slice(1)
    .map((row) =>
      within(row)
        .getAllByRole("cell")
        .map(({ textContent }) => textContent),
    );
  expect(cells).toEqual([
    ["targets 1 · scrapeOptions · headers · Cookie", MASK, "none"],
    ["judging", "off", "on"],
  ]);
  expect(screen.getByText(/From 203\.0\.113\.7/).textContent).toMatch(/Firefox 145 on Linux .* request r1$/);
  await user.click(more);
  expect(screen.queryByRole("table")).toBeNull();
});

test("filters are asked of the server, live in the address, and are cleared at once", async () => {
  const { user } = drawLog([entry()], "/settings/audit?search=acme");
  await rows();
  await user.selectOptions(screen.getByLabelText("Person"), "API key ci");
  await user.selectOptions(screen.getByLabelText("Action"), "Paused a monitor");
  await waitFor(() => expect(window.location.search).toBe("?search=acme&person=k1&action=monitor.paused"));
  await waitFor(() => {
    const asked = lastQuery();
    expect(Object.fromEntries(asked)).toMatchObject({
      search: "acme",
      person: "k1",
      action: "monitor.paused",
    });
  });
  await user.clear(screen.getByLabelText("Search the log"));
  await waitFor(() => expect(window.location.search).toBe("?person=k1&action=monitor.paused"));
  await user.click(screen.getByRole("button", { name: "Clear filters" }));
  expect(window.location.search).toBe("");
});

test("days are the reader's: from their midnight to their midnight", async () => {
  drawLog([entry()], "/settings/audit?from=2026-11-01&to=2026-11-02");
  await rows();
  const asked = lastQuery();
  expect(asked.get("from")).toBe(new Date("2026-11-01T00:00:00").toISOString());
  expect(asked.get("to")).toBe(new Date("2026-11-02T23:59:59.999").toISOString());
});

test("what no filter passes says so, and shows all again; a log of nothing says what comes", async () => {
  const { user } = drawLog([], "/settings/audit?search=zebra");
  expect(await screen.findByText("Nothing that was done passes these filters.")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Show all" }));
  expect(await screen.findByText(/Nothing has been done since the log began/)).toBeTruthy();
});

test("a failure is told, and is over when it is asked again", async () => {
  answer(LIST, refusal(500, "The log is away."));
  const { user } = draw(<AuditLog keptDays={400} />, "/settings/audit");
  expect((await screen.findByRole("alert")).textContent).toContain("The log is away.");
  answer(LIST, { data: [entry()], people: [] });
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await rows()).toHaveLength(1);
  expect(screen.queryByRole("alert")).toBeNull();
});

test("what comes before is loaded on asking, and added below", async () => {
  const older = entry({ createdAt: "2026-11-20T10:00:00.000Z", action: "monitor.created" });
  const first = entry();
  const { user } = drawLog([first], "/settings/audit", {
    next: `http://x/api/v2/team/audit?cursor=${first.id}`,
  });
  await rows();
  answer(LIST, { data: [older] });
  await user.click(screen.getByRole("button", { name: "Load more" }));
  await waitFor(async () => expect(await rows()).toHaveLength(2));
  expect(lastQuery().get("cursor")).toBe(first.id);
  expect(screen.queryByRole("button", { name: "Load more" })).toBeNull();
  expect(screen.getAllByRole("region").map((region) => region.getAttribute("aria-label"))).toEqual([
    "Friday, 27 November 2026",
    "Friday, 20 November 2026",
  ]);
});

test("an export is of what the filters leave", async () => {
  const { user } = drawLog([entry()], "/settings/audit?person=k1");
  await rows();
  await user.click(screen.getByRole("button", { name: "Export" }));
  const items = await screen.findAllByRole("menuitem");
  expect(items.map((item) => item.getAttribute("href"))).toEqual([
    "/api/v2/team/audit/export?format=csv&person=k1",
    "/api/v2/team/audit/export?format=jsonl&person=k1",
  ]);
});
