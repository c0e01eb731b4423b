import { expect, test, vi } from "vitest";
import type { MonitorAnswer } from "#lib/monitor/model.ts";
import { historyBar, monitorAnswer } from "#testing/screen-data.ts";
import { type Acts, type Entry, type Known, labelOf, paletteGroups, verbIn } from "./palette-entries.ts";

const acts = {
  go: vi.fn<Acts["go"]>(),
  run: vi.fn<Acts["run"]>(),
  pause: vi.fn<Acts["pause"]>(),
  resume: vi.fn<Acts["resume"]>(),
  duplicate: vi.fn<Acts["duplicate"]>(),
  setTheme: vi.fn<Acts["setTheme"]>(),
  signOut: vi.fn<Acts["signOut"]>(),
  refusalOf: vi.fn<Acts["refusalOf"]>(() => null),
  refuse: vi.fn<Acts["refuse"]>(),
};

const of = (
  name: string,
  more: Partial<MonitorAnswer> = {},
  url = `https://${name.split(" ")[0]}.example/`,
) => monitorAnswer(name, { name, targets: [{ id: name, type: "scrape", urls: [url] }], ...more });
const shop = of("Shop", { recentChecks: [historyBar("older"), historyBar("newest")] });
const news = of("News", { currentCheckId: "c" });
const rest = of("Rest", { status: "paused" });

const groupsOf = (known: Partial<Known>) =>
  paletteGroups({ search: "", monitors: [], isStale: false, objects: [], here: undefined, ...known }, acts);
const labels = (known: Partial<Known>) => groupsOf(known).flatMap(({ entries }) => entries.map(labelOf));
const entry = (label: string, known: Partial<Known>): Entry => {
  const found = groupsOf(known)
    .flatMap(({ entries }) => entries)
    .find((one) => labelOf(one) === label);
  if (!found) throw new Error(`no entry ${label}`);
  return found;
};

test("without a search: monitors, runs of those that may run, places, and what is done at once", () => {
  expect(
    groupsOf({ monitors: [shop, news, rest] }).map(({ heading, entries }) => [heading, entries.map(labelOf)]),
  ).toEqual([
    ["Monitors", ["Shop", "News", "Rest"]],
    ["Run now", ["Run Shop"]],
    [
      "Go to",
      [
        "New monitor",
        "Changes",
        "My changes",
        "Failing pages",
        "Monitors",
        "Usage",
        "Settings",
        "Members",
        "You",
        "API keys",
        "Change password",
        "Sessions",
      ],
    ],
    ["Do", ["System theme", "Light theme", "Dark theme", "Sign out"]],
  ]);
});

test("on a monitor's page what can be done to it comes first, and it is not offered again", () => {
  const [first, second] = groupsOf({ monitors: [shop, news], here: shop });
  expect([first?.heading, first?.entries.map(labelOf)]).toEqual([
    "Shop",
    ["Run Shop", "Pause Shop", "Edit Shop", "Duplicate Shop", "Latest check of Shop", "Checks of Shop"],
  ]);
  expect(second?.entries.map(labelOf)).toEqual(["News"]);
});

test("of many monitors the eight that ran last, and five runs", () => {
  const many = Array.from({ length: 20 }, (_, index) => of(`M${index}`));
  const [monitors, runs] = groupsOf({ monitors: many });
  expect(monitors?.entries).toHaveLength(8);
  expect(runs?.entries).toHaveLength(5);
});

test("the best match first: names before addresses before what only the server knows a reason for", () => {
  const monitors = [
    of("Asks for a harbour", {}, "https://elsewhere.example/"),
    of("Terms", {}, "https://harbour.example/terms"),
    of("Questions", {}, "https://elsewhere.example/"),
    of("Harbour office"),
    of("Harbour"),
  ];
  const leading = groupsOf({ search: "harbour", monitors })[0]!.entries.filter(
    ({ kind }) => kind === "monitor",
  );
  expect(leading.map(labelOf)).toEqual([
    "Harbour",
    "Harbour office",
    "Asks for a harbour",
    "Terms",
    "Questions",
  ]);
  expect(leading.map(({ address }) => address)).toEqual([
    undefined,
    undefined,
    undefined,
    "https://harbour.example/terms",
    undefined,
  ]);
});

test("what fits better stands first, whatever it is; of equals a monitor comes first", () => {
  expect(labels({ search: "settings", monitors: [of("Team settings page")] }).slice(0, 2)).toEqual([
    "Settings",
    "Team settings page",
  ]);
  expect(labels({ search: "usage", monitors: [of("Usage")] }).slice(0, 2)).toEqual(["Usage", "Usage"]);
  expect(groupsOf({ search: "usage", monitors: [of("Usage")] })[0]?.entries[0]?.kind).toBe("monitor");
});

test("a search for a monitor also offers what can be done to the best one, and to no other", () => {
  const all = labels({ search: "shop", monitors: [shop, of("Shopping")] });
  expect(all[0]).toBe("Shop");
  expect(all).toContain("Pause Shop");
  expect(all).toContain("Shopping");
  expect(all).not.toContain("Pause Shopping");
});

test.each([
  ["run shop", "Run Shop"],
  ["pause shop", "Pause Shop"],
  ["pau sh", "Pause Shop"],
  ["stop shop", "Pause Shop"],
  ["edit shop", "Edit Shop"],
  ["copy shop", "Duplicate Shop"],
  ["duplicate shop", "Duplicate Shop"],
  ["last shop", "Latest check of Shop"],
  ["checks of shop", "Checks of Shop"],
])("“%s” offers “%s” first", (search, label) => {
  expect(labels({ search, objects: [shop, of("Shopping")] })[0]).toBe(label);
});

test("a verb alone offers to do it to those that ran last and may", () => {
  expect(labels({ search: "pause", objects: [shop, news, rest] })).toEqual(["Pause Shop", "Pause News…"]);
  expect(labels({ search: "resume", objects: [shop, news, rest] })).toEqual(["Resume Rest"]);
  expect(labels({ search: "run", objects: [shop, news, rest] })).toEqual(["Run Shop"]);
});

test("a monitor that is called as a verb is a monitor first", () => {
  const menu = of("Pause menu");
  expect(labels({ search: "pause menu", monitors: [menu], objects: [menu] })[0]).toBe("Pause menu");
});

test.each([
  ["keys", "API keys"],
  ["api", "API keys"],
  ["token", "API keys"],
  ["password", "Change password"],
  ["dark", "Dark theme"],
  ["light mode", "Light theme"],
  ["log out", "Sign out"],
  ["sign", "Sign out"],
  ["new", "New monitor"],
  ["credits", "Usage"],
])("“%s” finds “%s”", (search, label) => {
  expect(labels({ search })[0]).toBe(label);
});

test("of the answer to another search only what fits is shown", () => {
  expect(labels({ search: "news", monitors: [shop, news], isStale: true })[0]).toBe("News");
  expect(labels({ search: "news", monitors: [shop, news], isStale: true })).not.toContain("Shop");
  expect(labels({ search: "asked for", monitors: [shop] })).toContain("Shop");
});

test("nothing that fits is nothing to show", () => {
  expect(groupsOf({ search: "zebra" })).toEqual([]);
});

test("each leads to where it says, or does what it says", () => {
  const doing = (label: string, known: Partial<Known>) => entry(label, known).act();
  doing("Shop", { monitors: [shop] });
  doing("Edit Shop", { here: shop });
  doing("Latest check of Shop", { here: shop });
  doing("Checks of Shop", { here: shop });
  doing("API keys", {});
  expect(acts.go.mock.calls.flat()).toEqual([
    "/monitors/Shop",
    "/monitors/Shop/edit",
    "/monitors/Shop/checks/newest",
    "/monitors/Shop?tab=checks",
    "/settings/keys",
  ]);
  doing("Run Shop", { here: shop });
  doing("Pause Shop", { here: shop });
  doing("Duplicate Shop", { here: shop });
  doing("Resume Rest", { here: rest });
  for (const act of [acts.run, acts.pause, acts.duplicate]) expect(act).toHaveBeenCalledWith(shop);
  expect(acts.resume).toHaveBeenCalledWith(rest);
  doing("Dark theme", {});
  expect(acts.setTheme).toHaveBeenCalledWith("dark");
  doing("Sign out", {});
  expect(acts.signOut).toHaveBeenCalledOnce();
});

test.each([
  ["pause acme", ["pause"], "acme"],
  ["pa acme corp", ["pause"], "acme corp"],
  ["checks of acme", ["latest", "checks"], "acme"],
  ["latest check of acme", ["latest"], "acme"],
  ["run", ["run"], ""],
  ["p", null, null],
  ["", null, null],
  ["acme pause", null, null],
])("the verb in “%s”", (search, verbs, object) => {
  const found = verbIn(search);
  expect(found?.verbs.map(({ name }) => name) ?? null).toEqual(verbs);
  expect(found?.object ?? null).toBe(object);
});

test("what one may not do says why, in its place and when it is chosen; what one may is as ever", () => {
  acts.refusalOf.mockImplementation((action) => (action === "runMonitor" ? "Ask a member to run it." : null));
  const run = entry("Run Shop", { monitors: [shop] });
  expect(run.refusal).toBe("Ask a member to run it.");
  run.act();
  expect(acts.run).not.toHaveBeenCalled();
  expect(acts.refuse).toHaveBeenCalledWith("Ask a member to run it.");
  expect(entry("New monitor", {}).refusal).toBeUndefined();
  acts.refusalOf.mockImplementation(() => null);
});
