// @vitest-environment jsdom
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { PageVersionAnswer, TrackedPageAnswer } from "#lib/page/model.ts";
import { refusal, setUpScreens } from "#testing/screen.tsx";
import { monitorAnswer } from "#testing/screen-data.ts";
import { PageView } from "./page-view.tsx";

const { draw, answer, calls } = setUpScreens();

const AT = "/monitors/m/pages/p";
const PAGE = "GET /v2/monitor/m/pages/p";
const VERSIONS = `${PAGE}/versions`;

const tracked = (more: Partial<TrackedPageAnswer> = {}): TrackedPageAnswer => ({
  id: "p",
  targetId: "t",
  url: "https://acme.com/pricing",
  title: "Pricing",
  size: 100,
  firstSeenAt: "2026-10-04T08:00:00.000Z",
  lastChangedAt: "2026-11-23T14:05:00.000Z",
  failingSince: null,
  lastStatus: "same",
  lastError: null,
  lastCheckId: "c",
  lastCheckedAt: "2026-11-25T12:00:00.000Z",
  ...more,
});
const version = (id: string, more: Partial<PageVersionAnswer> = {}): PageVersionAnswer => ({
  id,
  checkId: `check of ${id}`,
  status: "changed",
  firstSeenAt: "2026-11-20T12:00:00.000Z",
  lastSeenAt: "2026-11-20T12:00:00.000Z",
  isBaseline: false,
  kind: "markdown",
  size: 100,
  title: null,
  excerpt: { lead: "Starter", before: "$19", after: "$24" },
  linesAdded: 3,
  linesRemoved: 3,
  sameChecks: 0,
  failedChecks: 0,
  failure: null,
  keptUntil: null,
  kept: null,
  ...more,
});
const TEXTS: Record<string, string> = {
  v3: "# Plans\nStarter $29",
  v2: "# Plans\nStarter $24",
  v1: "# Plans\nStarter $19",
};

function show(
  {
    page = {},
    versions,
    next,
  }: { page?: Partial<TrackedPageAnswer>; versions: PageVersionAnswer[]; next?: string },
  at = AT,
) {
  answer("GET /v2/monitor/m", { data: monitorAnswer("m", { name: "Acme pricing" }) });
  answer(PAGE, { data: tracked(page) });
  answer(VERSIONS, { data: versions, ...(next && { next }) });
  answer("GET /v2/monitor/m/kept-versions", { total: 0, data: [] });
  answer(`${PAGE}/timeline`, {
    data: {
      versions: versions.toReversed().map(({ id, firstSeenAt }) => ({ id, firstSeenAt, lines: 2 })),
      failures: [],
      keptForGood: [],
      complete: true,
    },
  });
  for (const [id, text] of Object.entries(TEXTS)) {
    const beside = { title: null, contentType: "text/html", olderId: null, newerId: null };
    const data = {
      id,
      url: "https://acme.com/pricing",
      kind: "markdown",
      size: 1,
      text,
      firstSeenAt: version(id).firstSeenAt,
      ...beside,
    };
    answer(`${VERSIONS}/${id}`, { data });
  }
  return draw(<PageView monitorId="m" pageId="p" />, at);
}

const three = [
  version("v3", { isBaseline: true }),
  version("v2"),
  version("v1", { status: "new", excerpt: null, linesAdded: null, linesRemoved: null }),
];
const mark = (id: string) => ({ id, firstSeenAt: version(id).firstSeenAt });
const text = () => screen.findByLabelText(/^(Text|Diff) of https/);

test("the newest version is read first, as it was captured", async () => {
  show({ versions: three });
  expect((await text()).textContent).toContain("Starter $29");
  expect((await text()).querySelector("ins")).toBeNull();
  expect(screen.getByRole("heading", { level: 1 }).textContent).toContain("acme.com/pricing");
  expect(screen.getByText(/3 versions/)).toBeTruthy();
  const rows = within(screen.getByRole("region", { name: "Versions" })).getAllByRole("listitem");
  expect(rows[0]?.textContent).toContain("+3 −3");
  expect(rows[2]?.textContent).toContain("first version");
});

test("a version's row shows what changed in it; [ and ] go to the versions beside", async () => {
  const { user } = show({ versions: three });
  await text();
  const rows = within(screen.getByRole("region", { name: "Versions" })).getAllByRole("listitem");
  await user.click(within(rows[1] as HTMLElement).getAllByRole("link")[0] as HTMLElement);
  expect(window.location.search).toBe("?from=v1&to=v2");
  await waitFor(async () => expect((await text()).querySelector("ins")?.textContent).toBe("24"));
  await user.keyboard("]");
  expect(window.location.search).toBe("?from=v2&to=v3");
  await waitFor(async () => expect((await text()).querySelector("ins")?.textContent).toBe("29"));
  await user.keyboard("]");
  expect(window.location.search).toBe("?from=v2&to=v3");
  await user.keyboard("[[[[");
  // The first has nothing before it.
  expect(window.location.search).toBe("?to=v1");
});

test("any two are compared, in whatever order; equal ones say so", async () => {
  const { user } = show({ versions: three });
  await text();
  await user.selectOptions(screen.getByLabelText("compared with"), "v1");
  await waitFor(async () => expect((await text()).querySelector("del")?.textContent).toBe("19"));
  TEXTS.same = "# Plans\nStarter $29";
  show({ versions: [...three, version("same")] }, `${AT}?to=v3&from=same`);
  expect(await screen.findByText("These two versions say the same.")).toBeTruthy();
  delete TEXTS.same;
});

test("quiet stretches are a row: how many checks were the same, how many failed and why", async () => {
  const failure = {
    error: "The server answered 503.",
    statusCode: 503,
    from: "2026-11-20T12:00:00.000Z",
    to: "2026-11-20T13:00:00.000Z",
  };
  show({ versions: [version("v3", { sameChecks: 96, failedChecks: 2, failure })] });
  const row = (await screen.findByRole("region", { name: "Versions" })).textContent;
  expect(row).toContain("96 checks the same");
  expect(row).toMatch(/2 checks failed, the last .*The server answered 503\./);
});

test("a failing page says why, since when, and that the last good version is shown", async () => {
  show({
    page: { failingSince: "2026-11-24T09:10:00.000Z", lastError: "The server answered 503." },
    versions: three,
  });
  const told = (await screen.findByText(/Failing since/)).parentElement?.textContent;
  expect(told).toMatch(/Failing since 24 Nov .*: The server answered 503\. The last good version/);
});

test("older versions are read on from the last one shown", async () => {
  const { user } = show({
    versions: three.slice(0, 1),
    next: "http://tidemark.test/api/v2/x?cursor=v3&limit=50",
  });
  await text();
  answer(VERSIONS, { data: three.slice(1) });
  await user.click(screen.getByRole("button", { name: "Older versions" }));
  await waitFor(() =>
    expect(within(screen.getByRole("region", { name: "Versions" })).getAllByRole("listitem")).toHaveLength(3),
  );
  expect(calls(VERSIONS).map(({ query }) => query.get("cursor"))).toEqual([null, "v3"]);
  expect(screen.queryByRole("button", { name: "Older versions" })).toBeNull();
});

test("a version named by a check that found it again is shown by its own id", async () => {
  answer(`${VERSIONS}/again`, {
    data: {
      id: "v2",
      url: "https://acme.com/pricing",
      title: null,
      contentType: null,
      kind: "markdown",
      size: 1,
      text: TEXTS.v2,
      firstSeenAt: version("v2").firstSeenAt,
      olderId: null,
      newerId: null,
    },
  });
  show({ versions: three }, `${AT}?to=again`);
  expect((await text()).textContent).toContain("Starter $24");
  await waitFor(() => expect(window.location.search).toBe("?to=v2"));
});

const dated = three.map((one, at) => ({ ...one, firstSeenAt: `2026-11-${20 - at}T12:00:00.000Z` }));

test("on the line through time the two versions are moved, by key, too", async () => {
  const { user } = show({ versions: dated });
  await text();
  const line = await screen.findByRole("region", { name: "Versions through time" });
  const [from, to] = ["Compared with", "Version"].map((name) => within(line).getByRole("slider", { name }));
  expect(to?.getAttribute("aria-valuenow")).toBe("2");
  expect(from?.getAttribute("aria-valuetext")).toBe("nothing");
  from?.focus();
  await user.keyboard("{Home}");
  expect(window.location.search).toBe("?from=v1&to=v3");
  await waitFor(async () => expect((await text()).querySelector("del")?.textContent).toBe("19"));
  await user.keyboard("{ArrowRight}");
  expect(window.location.search).toBe("?from=v2&to=v3");
  // A version is not compared with itself.
  await user.keyboard("{ArrowRight}");
  expect(window.location.search).toBe("?to=v3");
});

test("when a sentence disappeared is asked over all versions, and leads to the change", async () => {
  answer(`${PAGE}/find`, ({ query }) => ({
    data: {
      stretches:
        query.get("q") === "starter $19" ? [{ first: mark("v1"), last: mark("v1"), goneIn: mark("v2") }] : [],
      versionsLookedAt: 3,
      versionsWithIt: 1,
      oldest: mark("v1"),
      cursor: query.get("cursor") ? null : "v1",
    },
  }));
  const { user } = show({ versions: three });
  await text();
  await user.type(screen.getByLabelText("Find in all versions"), " starter $19 {Enter}");
  const found = await screen.findByRole("list", { name: "Versions that have it" });
  expect(found.textContent).toMatch(/^Last in .*, gone since .*; first in /);
  expect(window.location.search).toContain("words=starter+%2419");
  await user.click(within(found).getAllByRole("button")[1] as HTMLElement);
  expect(new URLSearchParams(window.location.search).get("to")).toBe("v2");
  expect(new URLSearchParams(window.location.search).get("from")).toBe("v1");
  await user.click(screen.getByRole("button", { name: "Look further back" }));
  await waitFor(() => expect(calls(`${PAGE}/find`).at(-1)?.query.get("cursor")).toBe("v1"));
  await user.click(screen.getByLabelText("Match case"));
  await waitFor(() => expect(calls(`${PAGE}/find`).at(-1)?.query.get("matchCase")).toBe("true"));
  await user.clear(screen.getByLabelText("Find in all versions"));
  await user.type(screen.getByLabelText("Find in all versions"), "nowhere{Enter}");
  const sentence = (await screen.findByText("nowhere")).parentElement?.textContent;
  expect(sentence).toBe("No version that is kept has “nowhere”, of the 3 newest.");
  await user.click(screen.getByRole("button", { name: "End the search" }));
  expect(window.location.search).not.toContain("words");
});

test("until when a version is kept is told, and a member keeps it for good, with undo", async () => {
  const keep = `POST /v2/monitor/m/pages/p/versions/v1/keep`;
  const letGo = `DELETE /v2/monitor/m/pages/p/versions/v1/keep`;
  answer(keep, {});
  answer(letGo, {});
  const { user } = show(
    {
      versions: [
        version("v3", { isBaseline: true }),
        version("v1", { keptUntil: "2027-01-03T12:00:00.000Z" }),
      ],
    },
    `${AT}?to=v1`,
  );
  expect(await screen.findByText(/Kept until/)).toBeTruthy();
  expect(screen.getByText("3 Jan 2027")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Keep for good" }));
  await waitFor(() => expect(calls(keep)).toHaveLength(1));
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(() => expect(calls(letGo)).toHaveLength(1));
  await user.click(screen.getByRole("button", { name: "Keep for good" }));
  await screen.findByRole("button", { name: "Undo" });
  await user.keyboard("u");
  await waitFor(() => expect(calls(letGo)).toHaveLength(2));
});

test("who keeps a version and why is told, and its note is changed; a refusal is told as it is", async () => {
  const keep = `POST /v2/monitor/m/pages/p/versions/v1/keep`;
  answer(keep, refusal(403, "Your role in this team is viewer."));
  const kept = { by: "ana@acme.example", at: "2026-11-21T12:00:00.000Z", note: "what they promised" };
  const { user } = show({ versions: [version("v3"), version("v1", { kept })] }, `${AT}?to=v1`);
  expect((await screen.findByText(/Kept for good by ana@acme.example/)).textContent).toContain(
    "what they promised",
  );
  await user.click(screen.getByRole("button", { name: "Edit note" }));
  await user.type(screen.getByLabelText("Why it is kept"), "!{Enter}");
  await waitFor(() => expect(calls(keep)[0]?.body).toEqual({ note: "what they promised!" }));
  expect(await screen.findByText("Your role in this team is viewer.")).toBeTruthy();
});

test("a line that is pointed at tells since when it stands there, and has a link of its own", async () => {
  answer(`${VERSIONS}/v3/blame`, {
    data: {
      versions: [mark("v1"), mark("v2"), mark("v3")],
      first: [0, 1],
      changed: [0, 2],
      times: [0, 2],
      complete: true,
    },
  });
  const { user } = show({ versions: three });
  await user.hover(within(await text()).getByText(/Starter/));
  const note = (await screen.findByRole("button", { name: "line 2" })).parentElement;
  await waitFor(() => expect(note?.textContent).toMatch(/^first seen .* · changed 2 times, last .*line 2$/));
  await user.hover(within(await text()).getByText("Plans"));
  await waitFor(() => expect(note?.textContent).toMatch(/^there since the oldest, .* · never changed/));
});

test("what is not kept, cannot be read or was never there is told", async () => {
  answer(`${VERSIONS}/gone`, refusal(404, "Version not found"));
  show({ versions: three }, `${AT}?to=gone`);
  expect(await screen.findByText(/This version is not kept, or not any more\./)).toBeTruthy();
  answer(`${VERSIONS}/broken`, refusal(500, "The database is away."));
  show({ versions: three }, `${AT}?to=broken`);
  expect(await screen.findByText(/This version could not be read\. The database is away\./)).toBeTruthy();
  show({ versions: [] });
  expect(await screen.findByText(/Nothing of this page is kept/)).toBeTruthy();
});
